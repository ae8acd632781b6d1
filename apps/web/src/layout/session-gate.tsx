import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isLocked, isSignedOut } from '../api/api-error.ts';
import { session } from '../api/session-state.ts';
import { ME_KEY, MeContext, useSessionQuery } from '../api/use-me.ts';
import { Failure } from '../states/loaded.tsx';
import { Waiting } from '../ui/index.ts';
import { IdleLock } from './idle-lock.tsx';
import { Shell } from './shell.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { StepUpDialog } from './step-up-dialog.tsx';

/**
 * Lets in those whose sign-in is complete. When the session runs out or is locked later, the page stays and asks to
 * sign in over it.
 */
export function SessionGate() {
  const me = useSessionQuery();
  const queries = useQueryClient();
  const expired = useSyncExternalStore(session.subscribe, session.expired);
  const locked = useSyncExternalStore(session.subscribe, session.locked);
  const incomplete = useSyncExternalStore(session.subscribe, session.incomplete);
  const { refetch } = me;
  useEffect(() => {
    if (incomplete) void refetch();
  }, [incomplete, refetch]);
  if (me.data?.state === 'open') {
    const gone = expired || isSignedOut(me.error);
    return (
      <MeContext.Provider value={me.data}>
        <Shell key={me.data.account.id} />
        <IdleLock minutes={me.data.idleMinutes} />
        <StepUpDialog proofs={me.data.proofs} />
        {gone ? (
          <SignInAgain
            me={me.data}
            locked={expired ? locked : isLocked(me.error)}
            onDone={(next) => {
              queries.setQueryData(ME_KEY, next);
              void queries.invalidateQueries();
            }}
          />
        ) : null}
      </MeContext.Provider>
    );
  }
  if (me.data || isSignedOut(me.error)) return <ToSignIn />;
  return me.isError ? <Failure error={me.error} again={() => void me.refetch()} /> : <Waiting />;
}

/** Goes to the sign-in page once; the address may change under it while that page is still being fetched. */
function ToSignIn() {
  const [from] = useState(useLocation().href);
  const navigate = useNavigate();
  useEffect(() => {
    void navigate({ to: '/sign-in', search: from === '/' ? {} : { next: from }, replace: true });
  }, [from, navigate]);
  return <Waiting />;
}
