import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Person } from '../../platform/person.ts';
import type { Context, Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { type ScoredRound, scoredRound } from './scored-round.read-model.ts';

/** One unit's result as laid before the council; exact decimals as text. */
export interface FrozenUnit {
  readonly unitId: string;
  readonly unitCode: string;
  readonly points: string;
  readonly maximum: string;
  readonly indexValue: string | null;
  readonly classId: string | null;
  readonly rank: number | null;
}

/** Computed from the stored rows by the engine: the callers' transactions see nothing that was kept from earlier. */
function resultsOf(scored: ScoredRound): readonly FrozenUnit[] {
  return scored.layer('final').result.units.map((unit, index) => {
    const { id, code } = scored.units[index] ?? refuse('not-found');
    return {
      unitId: id,
      unitCode: code,
      points: unit.points,
      maximum: unit.maximum,
      indexValue: unit.index,
      classId: unit.classId,
      rank: unit.rank,
    };
  });
}

/** What the number of a freeze stands for: one line a unit, in the order of codes. */
const digestOf = (units: readonly FrozenUnit[]): string =>
  createHash('sha256')
    .update(units.map((unit) => JSON.stringify(lineOf(unit))).join('\n'))
    .digest('hex');

const lineOf = ({ unitCode, points, maximum, indexValue, classId, rank }: FrozenUnit) =>
  [unitCode, points, maximum, indexValue, classId, rank] as const;

const inWords = ({ points, rank }: Pick<FrozenUnit, 'points' | 'rank'>, locale: Locale): string =>
  locale === 'en' ? `${points} points, rank ${rank ?? '–'}` : `${points} điểm, hạng ${rank ?? '–'}`;

export interface Freeze {
  readonly sequence: number;
  readonly sha256: string;
  readonly at: Date;
}

export function lastFreeze(db: Db, roundId: string): Promise<Freeze | undefined> {
  return db
    .selectFrom('resultFreeze')
    .select(['sequence', 'sha256', 'at'])
    .where('roundId', '=', roundId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Units that share a rank in the frozen result, by rank. */
export async function frozenTies(db: Db, roundId: string, sequence: number) {
  const { rows } = await sql<{ rank: number; unitId: string; unitName: string; points: string }>`
    select f.rank, f.unit_id as "unitId", ru.unit_name as "unitName", f.points
    from frozen_result f join round_unit ru on ru.unit_id = f.unit_id and ru.round_id = f.round_id
    where f.round_id = ${roundId} and f.sequence = ${sequence} and f.rank in (
      select rank from frozen_result where round_id = ${roundId} and sequence = ${sequence}
      group by rank having count(*) > 1)
    order by f.rank, ru.unit_name limit 1000`.execute(db);
  const ties = new Map<number, { unitId: string; unitName: string; points: string }[]>();
  for (const { rank, ...unit } of rows) ties.set(rank, [...(ties.get(rank) ?? []), unit]);
  return [...ties].map(([rank, units]) => ({ rank, units }));
}

type Freezing = Pick<Context, 'db' | 'now' | 'requestId'> & { readonly person: Pick<Person, 'accountId'> };

/** Stores the results as they are now, for the council; the caller holds the round, and may have read it already. */
export async function freezeResults(
  { db, now, person, requestId }: Freezing,
  round: Round,
  scored?: ScoredRound,
): Promise<Freeze> {
  const units = resultsOf(scored ?? (await scoredRound(db, round)));
  const sequence = ((await lastFreeze(db, round.id))?.sequence ?? 0) + 1;
  const freeze = { sequence, sha256: digestOf(units), at: now };
  await db
    .insertInto('resultFreeze')
    .values({ roundId: round.id, ...freeze, authorId: person.accountId, requestId })
    .execute();
  const batch = 5000;
  for (let at = 0; at < units.length; at += batch) {
    const rows = units.slice(at, at + batch).map(({ unitCode: _code, ...unit }) => ({
      ...unit,
      roundId: round.id,
      sequence,
    }));
    await db.insertInto('frozenResult').values(rows).execute();
  }
  return freeze;
}

/** Refuses when a result computed now from the rows differs from the one that the council has seen. */
export async function requireEqualResults(
  context: Pick<Context, 'db' | 'locale'>,
  round: Round,
  scored?: ScoredRound,
): Promise<void> {
  const { db, locale } = context;
  const say = (vi: string, en: string): string => (locale === 'en' ? en : vi);
  const freeze = await lastFreeze(db, round.id);
  const units = resultsOf(scored ?? (await scoredRound(db, round)));
  if (freeze?.sha256 === digestOf(units)) return;
  const stored = new Map(
    freeze === undefined
      ? []
      : (
          await db
            .selectFrom('frozenResult')
            .selectAll()
            .where('roundId', '=', round.id)
            .where('sequence', '=', freeze.sequence)
            .execute()
        ).map((row) => [row.unitId, row]),
  );
  const errors = units.flatMap((unit): PlacedError[] => {
    const before = stored.get(unit.unitId);
    if (before && JSON.stringify(lineOf({ ...unit, ...before })) === JSON.stringify(lineOf(unit))) return [];
    const place = `unit:${unit.unitCode}`;
    const message = say(
      `Bảng đã chốt: ${before ? inWords(before, 'vi') : 'không có'}; tính lại: ${inWords(unit, 'vi')}.`,
      `Frozen: ${before ? inWords(before, 'en') : 'nothing'}; computed anew: ${inWords(unit, 'en')}.`,
    );
    return [{ place, code: 'result-differs', message }];
  });
  refuse('not-ready', {
    errors: errors.slice(0, 200),
    because: say(
      'Kết quả tính lại khác bảng đã trình Hội đồng: chốt lại bảng kết quả rồi trình lại.',
      'The results computed now differ from the table laid before the council: freeze them again.',
    ),
  });
}
