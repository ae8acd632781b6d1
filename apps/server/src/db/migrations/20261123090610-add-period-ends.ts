import { type Kysely, sql } from 'kysely';

/** What a unit was on a day is then told by its periods alone: the tree need not look at every unit below a node. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table unit_period add column ends_on date, add check (replaced_on is null or ends_on = replaced_on);
    update unit_period p set ends_on = coalesce(p.replaced_on, u.valid_to)
    from unit u where u.id = p.unit_id and coalesce(p.replaced_on, u.valid_to) is not null;
    comment on column unit_period.ends_on is 'First day on which it no longer holds: that of the next period, or the end of the unit; null: until further notice';

    drop index unit_period_parent_index;
    create index unit_period_parent_index on unit_period (parent_id, name, unit_id) include (valid_from, ends_on)
      where parent_id is not null;
  `.execute(db);
}
