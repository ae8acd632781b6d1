import { useQuery } from '@tanstack/react-query';
import { blocksQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CheckField, SelectField, TextField } from '../../ui/index.ts';
import type { Faults, NewUnitDraft } from './change-draft.ts';
import { unitKindsQuery } from '../../api/queries.ts';
import { kindChoices } from './kind-choices.ts';
import { UnitPicker } from './unit-picker.tsx';

/** What has to be known of a unit that begins. `at` is where its faults are. */
export function NewUnitFields(props: {
  readonly unit: NewUnitDraft;
  readonly at: string;
  readonly faults: Faults;
  readonly asOf: string | undefined;
  readonly onChange: (unit: NewUnitDraft) => void;
}) {
  const say = useWords('units');
  const kinds = useQuery(unitKindsQuery);
  const blocks = useQuery(blocksQuery);
  const { unit, at, faults } = props;
  const set = (change: Partial<NewUnitDraft>) => props.onChange({ ...unit, ...change });
  const mark = (id: string, is: boolean) =>
    set({ blocks: is ? [...unit.blocks, id] : unit.blocks.filter((block) => block !== id) });
  return (
    <>
      <TextField
        label={say('units:newCode')}
        hint={say('units:newCodeHint')}
        fault={faults.has(`${at}.code`) ? say('units:fault.code') : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={unit.code}
        onChange={(event) => set({ code: event.target.value })}
      />
      <TextField
        label={say('units:column.name')}
        fault={faults.has(`${at}.name`) ? say('units:fault.name') : null}
        autoComplete="off"
        value={unit.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label={say('units:column.kind')}
        fault={faults.has(`${at}.kind`) ? say('units:fault.kind') : null}
        value={unit.kind}
        choices={[
          { value: '', label: say('units:choose') },
          ...kindChoices(kinds.data?.items ?? [], unit.kind, say),
        ]}
        onChange={(event) => set({ kind: event.target.value })}
      />
      <UnitPicker
        label={say('units:newParent')}
        hint={say('units:newParentHint')}
        chosen={unit.parent ? [unit.parent] : []}
        asOf={props.asOf}
        onChange={([parent]) => set({ parent: parent ?? null })}
      />
      {(blocks.data?.items ?? []).length > 0 ? (
        <fieldset className="pw-stack">
          <legend className="pw-legend">{say('units:column.block')}</legend>
          {(blocks.data?.items ?? []).map((block) => (
            <CheckField
              key={block.id}
              label={block.name}
              checked={unit.blocks.includes(block.id)}
              onChange={(event) => mark(block.id, event.target.checked)}
            />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
