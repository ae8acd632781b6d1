import type { AreaWork } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { decidedPerUnit, isJudgedFor, pairKey } from '../appraisal/decided-pairs.read-model.ts';
import { requireRound, type Round, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { decisionKey } from './area-result.ts';
import { type JudgedArea, judgedAreas } from './areas.service.ts';
import { openForSecond } from './area-results.ts';
import { barsOf } from './assign-appraisers.service.ts';
import { type AppraiserRow, listAppraiserRows } from './people.queries.ts';
import { listHeld } from './work.queries.ts';

/** Work of one unit in one area. */
export interface UnitWork {
  readonly unit: RoundUnit;
  readonly items: number;
  readonly decided: number;
  /** Accounts; none: everybody of the area. */
  readonly holders: readonly string[];
}

/** What is to be decided in each area, unit by unit. Before the appraisal nothing is decided yet. */
export async function unitWork(
  context: Context,
  round: Round,
  areas: readonly JudgedArea[],
): Promise<ReadonlyMap<string, readonly UnitWork[]>> {
  const { db } = context;
  const units = await roundUnits(db, round.id);
  const items = areas.flatMap((area) => area.items);
  const decided = await decidedPerUnit(db, round.id, items);
  const openAgain = await openForSecond(db, round);
  const holders = new Map<string, string[]>();
  for (const { unitId, areaId, accountId } of await listHeld(db, { roundId: round.id })) {
    const key = pairKey(unitId, areaId);
    holders.set(key, [...(holders.get(key) ?? []), accountId]);
  }
  return new Map(
    areas.map((area) => [
      area.id,
      units.map((unit) => ({
        unit,
        items: area.items.filter((item) => isJudgedFor(item, unit.kind)).length,
        decided:
          (decided.get(pairKey(unit.id, area.id)) ?? 0) -
          area.items.filter(({ item }) => openAgain.has(decisionKey(unit.id, item.id))).length,
        holders: holders.get(pairKey(unit.id, area.id)) ?? [],
      })),
    ]),
  );
}

export const appraises = ({ areas }: Pick<AppraiserRow, 'areas'>, areaId: string): boolean =>
  areas.length === 0 || areas.includes(areaId);

/** Items × units per area and person. A unit that is nobody's in particular counts for each of those who may judge it. */
export async function workload(context: Context, roundId: string) {
  context.permit('appraisal-groups.read');
  const round = await requireRound(context.db, roundId, context.now);
  const areas = await judgedAreas(context, round);
  const work = await unitWork(context, round, areas);
  const people = (await listAppraiserRows(context.db, context.now)).filter(({ roles }) =>
    roles.some((role) => role === 'appraiser' || role === 'lead-appraiser'),
  );
  const isBarred = await barsOf(context.db, roundId);
  return {
    areas: areas.map(({ id }): AreaWork => {
      const units = work.get(id) ?? [];
      const share = (person: AppraiserRow) =>
        units.filter(({ unit, holders }) =>
          holders.length === 0 ? !isBarred(person, unit.id) : holders.includes(person.id),
        );
      const own = people.filter((person) => appraises(person, id));
      return {
        areaId: id,
        ...sumOf(units),
        assignedUnits: units.filter(({ holders }) => holders.length > 0).length,
        people: own.map((person) => ({
          accountId: person.id,
          displayName: person.displayName,
          ...sumOf(share(person)),
        })),
      };
    }),
  };
}

function sumOf(units: readonly UnitWork[]) {
  const items = units.reduce((sum, unit) => sum + unit.items, 0);
  const decided = units.reduce((sum, unit) => sum + unit.decided, 0);
  return { units: units.length, items, decided, left: items - decided };
}
