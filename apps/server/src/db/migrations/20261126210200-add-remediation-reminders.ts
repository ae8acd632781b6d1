import { type Kysely, sql } from 'kysely';

/** A notice that reminds whoever was given a remediation task that it is due soon, or late. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notice drop constraint notice_kind_check;
    alter table notice add constraint notice_kind_check check (kind in (
      'deadline', 'sent', 'returned', 'submitted', 'extended', 'reopened', 'flagged', 'chased', 'missing-digest',
      'published', 'preliminary-result', 'reply-deadline', 'answered', 'second-appraisal', 'dossiers-due',
      'remediation-due'))
  `.execute(db);
}
