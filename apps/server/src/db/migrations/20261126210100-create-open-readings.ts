import { type Kysely, sql } from 'kysely';

/** Who has seen decisions openly judges them no more blind, even after the round has stepped back to the appraisal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table open_reading (
      unit_id uuid not null,
      round_id text not null references round (id),
      account_id uuid not null,
      item_id text not null,
      at timestamptz not null,
      primary key (unit_id, round_id, account_id, item_id)
    );
    create index open_reading_account_index on open_reading (round_id, account_id);
    comment on table open_reading is
      'Decisions that an appraiser was shown while the round lay before the council: these they judge no more blind. Append-only';
    comment on column open_reading.unit_id is 'The unit; the uuid of zeros: every unit of the round';
    comment on column open_reading.round_id is 'The round';
    comment on column open_reading.account_id is 'Who was shown them; no foreign key, so that the table can be distributed';
    comment on column open_reading.item_id is 'Scored leaf of the criteria set, by its id; empty: every item, as in sums';
    comment on column open_reading.at is 'When they were shown first';
    grant select, insert on open_reading to parix_app;
  `.execute(db);
}
