import type { publicationRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listPublications } from './publication.service.ts';
import { publish } from './publish.service.ts';

export const publicationHandlers: Handlers<typeof publicationRoutes> = {
  publish: ({ context, params, body }) => publish(context, params.roundId, body),
  listPublications: ({ context }) => listPublications(context),
};
