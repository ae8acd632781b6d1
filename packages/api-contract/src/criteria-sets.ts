import { z } from 'zod';
import { decimal, importProblem } from './common.ts';
import { route } from './route.ts';

export const setVersion = z.object({
  id: z.string(),
  setId: z.string(),
  version: z.string(),
  title: z.string(),
  status: z.enum(['complete', 'incomplete']),
  sample: z.boolean(),
  decisionNumber: z.string().nullable(),
  decisionDate: z.string().nullable(),
  indexYearFrom: z.number().int(),
  indexYearTo: z.number().int(),
  fingerprint: z.string(),
  amendmentCount: z.number().int(),
  createdAt: z.string(),
});
export type SetVersion = z.infer<typeof setVersion>;

const figure = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['integer', 'decimal', 'boolean', 'choice', 'date']),
  unit: z.string(),
  optional: z.boolean(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  decimals: z.number().int().nullable(),
  options: z.array(z.object({ id: z.string(), label: z.string() })),
  measure: z.string().optional().describe('Taken from this measure and never typed'),
});
export const setItem = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  level: z.enum(['criterion', 'sub-criterion']),
  areaId: z.string(),
  criterionId: z.string().nullable(),
  max: decimal.nullable(),
  min: decimal,
  figures: z.array(figure),
  ruleKind: z.string().nullable(),
  /** The rule in words, Vietnamese or English by Accept-Language. */
  ruleInWords: z.array(z.string()),
  notApplicablePolicy: z.string(),
  exemptKinds: z.array(z.string()),
  pointsFrom: z.enum(['appraisal', 'survey', 'external']),
  selfScored: z.boolean(),
  evidence: z.object({ required: z.enum(['evidence', 'evidence-or-explanation', 'none']), text: z.string() }),
  appraiser: z.string().nullable(),
  source: z.string(),
  guidance: z.string(),
  cases: z.array(
    z.object({
      name: z.string(),
      figures: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
      status: z.string(),
      points: decimal.nullable(),
    }),
  ),
});
export type SetItem = z.infer<typeof setItem>;
export type SetFigure = z.infer<typeof figure>;
/** Areas > criteria as a flat ordered list with depth; items refer to them by id. */
export const setGroup = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  level: z.enum(['area', 'criterion']),
  parentId: z.string().nullable(),
  max: decimal.nullable(),
  role: z.enum(['ordinary', 'bonus', 'deduction']),
});
export type SetGroup = z.infer<typeof setGroup>;
export const setDetail = setVersion.extend({
  incompleteReason: z.string(),
  issuer: z.string().nullable(),
  amendedBy: z.array(z.object({ number: z.string(), date: z.string().nullable() })),
  sources: z.array(z.string()),
  unitKinds: z.array(z.object({ id: z.string(), name: z.string() })),
  bands: z.array(
    z.object({
      kinds: z.array(z.string()).nullable(),
      bands: z.array(z.object({ id: z.string(), name: z.string(), from: decimal.nullable() })),
    }),
  ),
  total: decimal.nullable(),
  groups: z.array(setGroup),
  items: z.array(setItem),
});
export type SetDetail = z.infer<typeof setDetail>;

export const setDiff = z.object({
  from: z.string(),
  to: z.string(),
  added: z.array(
    z.object({ id: z.string(), code: z.string(), name: z.string(), max: z.string().nullable() }),
  ),
  removed: z.array(
    z.object({ id: z.string(), code: z.string(), name: z.string(), max: z.string().nullable() }),
  ),
  changed: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  settings: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type SetDiff = z.infer<typeof setDiff>;
const standing = z.object({
  printedPoints: z.string(),
  printedIndex: z.string(),
  className: z.string().nullable(),
  rank: z.number().int().nullable(),
});
export const movement = z.object({
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  moved: z.boolean(),
  before: standing,
  after: standing,
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
/** Upload answer: the faults with their lines, or what was (would be) stored. */
export const setUpload = z.object({
  dryRun: z.boolean(),
  stored: setVersion.nullable(),
  problems: z.array(importProblem),
  warnings: z.array(importProblem),
  diff: setDiff.nullable(),
  movements: z.array(z.object({ roundId: z.string(), roundTitle: z.string(), units: z.array(movement) })),
});

const versionParams = z.object({ versionId: z.string().max(140) });
export const criteriaSetRoutes = {
  listSets: route({
    method: 'GET',
    path: '/criteria-sets',
    permission: 'criteria-sets.read',
    feature: 'criteria-sets',
    summary: 'Versions of criteria sets',
    response: z.object({ items: z.array(setVersion) }),
  }),
  getSet: route({
    method: 'GET',
    path: '/criteria-sets/:versionId',
    permission: 'criteria-sets.read',
    feature: 'criteria-sets',
    summary: 'One version: tree, rules in words, worked cases',
    params: versionParams,
    response: setDetail,
  }),
  getSetDocument: route({
    method: 'GET',
    path: '/criteria-sets/:versionId/document',
    permission: 'criteria-sets.read',
    feature: 'criteria-sets',
    summary: 'The YAML documents of a version',
    params: versionParams,
    response: z.object({ document: z.string(), amendments: z.array(z.string()) }),
  }),
  uploadSet: route({
    method: 'POST',
    path: '/criteria-sets',
    permission: 'criteria-sets.manage',
    feature: 'criteria-sets',
    summary: 'Check or store a criteria set (YAML)',
    upload: true,
    query: z.object({ dryRun: z.stringbool().default(true) }),
    response: setUpload,
  }),
  amendSet: route({
    method: 'POST',
    path: '/criteria-sets/:versionId/amendments',
    permission: 'criteria-sets.manage',
    feature: 'criteria-sets',
    summary: 'Check or adopt an amendment (YAML): the diff and every unit that moves',
    upload: true,
    params: versionParams,
    query: z.object({ dryRun: z.stringbool().default(true) }),
    response: setUpload,
  }),
  diffSets: route({
    method: 'GET',
    path: '/criteria-sets/:versionId/diff/:otherId',
    permission: 'criteria-sets.read',
    feature: 'criteria-sets',
    summary: 'What changed between two versions',
    params: versionParams.extend({ otherId: z.string().max(140) }),
    response: setDiff,
  }),
};
