import { type Kysely, sql } from 'kysely';

/** Inspections (kiểm tra): plans, visits, checklists, findings with photos, and the records that both sides sign. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPlans(db);
  await createChecklists(db);
  await createFindings(db);
  await createOperations(db);
  await createRecords(db);
  await sql`
    grant select, insert, update (title, decision_number, decision_date, decision_issuer, version)
      on inspection_plan to parix_app;
    grant select, insert, update (starts_at, ends_at, place, state, version) on inspection_visit to parix_app;
    grant select, insert, delete on inspection_team_member to parix_app;
    grant select, insert, update (removed_at, removed_by) on inspection_photo to parix_app;
    grant select, insert on inspection_check, inspection_answer, inspection_finding, inspection_finding_version,
      inspection_proceedings, inspection_operation, inspection_record, inspection_signature to parix_app;
  `.execute(db);
}

async function createPlans(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_plan (
      id uuid primary key,
      round_id text not null references round (id),
      title text not null check (btrim(title) <> '' and title is nfc normalized),
      decision_number text not null check (btrim(decision_number) <> ''),
      decision_date date not null,
      decision_issuer text not null check (btrim(decision_issuer) <> ''),
      created_by uuid references account (id),
      created_at timestamptz not null,
      version int not null default 1 check (version >= 1)
    );
    create index inspection_plan_round_index on inspection_plan (round_id);
    comment on table inspection_plan is 'Plan of inspections (kế hoạch kiểm tra) of a round, set up by a decision';
    comment on column inspection_plan.id is 'UUIDv7 made by the application';
    comment on column inspection_plan.round_id is 'The round whose cards the checklists are drawn from';
    comment on column inspection_plan.title is 'Title as the decision gives it, NFC';
    comment on column inspection_plan.decision_number is 'Number of the decision that sets up the inspection';
    comment on column inspection_plan.decision_date is 'Day of that decision';
    comment on column inspection_plan.decision_issuer is 'Who issued that decision';
    comment on column inspection_plan.created_by is 'Account that entered it';
    comment on column inspection_plan.created_at is 'When it was entered';
    comment on column inspection_plan.version is 'Counts the changes; the version check of an edit';

    create table inspection_visit (
      unit_id uuid not null references unit (id),
      id uuid not null,
      plan_id uuid not null references inspection_plan (id),
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      place text not null check (btrim(place) <> '' and place is nfc normalized),
      state text not null check (state in ('planned', 'done', 'signed', 'cancelled')),
      created_by uuid references account (id),
      created_at timestamptz not null,
      version int not null default 1 check (version >= 1),
      primary key (unit_id, id),
      check (ends_at > starts_at)
    );
    create index inspection_visit_plan_index on inspection_visit (plan_id);
    create index inspection_visit_start_index on inspection_visit (starts_at);
    comment on table inspection_visit is 'Visit of a team at a unit';
    comment on column inspection_visit.unit_id is 'The unit inspected; the key by which the table can be distributed';
    comment on column inspection_visit.id is 'UUIDv7 made by the application';
    comment on column inspection_visit.plan_id is 'The plan that it belongs to';
    comment on column inspection_visit.starts_at is 'When the team is to arrive';
    comment on column inspection_visit.ends_at is 'When it is to leave, exclusive';
    comment on column inspection_visit.place is 'Where it meets the unit';
    comment on column inspection_visit.state is 'planned: findings are taken down; done: the record is closed and signed by the leader of the team; signed: by the unit too; cancelled';
    comment on column inspection_visit.created_by is 'Account that planned it';
    comment on column inspection_visit.created_at is 'When it was planned';
    comment on column inspection_visit.version is 'Counts the changes of date, place, team and state; the version check of an edit';

    create table inspection_team_member (
      unit_id uuid not null,
      visit_id uuid not null,
      account_id uuid not null references account (id),
      part text not null check (part in ('leader', 'secretary', 'member')),
      capacity text not null check (capacity is nfc normalized),
      primary key (unit_id, visit_id, account_id),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id)
    );
    create unique index inspection_team_leader_index on inspection_team_member (unit_id, visit_id) where part = 'leader';
    create index inspection_team_account_index on inspection_team_member (account_id);
    comment on table inspection_team_member is 'Somebody on the team of a visit; changes stand in the audit log';
    comment on column inspection_team_member.unit_id is 'The unit inspected';
    comment on column inspection_team_member.visit_id is 'The visit';
    comment on column inspection_team_member.account_id is 'The person';
    comment on column inspection_team_member.part is 'Leader (trưởng đoàn; one of each visit), secretary or member';
    comment on column inspection_team_member.capacity is 'Office and agency, as the record names it; empty: not said';
  `.execute(db);
}

async function createChecklists(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_check (
      unit_id uuid not null,
      visit_id uuid not null,
      id uuid not null,
      source text not null check (source in ('open-item', 'last-year', 'earlier-finding', 'added')),
      item_id text,
      item_code text,
      earlier_finding_id uuid,
      question text not null check (btrim(question) <> '' and question is nfc normalized),
      author_id uuid,
      recorded_at timestamptz not null,
      primary key (unit_id, visit_id, id),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id),
      check ((item_id is null) = (item_code is null)),
      check ((source = 'earlier-finding') = (earlier_finding_id is not null))
    );
    create unique index inspection_check_item_index on inspection_check (unit_id, visit_id, source, item_id)
      where source in ('open-item', 'last-year');
    create unique index inspection_check_finding_index on inspection_check (unit_id, visit_id, earlier_finding_id)
      where source = 'earlier-finding';
    comment on table inspection_check is 'Line of the checklist of a visit. Append-only';
    comment on column inspection_check.unit_id is 'The unit inspected';
    comment on column inspection_check.visit_id is 'The visit';
    comment on column inspection_check.id is 'UUID, made by the application or by the phone that added the line';
    comment on column inspection_check.source is 'Why it is there: an open item of the card, points lost in the last published round, a finding of an earlier visit, or added by the team';
    comment on column inspection_check.item_id is 'Scored leaf of the criteria set, by its id; null: about no item';
    comment on column inspection_check.item_code is 'Its code as people know it';
    comment on column inspection_check.earlier_finding_id is 'The finding of an earlier visit that it asks about';
    comment on column inspection_check.question is 'What is to be looked at, NFC';
    comment on column inspection_check.author_id is 'Account that added it; null: drawn by the application; no foreign key, so that the table can be distributed';
    comment on column inspection_check.recorded_at is 'When the server took it';

    create table inspection_answer (
      unit_id uuid not null,
      visit_id uuid not null,
      check_id uuid not null,
      version int not null check (version >= 1),
      answer text not null check (answer in ('open', 'met', 'not-met', 'fixed', 'remains', 'repeated', 'not-checked')),
      note text not null check (note is nfc normalized),
      operation_id uuid not null,
      author_id uuid not null,
      noted_at timestamptz not null,
      recorded_at timestamptz not null,
      primary key (unit_id, visit_id, check_id, version),
      foreign key (unit_id, visit_id, check_id) references inspection_check (unit_id, visit_id, id)
    );
    comment on table inspection_answer is 'What the team found at a line of the checklist: each change appends a version. Append-only';
    comment on column inspection_answer.unit_id is 'The unit inspected';
    comment on column inspection_answer.visit_id is 'The visit';
    comment on column inspection_answer.check_id is 'The line';
    comment on column inspection_answer.version is 'Version from 1; the primary key refuses a second one on the same version';
    comment on column inspection_answer.answer is 'Met or not; of an earlier shortcoming: fixed, remains, repeated; open: taken back';
    comment on column inspection_answer.note is 'In the words of the team; empty: none';
    comment on column inspection_answer.operation_id is 'The operation that brought it';
    comment on column inspection_answer.author_id is 'Account that wrote it; no foreign key, so that the table can be distributed';
    comment on column inspection_answer.noted_at is 'When it was written, by the clock of the device: for reading only';
    comment on column inspection_answer.recorded_at is 'When the server took it';
  `.execute(db);
}

async function createFindings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_finding (
      unit_id uuid not null,
      id uuid not null,
      visit_id uuid not null,
      primary key (unit_id, id),
      unique (unit_id, visit_id, id),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id)
    );
    comment on table inspection_finding is 'Finding of a visit; what it says stands in its versions. Append-only';
    comment on column inspection_finding.unit_id is 'The unit inspected';
    comment on column inspection_finding.id is 'UUID made by the device on which it was written first';
    comment on column inspection_finding.visit_id is 'The visit';

    create table inspection_finding_version (
      unit_id uuid not null,
      finding_id uuid not null,
      version int not null check (version >= 1),
      kind text not null check (kind in ('met', 'shortcoming', 'good-practice')),
      statement text not null check (btrim(statement) <> '' and statement is nfc normalized),
      recommendation text not null check (recommendation is nfc normalized),
      item_id text,
      item_code text,
      check_id uuid,
      repeats_finding_id uuid,
      withdrawn boolean not null default false,
      operation_id uuid,
      author_id uuid not null,
      noted_at timestamptz not null,
      recorded_at timestamptz not null,
      primary key (unit_id, finding_id, version),
      foreign key (unit_id, finding_id) references inspection_finding (unit_id, id),
      foreign key (unit_id, repeats_finding_id) references inspection_finding (unit_id, id),
      check ((item_id is null) = (item_code is null)),
      check (repeats_finding_id <> finding_id)
    );
    create index inspection_finding_repeats_index on inspection_finding_version (unit_id, repeats_finding_id)
      where repeats_finding_id is not null;
    comment on table inspection_finding_version is 'What a finding says: each change appends a version; the last one counts. Append-only';
    comment on column inspection_finding_version.unit_id is 'The unit inspected';
    comment on column inspection_finding_version.finding_id is 'The finding';
    comment on column inspection_finding_version.version is 'Version from 1; the primary key refuses a second one on the same version';
    comment on column inspection_finding_version.kind is 'Met, a shortcoming (tồn tại, hạn chế), or good practice';
    comment on column inspection_finding_version.statement is 'What was found, NFC';
    comment on column inspection_finding_version.recommendation is 'What the unit is asked to do; empty: nothing';
    comment on column inspection_finding_version.item_id is 'Scored leaf of the criteria set, by its id; null: about no item';
    comment on column inspection_finding_version.item_code is 'Its code as people know it';
    comment on column inspection_finding_version.check_id is 'Line of the checklist that it came from; null: none';
    comment on column inspection_finding_version.repeats_finding_id is 'Finding of an earlier visit that is found again; null: new';
    comment on column inspection_finding_version.withdrawn is 'True: it was taken back and counts no more';
    comment on column inspection_finding_version.operation_id is 'The operation that brought it; null: an addendum took it back';
    comment on column inspection_finding_version.author_id is 'Account that wrote it; no foreign key, so that the table can be distributed';
    comment on column inspection_finding_version.noted_at is 'When it was written, by the clock of the device: for reading only';
    comment on column inspection_finding_version.recorded_at is 'When the server took it';

    create table inspection_photo (
      unit_id uuid not null,
      id uuid not null,
      finding_id uuid not null,
      sha256 text not null references stored_file (sha256),
      file_name text not null check (file_name <> ''),
      caption text not null check (caption is nfc normalized),
      operation_id uuid not null,
      author_id uuid not null,
      noted_at timestamptz not null,
      recorded_at timestamptz not null,
      removed_at timestamptz,
      removed_by uuid,
      primary key (unit_id, id),
      foreign key (unit_id, finding_id) references inspection_finding (unit_id, id),
      check ((removed_at is null) = (removed_by is null))
    );
    create index inspection_photo_finding_index on inspection_photo (unit_id, finding_id);
    comment on table inspection_photo is 'Photo of a finding; its bytes lie in the file store';
    comment on column inspection_photo.unit_id is 'The unit inspected';
    comment on column inspection_photo.id is 'UUID made by the device that took it';
    comment on column inspection_photo.finding_id is 'The finding';
    comment on column inspection_photo.sha256 is 'The stored file';
    comment on column inspection_photo.file_name is 'Name of the file as it was sent';
    comment on column inspection_photo.caption is 'What it shows; empty: not said';
    comment on column inspection_photo.operation_id is 'The operation that brought it';
    comment on column inspection_photo.author_id is 'Account that sent it';
    comment on column inspection_photo.noted_at is 'When it was taken, by the clock of the device: for reading only';
    comment on column inspection_photo.recorded_at is 'When the server took it';
    comment on column inspection_photo.removed_at is 'When it was taken out, before the record was closed; null: it stands';
    comment on column inspection_photo.removed_by is 'Account that took it out';
  `.execute(db);
}

async function createOperations(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_proceedings (
      unit_id uuid not null,
      visit_id uuid not null,
      version int not null check (version >= 1),
      content jsonb not null check (jsonb_typeof(content) = 'object'),
      operation_id uuid not null,
      author_id uuid not null,
      noted_at timestamptz not null,
      recorded_at timestamptz not null,
      primary key (unit_id, visit_id, version),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id)
    );
    comment on table inspection_proceedings is 'How a visit went: hours, who was there, the general view, what the unit said. Append-only';
    comment on column inspection_proceedings.unit_id is 'The unit inspected';
    comment on column inspection_proceedings.visit_id is 'The visit';
    comment on column inspection_proceedings.version is 'Version from 1; the primary key refuses a second one on the same version';
    comment on column inspection_proceedings.content is 'As the contract has it';
    comment on column inspection_proceedings.operation_id is 'The operation that brought it';
    comment on column inspection_proceedings.author_id is 'Account that wrote it';
    comment on column inspection_proceedings.noted_at is 'When it was written, by the clock of the device: for reading only';
    comment on column inspection_proceedings.recorded_at is 'When the server took it';

    create table inspection_operation (
      unit_id uuid not null,
      visit_id uuid not null,
      id uuid not null,
      kind text not null check (kind in ('answer', 'finding', 'proceedings', 'photo', 'photo-removal')),
      subject_id uuid not null,
      outcome text not null check (outcome in ('applied', 'conflict')),
      version int not null check (version >= 0),
      body jsonb not null check (jsonb_typeof(body) = 'object'),
      resolves_id uuid,
      author_id uuid not null,
      recorded_at timestamptz not null,
      primary key (unit_id, visit_id, id),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id)
    );
    comment on table inspection_operation is 'What devices sent of a visit, each operation once however often it came. Append-only';
    comment on column inspection_operation.unit_id is 'The unit inspected';
    comment on column inspection_operation.visit_id is 'The visit';
    comment on column inspection_operation.id is 'UUID made by the device; a repeated one answers as the first did';
    comment on column inspection_operation.kind is 'What it is about';
    comment on column inspection_operation.subject_id is 'The finding, line, photo, or the visit itself';
    comment on column inspection_operation.outcome is 'Applied, or kept aside because another device had changed the same thing';
    comment on column inspection_operation.version is 'The version it made; of a conflict, the one that stood';
    comment on column inspection_operation.body is 'As it was sent: the words of a conflict are kept too';
    comment on column inspection_operation.resolves_id is 'The conflict that it settles; null: none';
    comment on column inspection_operation.author_id is 'Account that sent it; no foreign key, so that the table can be distributed';
    comment on column inspection_operation.recorded_at is 'When the server took it';
  `.execute(db);
}

async function createRecords(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_record (
      unit_id uuid not null,
      visit_id uuid not null,
      version int not null check (version >= 1),
      kind text not null check (kind in ('record', 'addendum')),
      content jsonb not null check (jsonb_typeof(content) = 'object'),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      author_id uuid not null references account (id),
      recorded_at timestamptz not null,
      request_id text,
      primary key (unit_id, visit_id, version),
      foreign key (unit_id, visit_id) references inspection_visit (unit_id, id)
    );
    comment on table inspection_record is 'Record (biên bản) of a visit as it was closed, and addenda (phụ lục) to a signed one. Append-only';
    comment on column inspection_record.unit_id is 'The unit inspected';
    comment on column inspection_record.visit_id is 'The visit';
    comment on column inspection_record.version is 'Counts records and addenda from 1; a record opened again gets the next';
    comment on column inspection_record.kind is 'The record itself, or an addendum to it';
    comment on column inspection_record.content is 'Everything that it says, frozen';
    comment on column inspection_record.sha256 is 'SHA-256 of the content as canonical text: what a signature is about';
    comment on column inspection_record.author_id is 'Account that closed it';
    comment on column inspection_record.recorded_at is 'When it was closed';
    comment on column inspection_record.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table inspection_signature (
      unit_id uuid not null,
      visit_id uuid not null,
      version int not null,
      side text not null check (side in ('team', 'unit')),
      account_id uuid not null references account (id),
      capacity text not null check (capacity is nfc normalized),
      opinion text not null check (opinion is nfc normalized),
      at timestamptz not null,
      request_id text,
      primary key (unit_id, visit_id, version, side),
      foreign key (unit_id, visit_id, version) references inspection_record (unit_id, visit_id, version)
    );
    comment on table inspection_signature is 'Who confirmed which version of a record, for the team and for the unit. Append-only';
    comment on column inspection_signature.unit_id is 'The unit inspected';
    comment on column inspection_signature.visit_id is 'The visit';
    comment on column inspection_signature.version is 'Version of the record';
    comment on column inspection_signature.side is 'For the team (trưởng đoàn) or for the unit (đại diện đơn vị)';
    comment on column inspection_signature.account_id is 'Account that confirmed it';
    comment on column inspection_signature.capacity is 'Office in which they signed';
    comment on column inspection_signature.opinion is 'What the unit wants to have said beside its signature; empty: nothing';
    comment on column inspection_signature.at is 'When';
    comment on column inspection_signature.request_id is 'Id of the request, to find it in the server log; null: not made by one';
  `.execute(db);
}
