import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table round drop constraint round_state_check;
    alter table round add constraint round_state_check check (state in (
      'draft', 'self-scoring', 'appraisal', 'explanation', 'reappraisal', 'council', 'approved', 'published'));
    alter table round drop constraint round_moved_from_check;
    alter table round add constraint round_moved_from_check check (moved_from in (
      'draft', 'self-scoring', 'appraisal', 'explanation', 'reappraisal', 'council', 'approved', 'published'));
    alter table round add column replies_close_at timestamptz;
    alter table round add column reply_waived_reason text check (btrim(reply_waived_reason) <> '');
    alter table round add column shown_to_units text[] not null
      default '{explanation,reappraisal,council,approved}'
      check (shown_to_units <@ '{explanation,reappraisal,council,approved}');
    comment on column round.replies_close_at is 'When the window of replies to the preliminary result shuts; null: ended by hand';
    comment on column round.reply_waived_reason is 'Why units are not heard in this round; null: they are';
    comment on column round.shown_to_units is
      'States before the publication in which a unit reads its own appraised points; from the publication on it always does';

    alter table item_appraisal add column stage text not null default 'first'
      check (stage in ('first', 'second', 'council'));
    alter table item_appraisal add column kept text check (kept in ('accept', 'reduce', 'raise', 'set', 'not-applicable'));
    alter table item_appraisal add column reason_code text check (reason_code in (
      'evidence-missing', 'evidence-outside-period', 'evidence-wrong-issuer', 'figure-not-proven', 'figure-differs',
      'requirement-not-met', 'late', 'wrong-calculation', 'other'));
    alter table item_appraisal add column requirement text check (btrim(requirement) <> '' and requirement is nfc normalized);
    alter table item_appraisal drop constraint item_appraisal_decision_check;
    alter table item_appraisal add constraint item_appraisal_decision_check check (decision in (
      'accept', 'reduce', 'raise', 'set', 'not-applicable', 'needs-explanation', 'keep'));
    alter table item_appraisal drop constraint item_appraisal_check;
    alter table item_appraisal drop constraint item_appraisal_check1;
    alter table item_appraisal add constraint item_appraisal_points_given check (
      points is not null or coalesce(kept, decision) in ('accept', 'not-applicable', 'needs-explanation'));
    alter table item_appraisal add constraint item_appraisal_reason_given check (
      reason is not null or decision in ('accept', 'set'));
    alter table item_appraisal add constraint item_appraisal_kept_only check ((decision = 'keep') = (kept is not null));
    alter table item_appraisal add constraint item_appraisal_stage_decisions check (
      case stage when 'first' then decision <> 'keep' else decision <> 'needs-explanation' end);
    comment on column item_appraisal.decision is
      'accept the self-score, reduce or raise it, set points given elsewhere, not-applicable, needs-explanation (left open, asks the unit), keep what stood';
    comment on column item_appraisal.stage is 'first: at the appraisal; second: after the unit was heard; council: by the council';
    comment on column item_appraisal.kept is 'With keep: the decision that stands on, with its points; null otherwise';
    comment on column item_appraisal.reason_code is 'Kind of the reason, to be counted; null: none was chosen';
    comment on column item_appraisal.requirement is 'Which requirement of the item is not met, in words; null: not said';
    comment on column item_appraisal.points is 'Appraised points where the standing decision is reduce, raise or set; null otherwise';

    create table item_reply (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      version int not null check (version >= 1),
      appraisal_version int not null check (appraisal_version >= 1),
      stance text not null check (stance in ('agree', 'disagree')),
      reason text check (btrim(reason) <> ''),
      evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
      author_id uuid,
      recorded_at timestamptz not null,
      request_id text,
      primary key (unit_id, round_id, item_id, version),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check (reason is not null or stance = 'agree')
    );
    create index item_reply_grid_index on item_reply (round_id, item_id, unit_id, version desc);
    comment on table item_reply is 'What a unit answers to the preliminary result of one item (giải trình): each saving appends a version. Append-only';
    comment on column item_reply.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column item_reply.round_id is 'The round';
    comment on column item_reply.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column item_reply.version is 'Version from 1; the primary key refuses a second save on the same version';
    comment on column item_reply.appraisal_version is 'Version of the decision that is answered';
    comment on column item_reply.stance is 'agree or disagree with the decision';
    comment on column item_reply.reason is 'Why, in words; required to disagree';
    comment on column item_reply.evidence is 'Additional evidence: links, files, page and quotation';
    comment on column item_reply.author_id is 'Account that saved it; no foreign key, so that the table can be distributed';
    comment on column item_reply.recorded_at is 'When it was saved';
    comment on column item_reply.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table reply_event (
      unit_id uuid not null,
      round_id text not null,
      sequence int not null check (sequence >= 1),
      kind text not null check (kind in ('sent', 'returned', 'approved', 'reopened')),
      reason text check (btrim(reason) <> ''),
      actor_id uuid,
      at timestamptz not null,
      request_id text,
      primary key (unit_id, round_id, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check (reason is not null or kind in ('sent', 'approved'))
    );
    comment on table reply_event is 'What happened with the replies of a unit as a whole: sent to the leader, returned, approved, reopened. Append-only';
    comment on column reply_event.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column reply_event.round_id is 'The round';
    comment on column reply_event.sequence is 'Place in the story of the unit, from 1; the primary key refuses a second act on the same state';
    comment on column reply_event.kind is 'What was done';
    comment on column reply_event.reason is 'Why; required to return and to reopen';
    comment on column reply_event.actor_id is 'Account that did it; no foreign key, so that the table can be distributed';
    comment on column reply_event.at is 'When it was received';
    comment on column reply_event.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    create table result_freeze (
      round_id text not null references round (id),
      sequence int not null check (sequence >= 1),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      author_id uuid references account (id),
      at timestamptz not null,
      request_id text,
      primary key (round_id, sequence)
    );
    comment on table result_freeze is 'Results of a round as laid before the council: the last one is compared with a recomputation. Append-only';
    comment on column result_freeze.round_id is 'The round';
    comment on column result_freeze.sequence is 'Number of the freeze, from 1';
    comment on column result_freeze.sha256 is 'SHA-256 of its rows as canonical text';
    comment on column result_freeze.author_id is 'Account that froze it';
    comment on column result_freeze.at is 'When';
    comment on column result_freeze.request_id is 'Id of the request, to find it in the server log; null: not made by one';
    create table frozen_result (
      unit_id uuid not null,
      round_id text not null,
      sequence int not null,
      points text not null check (points <> ''),
      maximum text not null check (maximum <> ''),
      index_value text check (index_value <> ''),
      class_id text check (class_id <> ''),
      rank int check (rank >= 1),
      primary key (unit_id, round_id, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      foreign key (round_id, sequence) references result_freeze (round_id, sequence)
    );
    create index frozen_result_round_index on frozen_result (round_id, sequence);
    comment on table frozen_result is 'One unit of a frozen result; exact decimals as text. Append-only';
    comment on column frozen_result.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column frozen_result.round_id is 'The round';
    comment on column frozen_result.sequence is 'The freeze';
    comment on column frozen_result.points is 'Total points, exact';
    comment on column frozen_result.maximum is 'Maximum of what applies to the unit, exact';
    comment on column frozen_result.index_value is 'Index in %, exact; null: none';
    comment on column frozen_result.class_id is 'Class (xếp loại), null: none';
    comment on column frozen_result.rank is 'Rank in the block, null: not ranked';

    grant select, insert on item_reply, reply_event, result_freeze, frozen_result to parix_app;
  `.execute(db);
}
