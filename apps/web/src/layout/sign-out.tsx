import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { useAccount } from '../api/use-me.ts';
import { deviceOwner } from '../drafts/device-owner.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Dialog } from '../ui/index.ts';

/** Signs out. With unsent typing on this device the person is told first; the drafts go only if they say so. */
export function SignOutButton() {
  const say = useWords();
  const account = useAccount();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(0);
  const signOut = useMutation({
    mutationFn: () => call('signOut', {}),
    onSuccess: async ({ continueAt }) => {
      draftStore.clear(account.id);
      deviceOwner.forget();
      session.end();
      // The single sign-on service ends its own session, and sends the browser back to the sign-in page.
      if (continueAt !== null) return window.location.assign(continueAt);
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  const press = () => {
    const unsent = draftStore.count(account.id);
    if (unsent > 0) setAsking(unsent);
    else signOut.mutate();
  };
  return (
    <>
      <Button look="quiet" size="small" busy={signOut.isPending && say('common:signingOut')} onClick={press}>
        {say('common:signOut')}
      </Button>
      {asking > 0 || signOut.isError ? (
        <Dialog title={say('common:unsent.title')} onClose={() => (setAsking(0), signOut.reset())}>
          {signOut.isError ? <Failure error={signOut.error} /> : null}
          <p>{say('common:unsent.text', { number: asking })}</p>
          <div className="pw-actions">
            <Button onClick={() => (setAsking(0), signOut.reset())}>{say('common:unsent.stay')}</Button>
            <Button look="danger" onClick={() => signOut.mutate()}>
              {say('common:unsent.leave')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
