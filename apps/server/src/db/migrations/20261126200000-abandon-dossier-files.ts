import { type Kysely, sql } from 'kysely';

/** A file of dossiers that nobody ordered to be taken ends by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table dossier_file drop constraint dossier_file_state_check;
    alter table dossier_file add constraint dossier_file_state_check
      check (state in ('uploading', 'waiting', 'running', 'done', 'cancelled', 'failed', 'abandoned'));
    alter table dossier_file drop constraint dossier_file_check;
    alter table dossier_file add constraint dossier_file_started_check
      check ((state in ('uploading', 'abandoned')) = (started_at is null) or state = 'cancelled');
    create index dossier_file_waiting_index on dossier_file (created_at) where state = 'uploading';
    comment on column dossier_file.state is 'Arriving, waiting for a job, being taken, or how it ended; abandoned: nobody ordered it to be taken in time'
  `.execute(db);
}
