import { ROLES } from '@parix/workflow';
import { z } from 'zod';
import { empty, page, pageQuery, requiredText } from './common.ts';
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
  /** To be sent as X-CSRF-Token with every unsafe request. */
  csrfToken: z.string(),
  serverTime: z.string(),
});
export type Me = z.infer<typeof me>;

export const accessRoutes = {
  signIn: route({
    method: 'POST',
    path: '/session',
    permission: 'public',
    feature: 'access',
    summary: 'Sign in with a local account',
    body: z.object({ username: requiredText(100), password: z.string().min(1).max(500) }),
    response: me,
  }),
  me: route({
    method: 'GET',
    path: '/session',
    permission: 'signed-in',
    feature: 'access',
    summary: 'Who is signed in',
    response: me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    permission: 'signed-in',
    feature: 'access',
    summary: 'End the session',
    response: empty,
  }),
  listAccounts: route({
    method: 'GET',
    path: '/accounts',
    permission: 'accounts.manage',
    feature: 'access',
    summary: 'Accounts',
    query: pageQuery,
    response: page(
      z.object({
        id: z.uuid(),
        username: z.string(),
        displayName: z.string(),
        roles: z.array(z.enum(ROLES)),
        unitName: z.string().nullable(),
        areas: z.array(z.string()),
        disabled: z.boolean(),
      }),
    ),
  }),
  createAccount: route({
    method: 'POST',
    path: '/accounts',
    permission: 'accounts.manage',
    feature: 'access',
    summary: 'Create a local account',
    idempotent: true,
    body: z.object({
      username: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/),
      displayName: requiredText(200),
      roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
      unitId: z.uuid().nullable(),
      areas: z.array(z.string().max(64)).max(50).default([]),
      password: z.string().min(15).max(500),
    }),
    response: z.object({ id: z.uuid() }),
  }),
  disableAccount: route({
    method: 'DELETE',
    path: '/accounts/:accountId',
    permission: 'accounts.manage',
    feature: 'access',
    summary: 'Disable an account and end its sessions',
    params: z.object({ accountId: z.uuid() }),
    response: empty,
  }),
};
