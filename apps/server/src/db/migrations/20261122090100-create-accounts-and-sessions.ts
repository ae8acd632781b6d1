import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      id uuid primary key,
      username text not null unique
        check (username = lower(username) and username ~ '^\\S+$' and length(username) <= 100),
      display_name text collate "vi-VN-x-icu" not null check (display_name <> '' and display_name is nfc normalized),
      password_hash text not null check (password_hash <> ''),
      role text not null check (role in ('administrator', 'standing-body', 'appraiser', 'unit', 'viewer')),
      unit_id uuid references unit (id),
      areas text[] not null default '{}' check (array_position(areas, null) is null),
      locale text not null default 'vi' check (locale in ('vi', 'en')),
      disabled_at timestamptz,
      created_at timestamptz not null default now(),
      failed_sign_ins int not null default 0 check (failed_sign_ins >= 0),
      locked_until timestamptz,
      check (role <> 'unit' or unit_id is not null)
    );
    create index account_unit_index on account (unit_id);
    comment on table account is 'Person who signs in; disabled, never deleted, because records name their authors';
    comment on column account.id is 'UUIDv7 made by the application';
    comment on column account.username is 'Name for signing in, lower case, no spaces';
    comment on column account.display_name is 'Name shown to others, NFC';
    comment on column account.password_hash is 'Argon2id hash with its parameters';
    comment on column account.role is 'What the person may do: the table of permitted actions is in the workflow package';
    comment on column account.unit_id is 'Unit the person works for; required for the role unit, and nobody appraises it';
    comment on column account.areas is 'Areas (lĩnh vực) an appraiser may appraise, by id; empty means all';
    comment on column account.locale is 'Language of the screens: vi or en';
    comment on column account.disabled_at is 'Since when the account can no longer sign in; null while it can';
    comment on column account.created_at is 'When the account was made';
    comment on column account.failed_sign_ins is 'Failed attempts since the last success';
    comment on column account.locked_until is 'No sign-in before this instant, after too many failures';

    create table session (
      id_hash bytea primary key check (octet_length(id_hash) = 32),
      account_id uuid not null references account (id),
      csrf_token text not null check (csrf_token <> ''),
      created_at timestamptz not null,
      last_seen_at timestamptz not null check (last_seen_at >= created_at),
      expires_at timestamptz not null check (expires_at > created_at)
    );
    create index session_account_index on session (account_id);
    create index session_expiry_index on session (expires_at);
    comment on table session is 'A browser that is signed in';
    comment on column session.id_hash is 'SHA-256 of the secret in the cookie; the secret itself is never stored';
    comment on column session.account_id is 'Who is signed in';
    comment on column session.csrf_token is 'Token that each changing request must repeat';
    comment on column session.created_at is 'When the person signed in';
    comment on column session.last_seen_at is 'Last request';
    comment on column session.expires_at is 'Instant from which the session is no longer accepted';

    grant select, insert, update on account to parix_app;
    grant select, insert, update, delete on session to parix_app;
  `.execute(db);
}
