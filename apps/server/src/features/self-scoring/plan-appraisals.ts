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
  const ids = new Map(rows.units.map((unit) => [unit.code, unit.id]));
  const decided: NewRow<'itemAppraisal'>[] = [];
  const problems: ImportProblem[] = [];
  const { result } = scoreFacts(rows.stored.plan, merged.map(withoutAwarded));
  for (const [index, unit] of merged.entries()) {
    const unitId = ids.get(unit.unit) ?? '';
    const self = new Map(result.units[index]?.items.map((item) => [item.id, item.points ?? '0']));
    for (const [itemId, { awarded }] of Object.entries(unit.items)) {
      if (!awarded) continue;
      const decision = decide(awarded.points, self.get(itemId) ?? '0');
      const reason = awarded.reason.trim() === '' ? null : awarded.reason;
      if (decision !== 'accept' && reason === null) {
        problems.push(reasonMissing(context, cellPlace(reading, unit.unit, itemId, null), awarded.points));
        continue;
      }
      const standing = standingOf(rows, unitId, itemId);
      const points = decision === 'accept' ? null : awarded.points;
      if (standing && isSame(standing, decision, points, reason)) continue;
      const version = (rows.items.get(unitId)?.get(itemId)?.appraisal?.version ?? 0) + 1;
      const authorId = context.person.accountId;
      decided.push({
        unitId,
        roundId: rows.round.id,
        itemId,
        version,
        decision,
        points,
        reason,
        authorId,
        recordedAt: context.now,
      });
    }
  }
  return { rows: decided, problems };
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
