import type { CorrectedUnit, JudgingSet, PublishedCorrection } from '@parix/publication';
import type { UnitFacts, UnitResult } from '@parix/scoring';
import { z } from 'zod';
import { scoreFacts } from '../../ranking/round-facts.read-model.ts';
import type { BuildHead } from './messages.ts';

/** Of the published results what a correction is compared with. */
const published = z.object({
  units: z.array(
    z.object({
      unit: z.string(),
      printedPoints: z.string(),
      printedIndex: z.string(),
      rank: z.int().nullable(),
      classId: z.string().nullable(),
      items: z.array(z.object({ id: z.string(), points: z.string().nullable() })).default([]),
    }),
  ),
});
type PublishedUnit = z.output<typeof published>['units'][number];

/** What the corrected publication said otherwise; null when this one corrects none. */
export function correctionOf(
  { corrects }: BuildHead,
  facts: readonly UnitFacts[],
  { plan }: JudgingSet,
): PublishedCorrection | null {
  if (corrects === null) return null;
  const { replaces, reason, results } = corrects;
  const now = new Map(scoreFacts(plan, facts).result.units.map((unit) => [unit.unit, unit]));
  const names = new Map(facts.map(({ unit, name }) => [unit, name ?? unit]));
  const before = published.parse(JSON.parse(results)).units;
  return { replaces, reason, units: before.flatMap((unit) => corrected(unit, now.get(unit.unit), names)) };
}

function corrected(
  before: PublishedUnit,
  now: UnitResult | undefined,
  names: ReadonlyMap<string, string>,
): readonly CorrectedUnit[] {
  const points = new Map(now?.items.map((item) => [item.id, item.points]));
  const { items: all, ...result } = before;
  const items = all
    .filter(({ id, points: old }) => points.get(id) !== old)
    .map(({ id, points: old }) => ({ item: id, points: old }));
  const same =
    now?.printedPoints === before.printedPoints &&
    now.printedIndex === before.printedIndex &&
    now.rank === before.rank &&
    now.classId === before.classId;
  return same && items.length === 0
    ? []
    : [{ ...result, name: names.get(before.unit) ?? before.unit, items }];
}
