import { type Kysely, sql } from 'kysely';

/** When a source last sent anything, so that a silent one is seen without reading its dossiers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table dossier_source add column last_taken_at timestamptz;
    comment on column dossier_source.last_taken_at is 'When it last sent anything, known or new; null: never';
    update dossier_source s set last_taken_at =
      (select max(e.recorded_at) from dossier_event e where e.source_id = s.id);
  `.execute(db);
}
