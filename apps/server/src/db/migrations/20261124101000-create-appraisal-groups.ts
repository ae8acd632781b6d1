import { type Kysely, sql } from 'kysely';

/** Who appraises a round: council and groups by decision, lead agencies, who judges which unit, interests, sign-off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createGroups(db);
  await createAssignments(db);
  await createSignOffs(db);
  await sql`
    grant select, insert, update (name, decision_number, decision_date, decision_issuer, decision_url, file_sha256,
      file_name, dissolved_at, version) on appraisal_group to parix_app;
    grant select, insert, update (left_at, left_by) on appraisal_group_member to parix_app;
    grant select, insert, update (agency, unit_id, set_by, set_at) on area_lead to parix_app;
    grant select, insert, update (ends_at, ended_by) on appraiser_assignment to parix_app;
    grant select, insert, update (ended_at, ended_by, end_reason) on interest_conflict to parix_app;
    grant select, insert, update (ended_at, ended_by) on reason_text to parix_app;
    grant select, insert on interest_declaration, area_sign_off to parix_app;
  `.execute(db);
}

async function createGroups(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table appraisal_group (
      round_id text not null references round (id),
      id uuid not null,
      kind text not null check (kind in ('council', 'appraisal-group')),
      name text not null check (btrim(name) <> '' and name is nfc normalized),
      decision_number text not null check (btrim(decision_number) <> ''),
      decision_date date not null,
      decision_issuer text not null check (btrim(decision_issuer) <> ''),
      decision_url text check (decision_url <> ''),
      file_sha256 text references stored_file (sha256),
      file_name text,
      created_by uuid references account (id),
      created_at timestamptz not null,
      dissolved_at timestamptz check (dissolved_at >= created_at),
      version int not null default 1 check (version >= 1),
      primary key (round_id, id),
      check ((file_sha256 is null) = (file_name is null))
    );
    comment on table appraisal_group is 'Council (hội đồng) or appraisal group (tổ thẩm định) of a round, set up by a decision';
    comment on column appraisal_group.round_id is 'The round';
    comment on column appraisal_group.id is 'UUIDv7 made by the application';
    comment on column appraisal_group.kind is 'Council or appraisal group';
    comment on column appraisal_group.name is 'Name as the decision gives it, NFC';
    comment on column appraisal_group.decision_number is 'Number of the decision that sets it up';
    comment on column appraisal_group.decision_date is 'Day of that decision';
    comment on column appraisal_group.decision_issuer is 'Who issued that decision';
    comment on column appraisal_group.decision_url is 'Where the decision can be read; null: no link';
    comment on column appraisal_group.file_sha256 is 'The decision itself, in the file store; null: no file';
    comment on column appraisal_group.file_name is 'Name of that file as it was sent; null: no file';
    comment on column appraisal_group.created_by is 'Account that entered it';
    comment on column appraisal_group.created_at is 'When it was entered';
    comment on column appraisal_group.dissolved_at is 'When it dissolved itself, its work done; null: it stands';
    comment on column appraisal_group.version is 'Counts the changes; the version check of an edit';

    create table appraisal_group_member (
      round_id text not null,
      group_id uuid not null,
      id uuid not null,
      account_id uuid not null references account (id),
      role text not null check (role in ('chair', 'deputy', 'member', 'secretary')),
      agency text not null check (btrim(agency) <> '' and agency is nfc normalized),
      joined_at timestamptz not null,
      joined_by uuid references account (id),
      left_at timestamptz check (left_at >= joined_at),
      left_by uuid references account (id),
      primary key (round_id, group_id, id),
      foreign key (round_id, group_id) references appraisal_group (round_id, id)
    );
    create unique index appraisal_group_member_account_index on appraisal_group_member (round_id, group_id, account_id)
      where left_at is null;
    comment on table appraisal_group_member is 'Somebody in a group, with their part in it; who left stays in the list';
    comment on column appraisal_group_member.round_id is 'The round';
    comment on column appraisal_group_member.group_id is 'The group';
    comment on column appraisal_group_member.id is 'UUIDv7 made by the application';
    comment on column appraisal_group_member.account_id is 'The person';
    comment on column appraisal_group_member.role is 'Chair, deputy, member or secretary';
    comment on column appraisal_group_member.agency is 'Agency that the person comes from, as the decision names it';
    comment on column appraisal_group_member.joined_at is 'When they were entered';
    comment on column appraisal_group_member.joined_by is 'Account that entered them';
    comment on column appraisal_group_member.left_at is 'When they left the group; null: they are in it';
    comment on column appraisal_group_member.left_by is 'Account that took them out';

    create table area_lead (
      round_id text not null references round (id),
      area_id text not null check (area_id <> ''),
      agency text not null check (btrim(agency) <> '' and agency is nfc normalized),
      unit_id uuid references unit (id),
      set_by uuid references account (id),
      set_at timestamptz not null,
      primary key (round_id, area_id)
    );
    comment on table area_lead is 'Agency that leads the appraisal of an area (cơ quan chủ trì thẩm định lĩnh vực)';
    comment on column area_lead.round_id is 'The round';
    comment on column area_lead.area_id is 'Area of the criteria set, by its id';
    comment on column area_lead.agency is 'Name of the agency';
    comment on column area_lead.unit_id is 'The agency as a unit of the register: only its people sign the area; null: any lead appraiser of the area';
    comment on column area_lead.set_by is 'Account that named it';
    comment on column area_lead.set_at is 'When it was named';
  `.execute(db);
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table appraiser_assignment (
      unit_id uuid not null,
      round_id text not null,
      id uuid not null,
      area_id text not null check (area_id <> ''),
      account_id uuid not null,
      starts_at timestamptz not null,
      ends_at timestamptz check (ends_at >= starts_at),
      assigned_by uuid,
      ended_by uuid,
      request_id text,
      primary key (unit_id, round_id, id),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    create unique index appraiser_assignment_holds_index
      on appraiser_assignment (unit_id, round_id, area_id, account_id) where ends_at is null;
    create index appraiser_assignment_round_index on appraiser_assignment (round_id, area_id) where ends_at is null;
    comment on table appraiser_assignment is 'Unit whose area a person appraises. A unit with one is judged by these people only; ended, never deleted';
    comment on column appraiser_assignment.unit_id is 'The unit that is judged; the key by which the table can be distributed';
    comment on column appraiser_assignment.round_id is 'The round';
    comment on column appraiser_assignment.id is 'UUIDv7 made by the application';
    comment on column appraiser_assignment.area_id is 'Area of the criteria set, by its id';
    comment on column appraiser_assignment.account_id is 'Who judges; no foreign key, so that the table can be distributed';
    comment on column appraiser_assignment.starts_at is 'Instant from which it holds';
    comment on column appraiser_assignment.ends_at is 'Instant from which it no longer holds; null: it does';
    comment on column appraiser_assignment.assigned_by is 'Account that assigned it';
    comment on column appraiser_assignment.ended_by is 'Account that ended it';
    comment on column appraiser_assignment.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table interest_conflict (
      unit_id uuid not null,
      round_id text not null,
      id uuid not null,
      account_id uuid not null,
      reason text not null check (btrim(reason) <> ''),
      declared_by uuid not null,
      declared_at timestamptz not null,
      ended_at timestamptz check (ended_at >= declared_at),
      ended_by uuid,
      end_reason text check (btrim(end_reason) <> ''),
      primary key (unit_id, round_id, id),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check ((ended_at is null) = (end_reason is null))
    );
    create unique index interest_conflict_holds_index on interest_conflict (unit_id, round_id, account_id)
      where ended_at is null;
    create index interest_conflict_person_index on interest_conflict (round_id, account_id) where ended_at is null;
    comment on table interest_conflict is 'Interest of a person in a unit, which bars them from judging it; ended with a reason, never deleted';
    comment on column interest_conflict.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column interest_conflict.round_id is 'The round';
    comment on column interest_conflict.id is 'UUIDv7 made by the application';
    comment on column interest_conflict.account_id is 'The person; no foreign key, so that the table can be distributed';
    comment on column interest_conflict.reason is 'What the interest is';
    comment on column interest_conflict.declared_by is 'Account that declared it: the person, or the standing body';
    comment on column interest_conflict.declared_at is 'When it was declared';
    comment on column interest_conflict.ended_at is 'When the standing body lifted it; null: it holds';
    comment on column interest_conflict.ended_by is 'Account that lifted it';
    comment on column interest_conflict.end_reason is 'Why it was lifted; null: it holds';

    create table interest_declaration (
      round_id text not null references round (id),
      account_id uuid not null references account (id),
      statement text not null check (btrim(statement) <> ''),
      conflicts int not null check (conflicts >= 0),
      at timestamptz not null,
      request_id text,
      primary key (round_id, account_id)
    );
    comment on table interest_declaration is 'What an appraiser declared once before judging in a round: no interest beyond the units listed. Append-only';
    comment on column interest_declaration.round_id is 'The round';
    comment on column interest_declaration.account_id is 'The person';
    comment on column interest_declaration.statement is 'The words that were agreed to, as they were shown';
    comment on column interest_declaration.conflicts is 'Units listed at that moment';
    comment on column interest_declaration.at is 'When it was declared';
    comment on column interest_declaration.request_id is 'Id of the request, to find it in the server log; null: not made by one';
  `.execute(db);
}

async function createSignOffs(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table area_sign_off (
      round_id text not null references round (id),
      area_id text not null check (area_id <> ''),
      stage text not null check (stage in ('first', 'second', 'council')),
      sequence int not null check (sequence >= 1),
      kind text not null check (kind in ('signed', 'withdrawn')),
      pairs int not null check (pairs >= 0),
      counts jsonb not null check (jsonb_typeof(counts) = 'object'),
      rows_sha256 text not null check (rows_sha256 ~ '^[0-9a-f]{64}$'),
      note text check (btrim(note) <> ''),
      actor_id uuid references account (id),
      at timestamptz not null,
      request_id text,
      primary key (round_id, area_id, stage, sequence),
      check (kind = 'signed' or note is not null)
    );
    comment on table area_sign_off is 'An area of a stage is confirmed by its lead agency, or that is withdrawn: each act is a row. Append-only';
    comment on column area_sign_off.round_id is 'The round';
    comment on column area_sign_off.area_id is 'Area of the criteria set, by its id';
    comment on column area_sign_off.stage is 'Stage of the appraisal';
    comment on column area_sign_off.sequence is 'Counts the acts on the area in the stage from 1';
    comment on column area_sign_off.kind is 'Signed, or withdrawn: the last one holds';
    comment on column area_sign_off.pairs is 'Items × units of the area that a decision is due on';
    comment on column area_sign_off.counts is 'Object of decision → how many stood at that moment';
    comment on column area_sign_off.rows_sha256 is 'SHA-256 of the decisions that were signed, as canonical JSON';
    comment on column area_sign_off.note is 'Note of whoever signed; the reason when it is withdrawn';
    comment on column area_sign_off.actor_id is 'Who did it';
    comment on column area_sign_off.at is 'When';
    comment on column area_sign_off.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table reason_text (
      round_id text not null references round (id),
      id uuid not null,
      area_id text not null check (area_id <> ''),
      item_id text check (item_id <> ''),
      code text not null check (code <> ''),
      text text not null check (btrim(text) <> '' and text is nfc normalized),
      requirement text check (btrim(requirement) <> ''),
      created_by uuid references account (id),
      created_at timestamptz not null,
      ended_at timestamptz check (ended_at >= created_at),
      ended_by uuid references account (id),
      primary key (round_id, id)
    );
    comment on table reason_text is 'Reason written once and used again by everybody who appraises the area (mẫu lý do)';
    comment on column reason_text.round_id is 'The round';
    comment on column reason_text.id is 'UUIDv7 made by the application';
    comment on column reason_text.area_id is 'Area in which it is offered';
    comment on column reason_text.item_id is 'The one item for which it is offered; null: every item of the area';
    comment on column reason_text.code is 'Kind of reason';
    comment on column reason_text.text is 'The reason, as a unit will read it, NFC';
    comment on column reason_text.requirement is 'Which requirement fails; null: written anew each time';
    comment on column reason_text.created_by is 'Account that wrote it';
    comment on column reason_text.created_at is 'When it was written';
    comment on column reason_text.ended_at is 'From when it is offered no more; null: it is';
    comment on column reason_text.ended_by is 'Account that took it away';
  `.execute(db);
}
