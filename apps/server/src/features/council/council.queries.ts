import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export function lastMinutes(db: Db, roundId: string): Promise<Row<'councilMinutes'> | undefined> {
  return db
    .selectFrom('councilMinutes')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when the version exists already: somebody else saved first. */
export async function insertMinutes(db: Db, row: NewRow<'councilMinutes'>): Promise<boolean> {
  const inserted = await db
    .insertInto('councilMinutes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Signing twice is signing once. */
export async function insertSignature(db: Db, row: NewRow<'councilSignature'>): Promise<void> {
  await db
    .insertInto('councilSignature')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function signaturesOf(db: Db, roundId: string, version: number) {
  return db
    .selectFrom('councilSignature as s')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .select(['s.part', 's.at', 'a.displayName as by'])
    .where('s.roundId', '=', roundId)
    .where('s.version', '=', version)
    .orderBy('s.part')
    .execute();
}

/** People who may lead or write for the council at the instant: who hold a role in it, or the standing body's. */
export async function councilPeople(
  db: Db,
  now: Date,
): Promise<readonly { readonly accountId: string; readonly displayName: string }[]> {
  const rows = await db
    .selectFrom('account as a')
    .select(['a.id as accountId', 'a.displayName'])
    .where('a.disabledAt', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('roleGrant as g')
          .select('g.id')
          .whereRef('g.accountId', '=', 'a.id')
          .where('g.role', 'in', ['council', 'standing-body'])
          .where('g.startsAt', '<=', now)
          .where((at) => at.or([at('g.endsAt', 'is', null), at('g.endsAt', '>', now)])),
      ),
    )
    .orderBy('a.displayName')
    .orderBy('a.id')
    .limit(500)
    .execute();
  return rows;
}

export async function insertVote(db: Db, row: NewRow<'councilVote'>): Promise<void> {
  await db.insertInto('councilVote').values(row).execute();
}

/** Votes on decisions of these units: `<unit id> <item id> <version>` -> votes. */
export async function votesOf(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<Row<'councilVote'>, 'inFavour' | 'against' | 'abstained'>>> {
  if (unitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('councilVote')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('unitId', '=', sql<string>`any(${[...unitIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ unitId, itemId, appraisalVersion, inFavour, against, abstained }) => [
      `${unitId} ${itemId} ${appraisalVersion}`,
      { inFavour, against, abstained },
    ]),
  );
}

export interface AgendaPair {
  readonly unitId: string;
  readonly unitName: string;
  readonly itemId: string;
}

/** Items that were decided again after a unit was heard, or by the council; by unit name, then item. */
export async function agendaPairs(
  db: Db,
  roundId: string,
  after: readonly [name: string, unitId: string, itemId: string] | null,
  limit: number,
): Promise<readonly AgendaPair[]> {
  const { rows } = await sql<AgendaPair>`
    select ru.unit_id as "unitId", ru.unit_name as "unitName", p.item_id as "itemId"
    from (select distinct unit_id, item_id from item_appraisal
          where round_id = ${roundId} and stage <> 'first') p
    join round_unit ru on ru.unit_id = p.unit_id and ru.round_id = ${roundId}
    ${after ? sql`where (ru.unit_name, ru.unit_id, p.item_id) > (${after[0]}, ${after[1]}::uuid, ${after[2]})` : sql``}
    order by ru.unit_name, ru.unit_id, p.item_id limit ${limit}`.execute(db);
  return rows;
}
