import { findItem } from '../compile-set.ts';
import type { ItemFacts, UnitFacts } from '../facts.ts';
import { loadFacts } from '../load-facts.ts';
import type { Plan } from '../plan.ts';
import type { UnitResult } from '../results.ts';
import { toUnitResult } from '../round-result.ts';
import { scoreTable } from '../score-table.ts';
import type { MappingEntry } from './item-mapping.ts';

/**
 * The units judged by another version: facts go over item by item where the mapping joins one item to one. Awarded
 * points stay behind, for they are a judgement by the other ruler; so do figures that the version does not ask for.
 * What does not fit stands without data.
 */
export function carryFacts(
  after: Plan,
  units: readonly UnitFacts[],
  mapping: readonly MappingEntry[],
): readonly UnitResult[] {
  const targets = mapping.flatMap(({ kind, from, to }) =>
    kind !== 'not-comparable' && from.length === 1 && to.length === 1
      ? [{ from: from[0] ?? '', to: to[0] ?? '' }]
      : [],
  );
  const { table } = loadFacts(
    after,
    units.map((unit) => ({
      ...unit,
      items: Object.fromEntries(
        targets.flatMap(({ from, to }) => {
          const facts = unit.items[from];
          return facts === undefined ? [] : [[to, fitting(after, to, facts)]];
        }),
      ),
    })),
  );
  const scores = scoreTable(after, table);
  return units.map((_, unit) => toUnitResult(after, table, scores, unit));
}

function fitting(plan: Plan, itemId: string, { awarded: _judged, figures, ...facts }: ItemFacts): ItemFacts {
  if (figures === undefined) return facts;
  const asked = new Set(findItem(plan, itemId)?.figures.map(({ key }) => key));
  return { ...facts, figures: Object.fromEntries(Object.entries(figures).filter(([key]) => asked.has(key))) };
}
