import { type Kysely, sql } from 'kysely';

/** Dossiers from files, totals of systems that give nothing else, and lists that are compared with what is held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dossier_file (
      id uuid primary key,
      source_id uuid not null references dossier_source (id),
      name text not null check (name <> ''),
      size bigint not null check (size > 0),
      state text not null
        check (state in ('uploading', 'waiting', 'running', 'done', 'cancelled', 'failed')),
      as_of timestamptz,
      mapping jsonb,
      revision int check (revision >= 1),
      last_row bigint not null default 0 check (last_row >= 0),
      bytes_done bigint not null default 0 check (bytes_done >= 0),
      taken bigint not null default 0 check (taken >= 0),
      repeated bigint not null default 0 check (repeated >= 0),
      rejected bigint not null default 0 check (rejected >= 0),
      problem_count bigint not null default 0 check (problem_count >= 0),
      failure text check (failure <> ''),
      created_by uuid references account (id),
      created_at timestamptz not null,
      started_at timestamptz,
      ended_at timestamptz,
      request_id text,
      check ((state = 'uploading') = (started_at is null) or state = 'cancelled'),
      check ((state in ('uploading', 'waiting', 'running')) = (ended_at is null)),
      check ((state = 'failed') = (failure is not null)),
      check ((started_at is null) = (mapping is null) and (started_at is null) = (as_of is null)
        and (started_at is null) = (revision is null))
    );
    create unique index dossier_file_running on dossier_file (source_id) where state in ('waiting', 'running');
    create unique index dossier_file_revision on dossier_file (source_id, revision);
    create index dossier_file_source_index on dossier_file (source_id, created_at desc, id desc);
    create index dossier_file_creator_index on dossier_file (created_by);
    comment on table dossier_file is 'A file of dossiers that somebody brings for a source, and how far it has been taken';
    comment on column dossier_file.id is 'UUIDv7; its bytes lie under this name in the data folder until it has ended';
    comment on column dossier_file.source_id is 'The system that it comes from';
    comment on column dossier_file.name is 'Name of the file as sent, for people only';
    comment on column dossier_file.size is 'Bytes, as announced';
    comment on column dossier_file.state is 'Arriving, waiting for a job, being taken, or how it ended';
    comment on column dossier_file.as_of is 'The instant of which it speaks: what happened later is not in it';
    comment on column dossier_file.mapping is 'How it is read: columns, dates, words';
    comment on column dossier_file.revision is 'Revision of the records that it makes, rising from file to file of a source';
    comment on column dossier_file.last_row is 'The last row that is stored; reading goes on after it, whatever happened';
    comment on column dossier_file.bytes_done is 'Bytes read by then, to show how far it is';
    comment on column dossier_file.taken is 'Rows that were new or changed a dossier';
    comment on column dossier_file.repeated is 'Rows that said what was known';
    comment on column dossier_file.rejected is 'Rows that were not taken';
    comment on column dossier_file.problem_count is 'Findings in all; of very many only the first are kept';
    comment on column dossier_file.failure is 'Why the file as a whole could not be read, as a code';
    comment on column dossier_file.created_by is 'Account that brought it; null: an operator';
    comment on column dossier_file.created_at is 'When it was announced';
    comment on column dossier_file.started_at is 'When somebody ordered that it be taken';
    comment on column dossier_file.ended_at is 'When it ended, however it did';
    comment on column dossier_file.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table dossier_file_problem (
      file_id uuid not null references dossier_file (id),
      place int not null check (place >= 0),
      at_row bigint not null check (at_row >= 1),
      column_name text not null,
      code text not null check (code <> ''),
      value text not null,
      primary key (file_id, place)
    );
    comment on table dossier_file_problem is 'Why rows of a file were not taken';
    comment on column dossier_file_problem.file_id is 'The file';
    comment on column dossier_file_problem.place is 'Which of its findings, from 0';
    comment on column dossier_file_problem.at_row is 'Row of the file, the first is 1';
    comment on column dossier_file_problem.column_name is 'Header of the column; empty: the row as a whole';
    comment on column dossier_file_problem.code is 'What is wrong';
    comment on column dossier_file_problem.value is 'What stands there, shortened';

    create table dossier_file_mapping (
      source_id uuid primary key references dossier_source (id),
      mapping jsonb not null,
      changed_by uuid references account (id),
      changed_at timestamptz not null
    );
    create index dossier_file_mapping_changer_index on dossier_file_mapping (changed_by);
    comment on table dossier_file_mapping is 'How the files of a source were read the last time';
    comment on column dossier_file_mapping.source_id is 'The source';
    comment on column dossier_file_mapping.mapping is 'Columns, dates, words';
    comment on column dossier_file_mapping.changed_by is 'Account that ordered the last file; null: an operator';
    comment on column dossier_file_mapping.changed_at is 'When that was';

    create table dossier_total (
      unit_id uuid not null,
      source_id uuid not null,
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      label text not null,
      revision int not null check (revision >= 1),
      counters jsonb not null,
      file_name text not null check (file_name <> ''),
      file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
      recorded_by uuid,
      recorded_at timestamptz not null,
      request_id text,
      primary key (unit_id, source_id, first_day, last_day, label, revision)
    );
    comment on table dossier_total is 'Totals as a source publishes them, where it gives no dossiers; never added to counted figures. Append-only';
    comment on column dossier_total.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column dossier_total.source_id is 'Who says so; no foreign key, so that the table can be distributed';
    comment on column dossier_total.first_day is 'First day of the period';
    comment on column dossier_total.last_day is 'Last day of the period';
    comment on column dossier_total.label is 'What the row is about within unit and period, as "mức độ 3"; empty: all';
    comment on column dossier_total.revision is 'Of several of one row the highest counts';
    comment on column dossier_total.counters is 'Name and number of each column, in the words of the source and in its order';
    comment on column dossier_total.file_name is 'File that it comes from';
    comment on column dossier_total.file_sha256 is 'SHA-256 of that file';
    comment on column dossier_total.recorded_by is 'Account that brought it; null: an operator';
    comment on column dossier_total.recorded_at is 'When that was';
    comment on column dossier_total.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table dossier_reconciliation (
      id uuid primary key,
      source_id uuid not null references dossier_source (id),
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      listed int not null check (listed >= 0),
      held int not null check (held >= 0),
      missing int not null check (missing >= 0),
      extra int not null check (extra >= 0),
      other_day int not null check (other_day >= 0),
      state_differs int not null check (state_differs >= 0),
      made_by uuid references account (id),
      made_at timestamptz not null,
      request_id text
    );
    create index dossier_reconciliation_source_index on dossier_reconciliation (source_id, made_at desc, id desc);
    create index dossier_reconciliation_maker_index on dossier_reconciliation (made_by);
    comment on table dossier_reconciliation is 'A list of the dossiers of a period by their source, compared with what is held. Append-only';
    comment on column dossier_reconciliation.id is 'UUIDv7';
    comment on column dossier_reconciliation.source_id is 'Whose list it is';
    comment on column dossier_reconciliation.first_day is 'First day of receipt';
    comment on column dossier_reconciliation.last_day is 'Last day of receipt';
    comment on column dossier_reconciliation.listed is 'Dossiers of the list';
    comment on column dossier_reconciliation.held is 'Dossiers of the source received in the period, as held here';
    comment on column dossier_reconciliation.missing is 'Listed and not held at all';
    comment on column dossier_reconciliation.extra is 'Held for the period and not listed';
    comment on column dossier_reconciliation.other_day is 'Listed and held, but received outside the period by what is held';
    comment on column dossier_reconciliation.state_differs is 'Listed with another state than is held';
    comment on column dossier_reconciliation.made_by is 'Account that brought the list; null: the source itself';
    comment on column dossier_reconciliation.made_at is 'When it was compared';
    comment on column dossier_reconciliation.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table dossier_difference (
      reconciliation_id uuid not null references dossier_reconciliation (id),
      place int not null check (place >= 0),
      finding text not null check (finding in ('missing', 'extra', 'other-day', 'state-differs')),
      code text not null check (code <> ''),
      source_state text,
      held_state text,
      primary key (reconciliation_id, place)
    );
    comment on table dossier_difference is 'A dossier in which a list and what is held differ. Append-only';
    comment on column dossier_difference.reconciliation_id is 'The comparison';
    comment on column dossier_difference.place is 'Which of its findings, from 0';
    comment on column dossier_difference.finding is 'What differs';
    comment on column dossier_difference.code is 'Code of the dossier';
    comment on column dossier_difference.source_state is 'State by the list, as written; null: not said';
    comment on column dossier_difference.held_state is 'State as held; null: not held';

    grant select, insert on dossier_file_problem, dossier_total, dossier_reconciliation, dossier_difference to parix_app;
    grant select, insert, update on dossier_file, dossier_file_mapping to parix_app`.execute(db);
}
