import type { dossierRecountRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listRecounts } from './recount-runs.service.ts';

export const dossierRecountHandlers: Handlers<typeof dossierRecountRoutes> = {
  listDossierRecounts: ({ context, query }) => listRecounts(context, query),
};
