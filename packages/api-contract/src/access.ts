import { ROLES } from '@parix/workflow';
import { z } from 'zod';
import { accountRoutes } from './access-accounts.ts';
import { ownAccountRoutes } from './access-own.ts';
import { passkeyAnswer, passkeyOptions, password, token } from './access-parts.ts';
import { unitPeopleRoutes } from './access-unit-people.ts';
import { empty, instant, requiredText } from './common.ts';
import { route } from './route.ts';

export const me = z.object({
  account: z.object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    /** Roles held now, those lent by a delegation included. */
    roles: z.array(z.enum(ROLES)),
    unitId: z.uuid().nullable(),
    unitName: z.string().nullable(),
    divisionId: z.uuid().nullable(),
    /** Area ids the appraiser may judge; empty = every area. */
    areas: z.array(z.string()),
    locale: z.enum(['vi', 'en']),
  }),
  /** `open`: everything that the roles allow. The others reach only what completes the sign-in. */
  state: z.enum(['open', 'second-factor', 'enrolment']),
  /** Ways in which the person can prove who they are. */
  proofs: z.array(z.enum(['password', 'code', 'passkey', 'sign-on'])),
  /** Minutes without a touch after which the screen is locked. */
  idleMinutes: z.number().int(),
  /** To be sent as X-CSRF-Token with every unsafe request. */
  csrfToken: z.string(),
  serverTime: z.string(),
});
export type Me = z.infer<typeof me>;

/** One proof of the person: the password, a code of the app (or a recovery code), or a passkey. */
const proof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password }),
  z.object({ kind: z.literal('code'), code: z.string().min(1).max(60) }),
  z.object({ kind: z.literal('passkey'), challengeId: z.uuid(), answer: passkeyAnswer }),
]);
export type Proof = z.infer<typeof proof>;

const sessionRoutes = {
  signIn: route({
    method: 'POST',
    path: '/session',
    permission: 'public',
    feature: 'access',
    summary: 'Sign in with a local account',
    body: z.object({ username: requiredText(100), password }),
    response: me,
  }),
  me: route({
    method: 'GET',
    path: '/session',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Who is signed in',
    within: ['second-factor', 'enrolment'],
    response: me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    permission: 'signed-in',
    feature: 'access',
    summary: 'End the session',
    within: ['locked', 'second-factor', 'enrolment'],
    response: z.object({
      /** Page of the single sign-on service that ends the sign-in there; null: nothing is left to do. */
      continueAt: z.url().nullable(),
    }),
  }),
  giveSecondFactor: route({
    method: 'POST',
    path: '/session/second-factor',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Complete a sign-in with the second factor',
    within: ['second-factor'],
    body: proof,
    response: me,
  }),
  lockSession: route({
    method: 'POST',
    path: '/session/lock',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Lock the session until the person proves who they are',
    response: empty,
  }),
  unlockSession: route({
    method: 'POST',
    path: '/session/unlock',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Open a locked session again',
    within: ['locked'],
    body: proof,
    response: me,
  }),
  stepUp: route({
    method: 'POST',
    path: '/session/step-up',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Prove anew who one is, before a weighty act',
    within: ['enrolment'],
    body: proof,
    response: me,
  }),
  signInWays: route({
    method: 'GET',
    path: '/sign-in-ways',
    permission: 'public',
    feature: 'access',
    summary: 'Ways of signing in that this installation has',
    response: z.object({
      passkeys: z.boolean(),
      /** A forgotten password is mended by mail; otherwise by the administrator. */
      mail: z.boolean(),
      /** Single sign-on, with the words of its button; null: none. */
      signOn: z.object({ label: z.string(), url: z.string() }).nullable(),
    }),
  }),
  askPasskey: route({
    method: 'POST',
    path: '/session/passkey-challenge',
    permission: 'public',
    feature: 'access',
    summary: 'Challenge for a passkey, whoever it belongs to',
    response: z.object({ challengeId: z.uuid(), options: passkeyOptions }),
  }),
  signInWithPasskey: route({
    method: 'POST',
    path: '/session/passkey',
    permission: 'public',
    feature: 'access',
    summary: 'Sign in with a passkey',
    body: z.object({ challengeId: z.uuid(), answer: passkeyAnswer }),
    response: me,
  }),
  askPasswordReset: route({
    method: 'POST',
    path: '/password-resets',
    permission: 'public',
    feature: 'access',
    summary:
      'Ask for a link to choose a new password; the answer does not tell whether there is such an account',
    body: z.object({ name: requiredText(254).describe('User name or mail address') }),
    response: z.object({
      mail: z.boolean().describe('False: there is no mail server; ask the administrator'),
    }),
  }),
  readLink: route({
    method: 'POST',
    path: '/account-links/read',
    permission: 'public',
    feature: 'access',
    summary: 'What a single-use link is for',
    body: z.object({ token }),
    response: z.object({
      kind: z.enum(['invitation', 'password-reset', 'email-change']),
      username: z.string(),
      displayName: z.string(),
      email: z.string().nullable(),
      /** Characters that a new password must have at least. */
      minLength: z.number().int(),
      expiresAt: instant,
    }),
  }),
  acceptInvitation: route({
    method: 'POST',
    path: '/account-links/invitation',
    permission: 'public',
    feature: 'access',
    summary: 'Choose the password of a new account and sign in',
    body: z.object({ token, password }),
    response: me,
  }),
  resetPassword: route({
    method: 'POST',
    path: '/account-links/password-reset',
    permission: 'public',
    feature: 'access',
    summary: 'Choose a new password; the second factor stays, every session ends',
    body: z.object({ token, password }),
    response: empty,
  }),
  confirmEmail: route({
    method: 'POST',
    path: '/account-links/email',
    permission: 'public',
    feature: 'access',
    summary: 'Confirm a new mail address',
    body: z.object({ token }),
    response: z.object({ email: z.string() }),
  }),
};

export const accessRoutes = { ...sessionRoutes, ...ownAccountRoutes, ...accountRoutes, ...unitPeopleRoutes };
