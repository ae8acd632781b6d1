import type { dossierRoutes } from '@parix/api-contract';
import { MEASURES } from '@parix/one-stop';
import type { Handlers } from '../../platform/handlers.ts';
import { dossierStory, listDossiers } from './dossiers.service.ts';
import { dossierQuality } from './quality.service.ts';
import { exportFigures } from './export-figures.service.ts';
import { dossierStatistics } from './figures.service.ts';
import { createSource, listSources, renewSource, revokeSource } from './sources.service.ts';
import { remindUnits } from './remind-units.service.ts';
import { takeEvents } from './take-events.service.ts';

export const dossierHandlers: Handlers<typeof dossierRoutes> = {
  sendDossierEvents: ({ context, source, body }) => takeEvents(context, source, body.events),
  listDossierSources: ({ context, query }) => listSources(context, query),
  createDossierSource: ({ context, body }) => createSource(context, body),
  renewDossierSource: ({ context, params }) => renewSource(context, params.sourceId),
  revokeDossierSource: ({ context, params }) => revokeSource(context, params.sourceId),
  dossierFigures: ({ context, query }) => dossierStatistics(context, query),
  exportDossierFigures: ({ context, query }) => exportFigures(context, query),
  dossierQuality: ({ context, query }) => dossierQuality(context, query.unitId),
  dossierMeasures: async ({ context }) => {
    context.permit('dossier-figures.read');
    return { items: MEASURES.map(({ computed: _computed, ...measure }) => measure) };
  },
  listDossiers: ({ context, query }) => listDossiers(context, query),
  remindOfDossiers: ({ context, body }) => remindUnits(context, body.unitIds),
  dossierStory: ({ context, params }) => dossierStory(context, params),
};
