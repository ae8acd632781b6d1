import { type Kysely, sql } from 'kysely';

/** A card gets a history of its own: who sent, returned, approved it, and until when its unit may write. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table card_event (
      unit_id uuid not null,
      round_id text not null,
      sequence int not null check (sequence >= 1),
      kind text not null check (kind in ('sent', 'recalled', 'returned', 'approved', 'extended', 'reopened')),
      reason text check (btrim(reason) <> ''),
      closes_at timestamptz,
      actor_id uuid,
      on_behalf_of uuid,
      request_id text,
      at timestamptz not null,
      primary key (unit_id, round_id, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check (reason is not null or kind in ('sent', 'recalled', 'approved')),
      check ((closes_at is not null) = (kind in ('extended', 'reopened')))
    );
    comment on table card_event is 'What was done with a card: sent to the leader, returned, approved, extended, reopened. Append-only';
    comment on column card_event.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column card_event.round_id is 'The round';
    comment on column card_event.sequence is 'Counts the events of the card from 1; the primary key refuses a second one at the same place';
    comment on column card_event.kind is 'What happened';
    comment on column card_event.reason is 'Why; required to return, extend and reopen';
    comment on column card_event.closes_at is 'New instant from which the unit may no longer write; with extended and reopened only';
    comment on column card_event.actor_id is 'Account that did it, null for the system; no foreign key, so that the table can be distributed';
    comment on column card_event.on_behalf_of is 'Account whose delegation was used; null: none';
    comment on column card_event.request_id is 'Id of the request, to find it in the server log';
    comment on column card_event.at is 'When the server received it';

    create table submission (
      unit_id uuid not null,
      round_id text not null,
      sequence int not null,
      record text not null check (record <> ''),
      sha256 text not null check (sha256 = encode(sha256(convert_to(record, 'UTF8')), 'hex')),
      late boolean not null,
      signed_file text,
      at timestamptz not null,
      primary key (unit_id, round_id, sequence),
      foreign key (unit_id, round_id, sequence) references card_event (unit_id, round_id, sequence)
    );
    comment on table submission is 'Self-assessment as its leader approved it: values, notes, hashes of files. Append-only';
    comment on column submission.unit_id is 'The unit';
    comment on column submission.round_id is 'The round';
    comment on column submission.sequence is 'The event that approved it';
    comment on column submission.record is 'The frozen card as canonical JSON';
    comment on column submission.sha256 is 'SHA-256 of the record in lower-case hex; checked by the database';
    comment on column submission.late is 'True: received at or after the closing instant of the round itself';
    comment on column submission.signed_file is 'SHA-256 of the signed PDF that came with it; null: none';
    comment on column submission.at is 'When the server received it';

    create table item_assignment (
      unit_id uuid not null,
      round_id text not null,
      id uuid not null,
      item_id text not null check (item_id <> ''),
      account_id uuid,
      division_id uuid,
      starts_at timestamptz not null,
      ends_at timestamptz check (ends_at >= starts_at),
      assigned_by uuid,
      ended_by uuid,
      primary key (unit_id, round_id, id),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      foreign key (unit_id, division_id) references division (unit_id, id),
      check ((account_id is null) <> (division_id is null))
    );
    create index item_assignment_item_index on item_assignment (unit_id, round_id, item_id) where ends_at is null;
    comment on table item_assignment is 'Item of a card that a person or a division fills; ended, never deleted';
    comment on column item_assignment.unit_id is 'The unit';
    comment on column item_assignment.round_id is 'The round';
    comment on column item_assignment.id is 'UUIDv7 made by the application';
    comment on column item_assignment.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column item_assignment.account_id is 'Who fills it; null: a division does';
    comment on column item_assignment.division_id is 'Division that fills it; null: one person does';
    comment on column item_assignment.starts_at is 'Instant from which it holds';
    comment on column item_assignment.ends_at is 'Instant from which it no longer holds; null: it does';
    comment on column item_assignment.assigned_by is 'Account that assigned it';
    comment on column item_assignment.ended_by is 'Account that ended it';

    create table item_mark (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      sequence int not null check (sequence >= 1),
      ready boolean not null,
      entry_version int not null check (entry_version >= 1),
      actor_id uuid,
      at timestamptz not null,
      primary key (unit_id, round_id, item_id, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    comment on table item_mark is 'An item is ready for the focal point, or no longer: each mark is a row. Append-only';
    comment on column item_mark.unit_id is 'The unit';
    comment on column item_mark.round_id is 'The round';
    comment on column item_mark.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column item_mark.sequence is 'Counts the marks of the item from 1';
    comment on column item_mark.ready is 'True: ready; false: taken back';
    comment on column item_mark.entry_version is 'Version of the entry that was marked; a later save makes the mark void';
    comment on column item_mark.actor_id is 'Account that marked it';
    comment on column item_mark.at is 'When it was marked';

    grant select, insert on card_event, submission, item_mark to parix_app;
    grant select, insert, update (ends_at, ended_by) on item_assignment to parix_app;
  `.execute(db);
}
