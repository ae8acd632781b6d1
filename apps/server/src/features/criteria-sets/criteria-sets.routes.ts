import type { criteriaSetRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { amendSet } from './amend-set.service.ts';
import { compareSets, getSet, getSetDocument, listSets } from './criteria-sets.service.ts';
import { uploadSet } from './store-set.service.ts';

export const criteriaSetHandlers: Handlers<typeof criteriaSetRoutes> = {
  listSets: ({ context }) => listSets(context),
  getSet: ({ context, params }) => getSet(context, params.versionId),
  getSetDocument: ({ context, params }) => getSetDocument(context, params.versionId),
  uploadSet: ({ context, file, query }) => uploadSet(context, file, query),
  amendSet: ({ context, params, file, query }) => amendSet(context, params.versionId, file, query),
  diffSets: ({ context, params }) => compareSets(context, params.versionId, params.otherId),
};
