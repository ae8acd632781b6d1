import { type Kysely, sql } from 'kysely';

/** Roles become grants with a time span, so that a person may hold several and nobody's past is rewritten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table role_grant (
      account_id uuid not null references account (id),
      id uuid not null,
      role text not null check (role in (
        'administrator', 'standing-body', 'council', 'lead-appraiser', 'appraiser', 'focal-point', 'contributor',
        'unit-leader', 'inspector', 'approver', 'viewer')),
      starts_at timestamptz not null,
      ends_at timestamptz check (ends_at > starts_at),
      granted_by uuid references account (id),
      granted_at timestamptz not null,
      ended_by uuid references account (id),
      primary key (account_id, id)
    );
    comment on table role_grant is 'Role that a person holds during a time span; ended, never deleted';
    comment on column role_grant.account_id is 'Who holds it';
    comment on column role_grant.id is 'UUIDv7 made by the application';
    comment on column role_grant.role is 'The role; what it may do stands in the table of rights of the workflow package';
    comment on column role_grant.starts_at is 'Instant from which it is held';
    comment on column role_grant.ends_at is 'Instant from which it is no longer held; null: until further notice';
    comment on column role_grant.granted_by is 'Account that gave it; null for the system';
    comment on column role_grant.granted_at is 'When it was given';
    comment on column role_grant.ended_by is 'Account that set the end; null: nobody, or the system';

    insert into role_grant (account_id, id, role, starts_at, granted_at)
    select id, gen_random_uuid(), case role when 'unit' then 'focal-point' else role end, created_at, created_at
    from account;
    alter table account drop column role;

    create table division (
      unit_id uuid not null references unit (id),
      id uuid not null,
      name text collate "vi-VN-x-icu" not null check (name <> '' and name is nfc normalized),
      created_at timestamptz not null,
      ended_at timestamptz,
      primary key (unit_id, id)
    );
    create unique index division_name_index on division (unit_id, name) where ended_at is null;
    comment on table division is 'Division (phòng, ban) of a unit, to which items of its card are given';
    comment on column division.unit_id is 'The unit';
    comment on column division.id is 'UUIDv7 made by the application';
    comment on column division.name is 'Its name, NFC';
    comment on column division.created_at is 'When it was entered';
    comment on column division.ended_at is 'Since when it takes no more items; null while it does';

    alter table account add column division_id uuid;
    alter table account add foreign key (unit_id, division_id) references division (unit_id, id);
    comment on column account.division_id is 'Division of the unit in which the person works; null: none';
    comment on column account.unit_id is 'Unit the person works for; required for roles in a unit, and nobody appraises it';

    create table delegation (
      unit_id uuid not null references unit (id),
      id uuid not null,
      from_account_id uuid not null references account (id),
      to_account_id uuid not null references account (id),
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      reason text not null check (btrim(reason) <> ''),
      created_by uuid not null references account (id),
      created_at timestamptz not null,
      revoked_at timestamptz,
      revoked_by uuid references account (id),
      primary key (unit_id, id),
      check (from_account_id <> to_account_id)
    );
    create index delegation_to_index on delegation (to_account_id, ends_at);
    comment on table delegation is 'Somebody does another’s work in a unit for a time: the items given to them and their roles in the unit';
    comment on column delegation.unit_id is 'Unit of both';
    comment on column delegation.id is 'UUIDv7 made by the application';
    comment on column delegation.from_account_id is 'Whose work it is';
    comment on column delegation.to_account_id is 'Who does it';
    comment on column delegation.starts_at is 'Instant from which it holds';
    comment on column delegation.ends_at is 'Instant from which it no longer holds; a delegation always ends';
    comment on column delegation.reason is 'Why, as told to both';
    comment on column delegation.created_by is 'Account that entered it';
    comment on column delegation.created_at is 'When it was entered';
    comment on column delegation.revoked_at is 'When it was called off before its end; null: it was not';
    comment on column delegation.revoked_by is 'Account that called it off';

    grant select, insert, update (ends_at, ended_by) on role_grant to parix_app;
    grant select, insert, update (name, ended_at) on division to parix_app;
    grant select, insert, update (revoked_at, revoked_by) on delegation to parix_app;
  `.execute(db);
}
