import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit (
      id uuid primary key,
      code text not null unique check (code <> '' and code = btrim(code) and code is nfc normalized),
      name text collate "vi-VN-x-icu" not null check (name <> '' and name = btrim(name) and name is nfc normalized),
      kind text not null check (kind <> ''),
      parent_id uuid references unit (id) check (parent_id <> id),
      valid_from date not null,
      valid_to date check (valid_to > valid_from),
      created_at timestamptz not null default now()
    );
    create index unit_name_index on unit (name);
    create index unit_parent_index on unit (parent_id);
    comment on table unit is 'Agency or local government that is scored (đơn vị); ended by valid_to, never deleted';
    comment on column unit.id is 'UUIDv7 made by the application';
    comment on column unit.code is 'Official code of the unit, unique, NFC';
    comment on column unit.name is 'Vietnamese name, NFC, sorted in vi-VN order';
    comment on column unit.kind is 'Kind of unit that criteria sets refer to, such as department, district, commune';
    comment on column unit.parent_id is 'Unit directly above it; null at the top';
    comment on column unit.valid_from is 'First day of the unit';
    comment on column unit.valid_to is 'Day from which the unit no longer exists (half-open range); null while it exists';
    comment on column unit.created_at is 'When the row was entered';

    create table block (
      id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 100),
      name text collate "vi-VN-x-icu" not null check (name <> '' and name = btrim(name) and name is nfc normalized),
      created_at timestamptz not null default now()
    );
    comment on table block is 'Group of units that are ranked among each other (khối)';
    comment on column block.id is 'Slug: lower-case letters, digits and single hyphens';
    comment on column block.name is 'Vietnamese name, NFC';
    comment on column block.created_at is 'When the row was entered';

    create table block_unit (
      block_id text not null references block (id),
      unit_id uuid not null references unit (id),
      primary key (block_id, unit_id)
    );
    create index block_unit_unit_index on block_unit (unit_id);
    comment on table block_unit is 'Membership of units in blocks';
    comment on column block_unit.block_id is 'The block';
    comment on column block_unit.unit_id is 'The unit in it';

    grant select, insert, update on unit, block to parix_app;
    grant select, insert, delete on block_unit to parix_app;
  `.execute(db);
}
