import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isSignedOut } from '../api/api-error.ts';
import { session } from '../api/session-state.ts';
import { ME_KEY, MeContext, useSessionQuery } from '../api/use-me.ts';
import { Failure } from '../states/loaded.tsx';
import { Waiting } from '../ui/index.ts';
import { Shell } from './shell.tsx';
import { SignInAgain } from './sign-in-again.tsx';

/** Lets the signed-in in. When the session runs out later, the page stays and asks to sign in over it. */
export function SessionGate() {
  const me = useSessionQuery();
  const queries = useQueryClient();
  const expired = useSyncExternalStore(session.subscribe, session.expired);
  if (me.data) {
    return (
      <MeContext.Provider value={me.data}>
        <Shell key={me.data.account.id} />
        {expired || isSignedOut(me.error) ? (
          <SignInAgain
            username={me.data.account.username}
            onDone={(next) => {
              queries.setQueryData(ME_KEY, next);
              void queries.invalidateQueries();
            }}
          />
        ) : null}
      </MeContext.Provider>
    );
  }
  if (isSignedOut(me.error)) return <ToSignIn />;
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
