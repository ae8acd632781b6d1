import { isAreaRole } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, TextField } from '../../ui/index.ts';
import { areasOf, isEmail } from './account-draft.ts';
import { accountKey, type AccountDetail } from './account-page.tsx';
import { ACCOUNTS } from './accounts-page.tsx';
import { UnitPicker } from './unit-picker.tsx';

/** Who and where somebody is. A change by somebody else meanwhile is told, and nothing is overwritten. */
export function EditAccount({ account }: { readonly account: AccountDetail }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const [draft, setDraft] = useState({
    displayName: account.displayName,
    email: account.email ?? '',
    unitId: account.unitId ?? '',
    areas: account.areas.join(', '),
  });
  const [checked, setChecked] = useState(false);
  const faults = {
    name: draft.displayName.trim() === '',
    email: draft.email.trim() !== '' && !isEmail(draft.email),
  };
  const judges = account.grants.some(({ role }) => isAreaRole(role));
  const save = useMutation({
    mutationFn: () =>
      call('updateAccount', {
        params: { accountId: account.id },
        ifMatch: account.version,
        body: {
          displayName: draft.displayName,
          email: draft.email.trim() === '' ? null : draft.email,
          ...(draft.unitId !== (account.unitId ?? '') && { unitId: draft.unitId || null }),
          ...(judges && { areas: areasOf(draft.areas) }),
        },
      }),
    onSuccess: (next) => {
      queries.setQueryData(accountKey(account.id), next);
      void queries.invalidateQueries({ queryKey: ACCOUNTS });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!faults.name && !faults.email && !save.isPending) save.mutate();
  };
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const known = account.unitId === null ? undefined : { id: account.unitId, name: account.unitName ?? '' };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {save.isSuccess ? <Notice tone="good">{say('access:own.saved')}</Notice> : null}
      <TextField
        label={say('access:accounts.name')}
        fault={checked && faults.name ? say('access:create.nameFault') : null}
        autoComplete="off"
        value={draft.displayName}
        onChange={(event) => set({ displayName: event.target.value })}
      />
      <TextField
        label={say('access:accounts.email')}
        fault={checked && faults.email ? say('access:create.emailFault') : null}
        type="email"
        autoComplete="off"
        value={draft.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <UnitPicker value={draft.unitId} known={known} optional onChange={(unitId) => set({ unitId })} />
      {judges ? (
        <TextField
          label={say('access:accounts.areas')}
          hint={say('access:create.areasHint')}
          value={draft.areas}
          onChange={(event) => set({ areas: event.target.value })}
        />
      ) : null}
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('access:own.saving')}>
          {say('common:save')}
        </Button>
      </div>
    </form>
  );
}
