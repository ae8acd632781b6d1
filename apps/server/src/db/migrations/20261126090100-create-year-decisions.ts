import { type Kysely, sql } from 'kysely';

/** Yearly decisions on days off and worked days that an office has recorded over the built-in schedules. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table year_decision (
      year int not null check (year between 1900 and 2199),
      sequence int not null check (sequence >= 1),
      document jsonb not null check (jsonb_typeof(document) = 'object'),
      author_id uuid references account (id),
      recorded_at timestamptz not null,
      request_id text,
      primary key (year, sequence)
    );
    create index year_decision_author_index on year_decision (author_id);
    comment on table year_decision is 'Days off and worked days of a year as decided, with local exceptions. Append-only: the latest of a year counts, before the built-in schedule';
    comment on column year_decision.year is 'Calendar year';
    comment on column year_decision.sequence is 'Counts the decisions recorded for the year, from 1; the primary key refuses two at once';
    comment on column year_decision.document is 'The whole decision, as checked by the package of working days (year-decision.schema.json)';
    comment on column year_decision.author_id is 'Account that recorded it; null: none';
    comment on column year_decision.recorded_at is 'When it was recorded';
    comment on column year_decision.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    grant select, insert on year_decision to parix_app;
  `.execute(db);
}
