import { ROLES } from '@parix/workflow';
import { z } from 'zod';
import { instant, requiredText } from './common.ts';

/** Taken as it is typed: no trimming, no cutting; the rules for a new one are the server's. */
export const password = z.string().min(1).max(500);
export const token = z.string().regex(/^[\w-]{43}$/);
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/);
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>"'(),;:\\]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);
export const locale = z.enum(['vi', 'en']);
export const role = z.enum(ROLES);

/** A role with the time in which it is held; null: from now on, or until further notice. */
export const roleSpan = z.object({
  role,
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null),
});
export const roleGrant = z.object({
  id: z.uuid(),
  role,
  startsAt: instant,
  endsAt: instant.nullable(),
  /** Given by the groups of the single sign-on service. */
  bySignOn: z.boolean(),
});

/** What becomes of a link that a person must get: mailed, or to be handed over by whoever asked for it. */
export const handedLink = z.object({
  mail: z.enum(['queued', 'not-configured', 'bad-address', 'no-address']),
  /** Only when it was not mailed; shown once. */
  url: z.url().nullable(),
  expiresAt: instant,
});

export const delegation = z.object({
  id: z.uuid(),
  from: z.object({ id: z.uuid(), displayName: z.string() }),
  to: z.object({ id: z.uuid(), displayName: z.string() }),
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
  revokedAt: instant.nullable(),
});
export const delegationSpan = z.object({
  startsAt: instant.nullable().default(null),
  endsAt: instant,
  reason: requiredText(500),
});
export const substitution = z.object({
  toAccountId: z.uuid(),
  reason: requiredText(500),
  /** The person who is replaced has left: the account is disabled too. */
  disable: z.boolean(),
});
export const substitutionDone = z.object({
  roles: z.array(role).describe('Roles that went over'),
  items: z.number().int().describe('Items that went over'),
});
export const passkeyName = requiredText(100);

const base64url = z
  .string()
  .max(8000)
  .regex(/^[\w-]*$/);
const extensions = z.record(z.string().max(100), z.unknown());
const attachment = z.enum(['cross-platform', 'platform']).optional();

/** What a browser answers to `navigator.credentials.get`, as JSON. */
export const passkeyAnswer = z.object({
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions.default({}),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

/** What a browser answers to `navigator.credentials.create`, as JSON. */
export const newPasskeyAnswer = z.object({
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions.default({}),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    transports: z.array(z.string().max(30)).max(10).optional(),
    publicKeyAlgorithm: z.number().int().optional(),
    publicKey: base64url.optional(),
  }),
});

const knownKey = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** `PublicKeyCredentialRequestOptionsJSON`. */
export const passkeyOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal('required'),
});

/** `PublicKeyCredentialCreationOptionsJSON`. */
export const newPasskeyOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.number().int(), type: z.literal('public-key') })),
  timeout: z.number().int(),
  excludeCredentials: z.array(knownKey),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.boolean().optional(),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
