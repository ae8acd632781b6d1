import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

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
