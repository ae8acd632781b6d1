import { type Kysely, sql } from 'kysely';

/** One-stop dossiers: sources, what happened to each dossier, what it comes to, and sums over days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dossier_source (
      id uuid primary key,
      code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name text not null check (btrim(name) <> ''),
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      token_hint text not null,
      version int not null default 1 check (version >= 1),
      revoked_at timestamptz,
      created_by uuid,
      created_at timestamptz not null,
      request_id text
    );
    comment on table dossier_source is 'A system that sends dossiers of the one-stop mechanism (hồ sơ một cửa)';
    comment on column dossier_source.id is 'UUIDv7';
    comment on column dossier_source.code is 'Short name, used in reports and files';
    comment on column dossier_source.name is 'Name of the system, Vietnamese';
    comment on column dossier_source.token_sha256 is 'SHA-256 of its token; the token itself is shown once and not kept';
    comment on column dossier_source.token_hint is 'Last signs of the token, to tell tokens apart';
    comment on column dossier_source.version is 'Raised by every change';
    comment on column dossier_source.revoked_at is 'From then on nothing is taken from it; null: it may send';
    comment on column dossier_source.created_by is 'Account that set it up; null: set up by the installation';
    comment on column dossier_source.created_at is 'When it was set up';
    comment on column dossier_source.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table dossier_event (
      unit_id uuid not null,
      source_id uuid not null,
      dossier_code text not null check (dossier_code <> ''),
      event_id text not null check (event_id <> ''),
      revision int not null check (revision >= 0),
      voided boolean not null default false,
      kind text not null,
      at timestamptz not null,
      procedure_code text check (procedure_code <> ''),
      data jsonb not null,
      recorded_at timestamptz not null,
      request_id text,
      primary key (unit_id, source_id, dossier_code, event_id, revision)
    );
    comment on table dossier_event is 'What happened to a dossier, as its source said it. Append-only: a correction is a higher revision';
    comment on column dossier_event.unit_id is 'The unit that has to settle it; the key by which the table can be distributed';
    comment on column dossier_event.source_id is 'Who said it; no foreign key, so that the table can be distributed';
    comment on column dossier_event.dossier_code is 'Code of the dossier in its source';
    comment on column dossier_event.event_id is 'Id of the event in its source, unique within the dossier';
    comment on column dossier_event.revision is 'Of several revisions of one event the highest counts';
    comment on column dossier_event.voided is 'The source has taken the event back';
    comment on column dossier_event.kind is 'What happened; the list is EVENT_KINDS of the one-stop package';
    comment on column dossier_event.at is 'When it happened, by the source';
    comment on column dossier_event.procedure_code is 'Procedure of the dossier, where the event names it';
    comment on column dossier_event.data is 'What the event says besides; instants in epoch milliseconds';
    comment on column dossier_event.recorded_at is 'When it was received';
    comment on column dossier_event.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table dossier (
      unit_id uuid not null,
      source_id uuid not null,
      code text not null check (code <> ''),
      procedure_code text check (procedure_code <> ''),
      state text,
      received_at timestamptz,
      due_at timestamptz,
      ended_at timestamptz,
      ending text,
      channel text,
      overdue_from date,
      near_due_from date,
      counts int[] not null,
      hours int check (hours >= 0),
      warnings jsonb not null default '[]',
      changed_at timestamptz not null,
      primary key (unit_id, source_id, code)
    );
    create index dossier_open_index on dossier (unit_id, due_at, source_id, code) where ended_at is null;
    create index dossier_received_index on dossier (unit_id, received_at, source_id, code);
    comment on table dossier is 'What a dossier comes to by all its events: computed anew from them whenever one arrives';
    comment on column dossier.unit_id is 'The unit that has to settle it; the key by which the table can be distributed';
    comment on column dossier.source_id is 'Where it comes from';
    comment on column dossier.code is 'Its code in the source';
    comment on column dossier.procedure_code is 'Procedure (thủ tục hành chính), by the latest event that names one';
    comment on column dossier.state is 'One of the ten states; null: every event was taken back';
    comment on column dossier.received_at is 'Receipt (tiếp nhận); null: registered only';
    comment on column dossier.due_at is 'Appointment in force (hẹn trả), computed by law where the procedure is known; null: without deadline';
    comment on column dossier.ended_at is 'End of processing; null: open';
    comment on column dossier.ending is 'How it ended; null: open';
    comment on column dossier.channel is 'How it came in';
    comment on column dossier.overdue_from is 'Of an open one: first day at whose end it is overdue, as things stand; null: never, or paused';
    comment on column dossier.near_due_from is 'Of an open one: first day at whose end it is near due; null: never, or paused';
    comment on column dossier.counts is 'What it adds to the sums: day, place of the counter, amount, again and again';
    comment on column dossier.hours is 'Whole working hours that it took, once settled';
    comment on column dossier.warnings is 'What its events contradict each other in, as codes';
    comment on column dossier.changed_at is 'When it was computed';

    create table dossier_day (
      unit_id uuid not null,
      day date not null,
      counts int[] not null,
      primary key (unit_id, day)
    );
    comment on table dossier_day is 'Sums of what the dossiers of a unit add to a day; kept equal to the sum of dossier.counts';
    comment on column dossier_day.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column dossier_day.day is 'The day, Vietnam time';
    comment on column dossier_day.counts is 'By place of the counter';

    create table dossier_half (
      unit_id uuid not null,
      half date not null check (extract(day from half) in (1, 15)),
      counts int[] not null,
      primary key (unit_id, half)
    );
    comment on table dossier_half is 'The same sums by half months: all official periods begin on the first or the fifteenth';
    comment on column dossier_half.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column dossier_half.half is 'First day of the half: the first (to the fourteenth) or the fifteenth (to the end of the month)';
    comment on column dossier_half.counts is 'By place of the counter';

    create table dossier_procedure_half (
      unit_id uuid not null,
      procedure_code text not null,
      half date not null check (extract(day from half) in (1, 15)),
      counts int[] not null,
      primary key (unit_id, procedure_code, half)
    );
    comment on table dossier_procedure_half is 'The same sums by procedure and half month';
    comment on column dossier_procedure_half.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column dossier_procedure_half.procedure_code is 'The procedure; empty: the dossiers that name none';
    comment on column dossier_procedure_half.half is 'First day of the half month';
    comment on column dossier_procedure_half.counts is 'By place of the counter';

    create table dossier_hours (
      unit_id uuid not null,
      day date not null,
      hours int not null check (hours >= 0),
      dossiers int not null,
      primary key (unit_id, day, hours)
    );
    comment on table dossier_hours is 'Settled dossiers of a day by the whole working hours they took: medians of any period are exact';
    comment on column dossier_hours.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column dossier_hours.day is 'Day of the end, Vietnam time';
    comment on column dossier_hours.hours is 'Whole working hours, waiting for the applicant not counted';
    comment on column dossier_hours.dossiers is 'How many';

    grant select, insert on dossier_event to parix_app;
    grant select, insert, update on dossier_source, dossier, dossier_day, dossier_half, dossier_procedure_half,
      dossier_hours to parix_app`.execute(db);
}
