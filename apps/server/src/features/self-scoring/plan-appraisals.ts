import type { UnitFacts } from '@parix/scoring';
import type { FactsReading } from '@parix/sheets';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import type { ImportProblem } from '../../platform/import-report.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { plainDecimal, standingDecision } from '../ranking/stored-facts.read-model.ts';
import { type RoundRows, scoreFacts } from '../ranking/round-facts.read-model.ts';
import { cellPlace } from './import-figures.read-model.ts';

export interface AppraisalPlan {
  readonly rows: readonly NewRow<'itemAppraisal'>[];
  readonly problems: readonly ImportProblem[];
}
type Decision = 'accept' | 'reduce' | 'raise';

/** Appraised points of the file as decisions: equal to the self-score, below or above it. */
export function planAppraisals(
  context: Context,
  rows: RoundRows,
  reading: FactsReading,
  merged: readonly UnitFacts[],
): AppraisalPlan {
  const given = awardedItems(rows, merged);
  const unexplained = given.filter(({ decision, reason }) => decision !== 'accept' && reason === null);
  const problems = unexplained.map(({ unitCode, itemId, points }) =>
    reasonMissing(context, cellPlace(reading, unitCode, itemId, null), points),
  );
  const decided = given.filter((one) => !isStanding(rows, one)).map((one) => decisionRow(context, rows, one));
  return { rows: decided, problems };
}

interface AwardedItem {
  readonly unitId: string;
  readonly unitCode: string;
  readonly itemId: string;
  readonly decision: Decision;
  readonly points: string;
  readonly reason: string | null;
}

function awardedItems(rows: RoundRows, merged: readonly UnitFacts[]): readonly AwardedItem[] {
  const ids = new Map(rows.units.map((unit) => [unit.code, unit.id]));
  const { result } = scoreFacts(rows.stored.plan, merged.map(withoutAwarded));
  return merged.flatMap((unit, index) => {
    const self = new Map(result.units[index]?.items.map((item) => [item.id, item.points ?? '0']));
    return Object.entries(unit.items).flatMap(([itemId, { awarded }]): AwardedItem[] => {
      if (!awarded) return [];
      const decision = decide(awarded.points, self.get(itemId) ?? '0');
      const reason = awarded.reason.trim() === '' ? null : awarded.reason;
      return [
        {
          unitId: ids.get(unit.unit) ?? '',
          unitCode: unit.unit,
          itemId,
          decision,
          points: awarded.points,
          reason,
        },
      ];
    });
  });
}

/** An accepted self-score needs no points of its own. */
const pointsOf = ({ decision, points }: AwardedItem): string | null =>
  decision === 'accept' ? null : points;

function isStanding(rows: RoundRows, one: AwardedItem): boolean {
  const standing = standingOf(rows, one.unitId, one.itemId);
  return standing !== undefined && isSame(standing, one.decision, pointsOf(one), one.reason);
}

function decisionRow(
  { person, now, requestId }: Context,
  rows: RoundRows,
  one: AwardedItem,
): NewRow<'itemAppraisal'> {
  const { unitId, itemId, decision, reason } = one;
  const version = (rows.items.get(unitId)?.get(itemId)?.appraisal?.version ?? 0) + 1;
  const key = { unitId, roundId: rows.round.id, itemId, version };
  return {
    ...key,
    decision,
    points: pointsOf(one),
    reason,
    authorId: person.accountId,
    recordedAt: now,
    requestId,
  };
}

function withoutAwarded(unit: UnitFacts): UnitFacts {
  const items = Object.entries(unit.items).map(
    ([id, { awarded: _points, ...facts }]) => [id, facts] as const,
  );
  return { ...unit, items: Object.fromEntries(items) };
}

function decide(points: string, self: string): Decision {
  const order = compareExact(points, self);
  return order === 0 ? 'accept' : order < 0 ? 'reduce' : 'raise';
}

function standingOf(rows: RoundRows, unitId: string, itemId: string) {
  const stored = rows.items.get(unitId)?.get(itemId);
  return stored && standingDecision(stored);
}

function isSame(
  standing: { readonly decision: string; readonly points: string | null; readonly reason: string | null },
  decision: Decision,
  points: string | null,
  reason: string | null,
): boolean {
  const samePoints =
    standing.points === null || points === null
      ? standing.points === points
      : plainDecimal(standing.points) === plainDecimal(points);
  return standing.decision === decision && samePoints && standing.reason === reason;
}

const reasonMissing = ({ locale }: Context, place: string, value: string): ImportProblem => ({
  place,
  code: 'reason-required',
  message:
    locale === 'en'
      ? 'The points differ from the self-score: add a reason (column "<item>.reason").'
      : 'Điểm khác điểm tự chấm: ghi lý do ở cột "<mã mục>.reason".',
  value,
});
