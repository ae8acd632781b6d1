import type { Me } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../api/call.ts';
import { signInWaysQuery } from '../api/queries.ts';
import { session } from '../api/session-state.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button, CheckField, TextField } from '../ui/index.ts';
import { answerByPasskey } from './passkey-answer.ts';
import { ProofFailure, ProofForm } from './proof-form.tsx';

/**
 * All ways into a session, up to the second factor: what comes after that (a factor that must be set up first) is the
 * caller's to show. `onDone` gets a session that is open or wants enrolment.
 */
export function SignInForm({
  username = '',
  pending = null,
  next = '/',
  onDone,
}: {
  readonly username?: string;
  /** A sign-in that was begun before and waits for its second factor. */
  readonly pending?: Me | null;
  /** Page to come back to from the single sign-on service. */
  readonly next?: string;
  readonly onDone: (me: Me) => void;
}) {
  const [begun, setBegun] = useState<Me | null>(pending);
  const go = (me: Me) => {
    session.begin(me);
    if (me.state === 'second-factor') setBegun(me);
    else onDone(me);
  };
  if (begun) return <SecondFactor me={begun} onDone={onDone} onBack={() => setBegun(null)} />;
  return <Credentials known={username} next={next} onEntered={go} />;
}

function SecondFactor(props: {
  readonly me: Me;
  readonly onDone: (me: Me) => void;
  readonly onBack: () => void;
}) {
  const say = useWords();
  const leave = useMutation({ mutationFn: () => call('signOut', {}), onSettled: props.onBack });
  const ways = props.me.proofs.filter((way) => way === 'code' || way === 'passkey');
  return (
    <div className="pw-stack">
      <p>{say('common:proof.second', { name: props.me.account.displayName })}</p>
      <ProofForm
        ways={ways}
        submit={say('common:proof.submit')}
        send={(body) => call('giveSecondFactor', { body })}
        onDone={props.onDone}
      />
      <details className="pw-details">
        <summary>{say('common:proof.lost')}</summary>
        <p>{say('common:proof.lostText')}</p>
      </details>
      <div className="pw-actions">
        <Button look="quiet" onClick={() => leave.mutate()}>
          {say('common:proof.otherAccount')}
        </Button>
      </div>
    </div>
  );
}

/** User name and password of a local account, a passkey, or the single sign-on service. What was typed stays when refused. */
function Credentials({
  known,
  next,
  onEntered,
}: {
  readonly known: string;
  readonly next: string;
  readonly onEntered: (me: Me) => void;
}) {
  const say = useWords();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { username: username.trim(), password } }),
    onSuccess: onEntered,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = username.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete && !signIn.isPending) signIn.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <ProofFailure error={signIn.error} />
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
      <OtherWays next={next} onEntered={onEntered} />
    </form>
  );
}

/** Passkey and single sign-on, where this installation has them. */
function OtherWays({ next, onEntered }: { readonly next: string; readonly onEntered: (me: Me) => void }) {
  const say = useWords();
  const ways = useQuery(signInWaysQuery);
  const enter = useMutation({
    mutationFn: async () => call('signInWithPasskey', { body: await answerByPasskey() }),
    onSuccess: onEntered,
  });
  const { passkeys = false, signOn = null } = ways.data ?? {};
  if (!passkeys && !signOn) return null;
  return (
    <>
      <ProofFailure error={enter.error} />
      <div className="pw-actions">
        {passkeys ? (
          <Button
            look="second"
            busy={enter.isPending && say('common:signIn.busy')}
            onClick={() => enter.mutate()}
          >
            {say('common:signIn.passkey')}
          </Button>
        ) : null}
        {signOn ? (
          <a className="pw-button" data-look="second" href={`${signOn.url}?next=${encodeURIComponent(next)}`}>
            {signOn.label}
          </a>
        ) : null}
      </div>
    </>
  );
}
