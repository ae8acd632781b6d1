import { z } from 'zod';
import { decimal, exactText, itemStatus, roundParams, roundUnitParams } from './common.ts';
import { route } from './route.ts';
import { figureValue } from './self-scoring.ts';
import { surveyBasis } from './surveys.ts';

export const rankingRow = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind: z.string(),
  rank: z.number().int().nullable(),
  points: decimal,
  maximum: decimal,
  index: decimal,
  classId: z.string().nullable(),
  className: z.string().nullable(),
  provisional: z.boolean(),
  previous: z.object({ roundId: z.string(), index: decimal, rank: z.number().int().nullable() }).nullable(),
  areas: z.array(
    z.object({ areaId: z.string(), points: decimal, maximum: exactText, index: decimal.nullable() }),
  ),
});
export type RankingRow = z.infer<typeof rankingRow>;
export const ranking = z.object({
  roundId: z.string(),
  layer: z.enum(['self', 'final']),
  engine: z.string(),
  setVersionId: z.string(),
  provisional: z.boolean(),
  mean: decimal.nullable(),
  classes: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
  areas: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      max: decimal.nullable(),
      role: z.string(),
    }),
  ),
  previousRound: z.object({ id: z.string(), title: z.string(), indexYear: z.number().int() }).nullable(),
  rows: z.array(rankingRow),
  warnings: z.array(z.string()),
});
export type Ranking = z.infer<typeof ranking>;

export const unitItemResult = z.object({
  itemId: z.string(),
  code: z.string(),
  name: z.string(),
  status: itemStatus,
  treatment: z.string().nullable(),
  points: exactText.nullable(),
  maximum: exactText,
  lost: exactText,
  awarded: z.boolean(),
  selfPoints: exactText.nullable(),
  appraisalReason: z.string().nullable(),
  explanation: z.array(z.string()),
});
export const unitResult = z.object({
  row: rankingRow,
  of: z.number().int(),
  groups: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      level: z.enum(['area', 'criterion']),
      parentId: z.string().nullable(),
      points: decimal,
      maximum: exactText,
      lost: exactText,
    }),
  ),
  items: z.array(
    unitItemResult.extend({
      groupId: z.string(),
      source: z.string(),
      /** Where survey figures come from, with their margin of error; null where the item has none. */
      survey: surveyBasis.nullable(),
      figures: z.array(
        z.object({ key: z.string(), label: z.string(), value: figureValue, unit: z.string() }),
      ),
    }),
  ),
});
export type UnitResult = z.infer<typeof unitResult>;

const standing = z.object({
  printedIndex: decimal,
  rank: z.number().int().nullable(),
  className: z.string().nullable(),
});
export const goalAnswer = z.object({
  reachable: z.boolean(),
  now: standing,
  alternatives: z.array(
    z.object({
      cost: z.number(),
      reaches: standing,
      items: z.array(
        z.object({ itemId: z.string(), code: z.string(), name: z.string(), gain: decimal, how: z.string() }),
      ),
    }),
  ),
});
export const rankingRoutes = {
  getRanking: route({
    method: 'GET',
    path: '/rounds/:roundId/ranking',
    permission: 'results.read',
    feature: 'ranking',
    summary: 'Ranking, classes, areas; recomputed by the engine from stored rows',
    params: roundParams,
    query: z.object({ layer: z.enum(['self', 'final']).default('final') }),
    response: ranking,
  }),
  getUnitResult: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/result',
    permission: 'results.read',
    feature: 'ranking',
    summary: 'One unit: every lost point explained',
    params: roundUnitParams,
    query: z.object({ layer: z.enum(['self', 'final']).default('final') }),
    response: unitResult,
  }),
  exportRanking: route({
    method: 'GET',
    path: '/rounds/:roundId/ranking/export',
    permission: 'results.read',
    feature: 'ranking',
    summary: 'Ranking as XLSX or CSV',
    params: roundParams,
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    response: z.unknown(),
  }),
  whatIf: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/what-if',
    permission: 'results.simulate',
    feature: 'ranking',
    summary: 'Index, class and rank if figures were different; nothing is stored',
    params: roundUnitParams,
    body: z.object({
      changes: z
        .array(z.object({ itemId: z.string().max(100), figures: z.record(z.string(), figureValue) }))
        .min(1)
        .max(200),
    }),
    response: z.object({ now: standing, then: standing }),
  }),
  goalSeek: route({
    method: 'POST',
    path: '/rounds/:roundId/units/:unitId/goal-seek',
    permission: 'results.simulate',
    feature: 'ranking',
    summary: 'Which items win back so many ranks at least effort',
    params: roundUnitParams,
    body: z.object({ ranks: z.number().int().min(1).max(10_000) }),
    response: goalAnswer,
  }),
};
