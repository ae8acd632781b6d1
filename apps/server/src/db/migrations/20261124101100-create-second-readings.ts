import { type Kysely, sql } from 'kysely';

/** Blind second appraisal of a sample drawn by lot. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table second_reading_draw (
      round_id text not null references round (id),
      id uuid not null,
      seed text not null check (seed <> ''),
      size int not null check (size >= 1),
      population int not null check (population >= size),
      population_sha256 text not null check (population_sha256 ~ '^[0-9a-f]{64}$'),
      area_ids text[] not null,
      drawn_by uuid references account (id),
      at timestamptz not null,
      request_id text,
      primary key (round_id, id)
    );
    comment on table second_reading_draw is 'A sample of items of units drawn by lot to be judged a second time, blind. Append-only';
    comment on column second_reading_draw.round_id is 'The round';
    comment on column second_reading_draw.id is 'UUIDv7 made by the application';
    comment on column second_reading_draw.seed is 'Seed of the lot: with it the same sample can be drawn again';
    comment on column second_reading_draw.size is 'Pairs that were drawn';
    comment on column second_reading_draw.population is 'Pairs that they were drawn from';
    comment on column second_reading_draw.population_sha256 is 'SHA-256 of those pairs, one "unit code, space, item" a line, sorted by code point';
    comment on column second_reading_draw.area_ids is 'Areas that were drawn from; empty: every area';
    comment on column second_reading_draw.drawn_by is 'Account that drew it';
    comment on column second_reading_draw.at is 'When';
    comment on column second_reading_draw.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table second_reading_pair (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      draw_id uuid not null,
      area_id text not null check (area_id <> ''),
      primary key (unit_id, round_id, item_id),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    create index second_reading_pair_round_index on second_reading_pair (round_id, area_id);
    comment on table second_reading_pair is 'Item of a unit that was drawn; once in a round. Append-only';
    comment on column second_reading_pair.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column second_reading_pair.round_id is 'The round';
    comment on column second_reading_pair.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column second_reading_pair.draw_id is 'The draw; no foreign key, so that the table can be distributed';
    comment on column second_reading_pair.area_id is 'Area of the item';

    create table second_reading (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null,
      account_id uuid not null,
      decision text not null check (decision in ('accept', 'reduce', 'raise', 'not-applicable')),
      points numeric(12, 4),
      reason text check (btrim(reason) <> ''),
      entry_version int not null check (entry_version >= 0),
      at timestamptz not null,
      request_id text,
      primary key (unit_id, round_id, item_id),
      foreign key (unit_id, round_id, item_id) references second_reading_pair (unit_id, round_id, item_id),
      check ((points is not null) = (decision in ('reduce', 'raise'))),
      check (reason is not null or decision = 'accept')
    );
    create index second_reading_round_index on second_reading (round_id, account_id);
    comment on table second_reading is 'What a second appraiser judged without seeing the first; no points follow from it. Append-only';
    comment on column second_reading.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column second_reading.round_id is 'The round';
    comment on column second_reading.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column second_reading.account_id is 'Who judged; no foreign key, so that the table can be distributed';
    comment on column second_reading.decision is 'accept the self-score, reduce or raise it, not-applicable';
    comment on column second_reading.points is 'Points with reduce and raise; null otherwise';
    comment on column second_reading.reason is 'Why; required unless the self-score is accepted';
    comment on column second_reading.entry_version is 'Version of the entry that was judged, 0 for none';
    comment on column second_reading.at is 'When it was judged';
    comment on column second_reading.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    grant select, insert on second_reading_draw, second_reading_pair, second_reading to parix_app;
  `.execute(db);
}
