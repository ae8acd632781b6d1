import { type Kysely, sql } from 'kysely';

/**
 * What a unit was on a day, and by which words it is found, is told by its periods alone: neither the tree nor a
 * search then looks at units that it does not show.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table unit_period
      add column ends_on date,
      add column is_first boolean not null default true,
      add column search_text text collate "C" not null default '',
      add check (replaced_on is null or ends_on = replaced_on);
    create unique index unit_period_first_index on unit_period (unit_id) where is_first;
    update unit_period p
    set ends_on = coalesce(p.replaced_on, u.valid_to), is_first = p.valid_from = u.valid_from, search_text = u.search_text
    from unit u where u.id = p.unit_id;
    comment on column unit_period.ends_on is 'First day on which it no longer holds: that of the next period, or the end of the unit; null: until further notice';
    comment on column unit_period.is_first is 'True for the period that the unit begins with: what is shown of it before it began';
    comment on column unit_period.search_text is 'Code of the unit and every name it ever had, folded (lower case, no diacritics), one a line; the same in all its periods';

    drop index unit_period_parent_index;
    create index unit_period_parent_index on unit_period (parent_id, name, unit_id) include (valid_from, ends_on)
      where parent_id is not null;
    create index unit_period_search_index on unit_period using gin (text_pieces(search_text));
    alter table unit drop column search_text;
  `.execute(db);
}
