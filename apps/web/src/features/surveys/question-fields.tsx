import type { SurveyFeed, SurveyQuestion } from '@parix/api-contract';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { showNumber } from '../../format/numbers.ts';
import { Button, CheckField, TextArea, TextField } from '../../ui/index.ts';
import { valueOf, withOption } from './questionnaire-draft.ts';
import './surveys.css';

type Option = SurveyQuestion['options'][number];

/** One question with its answer scale. */
export function QuestionFields(props: {
  readonly number: number;
  readonly question: SurveyQuestion;
  readonly feed: SurveyFeed | undefined;
  readonly wordsOnly: boolean;
  /** null: the question is taken out. */
  readonly onChange: (question: SurveyQuestion | null) => void;
}) {
  const say = useWords('surveys');
  const { number, question, feed, wordsOnly, onChange } = props;
  const changeOption = (at: number, option: Option | null) =>
    onChange({
      ...question,
      options: question.options.flatMap((one, place) =>
        place === at ? (option === null ? [] : [option]) : [one],
      ),
    });
  return (
    <fieldset className="pw-stack sv-question">
      <legend className="pw-legend">
        {say('surveys:form.question', { number, code: feed?.code ?? question.itemId })}
      </legend>
      <TextArea
        label={say('surveys:form.text')}
        rows={2}
        value={question.text}
        onChange={(event) => onChange({ ...question, text: event.target.value })}
      />
      {question.options.map((option, at) => (
        <OptionFields
          key={option.id}
          number={at + 1}
          option={option}
          feed={feed}
          fixed={wordsOnly}
          onChange={(changed) => changeOption(at, changed)}
        />
      ))}
      {wordsOnly ? null : (
        <div className="pw-actions">
          {question.mean === null ? null : (
            <Button look="quiet" size="small" onClick={() => onChange(withOption(question, ''))}>
              {say('surveys:form.addOption')}
            </Button>
          )}
          <Button
            look="quiet"
            size="small"
            onClick={() => onChange(withOption(question, say('surveys:form.noOpinionLabel')))}
          >
            {say('surveys:form.noOpinion')}
          </Button>
          <Button look="quiet" size="small" onClick={() => onChange(null)}>
            {say('surveys:form.remove', { number })}
          </Button>
        </div>
      )}
      <CheckField
        label={say('surveys:form.required')}
        checked={question.required}
        disabled={wordsOnly}
        onChange={(event) => onChange({ ...question, required: event.target.checked })}
      />
    </fieldset>
  );
}

function OptionFields(props: {
  readonly number: number;
  readonly option: Option;
  readonly feed: SurveyFeed | undefined;
  readonly fixed: boolean;
  readonly onChange: (option: Option | null) => void;
}) {
  const say = useWords('surveys');
  const language = useLanguage();
  const { number, option, feed, fixed, onChange } = props;
  const show = (value: string | null) => (value === null ? '' : showNumber(value, language));
  return (
    <div className="sv-row">
      <TextField
        label={say('surveys:form.option', { number })}
        value={option.label}
        onChange={(event) => onChange({ ...option, label: event.target.value })}
      />
      {feed && feed.mean !== null ? (
        <TextField
          label={say('surveys:form.value', { number })}
          hint={say('surveys:form.valueHint', { low: show(feed.low), high: show(feed.high) })}
          disabled={fixed}
          inputMode="decimal"
          value={option.value ?? ''}
          onChange={(event) => onChange({ ...option, value: valueOf(event.target.value) })}
        />
      ) : null}
      {fixed || number <= 2 ? null : (
        <Button
          look="quiet"
          size="small"
          aria-label={say('surveys:form.removeOption', { number })}
          onClick={() => onChange(null)}
        >
          ×
        </Button>
      )}
    </div>
  );
}
