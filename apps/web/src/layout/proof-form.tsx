import type { Me, Proof } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { signInWaysQuery } from '../api/queries.ts';
import { session } from '../api/session-state.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Notice, TextField } from '../ui/index.ts';
import { answerByPasskey, PasskeyUnused } from './passkey-answer.ts';

export type ProofWay = Me['proofs'][number];

/** What a fresh proof may be: the second factor of those who have one, the password (or the service) of the others. */
export function waysToConfirm(proofs: readonly ProofWay[]): readonly ProofWay[] {
  const strong = proofs.filter((way) => way === 'code' || way === 'passkey');
  return strong.length > 0 ? strong : proofs;
}

/** Proves who is at the screen, in one of the ways that this person has. */
export function ProofForm({
  ways,
  submit,
  send,
  onDone,
  onCancel,
}: {
  readonly ways: readonly ProofWay[];
  /** Words of the button. */
  readonly submit: string;
  readonly send: (proof: Proof) => Promise<Me>;
  readonly onDone: (me: Me) => void;
  readonly onCancel?: (() => void) | undefined;
}) {
  const say = useWords();
  const typed = ways.filter((way) => way === 'password' || way === 'code');
  const [way, setWay] = useState<'password' | 'code'>(typed[0] ?? 'password');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const prove = useMutation({
    mutationFn: async (proof: Proof | null) =>
      send(proof ?? { kind: 'passkey', ...(await answerByPasskey()) }),
    onSuccess: (me) => {
      session.begin(me);
      onDone(me);
    },
  });
  const press = (event: FormEvent) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() === '' || prove.isPending) return;
    prove.mutate(
      way === 'password' ? { kind: 'password', password: text } : { kind: 'code', code: text.trim() },
    );
  };
  const change = () => {
    setWay(way === 'code' ? 'password' : 'code');
    setText('');
    prove.reset();
  };
  return (
    <form className="pw-form" onSubmit={press} noValidate>
      <ProofFailure error={prove.error} />
      {typed.length > 0 ? (
        <TextField
          key={way}
          label={say(way === 'code' ? 'common:proof.code' : 'common:signIn.password')}
          hint={way === 'code' ? say('common:proof.codeHint') : undefined}
          fault={
            missing
              ? say(way === 'code' ? 'common:proof.codeMissing' : 'common:signIn.passwordMissing')
              : null
          }
          type={way === 'password' ? 'password' : 'text'}
          autoComplete={way === 'password' ? 'current-password' : 'one-time-code'}
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <div className="pw-actions">
        {typed.length > 0 ? (
          <Button type="submit" busy={prove.isPending && say('common:proof.busy')}>
            {submit}
          </Button>
        ) : null}
        {ways.includes('passkey') ? (
          <Button
            look={typed.length > 0 ? 'second' : 'main'}
            busy={prove.isPending && say('common:proof.busy')}
            onClick={() => prove.mutate(null)}
          >
            {say('common:proof.passkey')}
          </Button>
        ) : null}
        {onCancel ? (
          <Button look="second" onClick={onCancel}>
            {say('common:cancel')}
          </Button>
        ) : null}
      </div>
      {typed.length > 1 ? (
        <div className="pw-actions">
          <Button look="quiet" onClick={change}>
            {say(way === 'code' ? 'common:proof.byPassword' : 'common:proof.byCode')}
          </Button>
        </div>
      ) : null}
      {ways.includes('sign-on') ? <BySignOn /> : null}
    </form>
  );
}

/** A device that gave nothing is told as that; what the server refused in the server's words. */
export function ProofFailure({ error }: { readonly error: unknown }) {
  const say = useWords();
  if (error === null || error === undefined) return null;
  if (!(error instanceof PasskeyUnused)) return <Failure error={error} />;
  return (
    <Notice tone="bad" title={say('common:proof.unused')}>
      {say('common:proof.unusedNext')}
    </Notice>
  );
}

/** Leaves the page for the service and comes back to it; what was typed is kept on this device. */
function BySignOn() {
  const say = useWords();
  const ways = useQuery(signInWaysQuery);
  const { href } = useLocation();
  const signOn = ways.data?.signOn;
  if (!signOn) return null;
  return (
    <div className="pw-actions">
      <a
        className="pw-button"
        data-look="second"
        href={`${signOn.url}?again=1&next=${encodeURIComponent(href)}`}
      >
        {say('common:proof.bySignOn', { label: signOn.label })}
      </a>
    </div>
  );
}
