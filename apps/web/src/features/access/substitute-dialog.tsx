import type { Role } from '@parix/workflow';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, Notice, SelectField, TextField } from '../../ui/index.ts';

interface Wanted {
  readonly toAccountId: string;
  readonly reason: string;
  readonly disable: boolean;
}

/** Roles in the unit and items go over to another person in one step. */
export function SubstituteDialog({
  name,
  people,
  send,
  onClose,
  onDone,
}: {
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly displayName: string }[];
  readonly send: (wanted: Wanted) => Promise<{ readonly roles: readonly Role[]; readonly items: number }>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useWords('access');
  const [draft, setDraft] = useState<Wanted>({ toAccountId: '', reason: '', disable: true });
  const [checked, setChecked] = useState(false);
  const replace = useMutation({ mutationFn: () => send(draft), onSuccess: onDone });
  const ready = draft.toAccountId !== '' && draft.reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (ready && !replace.isPending) replace.mutate();
  };
  if (replace.data) {
    const roles =
      replace.data.roles.map((role) => say(`common:role.${role}`)).join(', ') || say('common:none');
    return (
      <Dialog title={say('access:substitute.title', { name })} onClose={onClose}>
        <Notice tone="good">{say('access:substitute.done', { roles, items: replace.data.items })}</Notice>
        <div className="pw-actions">
          <Button onClick={onClose}>{say('access:create.close')}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={say('access:substitute.title', { name })} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {replace.isError ? <Failure error={replace.error} /> : null}
        <p>{say('access:substitute.text')}</p>
        <SelectField
          label={say('access:substitute.by')}
          fault={checked && draft.toAccountId === '' ? say('access:delegations.personFault') : null}
          value={draft.toAccountId}
          choices={[
            { value: '', label: say('access:delegations.choose') },
            ...people.map(({ id, displayName }) => ({ value: id, label: displayName })),
          ]}
          onChange={(event) => setDraft({ ...draft, toAccountId: event.target.value })}
        />
        <TextField
          label={say('access:delegations.reason')}
          fault={checked && draft.reason.trim() === '' ? say('access:delegations.reasonFault') : null}
          maxLength={500}
          value={draft.reason}
          onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
        />
        <CheckField
          label={say('access:substitute.leaves')}
          checked={draft.disable}
          onChange={(event) => setDraft({ ...draft, disable: event.target.checked })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={replace.isPending && say('access:own.saving')}>
            {say('access:substitute.submit')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
