import type { unitRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { annulChange } from './annul.service.ts';
import { previewChange, recordChange } from './change.service.ts';
import { listUnitChanges } from './changes.service.ts';
import { correctPeriod } from './correct.service.ts';
import { importSuccessions } from './import-successions.service.ts';
import { importUnits } from './import-units.service.ts';
import { getLineage, getUnit, listUnitRounds } from './unit-page.service.ts';
import { createBlock, listBlocks, listKinds, listUnits, listUnitTree } from './units.service.ts';

export const unitHandlers: Handlers<typeof unitRoutes> = {
  listUnits: ({ context, query }) => listUnits(context, query),
  listUnitTree: ({ context, query }) => listUnitTree(context, query),
  getUnit: async ({ context, params, query, reply }) => {
    const page = await getUnit(context, params.unitId, query);
    reply.etag(page.version);
    return page;
  },
  listUnitRounds: ({ context, params, query }) => listUnitRounds(context, params.unitId, query),
  getUnitLineage: ({ context, params, query }) => getLineage(context, params.unitId, query),
  correctUnitPeriod: async ({ context, params, body, ifMatch, reply }) => {
    const page = await correctPeriod(context, params, body, ifMatch);
    reply.etag(page.version);
    return page;
  },
  previewUnitChange: ({ context, body }) => previewChange(context, body),
  recordUnitChange: ({ context, body }) => recordChange(context, body),
  listUnitChanges: ({ context, query }) => listUnitChanges(context, query),
  annulUnitChange: ({ context, params, body }) => annulChange(context, params.changeId, body),
  importUnits: ({ context, query, file }) => importUnits(context, file, query),
  importSuccessions: ({ context, query, file }) => importSuccessions(context, file, query),
  listUnitKinds: ({ context }) => listKinds(context),
  listBlocks: ({ context }) => listBlocks(context),
  createBlock: ({ context, body }) => createBlock(context, body),
};
