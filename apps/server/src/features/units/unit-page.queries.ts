import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

const anyId = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

/** Accounts of people who work for the units, not disabled. */
export async function countAccounts(db: Db, unitIds: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('accounts'))
    .where('unitId', '=', anyId(unitIds))
    .where('disabledAt', 'is', null)
    .executeTakeFirstOrThrow();
  return row.accounts;
}

/** Rounds that are not published yet in which the units take part. */
export function listOpenRounds(db: Db, unitIds: readonly string[]) {
  return db
    .selectFrom('roundUnit as ru')
    .innerJoin('round as r', 'r.id', 'ru.roundId')
    .select(['r.id as roundId', 'r.title'])
    .select((eb) => eb.fn.countAll<number>().as('units'))
    .where('ru.unitId', '=', anyId(unitIds))
    .where('r.state', '<>', 'published')
    .groupBy(['r.id', 'r.title'])
    .orderBy('r.id')
    .execute();
}

/** Rounds of the unit, newest index year first; `after` is the last row of the page before. */
export function listRoundsOf(
  db: Db,
  unitId: string,
  after: readonly [year: number, id: string] | null,
  limit: number,
) {
  let query = db
    .selectFrom('roundUnit as ru')
    .innerJoin('round as r', 'r.id', 'ru.roundId')
    .select(['r.id as roundId', 'r.title', 'r.indexYear', 'r.state', 'ru.unitName'])
    .where('ru.unitId', '=', unitId);
  if (after) query = query.where(sql<boolean>`(-r.index_year, r.id) > (${-after[0]}::int, ${after[1]})`);
  return query.orderBy('r.indexYear', 'desc').orderBy('r.id').limit(limit).execute();
}

export async function countRoundsOf(db: Db, unitId: string): Promise<number> {
  const row = await db
    .selectFrom('roundUnit')
    .select((eb) => eb.fn.countAll<number>().as('rounds'))
    .where('unitId', '=', unitId)
    .executeTakeFirstOrThrow();
  return row.rounds;
}

export function findChanges(db: Db, ids: readonly string[]): Promise<Row<'unitChange'>[]> {
  return db.selectFrom('unitChange').selectAll().where('id', '=', anyId(ids)).execute();
}

/** Successions that the unit is on either side of, the latest first, with the other unit as it was called that day. */
export async function listSuccessionsOf(db: Db, unitId: string) {
  const { rows } = await sql<{
    readonly changeId: string;
    readonly predecessorId: string;
    readonly share: string;
    readonly otherId: string;
    readonly code: string;
    readonly name: string;
  }>`
    select s.change_id, s.predecessor_id, trim_scale(s.share)::text as share, o.id as other_id, o.code, p.name
    from unit_succession s
    join unit o on o.id = case when s.predecessor_id = ${unitId}::uuid then s.successor_id else s.predecessor_id end
    cross join lateral (
      select p.name from unit_period p
      where p.unit_id = o.id and p.valid_from <= greatest(o.valid_from,
        case when o.id = s.successor_id then s.effective_on else s.effective_on - 1 end)
      order by p.valid_from desc limit 1
    ) p
    where s.predecessor_id = ${unitId}::uuid or s.successor_id = ${unitId}::uuid
    order by s.effective_on desc, p.name, o.id`.execute(db);
  return rows;
}
