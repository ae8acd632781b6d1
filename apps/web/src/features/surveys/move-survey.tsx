import { surveyMoveNeedsReason, surveyMovesFrom, type SurveyPhase, type SurveyState } from '@parix/workflow';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { instantOfField } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, Section, TextArea, TextField } from '../../ui/index.ts';
import type { SurveyPart } from './survey-page.tsx';
import { useSurveyChange } from './use-survey-change.ts';

type Target = Exclude<SurveyState, 'draft'>;
const isTarget = (state: SurveyState): state is Target => state !== 'draft';

const keyOf = (from: SurveyPhase, to: Target) => {
  if (from === 'closed' && to === 'open') return 'surveys:move.reopen' as const;
  return from === 'frozen' ? ('surveys:move.unfreeze' as const) : (`surveys:move.${to}` as const);
};

/** The steps that the survey may take from here. */
export function MoveSurvey(part: SurveyPart) {
  const say = useWords('surveys');
  const { survey } = part;
  const [to, setTo] = useState<Target | null>(null);
  const moves = surveyMovesFrom(survey.phase).filter(isTarget);
  return (
    <Section title={say('surveys:steps')}>
      <p>{say(`surveys:step.${survey.phase}`)}</p>
      {moves.length > 0 ? (
        <div className="pw-actions">
          {moves.map((state) => (
            <Button
              key={state}
              look={surveyMoveNeedsReason(survey.phase, state) ? 'second' : 'main'}
              onClick={() => setTo(state)}
            >
              {say(keyOf(survey.phase, state))}
            </Button>
          ))}
        </div>
      ) : null}
      {to ? <MoveDialog part={part} to={to} onClose={() => setTo(null)} /> : null}
    </Section>
  );
}

function MoveDialog(props: { readonly part: SurveyPart; readonly to: Target; readonly onClose: () => void }) {
  const say = useWords('surveys');
  const { part, to, onClose } = props;
  const { survey, roundId } = part;
  const [reason, setReason] = useState('');
  const [closes, setCloses] = useState('');
  const [below, setBelow] = useState<'leave-out' | 'use' | null>(null);
  const reopens = survey.phase === 'closed' && to === 'open';
  const closesAt = instantOfField(closes);
  const move = useSurveyChange(
    survey.id,
    () =>
      call('moveSurvey', {
        params: { roundId, surveyId: survey.id },
        ifMatch: survey.version,
        body: {
          to,
          reason: reason.trim(),
          ...(reopens && { closesAt: closesAt ?? null }),
          ...(below && { belowQuota: below }),
        },
      }),
    onClose,
  );
  const isShort = move.error instanceof ApiError && move.error.problem?.code === 'survey-below-quota';
  const asksWhy = surveyMoveNeedsReason(survey.phase, to) || isShort || below !== null;
  const incomplete = (asksWhy && reason.trim() === '') || (isShort && below === null);
  return (
    <Dialog title={say(keyOf(survey.phase, to))} onClose={onClose}>
      {move.isError ? <Failure error={move.error} /> : null}
      {isShort || below !== null ? <BelowQuota chosen={below} onChoose={setBelow} /> : null}
      {reopens ? (
        <TextField
          label={say('surveys:newCloses')}
          hint={say('surveys:closesHint')}
          autoComplete="off"
          fault={closesAt === undefined ? say('surveys:dateFault') : null}
          value={closes}
          onChange={(event) => setCloses(event.target.value)}
        />
      ) : null}
      {asksWhy ? (
        <TextArea
          label={say('surveys:reason')}
          hint={say('surveys:reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <div className="pw-actions">
        <Button
          look={to === 'cancelled' ? 'danger' : 'main'}
          disabled={incomplete || (reopens && closesAt === undefined)}
          busy={move.isPending && say('surveys:moving')}
          onClick={() => (incomplete ? undefined : move.mutate(undefined))}
        >
          {say(keyOf(survey.phase, to))}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function BelowQuota(props: {
  readonly chosen: 'leave-out' | 'use' | null;
  readonly onChoose: (chosen: 'leave-out' | 'use') => void;
}) {
  const say = useWords('surveys');
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('surveys:short')}</legend>
      {(['leave-out', 'use'] as const).map((choice) => (
        <label key={choice} className="pw-check">
          <input
            type="radio"
            name="below-quota"
            checked={props.chosen === choice}
            onChange={() => props.onChoose(choice)}
          />
          <span>{say(`surveys:short.${choice}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
