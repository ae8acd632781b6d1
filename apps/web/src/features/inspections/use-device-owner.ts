import { useEffect } from 'react';
import { useSessionQuery } from '../../api/use-me.ts';
import { isSignedOut } from '../../api/api-error.ts';
import { deviceOwner } from '../../drafts/device-owner.ts';

/**
 * Whose visits this device shows: of whoever is signed in; while nobody can be asked, of the person who took them
 * along and has not signed out.
 */
export function useDeviceOwner() {
  const me = useSessionQuery();
  const signedIn = me.data?.state === 'open' ? me.data.account.id : null;
  useEffect(() => {
    if (signedIn !== null) deviceOwner.set(signedIn);
  }, [signedIn]);
  return {
    account: signedIn ?? deviceOwner.read(),
    /** The server was asked and knows nobody. */
    signedOut: isSignedOut(me.error),
    asking: me.isPending,
  };
}
