import { useQuery } from '@tanstack/react-query';
import { readDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextArea, TextField } from '../../ui/index.ts';
import { type ChangeDraft, type Faults, withSubjects } from './change-draft.ts';
import { unitKindsQuery } from '../../api/queries.ts';
import { kindChoices } from './kind-choices.ts';
import { NewUnitFields } from './new-unit-fields.tsx';
import { ReceiverFields } from './part-fields.tsx';
import { PartsFields } from './parts-fields.tsx';
import { UnitPicker } from './unit-picker.tsx';

interface FieldsProps {
  readonly draft: ChangeDraft;
  readonly faults: Faults;
  readonly onChange: (change: Partial<ChangeDraft>) => void;
}

/** Day and document of the change. */
export function DocumentFields({ draft, faults, onChange }: FieldsProps) {
  const say = useWords('units');
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('units:document')}</legend>
      <div className="pw-form-row">
        <TextField
          label={say('units:effectiveOn')}
          hint={say('units:effectiveOnHint')}
          fault={faults.has('effectiveOn') ? say('common:fault.not-a-date') : null}
          autoComplete="off"
          value={draft.effectiveOn}
          onChange={(event) => onChange({ effectiveOn: event.target.value })}
        />
        <TextField
          label={say('units:decisionNumber')}
          hint={say('units:decisionNumberHint')}
          autoComplete="off"
          value={draft.decisionNumber}
          onChange={(event) => onChange({ decisionNumber: event.target.value })}
        />
        <TextField
          label={say('units:decisionDate')}
          hint={say('common:figure.dateHint')}
          fault={faults.has('decisionDate') ? say('common:fault.not-a-date') : null}
          autoComplete="off"
          value={draft.decisionDate}
          onChange={(event) => onChange({ decisionDate: event.target.value })}
        />
      </div>
      <TextArea
        label={say('units:note')}
        rows={2}
        value={draft.note}
        onChange={(event) => onChange({ note: event.target.value })}
      />
    </fieldset>
  );
}

/** What the kind of change needs to know. */
export function ContentFields(props: FieldsProps) {
  const { draft, faults, onChange } = props;
  const asOf = readDate(draft.effectiveOn);
  switch (draft.kind) {
    case 'establish':
      return (
        <NewUnitFields
          unit={draft.into.fresh}
          at="into"
          faults={faults}
          asOf={asOf}
          onChange={(fresh) => onChange({ into: { ...draft.into, fresh } })}
        />
      );
    case 'rename':
      return (
        <>
          <SubjectField {...props} />
          <RenameFields {...props} />
        </>
      );
    case 'move':
    case 'abolish':
      return (
        <>
          <SubjectField {...props} />
          <ParentField {...props} />
        </>
      );
    case 'merge':
      return (
        <>
          <SubjectField {...props} />
          <ReceiverFields
            part={draft.into}
            at="into"
            faults={faults}
            asOf={asOf}
            onChange={(into) => onChange({ into })}
          />
        </>
      );
    case 'split':
    case 'transfer':
      return (
        <>
          <SubjectField {...props} />
          <PartsFields {...props} asOf={asOf} />
        </>
      );
  }
}

/** The unit, or units, that the change is about: those that exist just before it. */
function SubjectField({ draft, faults, onChange }: FieldsProps) {
  const say = useWords('units');
  const many = draft.kind === 'move' || draft.kind === 'merge';
  return (
    <UnitPicker
      label={say(many ? `units:subject.${draft.kind === 'move' ? 'move' : 'merge'}` : 'units:subject')}
      chosen={draft.units}
      many={many}
      asOf={readDate(draft.effectiveOn)}
      fault={faults.has('units') ? say('units:fault.unit') : null}
      onChange={(units) => onChange(withSubjects(draft, units))}
    />
  );
}

function RenameFields({ draft, faults, onChange }: FieldsProps) {
  const say = useWords('units');
  const kinds = useQuery(unitKindsQuery);
  return (
    <>
      <TextField
        label={say('units:newName')}
        hint={say('units:newNameHint')}
        fault={faults.has('name') ? say('units:fault.name') : null}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <SelectField
        label={say('units:newKind')}
        value={draft.unitKind}
        choices={[
          { value: '', label: say('units:sameKind') },
          ...kindChoices(kinds.data?.items ?? [], draft.unitKind, say),
        ]}
        onChange={(event) => onChange({ unitKind: event.target.value })}
      />
    </>
  );
}

function ParentField({ draft, onChange }: FieldsProps) {
  const say = useWords('units');
  const moves = draft.kind === 'move';
  return (
    <UnitPicker
      label={say(moves ? 'units:newParent' : 'units:takesBelow')}
      hint={say(moves ? 'units:newParentHint' : 'units:takesBelowHint')}
      chosen={draft.parent ? [draft.parent] : []}
      asOf={readDate(draft.effectiveOn)}
      onChange={([parent]) => onChange({ parent: parent ?? null })}
    />
  );
}
