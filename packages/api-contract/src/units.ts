import { z } from 'zod';
import {
  importQuery,
  importReport,
  legalDate,
  page,
  pageQuery,
  requiredText,
  slug,
  unitCode,
} from './common.ts';
import { route } from './route.ts';

export const unit = z.object({
  id: z.uuid(),
  code: unitCode,
  name: z.string(),
  kind: z.string(),
  parentName: z.string().nullable(),
  blocks: z.array(z.string()),
  validFrom: legalDate,
  validTo: legalDate.nullable(),
});
export type Unit = z.infer<typeof unit>;
export const block = z.object({ id: slug, name: z.string(), unitCount: z.number().int() });

export const unitRoutes = {
  listUnits: route({
    method: 'GET',
    path: '/units',
    permission: 'units.read',
    feature: 'units',
    summary: 'Units, searched without diacritics',
    query: pageQuery.extend({
      q: z.string().max(100).optional(),
      block: slug.optional(),
      kind: z.string().max(64).optional(),
    }),
    response: page(unit),
  }),
  importUnits: route({
    method: 'POST',
    path: '/units/import',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Import units and blocks from XLSX or CSV',
    upload: true,
    query: importQuery,
    response: importReport,
  }),
  listBlocks: route({
    method: 'GET',
    path: '/blocks',
    permission: 'units.read',
    feature: 'units',
    summary: 'Blocks',
    response: z.object({ items: z.array(block) }),
  }),
  createBlock: route({
    method: 'POST',
    path: '/blocks',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Create a block of units',
    idempotent: true,
    body: z.object({ id: slug, name: requiredText(200) }),
    response: block,
  }),
};
