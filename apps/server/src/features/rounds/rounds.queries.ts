import { sql } from 'kysely';
import type { MilestoneKind, NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { unitNameOn } from '../../platform/unit-names.ts';

export type RoundRow = Row<'round'> & {
  readonly setTitle: string;
  readonly sample: boolean;
  readonly blockName: string;
  readonly unitCount: number;
  readonly milestones: readonly MilestoneRow[];
};
export interface MilestoneRow {
  readonly kind: MilestoneKind;
  readonly title: string;
  /** RFC 3339, as PostgreSQL writes it in JSON. */
  readonly at: string;
}

const rounds = (db: Db) =>
  db
    .selectFrom('round as r')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .innerJoin('block as b', 'b.id', 'r.blockId')
    .selectAll('r')
    .select(['s.title as setTitle', 's.sample', 'b.name as blockName'])
    .select(sql<number>`(select count(*) from round_unit ru where ru.round_id = r.id)`.as('unitCount'))
    .select(
      sql<MilestoneRow[]>`coalesce((
        select jsonb_agg(jsonb_build_object('kind', m.kind, 'title', m.title, 'at', m.at) order by m.position)
        from round_milestone m where m.round_id = r.id), '[]')`.as('milestones'),
    );

/** Newest index year first, then id; `after` is the last row of the page before. */
export function listRoundRows(
  db: Db,
  after: readonly [year: number, id: string] | null,
  limit: number,
): Promise<RoundRow[]> {
  let query = rounds(db);
  if (after) query = query.where(sql<boolean>`(-r.index_year, r.id) > (${-after[0]}::int, ${after[1]})`);
  return query.orderBy('r.indexYear', 'desc').orderBy('r.id').limit(limit).execute();
}

export function findRoundRow(db: Db, roundId: string): Promise<RoundRow | undefined> {
  return rounds(db).where('r.id', '=', roundId).executeTakeFirst();
}

/** False when the id is taken. */
export async function insertRound(db: Db, row: NewRow<'round'>): Promise<boolean> {
  const inserted = await db
    .insertInto('round')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Changes the round if it still has the version; false when somebody was quicker. */
export async function updateRound(
  db: Db,
  roundId: string,
  version: number,
  changes: RowUpdate<'round'>,
): Promise<boolean> {
  const updated = await db
    .updateTable('round')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', roundId)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Shows the units of the round under the names that they had on the day ('YYYY-MM-DD'). */
export async function nameRoundUnits(db: Db, roundId: string, day: string): Promise<void> {
  await db
    .updateTable('roundUnit')
    .set({ unitName: sql<string>`coalesce(${unitNameOn('round_unit.unit_id', day)}, unit_name)` })
    .where('roundId', '=', roundId)
    .execute();
}

/** Puts this list of milestones in the place of the former one. */
export async function replaceMilestones(
  db: Db,
  roundId: string,
  milestones: readonly MilestoneRow[],
): Promise<void> {
  await db.deleteFrom('roundMilestone').where('roundId', '=', roundId).execute();
  if (milestones.length === 0) return;
  const rows = milestones.map((milestone, index) => ({ roundId, position: index + 1, ...milestone }));
  await db.insertInto('roundMilestone').values(rows).execute();
}

export async function insertRoundUnits(db: Db, rows: readonly NewRow<'roundUnit'>[]): Promise<void> {
  const batch = 5000;
  for (let at = 0; at < rows.length; at += batch) {
    await db
      .insertInto('roundUnit')
      .values(rows.slice(at, at + batch))
      .execute();
  }
}
