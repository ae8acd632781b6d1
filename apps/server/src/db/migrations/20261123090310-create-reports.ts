import { type Kysely, sql } from 'kysely';

/** The official report of a card: what stands around its figures, the office's own template, signed files. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report_detail (
      unit_id uuid not null,
      round_id text not null,
      version int not null check (version >= 1),
      content jsonb not null check (jsonb_typeof(content) = 'object'),
      author_id uuid,
      request_id text,
      recorded_at timestamptz not null,
      primary key (unit_id, round_id, version),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    comment on table report_detail is 'What the report of a card says beside its figures: letterhead, signer, grounds, difficulties, proposals. Append-only';
    comment on column report_detail.unit_id is 'The unit';
    comment on column report_detail.round_id is 'The round';
    comment on column report_detail.version is 'Counts the versions from 1; the primary key refuses a second one at the same place';
    comment on column report_detail.content is 'The details as the contract has them';
    comment on column report_detail.author_id is 'Account that saved it';
    comment on column report_detail.request_id is 'Id of the request, to find it in the server log';
    comment on column report_detail.recorded_at is 'When the server received it';

    create table report_template (
      kind text not null check (kind <> ''),
      sequence int not null check (sequence >= 1),
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      file_name text check (file_name <> ''),
      size bigint check (size > 0),
      actor_id uuid references account (id),
      at timestamptz not null,
      primary key (kind, sequence),
      check ((sha256 is null) = (file_name is null) and (sha256 is null) = (size is null))
    );
    comment on table report_template is 'Templates of official documents that the office has put in; the last row of a kind counts. Append-only';
    comment on column report_template.kind is 'Kind of document';
    comment on column report_template.sequence is 'Counts the changes of the kind from 1';
    comment on column report_template.sha256 is 'SHA-256 of the .docx in lower-case hex, also its place in the store; null: back to the template that Parix brings';
    comment on column report_template.file_name is 'Its name as it was sent';
    comment on column report_template.size is 'Bytes';
    comment on column report_template.actor_id is 'Account that changed it';
    comment on column report_template.at is 'When';

    create table signed_file (
      unit_id uuid not null,
      round_id text not null,
      sequence int not null,
      number int not null check (number >= 1),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      file_name text not null check (file_name <> ''),
      size bigint not null check (size > 0),
      signatures jsonb not null check (jsonb_typeof(signatures) = 'array'),
      actor_id uuid,
      request_id text,
      at timestamptz not null,
      primary key (unit_id, round_id, sequence, number),
      foreign key (unit_id, round_id, sequence) references submission (unit_id, round_id, sequence)
    );
    comment on table signed_file is 'Digitally signed report that was added to a submission, with what could be said of its signatures then. Append-only';
    comment on column signed_file.unit_id is 'The unit';
    comment on column signed_file.round_id is 'The round';
    comment on column signed_file.sequence is 'The submission';
    comment on column signed_file.number is 'Counts the files of the submission from 1';
    comment on column signed_file.sha256 is 'SHA-256 of the bytes in lower-case hex, also its place in the store; no foreign key, so that the table can be distributed';
    comment on column signed_file.file_name is 'Its name, made safe';
    comment on column signed_file.size is 'Bytes';
    comment on column signed_file.signatures is 'Each signature with its status, signer and certificate, as read when it came';
    comment on column signed_file.actor_id is 'Account that added it';
    comment on column signed_file.request_id is 'Id of the request, to find it in the server log';
    comment on column signed_file.at is 'When the server received it, and judged the signatures';

    grant select, insert on report_detail, report_template, signed_file to parix_app;
  `.execute(db);
}
