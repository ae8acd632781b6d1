import type { PartResults } from '@parix/api-contract';
import {
  compareRatio,
  explainItem,
  ratioOf,
  renderItem,
  subtractRatio,
  type UnitResult,
} from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import type { Layer } from '../ranking/stored-facts.read-model.ts';
import { analysedRound, unitRef } from './analysed-round.ts';
import { partsWithTotals, shareOf } from './round-analysis.service.ts';

type Row = PartResults['rows'][number];

/** One area, criterion or item over all units, best share first. */
export async function getPartResults(
  context: Context,
  roundId: string,
  partId: string,
  layer: Layer,
): Promise<PartResults> {
  const round = await analysedRound(context, roundId);
  const part = partsWithTotals(round, layer).find(({ id }) => id === partId) ?? refuse('not-found');
  const self = round.layer('self').result.units;
  const rows = round.layer(layer).result.units.flatMap((result, at): Unplaced[] => {
    const unit = round.units[at];
    const own = unit && cellOf(result, partId);
    if (!own) return [];
    const share = own.points === null ? null : ratioOf(own.points, own.maximum);
    const lost = own.points === null ? '0' : subtractRatio(own.maximum, own.points);
    const row: Omit<Row, 'place'> = {
      ...unitRef(unit),
      points: own.points,
      maximum: own.maximum,
      share: own.points === null ? null : shareOf(round, own.points, own.maximum),
      lost,
      self: self[at] ? (cellOf(self[at], partId)?.points ?? null) : null,
      status: own.status,
      reason:
        part.level === 'item' && compareRatio(lost, '0') > 0
          ? reasonOf(round, layer, at, partId, context)
          : null,
    };
    return [{ row, exact: share }];
  });
  return { part, rows: placed(rows) };
}

interface Unplaced {
  readonly row: Omit<Row, 'place'>;
  /** Exact share, by which units are placed. */
  readonly exact: string | null;
}

function cellOf(result: UnitResult, partId: string) {
  const item = result.items.find(({ id }) => id === partId);
  if (item) return { points: item.points, maximum: item.maximum, status: item.status };
  const group = result.groups.find(({ id }) => id === partId);
  if (!group) return undefined;
  return { points: group.printedIndex === null ? null : group.points, maximum: group.maximum, status: null };
}

function reasonOf(
  round: ScoredRound,
  layer: Layer,
  unit: number,
  itemId: string,
  { locale }: Context,
): string | null {
  const { table, scores } = round.layer(layer);
  const words = renderItem(explainItem(round.stored.plan, table, scores, unit, itemId), locale);
  return words.length === 0 ? null : words.join(' ');
}

/** Equal shares share a place; units to which the part does not apply have none and come last. */
function placed(rows: readonly Unplaced[]): Row[] {
  const judged = rows.flatMap(({ row, exact }) => (exact === null ? [] : [{ row, exact }]));
  judged.sort((a, b) => compareRatio(b.exact, a.exact) || NAMES.compare(a.row.unitName, b.row.unitName));
  let place = 0;
  const first = judged.map(({ row, exact }, at): Row => {
    if (at === 0 || compareRatio(exact, judged[at - 1]?.exact ?? exact) !== 0) place = at + 1;
    return { ...row, place };
  });
  return [...first, ...rows.flatMap(({ row, exact }) => (exact === null ? [{ ...row, place: null }] : []))];
}
const NAMES = new Intl.Collator('vi-VN');
