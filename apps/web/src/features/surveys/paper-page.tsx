import type { SurveyQuestionnaire } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { call } from '../../api/call.ts';
import { randomKey } from '../../api/request.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, isComposing, Page, TextField } from '../../ui/index.ts';
import { surveyKey, surveyQuery } from './survey-keys.ts';
import './surveys.css';

interface PaperSheet {
  readonly code: string;
  /** The same for every try to save this sheet. */
  readonly token: string;
  readonly unitName: string;
  readonly groupName: string;
  readonly questionnaire: SurveyQuestionnaire;
}

/** Enters sheets on paper one after the other, by keyboard alone: code, Enter, a digit for each question, Enter. */
export function PaperPage() {
  const say = useWords('surveys');
  const { roundId, surveyId } = useParams({ from: '/inside/rounds/$roundId/surveys/$surveyId/paper' });
  const survey = useQuery(surveyQuery(roundId, surveyId));
  return (
    <Page
      title={say('surveys:paper')}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: say('surveys:title'), to: `/rounds/${roundId}/surveys` },
        { label: survey.data?.title ?? '…', to: `/rounds/${roundId}/surveys/${surveyId}` },
      ]}
      lead={say('surveys:paper.lead')}
    >
      <Loaded query={survey}>
        {({ phase }) =>
          phase === 'open' || phase === 'closed' ? (
            <Sitting roundId={roundId} surveyId={surveyId} />
          ) : (
            <p>{say('surveys:paper.closed')}</p>
          )
        }
      </Loaded>
    </Page>
  );
}

interface Place {
  readonly roundId: string;
  readonly surveyId: string;
}

function Sitting(place: Place) {
  const say = useWords('surveys');
  const queries = useQueryClient();
  const [sheet, setSheet] = useState<PaperSheet | null>(null);
  const [saved, setSaved] = useState(0);
  const done = () => {
    setSheet(null);
    setSaved(saved + 1);
    void queries.invalidateQueries({ queryKey: surveyKey(place.surveyId) });
  };
  return (
    <>
      <p role="status">{saved === 0 ? '' : say('surveys:paper.saved', { number: saved })}</p>
      {sheet === null ? (
        <FindSheet place={place} onFound={setSheet} />
      ) : (
        <EnterSheet
          key={sheet.token}
          place={place}
          sheet={sheet}
          onSaved={done}
          onLeave={() => setSheet(null)}
        />
      )}
    </>
  );
}

function FindSheet({
  place,
  onFound,
}: {
  readonly place: Place;
  readonly onFound: (sheet: PaperSheet) => void;
}) {
  const say = useWords('surveys');
  const [code, setCode] = useState('');
  const find = useMutation({
    mutationFn: () => call('findPaperSheet', { params: { ...place }, body: { code } }),
    onSuccess: (found) => onFound({ ...found, code, token: randomKey() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !find.isPending) find.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {find.isError ? <Failure error={find.error} /> : null}
      <TextField
        label={say('surveys:paper.code')}
        hint={say('surveys:paper.codeHint')}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={find.isPending && say('surveys:paper.finding')}>
          {say('surveys:paper.find')}
        </Button>
      </div>
    </form>
  );
}

function EnterSheet(props: {
  readonly place: Place;
  readonly sheet: PaperSheet;
  readonly onSaved: () => void;
  readonly onLeave: () => void;
}) {
  const say = useWords('surveys');
  const { place, sheet, onSaved, onLeave } = props;
  const { questions, version } = sheet.questionnaire;
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: () =>
      call('enterPaperSheet', {
        params: { ...place },
        body: { code: sheet.code, token: sheet.token, questionnaireVersion: version, choices },
      }),
    onSuccess: onSaved,
  });
  const missing = questions.filter(({ id, required }) => required && choices[id] === undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = missing;
    if (first) focusQuestion(form.current, questions.indexOf(first));
    else if (!save.isPending) save.mutate();
  };
  const press = (event: KeyboardEvent, at: number) => {
    if (isComposing(event)) return;
    const question = questions[at];
    const option = /^[1-9]$/.test(event.key) ? question?.options[Number(event.key) - 1] : undefined;
    if (question && option) {
      event.preventDefault();
      setChoices({ ...choices, [question.id]: option.id });
      focusQuestion(form.current, at + 1);
    }
  };
  return (
    <form ref={form} className="pw-form" onSubmit={submit} noValidate>
      <p>
        <strong>{say('surveys:paper.sheet', { unit: sheet.unitName, group: sheet.groupName })}</strong>
      </p>
      {save.isError ? <Failure error={save.error} /> : null}
      {questions.map((question, at) => (
        <fieldset key={question.id} className="pw-stack sv-question" onKeyDown={(event) => press(event, at)}>
          <legend className="pw-legend">{`${at + 1}. ${question.text}`}</legend>
          {tried && missing.includes(question) ? (
            <span className="pw-fault">{say('surveys:paper.missing')}</span>
          ) : null}
          <div className="sv-options">
            {question.options.map((option, step) => (
              <label key={option.id} className="pw-check">
                <input
                  type="radio"
                  name={question.id}
                  autoFocus={at === 0 && step === 0}
                  checked={choices[question.id] === option.id}
                  onChange={() => setChoices({ ...choices, [question.id]: option.id })}
                />
                <span>
                  <kbd>{step + 1}.</kbd> {option.label}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('surveys:paper.saving')}>
          {say('surveys:paper.save')}
        </Button>
        <Button look="second" onClick={onLeave}>
          {say('surveys:paper.other')}
        </Button>
      </div>
    </form>
  );
}

/** The chosen answer of the question or its first one; after the last question the button that saves. */
function focusQuestion(form: HTMLFormElement | null, at: number): void {
  const question = form?.querySelectorAll('fieldset')[at];
  const target = question
    ? (question.querySelector<HTMLElement>('input:checked') ?? question.querySelector<HTMLElement>('input'))
    : form?.querySelector<HTMLElement>('button[type="submit"]');
  target?.focus();
}
