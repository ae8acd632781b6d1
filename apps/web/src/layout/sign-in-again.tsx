import type { Me } from '@parix/api-contract';
import { useEffect } from 'react';
import { call } from '../api/call.ts';
import { useSessionQuery } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/index.ts';
import { ProofForm } from './proof-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignOutButton } from './sign-out.tsx';

/**
 * Over the page as it stands: what was typed stays behind it, is kept on the device, and goes out afterwards. A
 * locked screen asks for one proof; a session that has ended asks for the whole sign-in.
 */
export function SignInAgain({
  me,
  locked,
  onDone,
}: {
  readonly me: Me;
  readonly locked: boolean;
  readonly onDone: (me: Me) => void;
}) {
  const say = useWords();
  const { username, displayName } = me.account;
  useOtherTab();
  if (locked) {
    return (
      <Dialog title={say('common:lock.title')} onClose={null}>
        <p>{say('common:lock.text', { name: displayName })}</p>
        <ProofForm
          ways={me.proofs}
          submit={say('common:lock.submit')}
          send={(body) => call('unlockSession', { body })}
          onDone={onDone}
        />
        <div className="pw-actions">
          <SignOutButton />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={say('common:signIn.againTitle')} onClose={null}>
      <p>{say('common:signIn.againText')}</p>
      <SignInForm username={username} next={location.pathname + location.search} onDone={onDone} />
    </Dialog>
  );
}

/** The person may have signed in in another tab: coming back to this one looks. */
function useOtherTab(): void {
  const { refetch } = useSessionQuery();
  useEffect(() => {
    const look = () => void refetch();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [refetch]);
}
