import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/index.ts';
import type { RoundDraft, RoundFault } from './round-draft.ts';

type Dates = Pick<RoundDraft, 'opens' | 'closes' | 'appraisal'>;

export function DateFields(props: {
  readonly dates: Dates;
  readonly faults: ReadonlySet<RoundFault>;
  readonly onChange: (change: Partial<Dates>) => void;
}) {
  const say = useWords('rounds');
  const fields = ['opens', 'closes', 'appraisal'] as const;
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('rounds:dates')}</legend>
      <p className="pw-hint">{say('rounds:datesHint')}</p>
      {fields.map((field) => (
        <TextField
          key={field}
          label={say(`rounds:date.${field}`)}
          type="datetime-local"
          fault={field !== 'opens' && props.faults.has(field) ? say(`rounds:fault.${field}`) : null}
          value={props.dates[field]}
          onChange={(event) => props.onChange({ [field]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
