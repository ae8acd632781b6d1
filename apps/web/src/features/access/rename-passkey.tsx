import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, TextField } from '../../ui/index.ts';

export function RenamePasskey({
  passkey,
  onClose,
  onRenamed,
}: {
  readonly passkey: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onRenamed: () => void;
}) {
  const say = useWords('access');
  const [name, setName] = useState(passkey.name);
  const [checked, setChecked] = useState(false);
  const rename = useMutation({
    mutationFn: () => call('renamePasskey', { params: { passkeyId: passkey.id }, body: { name } }),
    onSuccess: onRenamed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && !rename.isPending) rename.mutate();
  };
  return (
    <Dialog title={say('access:passkey.renameOf', { name: passkey.name })} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {rename.isError ? <Failure error={rename.error} /> : null}
        <TextField
          label={say('access:passkey.name')}
          fault={checked && name.trim() === '' ? say('access:passkey.nameFault') : null}
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" busy={rename.isPending && say('access:own.saving')}>
            {say('common:save')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
