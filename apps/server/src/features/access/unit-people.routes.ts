import type { unitPeopleRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { createDelegation, listDelegations, revokeDelegation } from './delegations.service.ts';
import { substituteUnitPerson } from './substitution.service.ts';
import {
  disableUnitPerson,
  inviteUnitPerson,
  listUnitPeople,
  sendUnitPersonLink,
  updateUnitPerson,
} from './unit-people.service.ts';

export const unitPeopleHandlers: Handlers<typeof unitPeopleRoutes> = {
  listUnitPeople: ({ context, params }) => listUnitPeople(context, params.unitId),
  inviteUnitPerson: ({ context, params, body }) => inviteUnitPerson(context, params.unitId, body),
  sendUnitPersonLink: ({ context, params }) => sendUnitPersonLink(context, params.unitId, params.accountId),
  updateUnitPerson: async ({ context, params, ifMatch, body, reply }) => {
    const person = await updateUnitPerson(context, params.unitId, params.accountId, ifMatch, body);
    reply.etag(person.version);
    return person;
  },
  disableUnitPerson: ({ context, params }) => disableUnitPerson(context, params.unitId, params.accountId),
  substituteUnitPerson: ({ context, params, body }) =>
    substituteUnitPerson(context, params.unitId, params.accountId, body),
  listDelegations: ({ context, params }) => listDelegations(context, params.unitId),
  createDelegation: ({ context, params, body }) => createDelegation(context, params.unitId, body),
  revokeDelegation: ({ context, params }) => revokeDelegation(context, params.unitId, params.delegationId),
};
