import { z } from 'zod';
import {
  delegation,
  delegationSpan,
  email,
  handedLink,
  role,
  substitution,
  substitutionDone,
  username,
} from './access-parts.ts';
import { empty, instant, requiredText } from './common.ts';
import { route } from './route.ts';

const managed = { permission: 'unit-people.manage', feature: 'access' } as const;
const params = z.object({ unitId: z.uuid() });
const person = params.extend({ accountId: z.uuid() });

const unitPerson = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  roles: z.array(role).describe('Held now by the person’s own grants'),
  divisionId: z.uuid().nullable(),
  divisionName: z.string().nullable(),
  state: z.enum(['active', 'invited', 'disabled', 'dormant']),
  lastSignInAt: instant.nullable(),
  version: z.number().int(),
  /** Whether whoever asks may change, disable or replace this person. */
  manageable: z.boolean(),
});

/** People of one unit, kept by its focal point and its leader: roles in the unit only, never their own. */
export const unitPeopleRoutes = {
  listUnitPeople: route({
    ...managed,
    method: 'GET',
    path: '/units/:unitId/people',
    summary: 'People of a unit',
    params,
    response: z.object({ items: z.array(unitPerson) }),
  }),
  inviteUnitPerson: route({
    ...managed,
    method: 'POST',
    path: '/units/:unitId/people',
    summary: 'Invite a contributor to the unit',
    idempotent: true,
    params,
    body: z.strictObject({
      username,
      displayName: requiredText(200),
      email: email.nullable(),
      divisionId: z.uuid().nullable(),
    }),
    response: z.object({ id: z.uuid() }),
  }),
  sendUnitPersonLink: route({
    ...managed,
    method: 'POST',
    path: '/units/:unitId/people/:accountId/link',
    summary: 'Send the invitation again to somebody who has not accepted it yet',
    params: person,
    response: handedLink,
  }),
  updateUnitPerson: route({
    ...managed,
    method: 'PATCH',
    path: '/units/:unitId/people/:accountId',
    summary: 'Change the name or the division of a person of the unit',
    ifMatch: true,
    params: person,
    body: z.strictObject({
      displayName: requiredText(200).optional(),
      divisionId: z.uuid().nullable().optional(),
    }),
    response: unitPerson,
  }),
  disableUnitPerson: route({
    ...managed,
    method: 'DELETE',
    path: '/units/:unitId/people/:accountId',
    summary: 'Disable a person of the unit',
    params: person,
    response: empty,
  }),
  substituteUnitPerson: route({
    ...managed,
    method: 'POST',
    path: '/units/:unitId/people/:accountId/substitution',
    summary: 'Replace a person of the unit by another',
    idempotent: true,
    stepUp: true,
    params: person,
    body: substitution,
    response: substitutionDone,
  }),
  listDelegations: route({
    ...managed,
    method: 'GET',
    path: '/units/:unitId/delegations',
    summary: 'Delegations in a unit that have not ended',
    params,
    response: z.object({ items: z.array(delegation) }),
  }),
  createDelegation: route({
    ...managed,
    method: 'POST',
    path: '/units/:unitId/delegations',
    summary: 'Let one person of the unit do another’s work for a time',
    idempotent: true,
    stepUp: true,
    params,
    body: delegationSpan.extend({ fromAccountId: z.uuid(), toAccountId: z.uuid() }),
    response: delegation,
  }),
  revokeDelegation: route({
    ...managed,
    method: 'DELETE',
    path: '/units/:unitId/delegations/:delegationId',
    summary: 'Call off a delegation',
    params: params.extend({ delegationId: z.uuid() }),
    response: empty,
  }),
};
