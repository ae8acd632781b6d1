import { type Kysely, sql } from 'kysely';

/**
 * Which answers an approval covers is told by the order of acts, not by clocks: an approved answer stays in force while
 * its unit, having been let in again, has not approved another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table item_reply add column after_event int check (after_event >= 0);
    update item_reply r set after_event = coalesce((
      select max(e.sequence) from reply_event e
      where e.unit_id = r.unit_id and e.round_id = r.round_id and e.at < r.recorded_at), 0);
    alter table item_reply alter column after_event set not null;
    comment on column item_reply.after_event is
      'Number of the last event of the unit''s replies when it was saved, 0: none; an approval covers what was saved before it';
  `.execute(db);
}
