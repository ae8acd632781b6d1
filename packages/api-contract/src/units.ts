import { z } from 'zod';
import {
  importQuery,
  importReport,
  instant,
  legalDate,
  page,
  pageQuery,
  requiredText,
  slug,
  unitCode,
} from './common.ts';
import { route } from './route.ts';
import { recordedUnitChange, unitChange, unitChangePreview } from './unit-changes.ts';

/** Every name, kind and superior is that of the anchor date: today unless `asOf` says another day. */
const anchored = {
  asOf: legalDate.optional().describe('Anchor date; today (Asia/Ho_Chi_Minh) when left out'),
};
export const unitRef = z.object({ id: z.uuid(), name: z.string() });

export const unit = z.object({
  id: z.uuid(),
  code: unitCode,
  name: z.string(),
  kind: z.string(),
  parentName: z.string().nullable(),
  /** Units above it, from the top down. */
  path: z.array(unitRef),
  /** Another name it had or will have, by which the search found it. */
  otherName: z.string().nullable(),
  blocks: z.array(z.string()),
  validFrom: legalDate,
  validTo: legalDate.nullable().describe('Day from which it no longer exists'),
});
export type Unit = z.infer<typeof unit>;

export const treeUnit = z.object({
  id: z.uuid(),
  code: unitCode,
  name: z.string(),
  kind: z.string(),
  children: z.number().int().describe('Units directly below it on the anchor date'),
});
export type TreeUnit = z.infer<typeof treeUnit>;

export const block = z.object({ id: slug, name: z.string(), unitCount: z.number().int() });

const period = z.object({
  from: legalDate,
  /** First day of the next period, or the day the unit ends; null: until further notice. */
  to: legalDate.nullable(),
  name: z.string(),
  kind: z.string(),
  parent: unitRef.nullable(),
  /** The documents that gave name and kind, and superior, in this period; null: carried on, or none recorded. */
  naming: recordedUnitChange.nullable(),
  placing: recordedUnitChange.nullable(),
});
const succession = z.object({
  change: recordedUnitChange,
  /** The other unit, as it was called then. */
  unit: unitRef.extend({ code: unitCode }),
  /** Part of the predecessor that went over, exact decimal. */
  share: z.string(),
});
export const unitPage = z.object({
  asOf: legalDate,
  unit: unit.omit({ otherName: true }),
  version: z.number().int(),
  periods: z.array(period).describe('From the first to the last'),
  begun: recordedUnitChange.nullable(),
  ended: recordedUnitChange.nullable(),
  predecessors: z.array(succession),
  successors: z.array(succession),
  children: z.number().int(),
  accounts: z.number().int().describe('Accounts of people who work for it, not disabled'),
  rounds: z.number().int(),
});
export type UnitPage = z.infer<typeof unitPage>;

const unitRound = z.object({
  roundId: slug,
  title: z.string(),
  indexYear: z.number().int(),
  state: z.string(),
  /** As it was called in the round. */
  unitName: z.string(),
});
const lineage = z.object({
  asOf: legalDate,
  at: legalDate,
  /** Before the anchor date: which units it consists of. After it: into which units it went. */
  direction: z.enum(['predecessors', 'successors']),
  units: z.array(
    unitRef.extend({
      code: unitCode,
      share: z.string().describe('Part of the older unit that is in the younger one, exact decimal'),
    }),
  ),
});
export type Lineage = z.infer<typeof lineage>;

const unitParams = z.object({ unitId: z.uuid() });
export const unitRoutes = {
  listUnits: route({
    method: 'GET',
    path: '/units',
    permission: 'units.read',
    feature: 'units',
    summary: 'Units, searched by code and by every name they ever had, without diacritics',
    query: pageQuery.extend({
      ...anchored,
      q: z.string().max(100).optional(),
      block: slug.optional(),
      kind: z.string().max(64).optional(),
      standing: z.stringbool().default(false).describe('Only units that exist on the anchor date'),
    }),
    response: page(unit),
  }),
  listUnitTree: route({
    method: 'GET',
    path: '/unit-tree',
    permission: 'units.read',
    feature: 'units',
    summary: 'Units directly below one, or those at the top; only what exists on the anchor date',
    query: pageQuery.extend({ ...anchored, parentId: z.uuid().optional() }),
    response: page(treeUnit),
  }),
  getUnit: route({
    method: 'GET',
    path: '/units/:unitId',
    permission: 'units.read',
    feature: 'units',
    summary: 'One unit: names over time, predecessors and successors',
    params: unitParams,
    query: z.object(anchored),
    response: unitPage,
  }),
  listUnitRounds: route({
    method: 'GET',
    path: '/units/:unitId/rounds',
    permission: 'rounds.read',
    feature: 'units',
    summary: 'Rounds that the unit took part in, newest first',
    params: unitParams,
    query: pageQuery,
    response: page(unitRound),
  }),
  getUnitLineage: route({
    method: 'GET',
    path: '/units/:unitId/lineage',
    permission: 'units.read',
    feature: 'units',
    summary: 'Which units made it up on another day, or what became of it, with exact shares',
    params: unitParams,
    query: z.object({ ...anchored, at: legalDate }),
    response: lineage,
  }),
  correctUnitPeriod: route({
    method: 'PATCH',
    path: '/units/:unitId/periods/:from',
    permission: 'units.manage',
    feature: 'units',
    summary:
      'Correct a name or kind that was entered wrongly; a change by a document is recorded, not corrected',
    ifMatch: true,
    params: unitParams.extend({ from: legalDate }),
    body: z.object({ name: requiredText(300), kind: requiredText(64), reason: requiredText(500) }),
    response: unitPage,
  }),
  previewUnitChange: route({
    method: 'POST',
    path: '/unit-changes/preview',
    permission: 'units.manage',
    feature: 'units',
    summary: 'What a change would do; stores nothing',
    body: unitChange,
    response: unitChangePreview,
  }),
  recordUnitChange: route({
    method: 'POST',
    path: '/unit-changes',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Record a change exactly as it was previewed',
    idempotent: true,
    body: z.object({
      change: unitChange,
      preview: z.string().max(64).describe('`hash` of the preview seen'),
    }),
    response: recordedUnitChange,
  }),
  listUnitChanges: route({
    method: 'GET',
    path: '/unit-changes',
    permission: 'units.read',
    feature: 'units',
    summary: 'Recorded changes, the latest effective date first',
    query: pageQuery,
    response: page(recordedUnitChange.extend({ units: z.array(unitRef), unitCount: z.number().int() })),
  }),
  annulUnitChange: route({
    method: 'POST',
    path: '/unit-changes/:changeId/annulment',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Take back a change that was recorded by mistake; the log keeps what it was',
    idempotent: true,
    params: z.object({ changeId: z.uuid() }),
    body: z.object({ reason: requiredText(500) }),
    response: z.object({ changeId: z.uuid(), annulledAt: instant }),
  }),
  importUnits: route({
    method: 'POST',
    path: '/units/import',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Import units, their history and blocks from XLSX or CSV',
    upload: true,
    query: importQuery,
    response: importReport,
  }),
  importSuccessions: route({
    method: 'POST',
    path: '/unit-successions/import',
    permission: 'units.manage',
    feature: 'units',
    summary: 'Import predecessors and successors from XLSX or CSV; units that end are ended by it',
    upload: true,
    query: importQuery,
    response: importReport,
  }),
  listUnitKinds: route({
    method: 'GET',
    path: '/unit-kinds',
    permission: 'units.read',
    feature: 'units',
    summary: 'Kinds of units that the stored criteria sets know; none while there is no set',
    response: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
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
