import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

const anyId = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

export interface Touched {
  readonly begun: string[];
  readonly ended: string[];
  /** Units that got a name or a superior from the change. */
  readonly stated: string[];
}

export async function findTouched(db: Db, changeId: string): Promise<Touched> {
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  const begun = await db.selectFrom('unit').select('id').where('begunBy', '=', changeId).execute();
  const ended = await db.selectFrom('unit').select('id').where('endedBy', '=', changeId).execute();
  const stated = await db
    .selectFrom('unitPeriod')
    .select('unitId as id')
    .distinct()
    .where((eb) => eb.or([eb('namedBy', '=', changeId), eb('placedBy', '=', changeId)]))
    .execute();
  return { begun: ids(begun), ended: ids(ended), stated: ids(stated) };
}

export function findLinksOf(db: Db, changeId: string): Promise<Row<'unitSuccession'>[]> {
  return db.selectFrom('unitSuccession').selectAll().where('changeId', '=', changeId).execute();
}

export async function deleteLinksOf(db: Db, changeId: string): Promise<void> {
  await db.deleteFrom('unitSuccession').where('changeId', '=', changeId).execute();
}

/** With their blocks and periods. Fails when anything else refers to one of them. */
export async function deleteUnits(db: Db, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('blockUnit').where('unitId', '=', anyId(ids)).execute();
  await db.deleteFrom('unitPeriod').where('unitId', '=', anyId(ids)).execute();
  await db.deleteFrom('unit').where('id', '=', anyId(ids)).execute();
}

export async function deleteChange(db: Db, changeId: string): Promise<void> {
  await db.deleteFrom('unitChange').where('id', '=', changeId).execute();
}
