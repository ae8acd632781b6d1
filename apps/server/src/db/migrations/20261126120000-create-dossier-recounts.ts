import { type Kysely, sql } from 'kysely';

/** Orders to count dossiers again after a procedure or the calendar has changed, and how far each has come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dossier_recount (
      id uuid primary key,
      cause text not null check (cause in ('procedures', 'calendar')),
      procedure_codes text[] check (cardinality(procedure_codes) > 0),
      first_day date,
      last_day date check (last_day >= first_day),
      at_unit uuid,
      at_source uuid,
      at_dossier text,
      dossiers int not null default 0 check (dossiers >= 0),
      author_id uuid references account (id),
      ordered_at timestamptz not null,
      changed_at timestamptz not null,
      finished_at timestamptz,
      request_id text,
      check ((cause = 'procedures') = (procedure_codes is not null)),
      check ((cause = 'calendar') = (first_day is not null and last_day is not null)),
      check (at_unit is not null or (at_source is null and at_dossier is null)),
      check ((at_source is null) = (at_dossier is null))
    );
    create index dossier_recount_ordered_index on dossier_recount (ordered_at, id);
    create index dossier_recount_author_index on dossier_recount (author_id);
    comment on table dossier_recount is 'Dossiers that were counted already are counted again because a procedure or the calendar changed: what for, and how far it has come. Done by a job, batch by batch';
    comment on column dossier_recount.id is 'UUIDv7';
    comment on column dossier_recount.cause is 'procedures: rows of the catalogue changed; calendar: days became working days or days off';
    comment on column dossier_recount.procedure_codes is 'procedures: the procedures whose dossiers follow';
    comment on column dossier_recount.first_day is 'calendar: first day that changed';
    comment on column dossier_recount.last_day is 'calendar: last day that changed';
    comment on column dossier_recount.at_unit is 'Unit of the dossiers being counted; those of units with smaller ids are done; null: not begun';
    comment on column dossier_recount.at_source is 'Source of the last dossier that was counted in the unit; null: none of the unit yet';
    comment on column dossier_recount.at_dossier is 'Code of the last dossier that was counted in the unit';
    comment on column dossier_recount.dossiers is 'Dossiers counted so far';
    comment on column dossier_recount.author_id is 'Account whose change it follows; null: none';
    comment on column dossier_recount.ordered_at is 'When the change was made';
    comment on column dossier_recount.changed_at is 'Last progress';
    comment on column dossier_recount.finished_at is 'When the last of them was counted; null: under way';
    comment on column dossier_recount.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    grant select, insert, update on dossier_recount to parix_app;
  `.execute(db);
}
