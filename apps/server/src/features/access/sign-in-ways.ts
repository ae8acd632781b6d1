import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { UseCaseConfig } from '../../platform/context.ts';
import { passkeysPossible } from './passkeys.ts';

/** Where a browser goes to sign in through the single sign-on service, and comes back to. */
export const SIGN_ON_START = '/sign-in/oidc/start';
export const SIGN_ON_CALLBACK = '/sign-in/oidc/callback';

/** What the sign-in page offers. */
export function describeWays(config: UseCaseConfig): z.input<typeof ROUTES.signInWays.response> {
  return {
    passkeys: passkeysPossible(config.publicUrl),
    mail: config.mail !== undefined,
    signOn: config.signOn ? { label: config.signOn.label, url: SIGN_ON_START } : null,
  };
}
