import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table criteria_set_version (
      id text primary key,
      set_id text not null check (set_id <> ''),
      version text not null check (version <> ''),
      fingerprint text not null unique check (fingerprint <> ''),
      document text not null check (document <> ''),
      amendments jsonb not null default '[]' check (jsonb_typeof(amendments) = 'array'),
      title text not null check (title <> ''),
      status text not null check (status <> ''),
      sample boolean not null,
      decision_number text check (decision_number <> ''),
      decision_date date,
      index_year_from int not null check (index_year_from between 1900 and 9999),
      index_year_to int check (index_year_to between index_year_from and 9999),
      created_by uuid references account (id),
      created_at timestamptz not null default now(),
      check (id = set_id || '@' || version),
      unique (set_id, version)
    );
    comment on table criteria_set_version is 'Immutable version of a criteria set (bộ tiêu chí): base document plus amendments. Append-only';
    comment on column criteria_set_version.id is '<set id>@<version>';
    comment on column criteria_set_version.set_id is 'Id of the set over all its versions';
    comment on column criteria_set_version.version is 'Version within the set';
    comment on column criteria_set_version.fingerprint is 'Hash of the canonical content of the version';
    comment on column criteria_set_version.document is 'Base document, YAML as it was submitted';
    comment on column criteria_set_version.amendments is 'Amendment documents (YAML texts) in the order in which they apply';
    comment on column criteria_set_version.title is 'Vietnamese title';
    comment on column criteria_set_version.status is 'State that the set declares of itself, such as complete or incomplete';
    comment on column criteria_set_version.sample is 'True: a sample (mẫu) without legal force';
    comment on column criteria_set_version.decision_number is 'Number of the legal decision; null where there is none';
    comment on column criteria_set_version.decision_date is 'Date of the legal decision';
    comment on column criteria_set_version.index_year_from is 'First index year it applies to';
    comment on column criteria_set_version.index_year_to is 'Last index year it applies to; null while open';
    comment on column criteria_set_version.created_by is 'Account that stored it; null for the system';
    comment on column criteria_set_version.created_at is 'When it was stored';

    create table round (
      id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 100),
      title text not null check (title <> '' and title is nfc normalized),
      index_year int not null check (index_year between 1900 and 9999),
      set_version_id text not null references criteria_set_version (id),
      block_id text not null references block (id),
      state text not null check (state in ('draft', 'self-scoring', 'appraisal', 'approved', 'published')),
      self_scoring_opens_at timestamptz,
      self_scoring_closes_at timestamptz check (self_scoring_closes_at > self_scoring_opens_at),
      appraisal_closes_at timestamptz check (appraisal_closes_at > self_scoring_closes_at),
      created_by uuid references account (id),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      version int not null default 1 check (version >= 1)
    );
    create index round_year_index on round (index_year desc, id);
    create index round_set_version_index on round (set_version_id);
    create index round_block_index on round (block_id);
    comment on table round is 'Assessment round (đợt đánh giá): one version of a set, one block of units, its dates';
    comment on column round.id is 'Slug: lower-case letters, digits and single hyphens';
    comment on column round.title is 'Vietnamese title, NFC';
    comment on column round.index_year is 'Year that is judged (năm đánh giá)';
    comment on column round.set_version_id is 'Version of the criteria set that judges it';
    comment on column round.block_id is 'Block whose units take part and are ranked among each other';
    comment on column round.state is 'State of the round; deadlines act by themselves, whatever is written here';
    comment on column round.self_scoring_opens_at is 'Instant from which units may self-score; null: not set';
    comment on column round.self_scoring_closes_at is 'Instant from which units may no longer self-score; null: not set';
    comment on column round.appraisal_closes_at is 'Instant from which appraisers may no longer decide; null: not set';
    comment on column round.created_by is 'Account that opened it; null for the system';
    comment on column round.created_at is 'When it was entered';
    comment on column round.updated_at is 'When a setting last changed';
    comment on column round.version is 'Counts the changes, for optimistic saving';

    create table round_unit (
      round_id text not null references round (id),
      unit_id uuid not null references unit (id),
      unit_name text collate "vi-VN-x-icu" not null check (unit_name <> '' and unit_name is nfc normalized),
      unit_kind text not null check (unit_kind <> ''),
      unranked boolean not null default false,
      primary key (unit_id, round_id)
    );
    create index round_unit_round_index on round_unit (round_id, unit_name);
    comment on table round_unit is 'Unit taking part in a round, as it was then';
    comment on column round_unit.round_id is 'The round';
    comment on column round_unit.unit_id is 'The unit';
    comment on column round_unit.unit_name is 'Name of the unit on the day the round refers to, NFC';
    comment on column round_unit.unit_kind is 'Kind of the unit on that day';
    comment on column round_unit.unranked is 'True: scored but not ranked';

    grant select, insert on criteria_set_version to parix_app;
    grant select, insert, update on round to parix_app;
    grant select, insert, update, delete on round_unit to parix_app;
  `.execute(db);
}
