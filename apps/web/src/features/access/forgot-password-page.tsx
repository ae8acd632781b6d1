import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, TextField } from '../../ui/index.ts';
import { Entrance } from './entrance.tsx';

/** Asks for a link to choose a new password. The answer is the same whoever is named. */
export function ForgotPasswordPage() {
  const say = useWords('access');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const ask = useMutation({ mutationFn: () => call('askPasswordReset', { body: { name: name.trim() } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '' && !ask.isPending) ask.mutate();
  };
  return (
    <Entrance title={say('access:forgot.title')}>
      {ask.data ? (
        <Notice tone={ask.data.mail ? 'good' : 'warning'}>
          {say(ask.data.mail ? 'access:forgot.sent' : 'access:forgot.noMail')}
        </Notice>
      ) : (
        <form className="pw-form" onSubmit={submit} noValidate>
          <p>{say('access:forgot.text')}</p>
          {ask.isError ? <Failure error={ask.error} /> : null}
          <TextField
            label={say('access:forgot.name')}
            fault={missing ? say('access:forgot.nameMissing') : null}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <div className="pw-actions">
            <Button type="submit" busy={ask.isPending && say('access:forgot.busy')}>
              {say('access:forgot.submit')}
            </Button>
          </div>
        </form>
      )}
      <p>
        <Link to="/sign-in">{say('access:forgot.back')}</Link>
      </p>
    </Entrance>
  );
}
