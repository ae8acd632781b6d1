import type { oneStopCounterRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { actOnDossier, correctDossier, readCounterDossier } from './act-on-dossier.service.ts';
import { listCounterDossiers, searchProcedures } from './list-dossiers.service.ts';
import { lookUpDossier } from './look-up.service.ts';
import { receiveDossier } from './receive-dossier.service.ts';

export const oneStopCounterHandlers: Handlers<typeof oneStopCounterRoutes> = {
  searchCounterProcedures: ({ context, params, query }) => searchProcedures(context, params.unitId, query.q),
  listCounterDossiers: ({ context, params, query }) => listCounterDossiers(context, params.unitId, query),
  receiveCounterDossier: ({ context, params, body }) => receiveDossier(context, params.unitId, body),
  counterDossier: ({ context, params }) => readCounterDossier(context, params),
  actOnCounterDossier: ({ context, params, ifMatch, body }) => actOnDossier(context, params, ifMatch, body),
  correctCounterDossier: ({ context, params, ifMatch, body }) =>
    correctDossier(context, params, ifMatch, body),
  lookUpDossier: async ({ context, body }) =>
    (await lookUpDossier(context, body.code)) ?? refuse('lookup-unknown'),
};
