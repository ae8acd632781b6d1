import type { AnswerValue, InspectionCheck } from '@parix/api-contract';
import { answersTo, type CheckAnswer } from '@parix/workflow';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField, Tag, TextArea } from '../../ui/index.ts';
import { Conflict } from './field-conflict.tsx';
import { type Change, nowText } from './field-change.ts';
import { answerOf, keyOf, type LocalVisit, writeLocal } from './local-visit.ts';

/** One line of the checklist: what is asked, what was found, and a way to a finding about it. */
export function FieldCheck(props: {
  readonly local: LocalVisit;
  readonly check: InspectionCheck;
  readonly change: Change;
  readonly onFinding: () => void;
}) {
  const say = useWords('inspections');
  const { local, check, change } = props;
  const value = answerOf(local, check.id);
  const thing = local.things[keyOf('answer', check.id)];
  const answered = value !== null && value.answer !== 'open';
  const write = (part: Partial<AnswerValue>) =>
    change((now) => writeLocal(now, 'answer', check.id, { ...NO_ANSWER, ...value, ...part }, nowText()));
  const choices = (['open', ...answersTo(check.source)] as const).map((answer) => ({
    value: answer,
    label: say(`inspections:answer.${answer}`),
  }));
  return (
    <details className="pw-details" open={thing?.held.theirs ? true : undefined}>
      <summary>
        {check.itemCode === null ? '' : `${check.itemCode}. `}
        {check.question}{' '}
        <Tag tone={answered ? 'good' : 'plain'}>{say(`inspections:answer.${value?.answer ?? 'open'}`)}</Tag>
      </summary>
      <p className="pw-small">
        <Tag>{say(`inspections:source.${check.source}`)}</Tag>
      </p>
      {check.earlier ? (
        <p className="pw-small pw-soft">
          {say('inspections:foundOn', { day: showDate(check.earlier.foundOn) })} {check.earlier.statement}
        </p>
      ) : null}
      <SelectField
        label={say('inspections:result')}
        choices={choices}
        value={value?.answer ?? 'open'}
        onChange={(event) => write({ answer: event.target.value as CheckAnswer })}
      />
      <TextArea
        label={say('inspections:note')}
        rows={2}
        maxLength={5000}
        value={value?.note ?? ''}
        onChange={(event) => write({ note: event.target.value })}
      />
      {thing ? <Conflict thing={thing} change={change} /> : null}
      <div className="pw-actions">
        <Button look="second" size="small" onClick={props.onFinding}>
          {say('inspections:findingHere')}
        </Button>
      </div>
    </details>
  );
}

const NO_ANSWER: AnswerValue = { answer: 'open', note: '', question: null, itemId: null };
