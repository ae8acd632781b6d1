import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog } from '../../ui/index.ts';
import { HandedLink } from './handed-link.tsx';
import { SubstituteDialog } from './substitute-dialog.tsx';
import type { UnitPerson } from './unit-people-page.tsx';

/** Acts on one person of the unit: link again, replace, disable. The division is set where items are assigned. */
export function UnitPersonActs({
  unitId,
  person,
  people,
  onChanged,
}: {
  readonly unitId: string;
  readonly person: UnitPerson;
  readonly people: readonly UnitPerson[];
  readonly onChanged: () => void;
}) {
  const say = useWords('access');
  const [open, setOpen] = useState<'disable' | 'replace' | 'link' | null>(null);
  const close = () => setOpen(null);
  const params = { unitId, accountId: person.id };
  const name = person.displayName;
  const disable = useMutation({
    mutationFn: () => call('disableUnitPerson', { params }),
    onSuccess: () => {
      close();
      onChanged();
    },
  });
  const link = useMutation({ mutationFn: () => call('sendUnitPersonLink', { params }) });
  const others = people.filter(
    ({ id, state }) => id !== person.id && (state === 'active' || state === 'invited'),
  );
  return (
    <div className="pw-actions">
      {person.state === 'invited' ? (
        <Button
          look="second"
          size="small"
          aria-label={say('access:people.linkOf', { name })}
          onClick={() => {
            setOpen('link');
            link.mutate();
          }}
        >
          {say('access:acts.inviteAgain')}
        </Button>
      ) : null}
      <Button
        look="second"
        size="small"
        aria-label={say('access:substitute.title', { name })}
        onClick={() => setOpen('replace')}
      >
        {say('access:acts.substitute')}
      </Button>
      <Button
        look="second"
        size="small"
        aria-label={say('access:people.disableOf', { name })}
        onClick={() => setOpen('disable')}
      >
        {say('access:acts.disable')}
      </Button>
      {open === 'link' ? (
        <Dialog title={say('access:people.linkOf', { name })} onClose={close}>
          {link.isError ? <Failure error={link.error} /> : null}
          {link.data ? <HandedLink link={link.data} email={person.email ?? ''} /> : null}
          <div className="pw-actions">
            <Button onClick={close}>{say('access:create.close')}</Button>
          </div>
        </Dialog>
      ) : null}
      {open === 'disable' ? (
        <Dialog title={say('access:people.disableOf', { name })} onClose={close}>
          {disable.isError ? <Failure error={disable.error} /> : null}
          <p>{say('access:acts.disable-text', { name })}</p>
          <div className="pw-actions">
            <Button
              look="danger"
              busy={disable.isPending && say('access:own.saving')}
              onClick={() => disable.mutate()}
            >
              {say('access:acts.disable')}
            </Button>
            <Button look="second" onClick={close}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
      {open === 'replace' ? (
        <SubstituteDialog
          name={name}
          people={others}
          send={(body) => call('substituteUnitPerson', { params, body })}
          onClose={close}
          onDone={onChanged}
        />
      ) : null}
    </div>
  );
}
