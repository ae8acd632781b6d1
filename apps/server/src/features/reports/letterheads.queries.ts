import type { LetterheadKind } from '@parix/api-contract';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type LetterheadRow = Row<'letterhead'> & { readonly authorName: string | null };

/** The version that counts. */
export function findLetterheadRow(db: Db, kind: LetterheadKind): Promise<LetterheadRow | undefined> {
  return db
    .selectFrom('letterhead as l')
    .leftJoin('account as a', 'a.id', 'l.authorId')
    .selectAll('l')
    .select('a.displayName as authorName')
    .where('l.kind', '=', kind)
    .orderBy('l.version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** False when the version exists already: somebody else saved first. */
export async function insertLetterhead(db: Db, row: NewRow<'letterhead'>): Promise<boolean> {
  const inserted = await db
    .insertInto('letterhead')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
