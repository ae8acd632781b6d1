import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern } from '../../platform/search-text.ts';
import type { ProcedureRow } from './rules-in-force.read-model.ts';

/** Every row of the procedures, by code, then the day from which it counts. */
export function listRowsOf(db: Db, codes: readonly string[]): Promise<Row<'procedure'>[]> {
  return db
    .selectFrom('procedure')
    .selectAll()
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('code')
    .orderBy('validFrom')
    .execute();
}

const OF_RULES = [
  'code',
  'validFrom',
  'endedOn',
  'processingMinutes',
  'counting',
  'lateness',
  'paymentStopsClock',
  'supplementLimit',
  'nearDueDays',
  'onlineLevel',
  'hasFee',
] as const satisfies readonly (keyof ProcedureRow)[];

/** What the rules of every procedure follow from, in the same order. */
export function listEveryRow(db: Db): Promise<ProcedureRow[]> {
  return db.selectFrom('procedure').select(OF_RULES).orderBy('code').orderBy('validFrom').execute();
}

/** Rows are added and their versions raised, never taken away: both numbers only grow. */
export async function stampOfRows(db: Db): Promise<string> {
  const { rows, versions } = await db
    .selectFrom('procedure')
    .select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      eb.fn.coalesce(eb.fn.sum<number>('version'), eb.val(0)).as('versions'),
    ])
    .executeTakeFirstOrThrow();
  return `${rows} ${versions}`;
}

export interface ProcedureFilter {
  readonly q?: string | undefined;
  readonly sector?: string | undefined;
  /** Only what counts on this day; undefined: every procedure, by its last row. */
  readonly on?: string | undefined;
}

/** One row of each procedure that is found, by name, then code. */
export function listFound(
  db: Db,
  { q, sector, on }: ProcedureFilter,
  after: readonly [name: string, code: string] | null,
  limit: number,
) {
  let chosen = db.selectFrom('procedure').distinctOn('code').selectAll();
  if (on !== undefined) chosen = chosen.where('validFrom', '<=', on);
  let query = db
    .selectFrom(chosen.orderBy('code').orderBy('validFrom', 'desc').as('p'))
    .leftJoin('account as a', 'a.id', 'p.authorId')
    .selectAll('p')
    .select('a.displayName as recordedBy')
    .select(
      sql<string | null>`(select min(n.valid_from) from procedure n
        where n.code = p.code and n.valid_from > p.valid_from)`.as('nextFrom'),
    );
  if (on !== undefined)
    query = query.where((eb) => eb.or([eb('p.endedOn', 'is', null), eb('p.endedOn', '>', on)]));
  if (sector !== undefined) query = query.where('p.sector', '=', sector);
  for (const word of wordsOf(q))
    query = query.where(sql<boolean>`p.search_text like ${containsPattern(word)}`);
  if (after) query = query.where(sql<boolean>`(p.name, p.code) > (${after[0]}, ${after[1]})`);
  return query.orderBy('p.name').orderBy('p.code').limit(limit).execute();
}

const wordsOf = (q: string | undefined): readonly string[] =>
  (q ?? '').split(/\s+/).filter((word) => word !== '');

/** Rows of one procedure with who wrote them, from the first to the last. */
export function listHistory(db: Db, code: string) {
  return db
    .selectFrom('procedure as p')
    .leftJoin('account as a', 'a.id', 'p.authorId')
    .selectAll('p')
    .select('a.displayName as recordedBy')
    .where('p.code', '=', code)
    .orderBy('p.validFrom')
    .execute();
}

/** Sectors as the last rows name them, with the number of their procedures. */
export function countSectors(db: Db) {
  const last = db
    .selectFrom('procedure')
    .distinctOn('code')
    .select(['code', 'sector'])
    .orderBy('code')
    .orderBy('validFrom', 'desc');
  return db
    .selectFrom(last.as('p'))
    .select((eb) => ['p.sector', eb.fn.countAll<number>().as('procedures')])
    .groupBy('p.sector')
    .orderBy('p.sector')
    .execute();
}

/** One change of the catalogue at a time: an import reads before it writes. */
export async function lockCatalogue(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parix.procedures'))`.execute(db);
}

/** False when the procedure has a row from that day on. */
export async function insertRow(db: Db, row: NewRow<'procedure'>): Promise<boolean> {
  const inserted = await db
    .insertInto('procedure')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

const AT_ONCE = 1000;

/** Writes rows; those that exist are changed, and their versions raised. */
export async function writeRows(db: Db, rows: readonly NewRow<'procedure'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db
      .insertInto('procedure')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(['code', 'validFrom']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          sector: eb.ref('excluded.sector'),
          processingMinutes: eb.ref('excluded.processingMinutes'),
          counting: eb.ref('excluded.counting'),
          lateness: eb.ref('excluded.lateness'),
          paymentStopsClock: eb.ref('excluded.paymentStopsClock'),
          supplementLimit: eb.ref('excluded.supplementLimit'),
          nearDueDays: eb.ref('excluded.nearDueDays'),
          onlineLevel: eb.ref('excluded.onlineLevel'),
          hasFee: eb.ref('excluded.hasFee'),
          endedOn: eb.ref('excluded.endedOn'),
          searchText: eb.ref('excluded.searchText'),
          authorId: eb.ref('excluded.authorId'),
          recordedAt: eb.ref('excluded.recordedAt'),
          version: sql<number>`procedure.version + 1`,
        })),
      )
      .execute();
}
