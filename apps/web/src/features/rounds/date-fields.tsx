import { instantOfField } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/index.ts';
import type { RoundDraft, RoundFault } from './round-draft.ts';

type Dates = Pick<RoundDraft, 'opens' | 'closes' | 'appraisal' | 'replies'>;

export function DateFields(props: {
  readonly dates: Dates;
  readonly faults: ReadonlySet<RoundFault>;
  readonly onChange: (change: Partial<Dates>) => void;
}) {
  const say = useWords('rounds');
  const fields = ['opens', 'closes', 'appraisal', 'replies'] as const;
  const faultOf = (field: (typeof fields)[number]) => {
    if (!props.faults.has(field)) return null;
    const unreadable = instantOfField(props.dates[field]) === undefined;
    return say(unreadable || field === 'opens' ? 'rounds:fault.date' : `rounds:fault.${field}`);
  };
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('rounds:dates')}</legend>
      <p className="pw-hint">{say('rounds:datesHint')}</p>
      {fields.map((field) => (
        <TextField
          key={field}
          label={say(`rounds:date.${field}`)}
          autoComplete="off"
          hint={say('rounds:dateHint')}
          fault={faultOf(field)}
          value={props.dates[field]}
          onChange={(event) => props.onChange({ [field]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
