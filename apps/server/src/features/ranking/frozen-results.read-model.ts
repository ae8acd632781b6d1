import type { UnitResult } from '@parix/scoring';
import { sql } from 'kysely';
import type { Person } from '../../platform/person.ts';
import type { Context, Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { digestOfResults, resultLine } from './result-digest.read-model.ts';
import { type ScoredRound, scoredRound } from './scored-round.read-model.ts';

/** One unit's result as laid before the council; exact decimals as text. */
interface FrozenUnit {
  readonly unitId: string;
  readonly points: string;
  readonly maximum: string;
  readonly indexValue: string | null;
  readonly classId: string | null;
  readonly rank: number | null;
}

/** Computed from the stored rows by the engine: the callers' transactions see nothing that was kept from earlier. */
const resultsOf = (scored: ScoredRound): readonly UnitResult[] => scored.layer('final').result.units;

const inWords = ({ points, rank }: Pick<FrozenUnit, 'points' | 'rank'>): Words => ({
  vi: `${points} điểm, hạng ${rank ?? '–'}`,
  en: `${points} points, rank ${rank ?? '–'}`,
});
type Words = Readonly<Record<Locale, string>>;

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
  const computed = scored ?? (await scoredRound(db, round));
  const units = resultsOf(computed);
  const sequence = ((await lastFreeze(db, round.id))?.sequence ?? 0) + 1;
  const freeze = { sequence, sha256: digestOfResults(units), at: now };
  await db
    .insertInto('resultFreeze')
    .values({ roundId: round.id, ...freeze, authorId: person.accountId, requestId })
    .execute();
  const batch = 5000;
  for (let at = 0; at < units.length; at += batch) {
    const rows = units.slice(at, at + batch).map((unit, index) => ({
      ...frozenUnit(unit, computed.units[at + index]?.id),
      roundId: round.id,
      sequence,
    }));
    await db.insertInto('frozenResult').values(rows).execute();
  }
  return freeze;
}

function frozenUnit(unit: UnitResult, unitId: string | undefined): FrozenUnit {
  if (unitId === undefined) throw new Error(`${unit.unit} was scored and is not of the round`);
  const { points, maximum, index: indexValue, classId, rank } = unit;
  return { unitId, points, maximum, indexValue, classId, rank };
}

/** SHA-256 of the table that the council saw last; undefined: it saw none. */
export const frozenDigest = async (db: Db, roundId: string): Promise<string | undefined> =>
  (await lastFreeze(db, roundId))?.sha256;

/** Refuses when a result computed now from the rows differs from the one that the council has seen. */
export async function requireEqualResults(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  round: Round,
  scored?: ScoredRound,
): Promise<void> {
  const differing = await resultDifferences(db, round, scored);
  if (differing === null) return;
  const errors = differing.map(({ place, code, ...words }): PlacedError => ({
    place,
    code,
    message: words[locale],
  }));
  refuse('not-ready', { errors, because: RESULTS_DIFFER[locale] });
}

const RESULTS_DIFFER: Words = {
  vi: 'Kết quả tính lại khác bảng đã trình Hội đồng: chốt lại bảng kết quả rồi trình lại.',
  en: 'The results computed now differ from the table laid before the council: freeze them again.',
};

const MOST_NAMED = 200;

/** Units whose result computed now differs from the frozen one, the first of them; null: the table is the same. */
export async function resultDifferences(
  db: Db,
  round: Round,
  scored?: ScoredRound,
): Promise<readonly ({ readonly place: string; readonly code: 'result-differs' } & Words)[] | null> {
  const freeze = await lastFreeze(db, round.id);
  const computed = scored ?? (await scoredRound(db, round));
  const units = resultsOf(computed);
  if (freeze?.sha256 === digestOfResults(units)) return null;
  const before = await frozenUnits(db, round.id, freeze);
  const differing = units.flatMap((unit, at) => {
    const stored = before.get(computed.units[at]?.id ?? '');
    if (stored && resultLine({ ...unit, ...stored, index: stored.indexValue ?? '' }) === resultLine(unit))
      return [];
    const [was, is] = [stored ? inWords(stored) : { vi: 'không có', en: 'nothing' }, inWords(unit)];
    return [
      {
        place: `unit:${unit.unit}`,
        code: 'result-differs' as const,
        vi: `Bảng đã chốt: ${was.vi}; tính lại: ${is.vi}.`,
        en: `Frozen: ${was.en}; computed anew: ${is.en}.`,
      },
    ];
  });
  return differing.slice(0, MOST_NAMED);
}

async function frozenUnits(
  db: Db,
  roundId: string,
  freeze: Freeze | undefined,
): Promise<ReadonlyMap<string, FrozenUnit>> {
  if (!freeze) return new Map();
  const rows = await db
    .selectFrom('frozenResult')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('sequence', '=', freeze.sequence)
    .execute();
  return new Map(rows.map((row) => [row.unitId, row]));
}
