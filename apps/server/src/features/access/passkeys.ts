import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { NewRow, Row } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import {
  findPasskey,
  insertChallenge,
  listPasskeys,
  takeChallenge,
  touchPasskey,
} from './passkeys.queries.ts';

export type PasskeyAnswer = z.output<typeof ROUTES.signInWithPasskey.body>['answer'];
export type NewPasskeyAnswer = z.output<typeof ROUTES.addPasskey.body>['answer'];
type Surroundings = Pick<PublicContext, 'db' | 'config' | 'now'>;

const ANSWER_MINUTES = 5;
const expiry = (now: Date): Date => new Date(now.getTime() + ANSWER_MINUTES * 60_000);

/** The site that passkeys belong to. Browsers give them to host names over https only, and to localhost. */
function siteOf(publicUrl: string): { readonly rpID: string; readonly origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { rpID: hostname, origin };
}

export function passkeysPossible(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  return !isAddress && (protocol === 'https:' || hostname === 'localhost');
}

const requirePossible = (publicUrl: string): void => {
  if (!passkeysPossible(publicUrl)) refuse('not-found');
};

/** Asks for any passkey of this site: the answer tells whose it is. */
export async function askForPasskey({
  db,
  config,
  now,
}: Surroundings): Promise<z.input<typeof ROUTES.askPasskey.response>> {
  requirePossible(config.publicUrl);
  const { rpID } = siteOf(config.publicUrl);
  const { challenge } = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
  const id = newId();
  await insertChallenge(db, { id, challenge, accountId: null, expiresAt: expiry(now) }, now);
  return {
    challengeId: id,
    options: { challenge, rpId: rpID, timeout: ANSWER_MINUTES * 60_000, userVerification: 'required' },
  };
}

/** The account whose passkey signed the challenge and verified the person; undefined when anything is not right. */
export async function accountOfPasskey(
  { db, config, now }: Surroundings,
  challengeId: string,
  answer: PasskeyAnswer,
): Promise<string | undefined> {
  const challenge = await takeChallenge(db, challengeId, null, now);
  const passkey = await findPasskey(db, answer.id);
  if (challenge === undefined || !passkey) return undefined;
  const { rpID, origin } = siteOf(config.publicUrl);
  const {
    clientExtensionResults: _unused,
    authenticatorAttachment: _where,
    response,
    ...credential
  } = answer;
  const { userHandle, ...signed } = response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...credential,
        clientExtensionResults: {},
        response: { ...signed, ...(userHandle !== undefined && { userHandle }) },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: keyOf(passkey),
    });
    if (!verified || !authenticationInfo.userVerified) return undefined;
    await touchPasskey(db, passkey.credentialId, authenticationInfo.newCounter, now);
    return passkey.accountId;
  } catch {
    // The library throws for each thing that does not fit: origin, challenge, signature, counter.
    return undefined;
  }
}

const keyOf = ({ credentialId, publicKey, signCount }: Row<'passkey'>) => ({
  id: credentialId,
  publicKey: new Uint8Array(publicKey),
  counter: signCount,
});

/** Asks the browser to make a passkey that is found without a user name and verifies the person. */
export async function askForNewPasskey(
  { db, config, now }: Surroundings,
  { accountId, username, displayName }: Person,
): Promise<z.input<typeof ROUTES.startPasskey.response>> {
  requirePossible(config.publicUrl);
  const { rpID } = siteOf(config.publicUrl);
  const known = await listPasskeys(db, accountId);
  const made = await generateRegistrationOptions({
    rpName: 'Parix',
    rpID,
    userName: username,
    userID: new Uint8Array(Buffer.from(accountId)),
    userDisplayName: displayName,
  });
  const id = newId();
  await insertChallenge(db, { id, challenge: made.challenge, accountId, expiresAt: expiry(now) }, now);
  return {
    challengeId: id,
    options: {
      challenge: made.challenge,
      rp: { id: rpID, name: 'Parix' },
      user: { ...made.user },
      pubKeyCredParams: made.pubKeyCredParams.map(({ alg, type }) => ({ alg, type })),
      timeout: ANSWER_MINUTES * 60_000,
      excludeCredentials: known.map(({ credentialId }) => ({
        id: credentialId,
        type: 'public-key' as const,
      })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    },
  };
}

/** The new passkey as it is to be kept; undefined when the answer does not fit the challenge or nobody was verified. */
export async function readNewPasskey(
  { db, config, now }: Surroundings,
  accountId: string,
  challengeId: string,
  answer: NewPasskeyAnswer,
): Promise<Omit<NewRow<'passkey'>, 'id' | 'name'> | undefined> {
  const challenge = await takeChallenge(db, challengeId, accountId, now);
  if (challenge === undefined) return undefined;
  const { rpID, origin } = siteOf(config.publicUrl);
  const { attestationObject, clientDataJSON, transports = [] } = answer.response;
  const { id, rawId, type } = answer;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { attestationObject, clientDataJSON },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      accountId,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: [...transports],
      backedUp: credentialBackedUp,
      createdAt: now,
    };
  } catch {
    return undefined;
  }
}
