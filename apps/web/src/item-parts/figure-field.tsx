import type { SetFigure } from '@parix/api-contract';
import { useId } from 'react';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Field, SelectField, useTypedText } from '../ui/index.ts';

export interface FigureFieldProps {
  readonly figure: SetFigure;
  readonly text: string;
  readonly fault: string | null;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  /** A finished choice (not typing): saved at once. */
  readonly onChoose: (text: string) => void;
}

/** One declared figure by its type. Numbers are plain text fields: "85,5" and "85.5" are both taken. */
export function FigureField(props: FigureFieldProps) {
  switch (props.figure.type) {
    case 'boolean':
      return <YesNo {...props} />;
    case 'choice':
      return <ChoiceFigure {...props} />;
    case 'date':
    case 'integer':
    case 'decimal':
      return <TypedFigure {...props} />;
  }
}

function labelOf(figure: SetFigure, optional: string): string {
  return figure.optional ? `${figure.label} (${optional})` : figure.label;
}

function TypedFigure(props: FigureFieldProps) {
  const say = useWords();
  const { figure } = props;
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  const numeric = figure.type !== 'date';
  return (
    <Field label={labelOf(figure, say('common:figure.optional'))} hint={useRange(figure)} fault={props.fault}>
      {(ids) => (
        <span className="pw-input-row">
          <input
            {...ids}
            {...typed}
            className="pw-input"
            type="text"
            data-numeric={numeric || undefined}
            data-short
            inputMode={numeric ? (figure.type === 'integer' ? 'numeric' : 'decimal') : undefined}
            autoComplete="off"
            readOnly={props.disabled}
          />
          {figure.unit ? <span className="pw-soft">{figure.unit}</span> : null}
        </span>
      )}
    </Field>
  );
}

/** How a date is typed. Limits of numbers are said only where they tell something: a lower limit above zero, or an upper one people can reach. */
function useRange(figure: SetFigure): string | undefined {
  const say = useWords();
  const language = useLanguage();
  if (figure.measure !== undefined) return say('common:figure.measured');
  if (figure.type === 'date') return say('common:figure.dateHint');
  if (figure.max === null || figure.max.length > 6) return undefined;
  return say('common:figure.range', {
    min: showNumber(figure.min ?? '0', language),
    max: showNumber(figure.max, language),
  });
}

function ChoiceFigure(props: FigureFieldProps) {
  const say = useWords();
  const { figure } = props;
  return (
    <SelectField
      label={labelOf(figure, say('common:figure.optional'))}
      fault={props.fault}
      value={props.text}
      disabled={props.disabled}
      choices={[
        { value: '', label: say('common:noData') },
        ...figure.options.map((option) => ({ value: option.id, label: option.label })),
      ]}
      onChange={(event) => props.onChoose(event.target.value)}
    />
  );
}

/** Yes, no, and "no data yet" are three answers. */
function YesNo(props: FigureFieldProps) {
  const say = useWords();
  const name = useId();
  const answers = [
    ['true', say('common:yes')],
    ['false', say('common:no')],
    ['', say('common:noData')],
  ] as const;
  return (
    <fieldset className="pw-field">
      <legend className="pw-legend">{labelOf(props.figure, say('common:figure.optional'))}</legend>
      <span className="pw-answers">
        {answers.map(([value, label]) => (
          <label key={value} className="pw-check">
            <input
              type="radio"
              name={name}
              checked={props.text === value}
              disabled={props.disabled}
              onChange={() => props.onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </span>
      {props.fault ? <span className="pw-fault">{props.fault}</span> : null}
    </fieldset>
  );
}
