import { isAreaRole, isUnitRole, ROLES, type Role } from '@parix/workflow';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, TextField } from '../../ui/index.ts';
import { areasOf, emptyAccount, faultsOf, type AccountDraft } from './account-draft.ts';
import { HandedLink } from './handed-link.tsx';
import { UnitPicker } from './unit-picker.tsx';

/** Invites somebody: who, where, which roles. They choose the password; without mail the link is shown to hand over. */
export function InviteAccount(props: { readonly onClose: () => void; readonly onInvited: () => void }) {
  const say = useWords('access');
  const language = useLanguage();
  const [draft, setDraft] = useState<AccountDraft>(emptyAccount);
  const [checked, setChecked] = useState(false);
  const [link, setLink] = useState<Answer<'sendAccountLink'> | null>(null);
  const faults = checked ? faultsOf(draft) : {};
  const invite = useMutation({
    mutationFn: async () => {
      const email = draft.email.trim() === '' ? null : draft.email;
      const { id } = await call('inviteAccount', {
        body: {
          username: draft.username,
          displayName: draft.displayName,
          email,
          unitId: draft.unitId || null,
          areas: draft.roles.some(isAreaRole) ? areasOf(draft.areas) : [],
          locale: language,
          roles: draft.roles.map((role) => ({ role })),
        },
      });
      props.onInvited();
      // With an address and a mail server the link has gone out already, and another would void it.
      const ways = email === null ? null : await call('signInWays', {});
      if (ways?.mail) return { mail: 'queued', url: null, expiresAt: '' } as const;
      return call('sendAccountLink', { params: { accountId: id } });
    },
    onSuccess: setLink,
  });
  const set = (change: Partial<AccountDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(faultsOf(draft)).length === 0 && !invite.isPending) invite.mutate();
  };
  if (link) {
    return (
      <Dialog title={say('access:create.done', { username: draft.username.trim() })} onClose={props.onClose}>
        <HandedLink link={link} email={draft.email.trim()} />
        <div className="pw-actions">
          <Button onClick={props.onClose}>{say('access:create.close')}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={say('access:create.title')} onClose={props.onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {invite.isError ? <Failure error={invite.error} /> : null}
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
        <TextField
          label={say('access:accounts.email')}
          hint={say('access:create.emailHint')}
          fault={faults.email ? say('access:create.emailFault') : null}
          type="email"
          autoComplete="off"
          value={draft.email}
          onChange={(event) => set({ email: event.target.value })}
        />
        <RoleChecks roles={draft.roles} fault={faults.roles === true} onChange={(roles) => set({ roles })} />
        <UnitPicker
          value={draft.unitId}
          optional={!draft.roles.some(isUnitRole)}
          fault={faults.unitId ? say('access:create.unitFault') : null}
          onChange={(unitId) => set({ unitId })}
        />
        {draft.roles.some(isAreaRole) ? (
          <TextField
            label={say('access:accounts.areas')}
            hint={say('access:create.areasHint')}
            value={draft.areas}
            onChange={(event) => set({ areas: event.target.value })}
          />
        ) : null}
        <div className="pw-actions">
          <Button type="submit" busy={invite.isPending && say('access:create.busy')}>
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

/** Several roles at once; a time for each is given on the account’s own page. */
function RoleChecks({
  roles,
  fault,
  onChange,
}: {
  readonly roles: readonly Role[];
  readonly fault: boolean;
  readonly onChange: (roles: readonly Role[]) => void;
}) {
  const say = useWords('access');
  const toggle = (role: Role) =>
    onChange(roles.includes(role) ? roles.filter((held) => held !== role) : [...roles, role]);
  return (
    <fieldset className="pw-checks">
      <legend className="pw-legend">{say('access:accounts.role')}</legend>
      {ROLES.map((role) => (
        <CheckField
          key={role}
          label={say(`common:role.${role}`)}
          checked={roles.includes(role)}
          onChange={() => toggle(role)}
        />
      ))}
      {fault ? <span className="pw-fault">{say('access:create.roleFault')}</span> : null}
    </fieldset>
  );
}
