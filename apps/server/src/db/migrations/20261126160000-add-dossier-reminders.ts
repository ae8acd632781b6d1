import { type Kysely, sql } from 'kysely';

/** A notice that reminds a unit of its overdue and near-due dossiers, and what finds them at any volume. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notice drop constraint notice_kind_check;
    alter table notice add constraint notice_kind_check check (kind in (
      'deadline', 'sent', 'returned', 'submitted', 'extended', 'reopened', 'flagged', 'chased', 'missing-digest',
      'published', 'preliminary-result', 'reply-deadline', 'answered', 'second-appraisal', 'dossiers-due'));
    create index dossier_overdue_index on dossier (unit_id, overdue_from) where overdue_from is not null;
    create index dossier_near_due_index on dossier (unit_id, near_due_from) where near_due_from is not null;
    create index dossier_warned_index on dossier (unit_id) where warnings <> '[]'
  `.execute(db);
}
