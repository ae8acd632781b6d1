import { z } from 'zod';
import {
  delegation,
  delegationSpan,
  email,
  locale,
  newPasskeyAnswer,
  newPasskeyOptions,
  passkeyName,
  password,
  roleGrant,
} from './access-parts.ts';
import { empty, instant, requiredText } from './common.ts';
import { route } from './route.ts';

const own = { permission: 'signed-in', feature: 'access' } as const;

const ownAccount = z.object({
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  locale,
  unitName: z.string().nullable(),
  divisionName: z.string().nullable(),
  version: z.number().int(),
  roles: z.array(roleGrant),
  hasPassword: z.boolean(),
  /** Characters that a new password must have at least, with the factors as they are. */
  minPasswordLength: z.number().int(),
  /** A role asks for a second factor: the last one cannot be removed. */
  secondFactorRequired: z.boolean(),
  totp: z.object({ since: instant }).nullable(),
  passkeys: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      createdAt: instant,
      lastUsedAt: instant.nullable(),
      backedUp: z.boolean(),
    }),
  ),
  /** Recovery codes that are left; null: none were made. */
  recoveryCodes: z.number().int().nullable(),
  signOn: z.object({ since: instant }).nullable(),
});

const ownSession = z.object({
  id: z.uuid(),
  current: z.boolean(),
  enteredBy: z.enum(['password', 'passkey', 'sign-on', 'invitation']),
  browser: z.string().nullable().describe('Name of the browser; null: not known'),
  system: z.string().nullable().describe('Name of the operating system; null: not known'),
  address: z.string().describe('Shortened to its network'),
  createdAt: instant,
  lastSeenAt: instant,
});

/** Shown once: only hashes are kept. Null: the codes made before still hold. */
const recoveryCodes = z.array(z.string()).nullable();

export const ownAccountRoutes = {
  getOwnAccount: route({
    ...own,
    method: 'GET',
    path: '/account',
    summary: 'The account of whoever asks',
    response: ownAccount,
  }),
  updateOwnAccount: route({
    ...own,
    method: 'PATCH',
    path: '/account',
    summary: 'Change the own name or language',
    ifMatch: true,
    body: z.strictObject({ displayName: requiredText(200).optional(), locale: locale.optional() }),
    response: ownAccount,
  }),
  askEmailChange: route({
    ...own,
    method: 'POST',
    path: '/account/email',
    summary: 'Ask for a link to the new mail address; it holds once it is confirmed',
    stepUp: true,
    body: z.object({ email }),
    response: empty,
  }),
  changePassword: route({
    ...own,
    method: 'PUT',
    path: '/account/password',
    summary: 'Change the own password; every other session ends',
    body: z.object({ current: password, next: password }),
    response: empty,
  }),
  startTotp: route({
    ...own,
    method: 'POST',
    path: '/account/totp',
    summary: 'A new secret for an authenticator app, in use once a code of it was given',
    stepUp: true,
    within: ['enrolment'],
    response: z.object({
      secret: z.string().describe('Base32, for typing'),
      uri: z.string().describe('otpauth://, for the app on this device'),
      image: z.string().describe('QR code of the address, as a data: image'),
    }),
  }),
  confirmTotp: route({
    ...own,
    method: 'POST',
    path: '/account/totp/confirm',
    summary: 'Take the authenticator app into use by a first code',
    within: ['enrolment'],
    body: z.object({ code: z.string().min(1).max(20) }),
    response: z.object({ recoveryCodes }),
  }),
  removeTotp: route({
    ...own,
    method: 'POST',
    path: '/account/totp/remove',
    summary: 'Stop using the authenticator app',
    stepUp: true,
    body: z.object({ password: password.nullable() }),
    response: empty,
  }),
  makeRecoveryCodes: route({
    ...own,
    method: 'POST',
    path: '/account/recovery-codes',
    summary: 'New recovery codes; the ones before no longer hold',
    stepUp: true,
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  startPasskey: route({
    ...own,
    method: 'POST',
    path: '/account/passkeys/challenge',
    summary: 'Challenge for a new passkey',
    stepUp: true,
    within: ['enrolment'],
    response: z.object({ challengeId: z.uuid(), options: newPasskeyOptions }),
  }),
  addPasskey: route({
    ...own,
    method: 'POST',
    path: '/account/passkeys',
    summary: 'Keep a new passkey',
    within: ['enrolment'],
    body: z.object({ challengeId: z.uuid(), name: passkeyName, answer: newPasskeyAnswer }),
    response: z.object({ id: z.uuid(), recoveryCodes }),
  }),
  renamePasskey: route({
    ...own,
    method: 'PUT',
    path: '/account/passkeys/:passkeyId/name',
    summary: 'Rename a passkey',
    params: z.object({ passkeyId: z.uuid() }),
    body: z.object({ name: passkeyName }),
    response: empty,
  }),
  removePasskey: route({
    ...own,
    method: 'POST',
    path: '/account/passkeys/:passkeyId/remove',
    summary: 'Stop accepting a passkey',
    stepUp: true,
    params: z.object({ passkeyId: z.uuid() }),
    body: z.object({ password: password.nullable() }),
    response: empty,
  }),
  listOwnSessions: route({
    ...own,
    method: 'GET',
    path: '/account/sessions',
    summary: 'Browsers in which the person is signed in',
    response: z.object({ items: z.array(ownSession) }),
  }),
  endOwnSession: route({
    ...own,
    method: 'DELETE',
    path: '/account/sessions/:sessionId',
    summary: 'End one of the own sessions',
    params: z.object({ sessionId: z.uuid() }),
    response: empty,
  }),
  endOtherSessions: route({
    ...own,
    method: 'POST',
    path: '/account/sessions/end-others',
    summary: 'End every session but this one',
    idempotent: true,
    response: z.object({ ended: z.number().int() }),
  }),
  listColleagues: route({
    ...own,
    method: 'GET',
    path: '/account/colleagues',
    summary: 'People of the own unit',
    response: z.object({
      items: z.array(
        z.object({ id: z.uuid(), displayName: z.string(), divisionName: z.string().nullable() }),
      ),
    }),
  }),
  listOwnDelegations: route({
    ...own,
    method: 'GET',
    path: '/account/delegations',
    summary: 'Delegations by the person and to the person that have not ended',
    response: z.object({ items: z.array(delegation) }),
  }),
  delegateOwnWork: route({
    ...own,
    method: 'POST',
    path: '/account/delegations',
    summary: 'Let a colleague do the own work for a time',
    idempotent: true,
    body: delegationSpan.extend({ toAccountId: z.uuid() }),
    response: delegation,
  }),
  revokeOwnDelegation: route({
    ...own,
    method: 'DELETE',
    path: '/account/delegations/:delegationId',
    summary: 'Call off a delegation of the own work',
    params: z.object({ delegationId: z.uuid() }),
    response: empty,
  }),
};
