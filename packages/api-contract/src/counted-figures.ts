import { z } from 'zod';
import { decimal, exactText, page, pageQuery, roundParams, roundUnitParams } from './common.ts';
import { route } from './route.ts';

/** Why a figure that is taken from a measure has no value; it is no data then, never 0. */
export const NO_COUNT_REASONS = [
  'no-source',
  'not-begun',
  'out-of-range',
  'denominator-is-zero',
  'no-settled-dossier',
  'sums-not-counts',
] as const;
const numbers = {
  value: decimal.nullable().describe('The figure; null: no data'),
  printed: decimal.nullable().describe('Value of the whole measure as printed'),
  numerator: z.int(),
  denominator: z.int(),
  reason: z.enum(NO_COUNT_REASONS).nullable(),
};
const countedFigure = z.object({
  itemId: z.string(),
  key: z.string(),
  label: z.string(),
  measure: z.object({
    id: z.string(),
    name: z.string(),
    formula: z.string().describe('In words of the language'),
    source: z.string(),
    unit: z.enum(['dossier', 'percent', 'working-hour']),
  }),
  part: z.enum(['value', 'numerator', 'denominator']),
  withBelow: z.boolean().describe('Units below are counted with it'),
  period: z.object({
    from: z.string(),
    to: z.string(),
    asOf: z.string().nullable().describe('Last day that was counted; null: the period has not begun'),
  }),
  ...numbers,
  sources: z.array(z.object({ name: z.string(), lastEventAt: z.string() })),
  computedAt: z.string(),
  /** The same days counted now; null: nothing is different. */
  now: z
    .object({
      ...numbers,
      corrected: z.object({
        dossiers: z.int().describe('That add something else to these days than they did then'),
        more: z.boolean().describe('Not all that has changed was looked into'),
        /** The first of them; empty for people who may not read dossiers. */
        first: z.array(z.object({ unitId: z.uuid(), sourceId: z.uuid(), code: z.string() })),
      }),
    })
    .nullable(),
});
export type CountedFigure = z.output<typeof countedFigure>;

const countedTake = z.object({
  occasion: z.enum(['opening', 'closing', 'asked']),
  at: z.string(),
  by: z.string().nullable().describe('null: taken by the clock'),
  units: z.int(),
  written: z.int().describe('Units of which a figure is another than before'),
  missing: z.int().describe('Units of which a figure has no value'),
  frozen: z.int().describe('Units whose figures stay: the card was sent or is shut'),
});
export type CountedTake = z.output<typeof countedTake>;

const countedRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  frozen: z.boolean(),
  figures: z.array(
    z.object({
      itemId: z.string(),
      key: z.string(),
      value: decimal.nullable(),
      printed: decimal.nullable(),
      reason: z.enum(NO_COUNT_REASONS).nullable(),
      computedAt: z.string(),
    }),
  ),
});
export type CountedRow = z.output<typeof countedRow>;

const monthRow = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  computedAt: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      points: decimal.nullable(),
      maximum: exactText,
      figures: z.array(
        z.object({
          key: z.string(),
          measure: z.string(),
          value: decimal.nullable(),
          printed: decimal.nullable(),
          numerator: z.int(),
          denominator: z.int(),
        }),
      ),
    }),
  ),
});
export type MonthRow = z.output<typeof monthRow>;
const month = z.object({
  month: z.string(),
  /** The month is over: its result stays. */
  closed: z.boolean(),
  asOf: z.string(),
});

export const countedFigureRoutes = {
  monthlyIndex: route({
    method: 'GET',
    path: '/monthly-index',
    permission: 'dossier-figures.read',
    feature: 'counted-figures',
    summary: 'The index of Decision 766 of a month, unit by unit, computed by itself from the dossiers',
    query: pageQuery.extend({
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional()
        .describe('Left out: the newest'),
    }),
    response: page(monthRow).extend({
      months: z.array(month),
      month: month.nullable().describe('The one that is shown; null: it was not computed'),
      setTitle: z.string().nullable(),
      measured: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          max: decimal,
          area: z.string(),
        }),
      ),
    }),
  }),
  countedOfUnit: route({
    method: 'GET',
    path: '/rounds/:roundId/units/:unitId/counted-figures',
    permission: 'scorecard.read',
    feature: 'counted-figures',
    summary: 'Figures of a card that come from measures, where they come from, and what was corrected since',
    params: roundUnitParams,
    query: z.object({ itemId: z.string().max(100).optional() }),
    response: z.object({ frozen: z.boolean(), items: z.array(countedFigure) }),
  }),
  countedOfRound: route({
    method: 'GET',
    path: '/rounds/:roundId/counted-figures',
    permission: 'progress.read',
    feature: 'counted-figures',
    summary: 'Figures from measures of all units of a round',
    params: roundParams,
    query: pageQuery,
    response: page(countedRow).extend({
      measured: z.array(
        z.object({
          itemId: z.string(),
          key: z.string(),
          label: z.string(),
          measure: z.string(),
          name: z.string(),
          part: z.enum(['value', 'numerator', 'denominator']),
        }),
      ),
      /** The last takings, newest first. */
      takes: z.array(countedTake),
    }),
  }),
  takeCountedFigures: route({
    method: 'POST',
    path: '/rounds/:roundId/counted-figures',
    permission: 'facts.import',
    feature: 'counted-figures',
    summary: 'Take the figures anew from the dossiers; frozen ones stay',
    idempotent: true,
    params: roundParams,
    response: countedTake,
  }),
};
