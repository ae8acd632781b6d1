import { isAreaRole, isUnitRole, ROLES, type Role } from '@parix/workflow';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextField } from '../../ui/index.ts';
import { emptyAccount, faultsOf, type AccountDraft } from './account-draft.ts';

export function CreateAccount(props: {
  readonly onClose: () => void;
  readonly onCreated: (username: string) => void;
}) {
  const say = useWords('access');
  const [draft, setDraft] = useState<AccountDraft>(emptyAccount);
  const [checked, setChecked] = useState(false);
  const faults = checked ? faultsOf(draft) : {};
  const create = useMutation({
    mutationFn: () =>
      call('createAccount', {
        body: {
          username: draft.username,
          displayName: draft.displayName,
          roles: [draft.role],
          unitId: draft.unitId || null,
          areas: draft.areas
            .split(/[,;]/)
            .map((area) => area.trim())
            .filter(Boolean),
          password: draft.password,
        },
      }),
    onSuccess: () => props.onCreated(draft.username.trim().toLowerCase()),
  });
  const set = (change: Partial<AccountDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(faultsOf(draft)).length === 0 && !create.isPending) create.mutate();
  };
  return (
    <Dialog title={say('access:create.title')} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {create.isError ? <Failure error={create.error} /> : null}
        <TextField
          label={say('access:accounts.username')}
          hint={say('access:create.usernameHint')}
          fault={faults.username ? say('access:create.usernameFault') : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.username}
          onChange={(event) => set({ username: event.target.value })}
        />
        <TextField
          label={say('access:accounts.name')}
          fault={faults.displayName ? say('access:create.nameFault') : null}
          autoComplete="off"
          value={draft.displayName}
          onChange={(event) => set({ displayName: event.target.value })}
        />
        <SelectField
          label={say('access:accounts.role')}
          value={draft.role}
          choices={ROLES.map((role) => ({ value: role, label: say(`common:role.${role}`) }))}
          onChange={(event) => set({ role: roleOf(event.target.value) })}
        />
        {draft.role !== 'administrator' ? (
          <UnitPicker
            value={draft.unitId}
            optional={!isUnitRole(draft.role)}
            fault={faults.unitId ? say('access:create.unitFault') : null}
            onChange={(unitId) => set({ unitId })}
          />
        ) : null}
        {isAreaRole(draft.role) ? (
          <TextField
            label={say('access:accounts.areas')}
            hint={say('access:create.areasHint')}
            value={draft.areas}
            onChange={(event) => set({ areas: event.target.value })}
          />
        ) : null}
        <TextField
          label={say('access:create.password')}
          hint={say('access:create.passwordHint')}
          fault={
            faults.password ? say('access:create.passwordFault', { length: draft.password.length }) : null
          }
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onChange={(event) => set({ password: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={create.isPending && say('access:create.busy')}>
            {say('access:create.submit')}
          </Button>
          <Button look="second" onClick={props.onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** Finds a unit by a search without diacritics, then offers what was found. */
function UnitPicker(props: {
  readonly value: string;
  readonly optional: boolean;
  readonly fault: string | null;
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
        fault={props.fault}
        value={props.value}
        choices={[
          { value: '', label: none },
          ...(units.data?.items ?? []).map((unit) => ({
            value: unit.id,
            label: `${unit.name} (${unit.code})`,
          })),
        ]}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </>
  );
}
