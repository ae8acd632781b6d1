import { z } from 'zod';
import { exactText, decimal, instant, itemStatus, roundParams, roundUnitParams, text } from './common.ts';
import { route } from './route.ts';

const layer = z.enum(['self', 'final']);
const level = z.enum(['area', 'criterion', 'item']);
const rank = z.number().int().nullable();
const unitRef = z.object({ unitId: z.uuid(), unitCode: z.string(), unitName: z.string() });

/** Self-scores against judged points. */
const gap = z.object({
  compared: z.number().int(),
  over: z.number().int(),
  overPoints: exactText,
  under: z.number().int(),
  underPoints: exactText,
  net: exactText,
});
export const partAnalysis = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  level,
  parentId: z.string().nullable(),
  units: z.number().int(),
  points: exactText,
  maximum: exactText,
  share: decimal
    .nullable()
    .describe('Points of all units in % of their maxima; null when it applies to nobody'),
  losing: z.number().int(),
  lost: exactText,
  place: z.number().int().nullable().describe('Items: 1 = most units lose points on it'),
  reasons: z.array(z.object({ code: z.string(), units: z.number().int(), lost: exactText })),
  gap: gap.nullable(),
});
export type PartAnalysis = z.infer<typeof partAnalysis>;

const tieBreak = z.object({
  by: z.enum(['area', 'criterion', 'item', 'points', 'figure', 'unit-code']),
  name: z.string().describe('Part or figure that was compared; empty for points and codes'),
  prefer: z.enum(['highest', 'lowest']),
});
export const roundAnalysis = z.object({
  roundId: z.string(),
  layer,
  parts: z.array(partAnalysis).describe('In the order of the set, a parent before its children'),
  units: z.array(unitRef.extend({ gap })),
  unranked: z.array(
    unitRef.extend({
      index: decimal,
      className: z.string().nullable(),
      why: z.enum(['round', 'kind', 'no-index']),
    }),
  ),
  ties: z.array(
    z.object({
      index: decimal,
      units: z.array(unitRef.extend({ rank: z.number().int() })),
      steps: z.array(
        z.object({
          above: z.string(),
          below: z.string(),
          by: tieBreak.nullable().describe('null: they share the rank'),
          values: z.object({ above: exactText, below: exactText }).nullable(),
        }),
      ),
    }),
  ),
});
export type RoundAnalysis = z.infer<typeof roundAnalysis>;

export const partResults = z.object({
  part: partAnalysis,
  rows: z.array(
    unitRef.extend({
      place: rank.describe('Among the units to which the part applies, by its share'),
      points: exactText.nullable(),
      maximum: exactText,
      share: decimal.nullable(),
      lost: exactText,
      self: exactText.nullable(),
      status: itemStatus.nullable(),
      reason: z.string().nullable().describe('Items: why it was lost, in words'),
    }),
  ),
});
export type PartResults = z.infer<typeof partResults>;

const standingRange = z.object({
  rank,
  className: z.string().nullable(),
  best: rank,
  worst: rank,
  classes: z.array(z.string()),
  items: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
});
export const stability = z.object({
  step: decimal,
  /** Ranked units that no single item would move. */
  firm: z.number().int(),
  units: z.array(unitRef.extend(standingRange.shape)),
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      rankMoves: z.number().int(),
      classMoves: z.number().int(),
    }),
  ),
  pairs: z.array(z.object({ above: unitRef, below: unitRef, gap: exactText })),
});
export type Stability = z.infer<typeof stability>;

const itemRef = z.object({ id: z.string(), code: z.string(), name: z.string() });
export const MAPPING_KINDS = ['same', 'renamed', 'rescaled', 'split', 'merged', 'not-comparable'] as const;
const mappingKind = z.enum(MAPPING_KINDS);
/** In percentage points of the index, exact; real + ruler + unlike = after - before. */
const entryChange = z.object({
  kind: mappingKind,
  from: z.array(itemRef),
  to: z.array(itemRef),
  method: z.enum(['same-facts', 'same-share']).nullable(),
  cause: z.string().nullable(),
  reason: z.string().nullable(),
  before: exactText,
  bridged: exactText.nullable(),
  after: exactText,
  real: exactText,
  ruler: exactText,
  unlike: exactText,
});
export const changeSummary = z.object({
  before: exactText,
  after: exactText,
  change: exactText,
  real: exactText,
  ruler: exactText,
  unlike: exactText,
  bounds: exactText.describe('Caps, floors and rounding of groups and totals'),
  comparable: z.object({ before: exactText, after: exactText, weight: exactText }).nullable(),
});
export type ChangeSummary = z.infer<typeof changeSummary>;
export const unitChangeExplained = changeSummary.extend({ entries: z.array(entryChange) });
export type UnitChangeExplained = z.infer<typeof unitChangeExplained>;

