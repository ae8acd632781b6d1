import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import type { OwnAccount } from './own-account-query.ts';

export type Removable =
  | { readonly kind: 'app'; readonly last: boolean }
  | { readonly kind: 'passkey'; readonly passkey: OwnAccount['passkeys'][number]; readonly last: boolean };

/** Removing the last factor leaves the password alone: the server looks at its length, and needs it for that. */
export function RemoveFactor({
  own,
  factor,
  onClose,
  onRemoved,
}: {
  readonly own: OwnAccount;
  readonly factor: Removable;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const say = useWords('access');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const asks = factor.last && own.hasPassword && !own.secondFactorRequired;
  const remove = useMutation({
    mutationFn: () => {
      const body = { password: asks ? password : null };
      return factor.kind === 'app'
        ? call('removeTotp', { body })
        : call('removePasskey', { params: { passkeyId: factor.passkey.id }, body });
    },
    onSuccess: onRemoved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(asks && password === '');
    if (!(asks && password === '') && !remove.isPending) remove.mutate();
  };
  const name = factor.kind === 'app' ? say('access:factors.app') : factor.passkey.name;
  return (
    <Dialog title={say('access:factors.removeTitle', { name })} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        {remove.isError ? <Failure error={remove.error} /> : null}
        <p>{say(factor.last ? 'access:factors.removeLast' : 'access:factors.removeText')}</p>
        {asks ? (
          <TextField
            label={say('access:password.current')}
            fault={missing ? say('common:signIn.passwordMissing') : null}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <div className="pw-actions">
          <Button type="submit" look="danger" busy={remove.isPending && say('access:factors.removing')}>
            {say('access:factors.remove')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
