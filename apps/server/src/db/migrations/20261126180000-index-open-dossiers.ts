import { type Kysely, sql } from 'kysely';

/** The open dossiers of all units by their appointments, as the queues list them; without an appointment last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index dossier_due_index on dossier
      ((coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)), unit_id, source_id, code)
      where ended_at is null and received_at is not null
  `.execute(db);
}
