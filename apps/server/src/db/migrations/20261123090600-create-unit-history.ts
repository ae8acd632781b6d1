import { type Kysely, sql } from 'kysely';

/**
 * Names, kinds and superiors of units get dates and documents, and units get predecessors. Searching needs no
 * extension of PostgreSQL: a server that is not ours may lack pg_trgm, or the right to install it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createChanges(db);
  await createPeriods(db);
  await createSuccessions(db);
  await fillPeriods(db);
  await createSearch(db);
}

async function createChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_change (
      id uuid primary key,
      kind text not null
        check (kind in ('establish', 'rename', 'move', 'merge', 'split', 'transfer', 'abolish')),
      effective_on date not null,
      decision_number text check (decision_number <> '' and decision_number is nfc normalized),
      decision_date date,
      note text check (btrim(note) <> '' and note is nfc normalized),
      recorded_by uuid references account (id),
      recorded_at timestamptz not null,
      unique (id, effective_on)
    );
    create index unit_change_day_index on unit_change (effective_on desc, id desc);
    comment on table unit_change is 'Change of the register of units by a document: who, when, by which decision';
    comment on column unit_change.id is 'UUIDv7 made by the application';
    comment on column unit_change.kind is 'establish, rename (name or kind), move (superior), merge, split, transfer (a part goes, the unit stays) or abolish';
    comment on column unit_change.effective_on is 'First day on which it holds';
    comment on column unit_change.decision_number is 'Number and sign of the decision (số, ký hiệu); null where none was named';
    comment on column unit_change.decision_date is 'Date of the decision';
    comment on column unit_change.note is 'Remark of the person who recorded it';
    comment on column unit_change.recorded_by is 'Account that recorded it; null for the system';
    comment on column unit_change.recorded_at is 'When it was recorded';

    alter table unit
      add column begun_by uuid references unit_change (id),
      add column ended_by uuid references unit_change (id),
      add column version int not null default 1 check (version >= 1),
      add check (ended_by is null or valid_to is not null);
    create index unit_begun_by_index on unit (begun_by) where begun_by is not null;
    create index unit_ended_by_index on unit (ended_by) where ended_by is not null;
    comment on column unit.name is 'Name in its last period (unit_period), which may lie ahead; what is shown takes the name of its own date from there';
    comment on column unit.kind is 'Kind in its last period, such as department, district, commune';
    comment on column unit.parent_id is 'Superior in its last period; null at the top';
    comment on column unit.begun_by is 'Change that established it; null where no document was recorded';
    comment on column unit.ended_by is 'Change that ended it';
    comment on column unit.version is 'Counts the changes of the unit and its periods, for optimistic saving';

    grant select, insert, update, delete on unit_change to parix_app;
    grant delete on unit to parix_app;
  `.execute(db);
}

/** Each period names the next one, exactly one period has none: without overlap and without gap, by constraint. */
async function createPeriods(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_period (
      unit_id uuid not null references unit (id),
      valid_from date not null,
      replaced_on date check (replaced_on > valid_from),
      name text collate "vi-VN-x-icu" not null check (name <> '' and name = btrim(name) and name is nfc normalized),
      kind text not null check (kind <> ''),
      parent_id uuid references unit (id) check (parent_id <> unit_id),
      named_by uuid references unit_change (id),
      placed_by uuid references unit_change (id),
      primary key (unit_id, valid_from),
      unique nulls not distinct (unit_id, replaced_on),
      foreign key (unit_id, replaced_on) references unit_period (unit_id, valid_from) deferrable initially deferred
    );
    create index unit_period_name_index on unit_period (name, unit_id);
    create index unit_period_parent_index on unit_period (parent_id, name, unit_id) where parent_id is not null;
    create index unit_period_top_index on unit_period (name, unit_id) where parent_id is null;
    create index unit_period_named_by_index on unit_period (named_by) where named_by is not null;
    create index unit_period_placed_by_index on unit_period (placed_by) where placed_by is not null;
    comment on table unit_period is 'What a unit was called and where it stood during a time: the history of its name, kind and superior';
    comment on column unit_period.unit_id is 'The unit';
    comment on column unit_period.valid_from is 'First day of the period; that of the first one is the first day of the unit';
    comment on column unit_period.replaced_on is 'First day of the next period; null in the last one, which ends with the unit';
    comment on column unit_period.name is 'Vietnamese name, NFC, sorted in vi-VN order';
    comment on column unit_period.kind is 'Kind of unit that criteria sets refer to';
    comment on column unit_period.parent_id is 'Unit directly above it; null at the top';
    comment on column unit_period.named_by is 'Change that gave name and kind; null: carried on from the period before, or no document recorded';
    comment on column unit_period.placed_by is 'Change that gave the superior; null likewise';

    grant select, insert, update, delete on unit_period to parix_app;
  `.execute(db);
}

async function createSuccessions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_succession (
      predecessor_id uuid not null references unit (id),
      successor_id uuid not null references unit (id),
      change_id uuid not null,
      effective_on date not null,
      share numeric(11, 10) not null check (share > 0 and share <= 1),
      primary key (predecessor_id, effective_on, successor_id),
      foreign key (change_id, effective_on) references unit_change (id, effective_on),
      check (predecessor_id <> successor_id)
    );
    create index unit_succession_successor_index on unit_succession (successor_id, effective_on);
    create index unit_succession_change_index on unit_succession (change_id);
    comment on table unit_succession is 'Which unit went into which, and how much of it';
    comment on column unit_succession.predecessor_id is 'Unit before the change';
    comment on column unit_succession.successor_id is 'Unit that took it, or a part of it, over';
    comment on column unit_succession.change_id is 'The change, with its decision';
    comment on column unit_succession.effective_on is 'First day on which it holds; that of the change';
    comment on column unit_succession.share is 'Part of the predecessor, exact decimal above 0 up to 1; the parts of a unit that ends add up to 1';

    grant select, insert, update, delete on unit_succession to parix_app;
  `.execute(db);
}

/** A unit older than its superior stood at the top until then. */
async function fillPeriods(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into unit_period (unit_id, valid_from, replaced_on, name, kind, parent_id)
    select u.id, u.valid_from, null, u.name, u.kind, u.parent_id
    from unit u left join unit parent on parent.id = u.parent_id
    where parent.id is null or parent.valid_from <= u.valid_from
    union all
    select u.id, part.valid_from, part.replaced_on, u.name, u.kind, part.parent_id
    from unit u
    join unit parent on parent.id = u.parent_id and parent.valid_from > u.valid_from
    cross join lateral (values
      (u.valid_from, parent.valid_from, null::uuid),
      (parent.valid_from, null::date, u.parent_id)
    ) as part (valid_from, replaced_on, parent_id);
  `.execute(db);
}

/** All names a unit ever had and its code, folded, found by the three-letter pieces that they consist of. */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function text_pieces(folded text) returns text[] language sql immutable strict parallel safe
    as $$
      select coalesce(array_agg(distinct substr(folded, at, 3) collate "C"), '{}')
      from generate_series(1, char_length(folded) - 2) as at
    $$;
    comment on function text_pieces(text) is 'Every three letters that stand together in a text, for a search by any part of it';

    alter table unit add column search_text text collate "C" not null default '';
    comment on column unit.search_text is 'Code and every name it ever had, folded (lower case, no diacritics), one a line';
    update unit set search_text = replace(
      regexp_replace(lower(normalize(code || E'\n' || name, NFD)), '[\u0300-\u036f]', '', 'g'), 'đ', 'd');
    create index unit_search_index on unit using gin (text_pieces(search_text));
  `.execute(db);
}