/** Why there is no comparable figure. */
export const INCOMPARABLE = [
  'mapping-missing',
  'unit-new',
  'unit-abolished',
  'not-in-earlier-round',
  'not-in-later-round',
  'kind-changed',
  'no-index',
] as const;
const incomparable = z.object({ code: z.enum(INCOMPARABLE), units: z.array(z.string()) });
const comparedUnit = unitRef.extend({
  /** What it consists of: units of the earlier year with the part of each. */
  earlier: z.array(unitRef.extend({ share: decimal, index: decimal.nullable(), rank })),
  index: decimal,
  rank,
  incomparable: incomparable.nullable(),
  change: changeSummary.nullable(),
});
const roundRef = z.object({
  id: z.string(),
  title: z.string(),
  indexYear: z.number().int(),
  setVersionId: z.string(),
});
const mappingState = z.object({
  state: z.enum(['same-version', 'confirmed', 'missing']),
  revision: z.number().int().nullable(),
});
export const comparison = z.object({
  earlier: roundRef,
  later: roundRef,
  mapping: mappingState,
  units: z.array(comparedUnit),
  /** Units of the earlier round that are in none of the later one. */
  gone: z.array(
    unitRef.extend({ index: decimal, successors: z.array(unitRef.extend({ share: decimal })), incomparable }),
  ),
});
export type Comparison = z.infer<typeof comparison>;
export type ComparedUnit = z.infer<typeof comparedUnit>;
export const unitComparison = z.object({
  earlier: roundRef,
  later: roundRef,
  mapping: mappingState,
  unit: comparedUnit,
  entries: z.array(entryChange),
});
export type UnitComparison = z.infer<typeof unitComparison>;

export const unitAnalysis = z.object({
  unit: unitRef,
  of: z.number().int(),
  neighbours: z.array(unitRef.extend({ rank: z.number().int(), index: decimal, gap: exactText })),
  layers: unitChangeExplained.describe('From the self-score to the judged result'),
  stability: standingRange.extend({ step: decimal }),
});
export type UnitAnalysis = z.infer<typeof unitAnalysis>;

export const mappingEntry = z.object({
  kind: mappingKind,
  from: z.array(z.string().max(100)).max(500),
  to: z.array(z.string().max(100)).max(500),
  reason: text(500).nullable(),
});
export type MappingEntry = z.infer<typeof mappingEntry>;
export const itemMapping = z.object({
  from: z.string(),
  to: z.string(),
  /** 0: only suggested, nobody has confirmed it. */
  revision: z.number().int(),
  confirmedAt: instant.nullable(),
  confirmedBy: z.string().nullable(),
  entries: z.array(mappingEntry),
  items: z.object({
    from: z.array(itemRef.extend({ max: z.string().nullable() })),
    to: z.array(itemRef.extend({ max: z.string().nullable() })),
  }),
});
export type ItemMapping = z.infer<typeof itemMapping>;

const versionId = z.string().max(140);
const step = z.enum(['0.05', '0.1', '0.25', '0.5', '1']).default('0.25');
const layerQuery = z.object({ layer: layer.default('final') });
const pairParams = roundParams.extend({ otherId: z.string().max(140) });
export const analysisRoutes = {
  getRoundAnalysis: route({
    method: 'GET',
    path: '/rounds/:roundId/analysis',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'Lost points by area, criterion and item; self-scores against judged points; ties',
    params: roundParams,
    query: layerQuery,
    response: roundAnalysis,
  }),
  getPartResults: route({
    method: 'GET',
    path: '/rounds/:roundId/analysis/parts/:partId',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'One area, criterion or item over all units',
    params: roundParams.extend({ partId: z.string().max(100) }),
    query: layerQuery,
    response: partResults,
  }),
  getStability: route({
    method: 'GET',
    path: '/rounds/:roundId/analysis/stability',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'Who would change rank or class if one item were judged a little higher or lower',
    params: roundParams,
    query: z.object({ step }),
    response: stability,
  }),
  getComparison: route({
    method: 'GET',
    path: '/rounds/:roundId/comparison/:otherId',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'This round against an earlier one: real change, another ruler, or why not comparable',
    params: pairParams,
    response: comparison,
  }),
  getUnitComparison: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/comparison/:otherId',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'One unit against the earlier round, item by item; the parts add up exactly',
    params: roundUnitParams.extend({ otherId: z.string().max(140) }),
    response: unitComparison,
  }),
  getUnitAnalysis: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/analysis',
    permission: 'analysis.read',
    feature: 'analysis',
    summary: 'One unit: from self-score to result item by item, neighbours, firmness of its rank',
    params: roundUnitParams,
    query: z.object({ step }),
    response: unitAnalysis,
  }),
  getItemMapping: route({
    method: 'GET',
    path: '/criteria-sets/:versionId/mapping/:otherId',
    permission: 'criteria-sets.read',
    feature: 'analysis',
    summary:
      'Which items of the earlier version (first) became which of the later one: confirmed, or suggested',
    params: z.object({ versionId, otherId: versionId }),
    response: itemMapping,
  }),
  confirmItemMapping: route({
    method: 'POST',
    path: '/criteria-sets/:versionId/mapping/:otherId',
    permission: 'analysis.manage',
    feature: 'analysis',
    summary: 'Confirm the mapping as its next revision; earlier ones stay',
    idempotent: true,
    params: z.object({ versionId, otherId: versionId }),
    body: z.object({
      revision: z.number().int().min(0).describe('The revision that was looked at; 0 when there was none'),
      entries: z.array(mappingEntry).min(1).max(5000),
    }),
    response: itemMapping,
  }),
};
