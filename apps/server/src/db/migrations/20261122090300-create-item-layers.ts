import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table item_entry (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      version int not null check (version >= 1),
      figures jsonb not null check (jsonb_typeof(figures) = 'object'),
      not_applicable_reason text check (btrim(not_applicable_reason) <> ''),
      older_points numeric,
      explanation text check (explanation <> ''),
      evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
      origin text not null check (origin in ('typed', 'imported', 'survey-import')),
      import_ref text check (import_ref <> ''),
      author_id uuid,
      recorded_at timestamptz not null,
      primary key (unit_id, round_id, item_id, version),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    create index item_entry_grid_index on item_entry (round_id, item_id, unit_id, version desc);
    comment on table item_entry is 'What a unit declares for one item: each saving appends the next version. Append-only';
    comment on column item_entry.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column item_entry.round_id is 'The round';
    comment on column item_entry.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column item_entry.version is 'Version from 1; the primary key refuses a second save on the same version';
    comment on column item_entry.figures is 'Declared figures by name; numbers as exact decimal text. A missing name is "no data"';
    comment on column item_entry.not_applicable_reason is 'Why the item does not apply to the unit; null: it applies';
    comment on column item_entry.older_points is 'Points of an older round, where the set says that they count; null: none';
    comment on column item_entry.explanation is 'Explanation (giải trình) in words';
    comment on column item_entry.evidence is 'List of evidence: links, files, page and quotation';
    comment on column item_entry.origin is 'How the figures came: typed, imported, survey-import';
    comment on column item_entry.import_ref is 'File and place of an import';
    comment on column item_entry.author_id is 'Account that saved it, null for the system; no foreign key, so that the table can be distributed';
    comment on column item_entry.recorded_at is 'When it was saved';

    create table item_appraisal (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      version int not null check (version >= 1),
      decision text not null check (decision in ('accept', 'reduce', 'raise', 'set', 'not-applicable')),
      points numeric(12, 4),
      reason text check (btrim(reason) <> ''),
      author_id uuid,
      recorded_at timestamptz not null,
      primary key (unit_id, round_id, item_id, version),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id),
      check (points is not null or decision in ('accept', 'not-applicable')),
      check (reason is not null or decision in ('accept', 'set'))
    );
    create index item_appraisal_grid_index on item_appraisal (round_id, item_id, unit_id, version desc);
    comment on table item_appraisal is 'What the appraisal (thẩm định) decides on one item: each decision appends a version. Append-only';
    comment on column item_appraisal.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column item_appraisal.round_id is 'The round';
    comment on column item_appraisal.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column item_appraisal.version is 'Version from 1; the primary key refuses a second decision on the same version';
    comment on column item_appraisal.decision is 'accept the self-score, reduce or raise it, set points given elsewhere, or not-applicable';
    comment on column item_appraisal.points is 'Appraised points; required for reduce, raise and set';
    comment on column item_appraisal.reason is 'Reason given to the unit; required for reduce, raise and not-applicable';
    comment on column item_appraisal.author_id is 'Account that decided, null for the system; no foreign key, so that the table can be distributed';
    comment on column item_appraisal.recorded_at is 'When it was decided';

    grant select, insert on item_entry, item_appraisal to parix_app;
  `.execute(db);
}
