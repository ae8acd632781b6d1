import { type Kysely, sql } from 'kysely';

/** Remediation plans of units after a round: plans, what became of them, tasks, and what became of those. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table remediation_event (
      unit_id uuid not null,
      round_id text not null,
      number int not null check (number >= 1),
      sequence int not null check (sequence >= 1),
      kind text not null check (kind in ('opened', 'sent', 'returned', 'approved')),
      reason text check (btrim(reason) <> ''),
      content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
      actor_id uuid,
      at timestamptz not null,
      request_id text,
      primary key (unit_id, round_id, number, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check ((sequence = 1) = (kind = 'opened')),
      check (kind <> 'returned' or reason is not null),
      check ((kind in ('sent', 'approved')) = (content_sha256 is not null))
    );
    create index remediation_event_round_index on remediation_event (round_id, kind);
    comment on table remediation_event is 'What happened with a remediation plan (kế hoạch khắc phục): opened, sent to the leader, returned, approved. Append-only';
    comment on column remediation_event.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column remediation_event.round_id is 'The round after which the plan is made';
    comment on column remediation_event.number is 'Number of the plan of the unit after the round, from 1; a further plan takes what came later';
    comment on column remediation_event.sequence is 'Place in the story of the plan, from 1; the primary key refuses a second act on the same state';
    comment on column remediation_event.kind is 'What was done';
    comment on column remediation_event.reason is 'Why; required to return';
    comment on column remediation_event.content_sha256 is 'SHA-256 of the plan as canonical JSON: what was sent or approved';
    comment on column remediation_event.actor_id is 'Account that did it; no foreign key, so that the table can be distributed';
    comment on column remediation_event.at is 'When it was received';
    comment on column remediation_event.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table remediation_task (
      unit_id uuid not null,
      id uuid not null,
      round_id text not null,
      plan_number int not null check (plan_number >= 1),
      position int not null check (position >= 1),
      source text not null check (source in ('lost-item', 'finding', 'own')),
      item_id text check (item_id <> ''),
      area_id text check (area_id <> ''),
      finding_id uuid,
      lost_points text check (lost_points <> ''),
      said text check (btrim(said) <> ''),
      repeats_unit_id uuid,
      repeats_id uuid,
      shortcoming text not null check (btrim(shortcoming) <> ''),
      measure text not null default '',
      product text not null default '',
      owner_account_id uuid,
      owner_division_id uuid,
      due_on date,
      version int not null default 1 check (version >= 1),
      author_id uuid,
      recorded_at timestamptz not null,
      request_id text,
      primary key (unit_id, id),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check ((source = 'lost-item') = (lost_points is not null)),
      check (source <> 'lost-item' or item_id is not null),
      check ((source = 'finding') = (finding_id is not null)),
      check (owner_account_id is null or owner_division_id is null),
      check ((repeats_id is null) = (repeats_unit_id is null))
    );
    create index remediation_task_plan_index on remediation_task (unit_id, round_id, plan_number, position);
    create index remediation_task_round_index on remediation_task (round_id, due_on);
    create index remediation_task_due_index on remediation_task (due_on, unit_id, id);
    create unique index remediation_task_item_index on remediation_task (unit_id, round_id, item_id)
      where source = 'lost-item';
    create unique index remediation_task_finding_index on remediation_task (unit_id, round_id, finding_id)
      where source = 'finding';
    comment on table remediation_task is 'One shortcoming of a remediation plan and what is done about it. Changed only while the plan is a draft';
    comment on column remediation_task.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column remediation_task.id is 'UUIDv7';
    comment on column remediation_task.round_id is 'The round after which the plan is made';
    comment on column remediation_task.plan_number is 'The plan, as remediation_event numbers it';
    comment on column remediation_task.position is 'Place in the plan, from 1';
    comment on column remediation_task.source is 'lost-item: an item that lost points in the result; finding: of an inspection; own: added by the unit';
    comment on column remediation_task.item_id is 'Scored leaf of the criteria set, by its id; null: about none';
    comment on column remediation_task.area_id is 'Area of the set whose lead agency checks it; null: about none, any lead appraiser may check';
    comment on column remediation_task.finding_id is 'Finding of an inspection; no foreign key, so that the table can be distributed';
    comment on column remediation_task.lost_points is 'Points lost in the result, exact: a decimal or a ratio a/b';
    comment on column remediation_task.said is 'Why the points were taken, or what the inspection found, as told to the unit';
    comment on column remediation_task.repeats_unit_id is 'Unit of the earlier task: the same one or one that it came from';
    comment on column remediation_task.repeats_id is 'Earlier task about the same item or finding: the shortcoming has come back; null: it is new';
    comment on column remediation_task.shortcoming is 'What is wrong (tồn tại, hạn chế), in words of the unit';
    comment on column remediation_task.measure is 'What is done about it (biện pháp); empty while the plan is a draft';
    comment on column remediation_task.product is 'What comes of it and can be looked at (sản phẩm)';
    comment on column remediation_task.owner_account_id is 'Person of the unit who answers for it';
    comment on column remediation_task.owner_division_id is 'Division of the unit that answers for it';
    comment on column remediation_task.due_on is 'Last day on which it may be done: it ends with that day in Vietnam';
    comment on column remediation_task.version is 'Counts the changes of the draft, from 1';
    comment on column remediation_task.author_id is 'Account that changed it last; no foreign key, so that the table can be distributed';
    comment on column remediation_task.recorded_at is 'When it was changed last';
    comment on column remediation_task.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table remediation_task_event (
      unit_id uuid not null,
      task_id uuid not null,
      sequence int not null check (sequence >= 1),
      kind text not null check (kind in ('claimed', 'fixed', 'not-fixed')),
      note text check (btrim(note) <> ''),
      evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
      actor_id uuid,
      at timestamptz not null,
      request_id text,
      primary key (unit_id, task_id, sequence),
      foreign key (unit_id, task_id) references remediation_task (unit_id, id),
      check (kind <> 'not-fixed' or note is not null),
      check ((kind = 'claimed') = (evidence <> '[]'))
    );
    comment on table remediation_task_event is 'What became of a task: said to be done with proof, found fixed or not fixed. Append-only';
    comment on column remediation_task_event.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column remediation_task_event.task_id is 'The task';
    comment on column remediation_task_event.sequence is 'Place in the story of the task, from 1; the primary key refuses a second act on the same state';
    comment on column remediation_task_event.kind is 'What was done';
    comment on column remediation_task_event.note is 'What was done or found, in words; required when found not fixed';
    comment on column remediation_task_event.evidence is 'Proof: documents of the unit, addresses, page and quotation';
    comment on column remediation_task_event.actor_id is 'Account that did it; no foreign key, so that the table can be distributed';
    comment on column remediation_task_event.at is 'When it was received; in time is judged by it';
    comment on column remediation_task_event.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table remediation_take (
      id uuid primary key,
      round_id text not null references round (id),
      item_id text not null check (item_id <> ''),
      source_round_id text not null references round (id),
      due_from date not null,
      due_to date not null,
      counted text not null check (counted in ('fixed', 'fixed-in-time')),
      fixed_figure text not null check (fixed_figure <> ''),
      total_figure text not null check (total_figure <> ''),
      formula text not null check (btrim(formula) <> ''),
      units int not null check (units >= 1),
      author_id uuid references account (id),
      at timestamptz not null,
      request_id text,
      check (due_from <= due_to),
      check (fixed_figure <> total_figure)
    );
    create index remediation_take_round_index on remediation_take (round_id, item_id, at desc);
    create index remediation_take_source_index on remediation_take (source_round_id);
    create index remediation_take_author_index on remediation_take (author_id);
    comment on table remediation_take is 'Outcome of remediation taken as two figures of an item of a later round: where they come from. Append-only';
    comment on column remediation_take.id is 'UUIDv7';
    comment on column remediation_take.round_id is 'The round whose item gets the figures';
    comment on column remediation_take.item_id is 'Scored leaf of its criteria set, by its id';
    comment on column remediation_take.source_round_id is 'The earlier round whose plans were counted';
    comment on column remediation_take.due_from is 'First due date of the tasks that were counted';
    comment on column remediation_take.due_to is 'Last due date of the tasks that were counted';
    comment on column remediation_take.counted is 'Which tasks count: fixed at all, or fixed in time';
    comment on column remediation_take.fixed_figure is 'Figure of the item that takes the number of those';
    comment on column remediation_take.total_figure is 'Figure of the item that takes the number of tasks that were due';
    comment on column remediation_take.formula is 'What was counted, in words';
    comment on column remediation_take.units is 'Units that got figures';
    comment on column remediation_take.author_id is 'Account that took them';
    comment on column remediation_take.at is 'Instant of the counting';
    comment on column remediation_take.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table remediation_figure (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      entry_version int not null check (entry_version >= 1),
      take_id uuid not null,
      figures jsonb not null check (jsonb_typeof(figures) = 'object'),
      tasks jsonb not null check (jsonb_typeof(tasks) = 'array'),
      primary key (unit_id, round_id, item_id, entry_version),
      foreign key (unit_id, round_id, item_id, entry_version)
        references item_entry (unit_id, round_id, item_id, version)
    );
    comment on table remediation_figure is 'Figures of an item that were counted from remediation plans: the unit does not retype them. Append-only';
    comment on column remediation_figure.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column remediation_figure.round_id is 'The round';
    comment on column remediation_figure.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column remediation_figure.entry_version is 'Version of the entry that was written with them';
    comment on column remediation_figure.take_id is 'The counting, as remediation_take tells it; no foreign key, so that the table can be distributed';
    comment on column remediation_figure.figures is 'The two figures by name, as exact decimal text';
    comment on column remediation_figure.tasks is 'Tasks that were counted: id and outcome of each';

    grant select, insert on remediation_event, remediation_task_event, remediation_take, remediation_figure to parix_app;
    grant select, insert, delete on remediation_task to parix_app;
    grant update (shortcoming, measure, product, owner_account_id, owner_division_id, due_on, repeats_unit_id,
      repeats_id, version, author_id, recorded_at, request_id) on remediation_task to parix_app;
  `.execute(db);
}
