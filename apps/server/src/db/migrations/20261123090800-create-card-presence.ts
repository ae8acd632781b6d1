import { type Kysely, sql } from 'kysely';

/** Who is on a card right now. Unlogged: it is worth nothing after a crash and is written often. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table card_presence (
      unit_id uuid not null,
      round_id text not null,
      account_id uuid not null,
      item_id text,
      seen_at timestamptz not null,
      primary key (unit_id, round_id, account_id)
    );
    comment on table card_presence is 'Who has a card open at this moment; old rows mean nothing';
    comment on column card_presence.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column card_presence.round_id is 'The round';
    comment on column card_presence.account_id is 'Who it is';
    comment on column card_presence.item_id is 'Item that is open; null: none';
    comment on column card_presence.seen_at is 'Last sign of life';

    grant select, insert, update (item_id, seen_at), delete on card_presence to parix_app;
  `.execute(db);
}
