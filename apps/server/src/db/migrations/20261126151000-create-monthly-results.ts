import { type Kysely, sql } from 'kysely';

/** The index of Quyết định 766/QĐ-TTg month by month, from the dossiers alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table monthly_result (
      unit_id uuid not null,
      month date not null check (extract(day from month) = 1),
      sequence int not null check (sequence >= 1),
      set_version_id text not null check (set_version_id <> ''),
      unit_name text collate "vi-VN-x-icu" not null check (unit_name <> ''),
      unit_kind text not null check (unit_kind <> ''),
      as_of date not null,
      closed boolean not null,
      items jsonb not null check (jsonb_typeof(items) = 'array'),
      sources jsonb not null check (jsonb_typeof(sources) = 'array'),
      computed_at timestamptz not null,
      request_id text,
      primary key (unit_id, month, sequence)
    );
    create index monthly_result_month_index on monthly_result (month, unit_name, unit_id);
    comment on table monthly_result is 'What a month of dossiers comes to by the index of Decision 766, unit by unit: the newest stands. Append-only';
    comment on column monthly_result.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column monthly_result.month is 'First day of the month';
    comment on column monthly_result.sequence is '1 for the first computation, raised by each one with another outcome';
    comment on column monthly_result.set_version_id is 'Version of the criteria set; no foreign key, so that the table can be distributed';
    comment on column monthly_result.unit_name is 'Name of the unit on the last day counted';
    comment on column monthly_result.unit_kind is 'Kind of the unit on that day';
    comment on column monthly_result.as_of is 'Last day that was counted';
    comment on column monthly_result.closed is 'The month is over: this stays, whatever is corrected later';
    comment on column monthly_result.items is 'Items whose figures come from measures: figures with numerator and denominator, points, status';
    comment on column monthly_result.sources is 'Systems that the dossiers came from: code, name, and when each was last heard';
    comment on column monthly_result.computed_at is 'When it was computed';
    comment on column monthly_result.request_id is 'Id of the job, to find it in the server log';

    grant select, insert on monthly_result to parix_app`.execute(db);
}
