import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { instantOfField } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextField } from '../../ui/index.ts';

interface Wanted {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly startsAt: string | null;
  readonly endsAt: string;
  readonly reason: string;
}
interface Choosable {
  readonly id: string;
  readonly displayName: string;
  readonly divisionName: string | null;
}

/** Who does whose work until when. `from` is left out where it is the person themselves. */
export function DelegateDialog({
  from,
  people,
  send,
  onClose,
  onDone,
}: {
  readonly from?: readonly Choosable[];
  readonly people: readonly Choosable[];
  readonly send: (wanted: Wanted) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useWords('access');
  const [draft, setDraft] = useState({ from: '', to: '', starts: '', ends: '', reason: '' });
  const [checked, setChecked] = useState(false);
  const startsAt = instantOfField(draft.starts);
  const endsAt = instantOfField(draft.ends);
  const faults = {
    from: from !== undefined && draft.from === '',
    to: draft.to === '' || draft.to === draft.from,
    starts: startsAt === undefined,
    ends: endsAt === null || endsAt === undefined,
    reason: draft.reason.trim() === '',
  };
  const make = useMutation({
    mutationFn: () =>
      send({
        fromAccountId: draft.from,
        toAccountId: draft.to,
        startsAt: startsAt ?? null,
        endsAt: endsAt ?? '',
        reason: draft.reason,
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!Object.values(faults).some(Boolean) && !make.isPending) make.mutate();
  };
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const choicesOf = (list: readonly Choosable[]) => [
    { value: '', label: say('access:delegations.choose') },
    ...list.map(({ id, displayName, divisionName }) => ({
      value: id,
      label: divisionName === null ? displayName : `${displayName} (${divisionName})`,
    })),
  ];
  return (
    <Dialog title={say('access:delegations.add')} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {make.isError ? <Failure error={make.error} /> : null}
        {from ? (
          <SelectField
            label={say('access:delegations.from')}
            fault={checked && faults.from ? say('access:delegations.personFault') : null}
            value={draft.from}
            choices={choicesOf(from)}
            onChange={(event) => set({ from: event.target.value })}
          />
        ) : null}
        <SelectField
          label={say('access:delegations.to')}
          fault={checked && faults.to ? say('access:delegations.personFault') : null}
          value={draft.to}
          choices={choicesOf(people)}
          onChange={(event) => set({ to: event.target.value })}
        />
        <TextField
          label={say('access:roles.starts')}
          hint={say('access:roles.startsHint')}
          fault={checked && faults.starts ? say('access:roles.instantFault') : null}
          value={draft.starts}
          onChange={(event) => set({ starts: event.target.value })}
        />
        <TextField
          label={say('access:roles.ends')}
          hint={say('access:roles.instantHint')}
          fault={checked && faults.ends ? say('access:roles.instantFault') : null}
          value={draft.ends}
          onChange={(event) => set({ ends: event.target.value })}
        />
        <TextField
          label={say('access:delegations.reason')}
          fault={checked && faults.reason ? say('access:delegations.reasonFault') : null}
          value={draft.reason}
          maxLength={500}
          onChange={(event) => set({ reason: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={make.isPending && say('access:own.saving')}>
            {say('access:delegations.submit')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
