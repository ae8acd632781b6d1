import { type Kysely, sql } from 'kysely';

/** What sign-off needs beside the events: remarks, the request behind each change, the round's window of data. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table card_event add column remarks jsonb not null default '[]' check (jsonb_typeof(remarks) = 'array');
    comment on column card_event.remarks is
      'Array of {itemId, remark}: with returned what the leader says of single items, with sent the gaps sent knowingly';

    alter table item_entry add column request_id text;
    alter table item_appraisal add column request_id text;
    alter table item_appraisal add column entry_version int check (entry_version >= 0);
    alter table item_mark add column request_id text;
    alter table item_assignment add column request_id text;
    alter table item_assignment add column end_request_id text;
    comment on column item_entry.request_id is 'Id of the request, to find it in the server log; null: not made by one';
    comment on column item_appraisal.request_id is 'Id of the request, to find it in the server log; null: not made by one';
    comment on column item_appraisal.entry_version is
      'Version of the entry that was judged, 0 for none; null for imported decisions and older ones, told by time';
    comment on column item_mark.request_id is 'Id of the request, to find it in the server log; null: not made by one';
    comment on column item_assignment.request_id is 'Id of the request that assigned it; null: not made by one';
    comment on column item_assignment.end_request_id is 'Id of the request that ended it; null: it holds, or no request did';

    create unique index item_assignment_person_index on item_assignment (unit_id, round_id, item_id, account_id)
      where ends_at is null and account_id is not null;
    create unique index item_assignment_division_index on item_assignment (unit_id, round_id, item_id, division_id)
      where ends_at is null and division_id is not null;

    alter table round add column data_from date;
    alter table round add column data_to date check (data_to >= data_from);
    alter table round add column data_refused_outside boolean not null default false;
    alter table round add column name_anchor_date date;
    alter table round add column moved_at timestamptz;
    alter table round add column moved_from text check (moved_from in (
      'draft', 'self-scoring', 'appraisal', 'approved', 'published'));
    comment on column round.data_from is 'First day whose data count (declared-data cut-off); null: no bound';
    comment on column round.data_to is 'Last day whose data count; null: no bound';
    comment on column round.data_refused_outside is 'True: data outside the window are refused; false: they are flagged';
    comment on column round.name_anchor_date is 'Day whose names of units are shown; null: the last day of the index year';
    comment on column round.moved_at is 'When the round came to its state; null: it is still as created, or is older than this column';
    comment on column round.moved_from is 'State before that; null: none';

    create table round_milestone (
      round_id text not null references round (id),
      position int not null check (position >= 1),
      kind text not null check (kind in ('plan', 'council', 'field-visit', 'preliminary-notice', 'explanation-closes',
        'council-meeting', 'publication', 'other')),
      title text not null check (btrim(title) <> '' and title is nfc normalized),
      at timestamptz not null,
      primary key (round_id, position)
    );
    comment on table round_milestone is 'Planned dates of a round beside those that open and shut windows; settings, replaced as a list';
    comment on column round_milestone.round_id is 'The round';
    comment on column round_milestone.position is 'Place in the list, from 1';
    comment on column round_milestone.kind is 'What is planned';
    comment on column round_milestone.title is 'As people are told it, NFC';
    comment on column round_milestone.at is 'When it is due';

    grant update (end_request_id) on item_assignment to parix_app;
    grant select, insert, delete on round_milestone to parix_app;
  `.execute(db);
}
