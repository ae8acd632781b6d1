import { type Kysely, sql } from 'kysely';

/** Commendations (Bằng khen) with the published result that each rests on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table commendation (
      id uuid primary key,
      round_id text not null references round (id),
      publication_id text not null references publication (id),
      log_index bigint not null check (log_index >= 0),
      manifest_hash text not null check (manifest_hash <> ''),
      title text not null check (btrim(title) <> '' and title is nfc normalized),
      decision_number text not null check (btrim(decision_number) <> ''),
      decision_date date not null,
      signer text not null check (btrim(signer) <> ''),
      author_id uuid references account (id),
      recorded_at timestamptz not null,
      request_id text
    );
    create index commendation_round_index on commendation (round_id);
    create index commendation_publication_index on commendation (publication_id);
    create index commendation_author_index on commendation (author_id);
    create index commendation_date_index on commendation (decision_date desc, id desc);
    comment on table commendation is 'Decision that commends units and people (Bằng khen) for a published result. Append-only';
    comment on column commendation.id is 'UUIDv7';
    comment on column commendation.round_id is 'The round whose result it rests on';
    comment on column commendation.publication_id is 'The publication that stood when it was recorded';
    comment on column commendation.log_index is 'Place of that publication in the log';
    comment on column commendation.manifest_hash is 'Hash of the manifest of that publication';
    comment on column commendation.title is 'What is given, e.g. "Bằng khen của Chủ tịch UBND tỉnh", NFC';
    comment on column commendation.decision_number is 'Number of the decision';
    comment on column commendation.decision_date is 'Day of the decision';
    comment on column commendation.signer is 'Who signed it, with the office';
    comment on column commendation.author_id is 'Account that entered it';
    comment on column commendation.recorded_at is 'When it was entered';
    comment on column commendation.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table commendation_recipient (
      commendation_id uuid not null references commendation (id),
      position int not null check (position >= 1),
      unit_id uuid references unit (id),
      person_name text check (btrim(person_name) <> ''),
      person_title text check (btrim(person_title) <> ''),
      primary key (commendation_id, position),
      check (unit_id is not null or person_name is not null),
      check (person_title is null or person_name is not null)
    );
    create index commendation_recipient_unit_index on commendation_recipient (unit_id);
    comment on table commendation_recipient is 'Who is commended: a unit, or a person with the unit they work for. Append-only';
    comment on column commendation_recipient.commendation_id is 'The commendation';
    comment on column commendation_recipient.position is 'Place in the decision, from 1';
    comment on column commendation_recipient.unit_id is 'The unit, or the one that the person works for; null: a person of none';
    comment on column commendation_recipient.person_name is 'Name of the person; null: the unit itself is commended';
    comment on column commendation_recipient.person_title is 'Office of the person; null: not said';

    create table commendation_withdrawal (
      commendation_id uuid primary key references commendation (id),
      reason text not null check (btrim(reason) <> ''),
      author_id uuid references account (id),
      recorded_at timestamptz not null,
      request_id text
    );
    create index commendation_withdrawal_author_index on commendation_withdrawal (author_id);
    comment on table commendation_withdrawal is 'A commendation that was revoked or entered by mistake; it stays on record. Append-only';
    comment on column commendation_withdrawal.commendation_id is 'The commendation; the primary key refuses a second withdrawal';
    comment on column commendation_withdrawal.reason is 'Why';
    comment on column commendation_withdrawal.author_id is 'Account that withdrew it';
    comment on column commendation_withdrawal.recorded_at is 'When';
    comment on column commendation_withdrawal.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    grant select, insert on commendation, commendation_recipient, commendation_withdrawal to parix_app;
  `.execute(db);
}
