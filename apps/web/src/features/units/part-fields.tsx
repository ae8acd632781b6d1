import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextField } from '../../ui/index.ts';
import type { Faults, PartDraft } from './change-draft.ts';
import { NewUnitFields } from './new-unit-fields.tsx';
import { UnitPicker } from './unit-picker.tsx';

interface PartProps {
  readonly part: PartDraft;
  readonly at: string;
  readonly faults: Faults;
  readonly asOf: string | undefined;
  readonly onChange: (part: PartDraft) => void;
}

/** A unit that takes something over: one that exists already, or one that begins. */
export function ReceiverFields({ part, at, faults, asOf, onChange }: PartProps) {
  const say = useWords('units');
  return (
    <>
      <SelectField
        label={say('units:receiver')}
        value={part.is}
        choices={[
          { value: 'new', label: say('units:receiver.new') },
          { value: 'known', label: say('units:receiver.known') },
        ]}
        onChange={(event) => onChange({ ...part, is: event.target.value === 'known' ? 'known' : 'new' })}
      />
      {part.is === 'new' ? (
        <NewUnitFields
          unit={part.fresh}
          at={at}
          faults={faults}
          asOf={asOf}
          onChange={(fresh) => onChange({ ...part, fresh })}
        />
      ) : (
        <KnownField part={part} at={at} faults={faults} asOf={asOf} onChange={onChange} />
      )}
    </>
  );
}

export function KnownField({ part, at, faults, asOf, onChange }: PartProps) {
  const say = useWords('units');
  return (
    <UnitPicker
      label={say('units:receiverUnit')}
      chosen={part.known ? [part.known] : []}
      asOf={asOf}
      fault={faults.has(`${at}.known`) ? say('units:fault.unit') : null}
      onChange={([known]) => onChange({ ...part, known: known ?? null })}
    />
  );
}

export function ShareField({ part, at, faults, onChange }: PartProps) {
  const say = useWords('units');
  return (
    <TextField
      label={say('units:share')}
      hint={say('units:shareHint')}
      fault={faults.has(`${at}.share`) ? say('units:fault.share') : null}
      autoComplete="off"
      value={part.share}
      onChange={(event) => onChange({ ...part, share: event.target.value })}
    />
  );
}
