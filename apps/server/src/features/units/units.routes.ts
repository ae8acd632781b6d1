import type { unitRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { importUnits } from './import-units.service.ts';
import { createBlock, listBlocks, listUnits } from './units.service.ts';

export const unitHandlers: Handlers<typeof unitRoutes> = {
  listUnits: ({ context, query }) => listUnits(context, query),
  importUnits: ({ context, query, file }) => importUnits(context, file, query),
  listBlocks: ({ context }) => listBlocks(context),
  createBlock: ({ context, body }) => createBlock(context, body),
};
