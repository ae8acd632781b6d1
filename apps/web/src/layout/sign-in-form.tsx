import type { Me } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, CheckField, TextField } from '../ui/index.ts';

/** User name and password of a local account. Both stay in the fields when the server refuses. */
export function SignInForm({
  username: known = '',
  onDone,
}: {
  readonly username?: string;
  readonly onDone: (me: Me) => void;
}) {
  const say = useWords();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { username: username.trim(), password } }),
    onSuccess: (me) => {
      session.begin(me);
      onDone(me);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = username.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete && !signIn.isPending) signIn.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {signIn.isError ? <Failure error={signIn.error} /> : null}
      <TextField
        label={say('common:signIn.username')}
        fault={missing && username.trim() === '' ? say('common:signIn.usernameMissing') : null}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <TextField
        label={say('common:signIn.password')}
        fault={missing && password === '' ? say('common:signIn.passwordMissing') : null}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <CheckField
        label={say('common:signIn.show')}
        checked={shown}
        onChange={(event) => setShown(event.target.checked)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={signIn.isPending && say('common:signIn.busy')}>
          {say('common:signIn.submit')}
        </Button>
      </div>
    </form>
  );
}
