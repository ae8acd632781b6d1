import { type Kysely, sql } from 'kysely';

/** Files that no scanner has judged are few; they are found without reading the scans of all others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index file_scan_to_repeat on file_scan (at) where state in ('not-scanned', 'scanner-unavailable');
  `.execute(db);
}
