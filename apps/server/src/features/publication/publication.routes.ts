import type { publicationRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { cancelBuild, getBuild, orderByPerson } from './order-publication.service.ts';
import { listPublications } from './publication.service.ts';

export const publicationHandlers: Handlers<typeof publicationRoutes> = {
  publish: ({ context, params, body }) => orderByPerson(context, params.roundId, body),
  getPublicationBuild: ({ context, params }) => getBuild(context, params.roundId),
  cancelPublicationBuild: ({ context, params }) => cancelBuild(context, params.roundId),
  listPublications: ({ context }) => listPublications(context),
};
