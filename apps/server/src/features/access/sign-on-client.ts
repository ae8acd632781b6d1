import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { UseCaseConfig } from '../../platform/context.ts';
import { isLoopback, type SignOnSettings } from '../../platform/sign-on-settings.ts';
import { SIGN_ON_CALLBACK } from './sign-in-ways.ts';
import type { SignOnState } from './sign-on-state.ts';

/** Longest wait for one answer of the service. */
const TIMEOUT_SECONDS = 10;
/** The service may change its keys and addresses: what was discovered is asked for again after so long. */
const KEPT_MS = 3_600_000;

const known = new Map<string, { readonly at: number; readonly configuration: Configuration }>();

/** What the service says of itself, and the rules under which its answers are believed. */
async function configurationOf(settings: SignOnSettings, now: Date): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const key = JSON.stringify([issuer, clientId, clientSecret]);
  const kept = known.get(key);
  const age = now.getTime() - (kept?.at ?? 0);
  if (kept && age >= 0 && age < KEPT_MS) return kept.configuration;
  const url = new URL(issuer);
  const auth = clientSecret === undefined ? None() : ClientSecretBasic(clientSecret);
  const configuration = await discovery(url, clientId, undefined, auth, {
    timeout: TIMEOUT_SECONDS,
    // Only on this machine (see `isIssuer`): a token that crosses a network in the clear would be anybody's.
    ...(url.protocol === 'http:' && isLoopback(url.hostname) && { execute: [allowInsecureRequests] }),
  });
  // The signature of the ID token is checked although it comes from the service directly.
  enableNonRepudiationChecks(configuration);
  known.set(key, { at: now.getTime(), configuration });
  return configuration;
}

const callbackOf = (publicUrl: string): string => `${publicUrl}${SIGN_ON_CALLBACK}`;

export interface SignOnRequest {
  readonly settings: SignOnSettings;
  readonly publicUrl: string;
  readonly now: Date;
}

/** Address at the service where the browser goes, and what must come back with it. `again`: the person is asked anew. */
export async function signOnAddress(
  { settings, publicUrl, now }: SignOnRequest,
  again: boolean,
): Promise<{ readonly url: URL; readonly checks: Pick<SignOnState, 'state' | 'nonce' | 'verifier'> }> {
  const configuration = await configurationOf(settings, now);
  const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(publicUrl),
    response_type: 'code',
    scope: settings.scope,
    code_challenge: await calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
    state: checks.state,
    nonce: checks.nonce,
    ...(again && { prompt: 'login', max_age: '0' }),
    ...(wantsFactors(settings, configuration) && { claims: FACTOR_CLAIMS }),
  });
  return { url, checks };
}

/** Many services say how a person proved who they are only when they are asked. */
const FACTOR_CLAIMS = JSON.stringify({ id_token: { amr: null, acr: null } });

const wantsFactors = ({ secondFactorValues }: SignOnSettings, configuration: Configuration): boolean =>
  secondFactorValues.length > 0 && configuration.serverMetadata()['claims_parameter_supported'] === true;

const text = z.string().optional().catch(undefined);
const texts = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .optional()
  .catch(undefined);
const standardClaims = z.looseObject({
  sub: z.string().min(1).max(255),
  email: text,
  email_verified: z.boolean().optional().catch(undefined),
  name: text,
  amr: texts,
  acr: text,
});
export type SignOnClaims = z.output<typeof standardClaims>;

/**
 * Redeems the code and reads who the person is. @throws when anything does not fit: state, nonce, issuer, audience,
 * signature, times, the code itself.
 */
export async function redeemSignOn(
  { settings, publicUrl, now }: SignOnRequest,
  query: string,
  checks: Pick<SignOnState, 'state' | 'nonce' | 'verifier' | 'again'>,
): Promise<SignOnClaims> {
  const configuration = await configurationOf(settings, now);
  const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackOf(publicUrl)}${query}`), {
    pkceCodeVerifier: checks.verifier,
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    idTokenExpected: true,
    // A minute for the way back: the person was asked anew, not remembered from before.
    ...(checks.again && { maxAge: 60 }),
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('the service sent no ID token');
  const asked = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const info = asked ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
  return standardClaims.parse({ ...info, ...claims });
}

/** Page of the service that ends the sign-in there; null when it has none or cannot be asked. */
export async function signOnEnd({ signOn, publicUrl }: UseCaseConfig, now: Date): Promise<string | null> {
  if (!signOn) return null;
  try {
    const configuration = await configurationOf(signOn, now);
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${publicUrl}/sign-in` }).href;
  } catch {
    // The session here has ended all the same.
    return null;
  }
}
