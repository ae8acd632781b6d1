import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextField } from '../../ui/index.ts';
import { isEmail, isUsername } from './account-draft.ts';
import { HandedLink } from './handed-link.tsx';

/** A unit invites contributors; the person chooses the password by the link. */
export function InvitePerson({
  unitId,
  onClose,
  onInvited,
}: {
  readonly unitId: string;
  readonly onClose: () => void;
  readonly onInvited: () => void;
}) {
  const say = useWords('access');
  const [draft, setDraft] = useState({ username: '', displayName: '', email: '', divisionId: '' });
  const [checked, setChecked] = useState(false);
  const [link, setLink] = useState<Answer<'sendUnitPersonLink'> | null>(null);
  const divisions = useQuery({
    queryKey: ['divisions', unitId, 'choices'],
    queryFn: ({ signal }) => call('listDivisions', { params: { unitId }, query: { limit: 200 }, signal }),
  });
  const faults = {
    username: !isUsername(draft.username),
    name: draft.displayName.trim() === '',
    email: draft.email.trim() !== '' && !isEmail(draft.email),
  };
  const invite = useMutation({
    mutationFn: async () => {
      const email = draft.email.trim() === '' ? null : draft.email;
      const { username, displayName } = draft;
      const body = { username, displayName, email, divisionId: draft.divisionId || null };
      const { id } = await call('inviteUnitPerson', { params: { unitId }, body });
      onInvited();
      const ways = email === null ? null : await call('signInWays', {});
      if (ways?.mail) return { mail: 'queued', url: null, expiresAt: '' } as const;
      return call('sendUnitPersonLink', { params: { unitId, accountId: id } });
    },
    onSuccess: setLink,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!Object.values(faults).some(Boolean) && !invite.isPending) invite.mutate();
  };
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  if (link) {
    return (
      <Dialog title={say('access:create.done', { username: draft.username.trim() })} onClose={onClose}>
        <HandedLink link={link} email={draft.email.trim()} />
        <div className="pw-actions">
          <Button onClick={onClose}>{say('access:create.close')}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={say('access:people.invite')} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {invite.isError ? <Failure error={invite.error} /> : null}
        <p>{say('access:people.inviteText')}</p>
        <TextField
          label={say('access:accounts.username')}
          hint={say('access:create.usernameHint')}
          fault={checked && faults.username ? say('access:create.usernameFault') : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.username}
          onChange={(event) => set({ username: event.target.value })}
        />
        <TextField
          label={say('access:accounts.name')}
          fault={checked && faults.name ? say('access:create.nameFault') : null}
          autoComplete="off"
          value={draft.displayName}
          onChange={(event) => set({ displayName: event.target.value })}
        />
        <TextField
          label={say('access:accounts.email')}
          hint={say('access:create.emailHint')}
          fault={checked && faults.email ? say('access:create.emailFault') : null}
          type="email"
          autoComplete="off"
          value={draft.email}
          onChange={(event) => set({ email: event.target.value })}
        />
        {divisions.isError ? <Failure error={divisions.error} /> : null}
        <SelectField
          label={say('access:accounts.division')}
          value={draft.divisionId}
          choices={[
            { value: '', label: say('access:people.noDivision') },
            ...(divisions.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => set({ divisionId: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={invite.isPending && say('access:create.busy')}>
            {say('access:create.submit')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
