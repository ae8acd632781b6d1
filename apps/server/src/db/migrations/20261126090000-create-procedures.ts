import { type Kysely, sql } from 'kysely';

/** The catalogue of administrative procedures, by the day from which each row counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table procedure (
      code text collate "C" not null check (code ~ '^[^[:space:]]{1,64}$' and code is nfc normalized),
      valid_from date not null,
      name text collate "vi-VN-x-icu" not null check (btrim(name) <> '' and name is nfc normalized),
      sector text collate "vi-VN-x-icu" not null check (btrim(sector) <> '' and sector is nfc normalized),
      processing_minutes int check (processing_minutes >= 0),
      counting text not null check (counting in ('hours', 'days')),
      lateness text not null check (lateness in ('by-day', 'by-minute')),
      payment_stops_clock boolean not null,
      supplement_limit smallint not null check (supplement_limit >= 0),
      near_due_days smallint not null check (near_due_days >= 0),
      online_level text check (online_level in (
        'level-1', 'level-2', 'level-3', 'level-4', 'information', 'partial', 'full')),
      has_fee boolean not null,
      ended_on date check (ended_on > valid_from),
      search_text text collate "C" not null,
      version int not null default 1 check (version >= 1),
      author_id uuid references account (id),
      recorded_at timestamptz not null,
      primary key (code, valid_from)
    );
    create index procedure_sector_index on procedure (sector);
    create index procedure_author_index on procedure (author_id);
    comment on table procedure is 'Administrative procedures (thủ tục hành chính). A row counts for dossiers received from valid_from until the next row of the code or ended_on. Small: a reference table';
    comment on column procedure.code is 'Code in the national catalogue, e.g. 1.000689.000.00.00.H14, NFC';
    comment on column procedure.valid_from is 'First day of receipt (Vietnam) for which the row counts';
    comment on column procedure.name is 'Name, NFC';
    comment on column procedure.sector is 'Sector (lĩnh vực), NFC';
    comment on column procedure.processing_minutes is 'Processing time by law in working minutes, 480 a working day; null: none is set';
    comment on column procedure.counting is 'hours: from the instant of receipt; days: the day of receipt is not counted';
    comment on column procedure.lateness is 'Whether an end is compared with the appointment by their days or by the minute';
    comment on column procedure.payment_stops_clock is 'Time in which the applicant settles a financial obligation is no processing time';
    comment on column procedure.supplement_limit is 'Requests for supplement that are allowed';
    comment on column procedure.near_due_days is 'Working days before the due day from which a dossier is near due';
    comment on column procedure.online_level is 'Level of the online service with the label of its date: level-1 to level-4 until 14/8/2022, then information, partial, full; null: none said';
    comment on column procedure.has_fee is 'There is a fee or another financial obligation';
    comment on column procedure.ended_on is 'Day of receipt from which the procedure no longer exists; null: until the next row';
    comment on column procedure.search_text is 'Code, name and sector, folded (lower case, no diacritics)';
    comment on column procedure.version is 'Counts corrections of the row, from 1; the audit log keeps what stood before';
    comment on column procedure.author_id is 'Account that wrote the row last; null: none';
    comment on column procedure.recorded_at is 'When it was written last';

    -- On its own "procedure" would be read as the kind of thing that follows.
    grant select, insert, update on table procedure to parix_app;
  `.execute(db);
}
