import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table council_minutes (
      round_id text not null references round (id),
      version int not null check (version >= 1),
      record jsonb not null check (jsonb_typeof(record) = 'object'),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      freeze_sequence int not null,
      author_id uuid references account (id),
      recorded_at timestamptz not null,
      request_id text,
      primary key (round_id, version),
      foreign key (round_id, freeze_sequence) references result_freeze (round_id, sequence)
    );
    comment on table council_minutes is 'Minutes of the council (biên bản họp Hội đồng): each saving appends a version. Append-only';
    comment on column council_minutes.round_id is 'The round';
    comment on column council_minutes.version is 'Version from 1; the primary key refuses a second save on the same version';
    comment on column council_minutes.record is 'When, where, who, and what was concluded';
    comment on column council_minutes.sha256 is 'SHA-256 of the record as canonical text: what a signature is about';
    comment on column council_minutes.freeze_sequence is 'The frozen result that lay before the council';
    comment on column council_minutes.author_id is 'Account that wrote it';
    comment on column council_minutes.recorded_at is 'When it was written';
    comment on column council_minutes.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table council_signature (
      round_id text not null,
      version int not null,
      part text not null check (part in ('chair', 'secretary')),
      account_id uuid not null references account (id),
      at timestamptz not null,
      request_id text,
      primary key (round_id, version, part),
      foreign key (round_id, version) references council_minutes (round_id, version)
    );
    comment on table council_signature is 'Who confirmed which version of the minutes; a later version has to be confirmed anew. Append-only';
    comment on column council_signature.round_id is 'The round';
    comment on column council_signature.version is 'Version of the minutes';
    comment on column council_signature.part is 'As chair or as secretary';
    comment on column council_signature.account_id is 'Account that confirmed it';
    comment on column council_signature.at is 'When';
    comment on column council_signature.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table council_vote (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null,
      appraisal_version int not null,
      in_favour int not null check (in_favour >= 0),
      against int not null check (against >= 0),
      abstained int not null check (abstained >= 0),
      primary key (unit_id, round_id, item_id, appraisal_version),
      foreign key (unit_id, round_id, item_id, appraisal_version)
        references item_appraisal (unit_id, round_id, item_id, version),
      check (in_favour + against + abstained >= 1)
    );
    create index council_vote_round_index on council_vote (round_id);
    comment on table council_vote is 'Votes by which the council took a decision on one item. Append-only';
    comment on column council_vote.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column council_vote.round_id is 'The round';
    comment on column council_vote.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column council_vote.appraisal_version is 'The decision of the council, as a version of the appraisal of the item';
    comment on column council_vote.in_favour is 'Members who voted for it';
    comment on column council_vote.against is 'Members who voted against it';
    comment on column council_vote.abstained is 'Members who abstained';

    grant select, insert on council_minutes, council_signature, council_vote to parix_app;
  `.execute(db);
}
