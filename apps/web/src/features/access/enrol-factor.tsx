import type { Me } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { signInWaysQuery } from '../../api/queries.ts';
import { session } from '../../api/session-state.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StepUpDialog } from '../../layout/step-up-dialog.tsx';
import { Failure } from '../../states/loaded.tsx';
import { Button } from '../../ui/index.ts';
import { AddPasskey } from './add-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpApp } from './set-up-app.tsx';

/** First sign-in of somebody whose role needs a second factor: nothing else is reached before one is set up. */
export function EnrolFactor({ me, onDone }: { readonly me: Me; readonly onDone: (me: Me) => void }) {
  const say = useWords('access');
  const ways = useQuery(signInWaysQuery);
  const [way, setWay] = useState<'app' | 'passkey'>('app');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const go = useMutation({
    mutationFn: () => call('me', {}),
    onSuccess: (next) => {
      session.begin(next);
      onDone(next);
    },
  });
  const leave = useMutation({
    mutationFn: () => call('signOut', {}),
    onSettled: () => window.location.assign('/sign-in'),
  });
  const added = (made: readonly string[] | null) => (made ? setCodes(made) : go.mutate());
  if (codes) {
    return (
      <div className="pw-stack">
        <RecoveryCodes codes={codes} username={me.account.username} />
        {go.isError ? <Failure error={go.error} /> : null}
        <div className="pw-actions">
          <Button busy={go.isPending && say('common:loading')} onClick={() => go.mutate()}>
            {say('access:enrol.finish')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="pw-stack">
      <StepUpDialog proofs={me.proofs} />
      <p>{say('access:enrol.why', { name: me.account.displayName })}</p>
      {ways.data?.passkeys ? (
        <div className="pw-choice" role="group" aria-label={say('access:enrol.choose')}>
          <button type="button" aria-pressed={way === 'app'} onClick={() => setWay('app')}>
            {say('access:enrol.app')}
          </button>
          <button type="button" aria-pressed={way === 'passkey'} onClick={() => setWay('passkey')}>
            {say('access:enrol.passkey')}
          </button>
        </div>
      ) : null}
      {way === 'app' ? <SetUpApp onAdded={added} /> : <AddPasskey onAdded={added} />}
      {go.isError ? <Failure error={go.error} again={() => go.mutate()} /> : null}
      <div className="pw-actions">
        <Button look="quiet" onClick={() => leave.mutate()}>
          {say('common:signOut')}
        </Button>
      </div>
    </div>
  );
}
