import type { SurveyFeed, SurveyQuestion, SurveyQuestionnaire } from '@parix/api-contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, SelectField, TextArea, TextField } from '../../ui/index.ts';
import { QuestionFields } from './question-fields.tsx';
import { draftOf, isComplete, withQuestion } from './questionnaire-draft.ts';
import type { SurveyPart } from './survey-page.tsx';
import { useSurveyChange } from './use-survey-change.ts';

/** Writes one questionnaire. Once the survey has opened only words change, and earlier versions stay. */
export function QuestionnaireEditor(props: {
  readonly part: SurveyPart;
  readonly known: SurveyQuestionnaire | null;
  readonly formKey: string;
  readonly onClose: () => void;
}) {
  const say = useWords('surveys');
  const { part, known, formKey, onClose } = props;
  const { roundId, survey } = part;
  const [draft, setDraft] = useState(() => draftOf(known));
  const wordsOnly = survey.phase !== 'draft';
  const save = useSurveyChange(
    survey.id,
    () =>
      call('saveQuestionnaire', {
        params: { roundId, surveyId: survey.id, key: formKey },
        ifMatch: survey.version,
        body: { ...draft, questions: [...draft.questions] },
      }),
    onClose,
  );
  const change = (at: number, question: SurveyQuestion | null) =>
    setDraft({
      ...draft,
      questions: draft.questions.flatMap((one, place) =>
        place === at ? (question === null ? [] : [question]) : [one],
      ),
    });
  return (
    <div className="pw-form sv-editor">
      {save.isError ? <Failure error={save.error} /> : null}
      {wordsOnly ? <Notice quiet>{say('surveys:form.wordsOnly')}</Notice> : null}
      <TextField
        label={say('surveys:form.title')}
        value={draft.title}
        onChange={(event) => setDraft({ ...draft, title: event.target.value })}
      />
      <TextArea
        label={say('surveys:form.introduction')}
        hint={say('surveys:form.introductionHint')}
        value={draft.introduction}
        onChange={(event) => setDraft({ ...draft, introduction: event.target.value })}
      />
      {draft.questions.map((question, at) => (
        <QuestionFields
          key={question.id}
          number={at + 1}
          question={question}
          feed={survey.feeds.find(({ itemId }) => itemId === question.itemId)}
          wordsOnly={wordsOnly}
          onChange={(changed) => change(at, changed)}
        />
      ))}
      {wordsOnly ? null : (
        <AddQuestion feeds={survey.feeds} onAdd={(feed) => setDraft(withQuestion(draft, feed))} />
      )}
      <div className="pw-actions">
        <Button
          disabled={!isComplete(draft)}
          busy={save.isPending && say('surveys:saving')}
          onClick={() => (isComplete(draft) ? save.mutate(undefined) : undefined)}
        >
          {say('surveys:save')}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('surveys:form.cancel')}
        </Button>
      </div>
    </div>
  );
}

function AddQuestion({
  feeds,
  onAdd,
}: {
  readonly feeds: readonly SurveyFeed[];
  readonly onAdd: (feed: SurveyFeed) => void;
}) {
  const say = useWords('surveys');
  const [itemId, setItemId] = useState(feeds[0]?.itemId ?? '');
  const feed = feeds.find((one) => one.itemId === itemId);
  return (
    <div className="sv-row">
      <SelectField
        label={say('surveys:form.addQuestion')}
        choices={feeds.map(({ itemId: value, code, name }) => ({ value, label: `${code} ${name}` }))}
        value={itemId}
        onChange={(event) => setItemId(event.target.value)}
      />
      <Button look="second" onClick={() => (feed ? onAdd(feed) : undefined)}>
        {say('surveys:form.add')}
      </Button>
    </div>
  );
}
