import { type Kysely, sql } from 'kysely';

/** Which items of two versions can be compared: confirmed by people, revision by revision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table item_mapping (
      from_version_id text not null references criteria_set_version (id),
      to_version_id text not null references criteria_set_version (id),
      revision int not null check (revision >= 1),
      entries jsonb not null check (jsonb_typeof(entries) = 'array' and jsonb_array_length(entries) > 0),
      confirmed_by uuid references account (id),
      confirmed_at timestamptz not null,
      request_id text,
      primary key (from_version_id, to_version_id, revision),
      check (from_version_id <> to_version_id)
    );
    create index item_mapping_to_index on item_mapping (to_version_id);
    create index item_mapping_confirmed_by_index on item_mapping (confirmed_by);
    comment on table item_mapping is 'What became of the items of one version of a set in another (bảng đối chiếu mục); the last revision counts. Append-only';
    comment on column item_mapping.from_version_id is 'The earlier version';
    comment on column item_mapping.to_version_id is 'The later version';
    comment on column item_mapping.revision is 'Counts the confirmations from 1; the primary key refuses a second one at the same place';
    comment on column item_mapping.entries is 'Every scored item of both versions once: kind, ids on both sides, reason';
    comment on column item_mapping.confirmed_by is 'Account that confirmed it';
    comment on column item_mapping.confirmed_at is 'When';
    comment on column item_mapping.request_id is 'Id of the request, to find it in the server log';

    grant select, insert on item_mapping to parix_app;
  `.execute(db);
}
