import { type Kysely, sql } from 'kysely';

/**
 * Publications of ten thousand units are built by a job into one archive of the file store, and may be public from a
 * later instant. What was published before keeps its files in the database.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table publication
      add column sealed_at timestamptz,
      add column correction_reason text check (correction_reason <> ''),
      add column archive_sha256 text check (archive_sha256 ~ '^[0-9a-f]{64}$'),
      add column archive_size bigint check (archive_size > 0),
      add check ((archive_sha256 is null) = (archive_size is null));
    update publication set sealed_at = published_at;
    alter table publication alter column sealed_at set not null;
    comment on column publication.published_at is 'From when it is public: the end of the embargo where there is one';
    comment on column publication.sealed_at is 'When its files were fixed and its entry was appended to the log';
    comment on column publication.correction_reason is 'Why it replaces the publication before it; null for the first one of a round';
    comment on column publication.archive_sha256 is 'The zip of its files in the file store; null where publication_file holds the bytes';
    comment on column publication.archive_size is 'Bytes of the zip';

    alter table publication_file
      alter column content drop not null,
      add column archive_offset bigint check (archive_offset >= 0),
      add column deflated_size int check (deflated_size >= 0),
      add column crc bigint check (crc >= 0),
      add check ((content is null) = (archive_offset is not null)),
      add check ((archive_offset is null) = (deflated_size is null) and (archive_offset is null) = (crc is null));
    comment on column publication_file.content is 'The bytes; null where they lie in the archive';
    comment on column publication_file.archive_offset is 'First deflated byte in the archive';
    comment on column publication_file.deflated_size is 'Deflated bytes in the archive';
    comment on column publication_file.crc is 'CRC-32 of the content, for answers that pass the deflated bytes on';

    create table publication_build (
      id uuid primary key,
      round_id text not null references round (id),
      state text not null check (state in ('waiting', 'building', 'published', 'cancelled', 'failed')),
      decision_number text check (decision_number <> ''),
      decision_date date,
      decision_issuer text check (decision_issuer <> ''),
      public_from timestamptz,
      correction_reason text check (correction_reason <> ''),
      units_total int check (units_total >= 0),
      units_done int not null default 0 check (units_done >= 0),
      requested_at timestamptz not null,
      requested_by uuid references account (id),
      ended_at timestamptz,
      problems jsonb,
      publication_id text references publication (id),
      check ((state in ('waiting', 'building')) = (ended_at is null)),
      check ((state = 'published') = (publication_id is not null)),
      check ((state = 'failed') = (problems is not null))
    );
    create unique index publication_build_running on publication_build (round_id)
      where state in ('waiting', 'building');
    create index publication_build_round_index on publication_build (round_id, requested_at desc);
    create index publication_build_requester_index on publication_build (requested_by);
    create index publication_build_publication_index on publication_build (publication_id);
    comment on table publication_build is 'An order to publish a round and how far its building has come; nothing of it is public';
    comment on column publication_build.id is 'Identifier';
    comment on column publication_build.round_id is 'The round';
    comment on column publication_build.state is 'waiting for a job, building, or how it ended';
    comment on column publication_build.decision_number is 'Number of the decision to publish; null for the operator of an installation';
    comment on column publication_build.decision_date is 'Date of that decision';
    comment on column publication_build.decision_issuer is 'Who signed it; null: the issuer of the criteria set';
    comment on column publication_build.public_from is 'End of the embargo; null: public as soon as it is built';
    comment on column publication_build.correction_reason is 'Why the publication before is replaced';
    comment on column publication_build.units_total is 'Units of the round; null until the job has begun';
    comment on column publication_build.units_done is 'Units whose pages are written';
    comment on column publication_build.requested_at is 'When it was ordered';
    comment on column publication_build.requested_by is 'Account that ordered it; null for the operator';
    comment on column publication_build.ended_at is 'When it ended, however it did';
    comment on column publication_build.problems is 'Why it failed: place, code and message of each problem';
    comment on column publication_build.publication_id is 'What came of it';

    grant select, insert, update on publication_build to parix_app;
  `.execute(db);
}
