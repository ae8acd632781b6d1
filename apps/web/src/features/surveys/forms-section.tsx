import type { SurveyQuestionnaire } from '@parix/api-contract';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Section } from '../../ui/index.ts';
import { QuestionnaireEditor } from './questionnaire-editor.tsx';
import type { SurveyPart } from './survey-page.tsx';

const EDITABLE: readonly string[] = ['draft', 'scheduled', 'open'];

/** Questionnaires of the survey; what is saved is always a further version. */
export function FormsSection(part: SurveyPart) {
  const say = useWords('surveys');
  const { survey, manages } = part;
  const [edited, setEdited] = useState<string | null>(null);
  const mayEdit = manages && EDITABLE.includes(survey.phase);
  const close = () => setEdited(null);
  return (
    <Section title={say('surveys:forms')}>
      {survey.questionnaires.length === 0 ? <p>{say('surveys:formsNone')}</p> : null}
      {survey.feeds.length === 0 ? <p>{say('surveys:form.noFeeds')}</p> : null}
      {survey.questionnaires.map((form) =>
        edited === form.key ? (
          <QuestionnaireEditor key={form.key} part={part} known={form} formKey={form.key} onClose={close} />
        ) : (
          <Form key={form.key} form={form} onEdit={mayEdit ? () => setEdited(form.key) : null} />
        ),
      )}
      {edited === 'new' ? (
        <QuestionnaireEditor
          part={part}
          known={null}
          formKey={nextKey(survey.questionnaires)}
          onClose={close}
        />
      ) : null}
      {mayEdit && survey.phase === 'draft' && edited === null && survey.feeds.length > 0 ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => setEdited('new')}>
            {say('surveys:form.new')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

function nextKey(forms: readonly SurveyQuestionnaire[]): string {
  const taken = new Set(forms.map(({ key }) => key));
  let number = forms.length + 1;
  while (taken.has(`phieu-${number}`)) number += 1;
  return `phieu-${number}`;
}

function Form({
  form,
  onEdit,
}: {
  readonly form: SurveyQuestionnaire;
  readonly onEdit: (() => void) | null;
}) {
  const say = useWords('surveys');
  const { title, version, questions } = form;
  return (
    <details className="pw-details">
      <summary>
        {title}{' '}
        <span className="pw-soft">
          {say('surveys:form.version', { version, questions: questions.length })}
        </span>
      </summary>
      <ol>
        {questions.map((question) => (
          <li key={question.id}>
            {question.text}{' '}
            <span className="pw-soft">
              ({question.itemId}: {question.options.map(({ label }) => label).join(' / ')})
            </span>
          </li>
        ))}
      </ol>
      {onEdit ? (
        <div className="pw-actions">
          <Button look="second" size="small" onClick={onEdit}>
            {say('surveys:form.edit', { title })}
          </Button>
        </div>
      ) : null}
    </details>
  );
}
