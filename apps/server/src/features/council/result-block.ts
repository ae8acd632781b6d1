import type { RankedUnit, ResultBlock, ResultUnit, UnrankedUnit } from '@parix/official-documents';
import type { UnitResult } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import { type ScoredRound, scoredRound } from '../ranking/scored-round.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';
import { findBlock } from '../units/units.read-model.ts';

/** The table of the round as documents print it: ranked units best first, then those without a rank, by code. */
export async function resultBlockOf({ db }: Pick<Context, 'db'>, round: Round): Promise<ResultBlock> {
  const scored = await scoredRound(db, round);
  const rows = scored.layer('final').result.units.flatMap((result, at) => {
    const unit = scored.units[at];
    return unit ? [{ unit, result }] : [];
  });
  const ranked = rows.flatMap(({ unit, result }): RankedUnit[] =>
    result.rank === null ? [] : [{ rank: result.rank, ...resultUnit(scored, unit, result) }],
  );
  const unranked = rows.flatMap(({ unit, result }): UnrankedUnit[] =>
    result.rank === null ? [{ reason: whyUnranked(scored, unit), ...resultUnit(scored, unit, result) }] : [],
  );
  return {
    name: (await findBlock(db, round.blockId))?.name ?? round.blockId,
    areas: scored.stored.set.areas.map(({ code, name }) => ({ code, name })),
    ranked: ranked.toSorted((a, b) => a.rank - b.rank),
    unranked,
  };
}

const resultUnit = ({ stored }: ScoredRound, { name }: RoundUnit, result: UnitResult): ResultUnit => ({
  name,
  points: result.printedPoints,
  index: result.printedIndex,
  className: classNameOf(stored.set, result.classId),
  areaPoints: stored.set.areas.map((area) => {
    const group = result.groups.find(({ id }) => id === area.id);
    return group === undefined || group.printedIndex === null ? null : group.printedPoints;
  }),
});

function whyUnranked({ stored }: ScoredRound, unit: RoundUnit): string {
  if (unit.unranked) return 'Không xếp hạng trong đợt này';
  const byKind = stored.set.ranking.unrankedKinds.includes(unit.kind);
  return byKind ? 'Loại đơn vị không xếp hạng theo bộ tiêu chí' : 'Không có tiêu chí nào áp dụng';
}
