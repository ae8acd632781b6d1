import { explainItem } from '../explain/explain-item.ts';
import type { FactTable } from '../fact-table.ts';
import { addFraction, cmpFraction, type Fraction, formatRatio, subFraction, ZERO } from '../fraction.ts';
import type { Plan } from '../plan.ts';
import type { LossReason } from '../results.ts';
import type { Scores } from '../scores.ts';
import { viewUnit, type UnitView } from '../unit-view.ts';

/** An area, a criterion or an item over all units. Points exact. */
export interface PartTotals {
  readonly id: string;
  /** Units to which any of it applies. */
  readonly units: number;
  readonly points: string;
  readonly maximum: string;
  /** Units with less than the maximum, and what they lost together. */
  readonly losing: number;
  readonly lost: string;
}
export interface ItemLoss extends PartTotals {
  /** Why, by how many units: most frequent first. */
  readonly reasons: readonly {
    readonly code: LossReason['code'];
    readonly units: number;
    readonly lost: string;
  }[];
}
export interface RoundLosses {
  /** In the order of the set. */
  readonly groups: readonly PartTotals[];
  /** Items that most units lose points on first, then the larger loss, then the order of the set. */
  readonly items: readonly ItemLoss[];
}

/** Where the points of a round were lost, and why. */
export function roundLosses(plan: Plan, table: FactTable, scores: Scores): RoundLosses {
  const views = Array.from({ length: table.count }, (_, unit) => viewUnit(table, scores, unit));
  const items = plan.items.map((item) => itemLoss(plan, table, scores, views, item.index));
  return {
    groups: plan.groups.map(({ group, index }) =>
      total(
        group.id,
        views.map((view) => view.group(index)),
      ),
    ),
    items: items
      .toSorted((a, b) => b.loss.losing - a.loss.losing || cmpFraction(b.lost, a.lost))
      .map(({ loss }) => loss),
  };
}

interface Part {
  readonly points: Fraction;
  readonly maximum: Fraction;
}

function total(id: string, parts: readonly Part[]): PartTotals {
  const applying = parts.filter(({ points, maximum }) => maximum.n !== 0 || points.n !== 0);
  const losses = applying.map(({ points, maximum }) => subFraction(maximum, points)).filter(({ n }) => n > 0);
  return {
    id,
    units: applying.length,
    points: formatRatio(sum(applying.map(({ points }) => points))),
    maximum: formatRatio(sum(applying.map(({ maximum }) => maximum))),
    losing: losses.length,
    lost: formatRatio(sum(losses)),
  };
}

function itemLoss(plan: Plan, table: FactTable, scores: Scores, views: readonly UnitView[], at: number) {
  const { id } = (plan.items[at] as Plan['items'][number]).item;
  const reasons = new Map<LossReason['code'], { units: number; lost: Fraction }>();
  let lost = ZERO;
  views.forEach((view, unit) => {
    const { points, maximum } = view.item(at);
    const loss = subFraction(maximum, points);
    if (loss.n <= 0) return;
    lost = addFraction(lost, loss);
    const code = explainItem(plan, table, scores, unit, id).lostBecause?.code;
    if (code === undefined) return;
    const known = reasons.get(code) ?? { units: 0, lost: ZERO };
    reasons.set(code, { units: known.units + 1, lost: addFraction(known.lost, loss) });
  });
  const listed = [...reasons].sort(([, a], [, b]) => b.units - a.units || cmpFraction(b.lost, a.lost));
  const loss: ItemLoss = {
    ...total(
      id,
      views.map((view) => view.item(at)),
    ),
    reasons: listed.map(([code, reason]) => ({ code, units: reason.units, lost: formatRatio(reason.lost) })),
  };
  return { loss, lost };
}

const sum = (values: readonly Fraction[]): Fraction => values.reduce(addFraction, ZERO);
