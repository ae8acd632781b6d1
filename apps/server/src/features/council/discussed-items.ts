import type { DiscussedItem } from '@parix/official-documents';
import type { RoundResult } from '@parix/scoring';
import type { AppraisalDecision } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { latestOfStages, type StagesOfItems } from '../appraisal/stages.read-model.ts';
import { loadRoundRows, type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import type { AppraisalRow } from '../ranking/round-rows.read-model.ts';
import type { StoredItem } from '../ranking/stored-facts.read-model.ts';
import { type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { agendaPairs, votesOf } from './council.queries.ts';

/** More than a meeting can go through, and than a document should hold. */
const LONGEST = 5000;

/** Everything that was before the council, with its points in each layer; by unit name, then item. */
export async function discussedItems(db: Db, round: Round): Promise<readonly DiscussedItem[]> {
  const pairs = await agendaPairs(db, round.id, null, LONGEST + 1);
  if (pairs.length > LONGEST)
    refuse('report-failed', {
      because: `Biên bản có hơn ${LONGEST} mục. / The minutes would hold more than ${LONGEST} items.`,
    });
  const ids = new Set(pairs.map(({ unitId }) => unitId));
  const units = (await roundUnits(db, round.id)).filter(({ id }) => ids.has(id));
  const rows = await loadRoundRows(db, round, units);
  const stages = await latestOfStages(db, { roundId: round.id, unitIds: [...ids] });
  const votes = await votesOf(db, round.id, [...ids]);
  const layers = {
    self: scoreLayer(rows, 'self').result,
    first: scoreLayer(rowsOfStage(rows, stages, 'first'), 'final').result,
    second: scoreLayer(rowsOfStage(rows, stages, 'second'), 'final').result,
    final: scoreLayer(rows, 'final').result,
  };
  return pairs.flatMap(({ unitId, unitName, itemId }): DiscussedItem[] => {
    const at = units.findIndex(({ id }) => id === unitId);
    const indexed = rows.stored.items.get(itemId);
    const decided = stages.get(unitId)?.get(itemId) ?? [];
    const last = decided.at(-1);
    // An item that an amendment took out of the set is no longer before anybody.
    if (!indexed || !last) return [];
    const points = (layer: keyof typeof layers): string | null => pointsOf(layers[layer], at, itemId);
    const vote = votes.get(`${unitId} ${itemId} ${last.version}`);
    const concludedPoints = points('final');
    return [
      {
        unitName,
        code: indexed.item.code,
        name: indexed.item.name,
        maxPoints: indexed.item.max ?? '0',
        selfPoints: points('self'),
        firstPoints: points('first'),
        secondPoints: decided.some(({ stage }) => stage === 'second') ? points('second') : null,
        // A decision is recorded with the votes by which it was taken: what was voted on is what it says.
        proposedPoints: vote ? concludedPoints : null,
        votes: vote ? { for: vote.inFavour, against: vote.against, abstain: vote.abstained } : null,
        concludedPoints,
        conclusion: conclusionOf(last),
        reason: last.reason ?? 'không ghi',
      },
    ];
  });
}

/** The rows as they were when a stage ended: what was decided after it left out. */
function rowsOfStage(rows: RoundRows, stages: StagesOfItems, stage: 'first' | 'second'): RoundRows {
  const until = stage === 'first' ? ['first'] : ['first', 'second'];
  const items = rows.units.map((unit): [string, ReadonlyMap<string, StoredItem>] => {
    const own = [...rows.stored.items.keys()].map((itemId): [string, StoredItem] => {
      const decided = stages.get(unit.id)?.get(itemId) ?? [];
      const appraisal = decided.findLast((row) => until.includes(row.stage));
      return [itemId, { entry: rows.items.get(unit.id)?.get(itemId)?.entry, appraisal }];
    });
    return [unit.id, new Map(own)];
  });
  return { ...rows, items: new Map(items) };
}

function pointsOf({ units }: RoundResult, unitAt: number, itemId: string): string | null {
  const item = units[unitAt]?.items.find(({ id }) => id === itemId);
  return item?.status === 'scored' ? item.printedPoints : null;
}

const CONCLUSIONS: Readonly<Record<AppraisalDecision, string>> = {
  accept: 'Công nhận điểm tự chấm.',
  reduce: 'Điều chỉnh giảm điểm.',
  raise: 'Điều chỉnh tăng điểm.',
  set: 'Ấn định điểm.',
  'not-applicable': 'Công nhận không áp dụng.',
  'needs-explanation': 'Đề nghị giải trình.',
  keep: 'Giữ kết quả đã thẩm định.',
};

const conclusionOf = ({ stage, decision }: AppraisalRow): string =>
  stage === 'council' ? CONCLUSIONS[decision] : 'Theo kết quả thẩm định lần 2, Hội đồng không thay đổi.';
