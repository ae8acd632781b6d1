import { type Kysely, sql } from 'kysely';

/** Notices of the hearing: a preliminary result, the end of the window, an answer, the second appraisal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notice drop constraint notice_kind_check;
    alter table notice add constraint notice_kind_check check (kind in (
      'deadline', 'sent', 'returned', 'submitted', 'extended', 'reopened', 'flagged', 'chased', 'missing-digest',
      'published', 'preliminary-result', 'reply-deadline', 'answered', 'second-appraisal'));
  `.execute(db);
}
