import { type Kysely, sql } from 'kysely';

/**
 * A word of the unit stands on every page of its library, so that the index of words is asked for one library and not
 * for the pages of the whole country. What is read of a page without its text lies close together: the text and the
 * words go beside the table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table evidence_page set (toast_tuple_target = 128);
    update evidence_page set words = words || array_to_tsvector(array['unit:' || unit_id]);
    comment on column evidence_page.words is 'Its words without case and diacritics, and the word unit:<unit_id>, by which the index is asked for one library';
  `.execute(db);
}
