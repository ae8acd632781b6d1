import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { SelectField, TextField } from '../../ui/index.ts';

/** Finds a unit by a search without diacritics, then offers what was found (and what was chosen before). */
export function UnitPicker(props: {
  readonly value: string;
  readonly known?: { readonly id: string; readonly name: string } | undefined;
  readonly optional: boolean;
  readonly fault?: string | null;
  readonly onChange: (unitId: string) => void;
}) {
  const say = useWords('access');
  const [search, setSearch] = useState('');
  const units = useQuery({
    queryKey: ['unit-choices', search],
    queryFn: ({ signal }) => call('listUnits', { query: { q: search || undefined, limit: 200 }, signal }),
    placeholderData: (before) => before,
  });
  const none = say(props.optional ? 'access:create.unitNone' : 'access:create.unitChoose');
  const found = (units.data?.items ?? []).map((unit) => ({
    value: unit.id,
    label: `${unit.name} (${unit.code})`,
  }));
  const { known } = props;
  const before =
    known && !found.some(({ value }) => value === known.id) ? [{ value: known.id, label: known.name }] : [];
  return (
    <>
      <TextField
        label={say('access:create.unitSearch')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {units.isError ? <Failure error={units.error} again={() => void units.refetch()} /> : null}
      <SelectField
        label={say('access:accounts.unit')}
        fault={props.fault ?? null}
        value={props.value}
        choices={[{ value: '', label: none }, ...before, ...found]}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </>
  );
}
