import { type Kysely, sql } from 'kysely';

/** Accounts get what a person needs to sign in without an administrator choosing the password. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      alter column password_hash drop not null,
      drop column failed_sign_ins,
      drop column locked_until,
      add column email text unique check (email = lower(email) and email ~ '^[^\\s@]+@[^\\s@]+$' and length(email) <= 254),
      add column disabled_reason text check (disabled_reason in ('by-administrator', 'by-unit', 'dormant', 'replaced')),
      add column enabled_at timestamptz,
      add column last_sign_in_at timestamptz,
      add column reviewed_at timestamptz,
      add column reviewed_by uuid references account (id),
      add column version int not null default 1 check (version >= 1),
      add check (disabled_reason is null or disabled_at is not null);
    comment on column account.password_hash is 'Argon2id hash with its parameters; null until the person has chosen a password';
    comment on column account.email is 'Mail address, lower case; null: none, links are then handed over by hand';
    comment on column account.disabled_reason is 'Why the account is disabled: by whom, or dormant by the rule; null while it is enabled';
    comment on column account.enabled_at is 'When it was last enabled again; the time without a sign-in counts from there';
    comment on column account.last_sign_in_at is 'Last complete sign-in; null: none yet';
    comment on column account.reviewed_at is 'When an administrator last confirmed that account and roles are still needed';
    comment on column account.reviewed_by is 'Account that confirmed it';
    comment on column account.version is 'Counts the edits of the account, for If-Match';

    alter table role_grant drop constraint role_grant_check;
    alter table role_grant add constraint role_grant_span_check check (ends_at >= starts_at);
    alter table role_grant add column source text not null default 'assigned' check (source in ('assigned', 'sign-on'));
    comment on column role_grant.ends_at is 'Instant from which it is no longer held, equal to the start when it was called off before; null: until further notice';
    comment on column role_grant.source is 'assigned: by a person here; sign-on: by the groups that the single sign-on service names';

    delete from session;
    alter table session
      add column id uuid not null unique,
      add column assurance text not null check (assurance in ('password', 'second-factor')),
      add column entered_by text not null check (entered_by in ('password', 'passkey', 'sign-on', 'invitation')),
      add column proved_at timestamptz not null,
      add column locked_at timestamptz,
      add column user_agent text not null,
      add column address text not null;
    comment on column session.id is 'UUIDv7 made by the application; names the session in lists and is no secret';
    comment on column session.assurance is 'password: one factor so far; second-factor: two, or a passkey that verified the person';
    comment on column session.entered_by is 'How the person came in';
    comment on column session.proved_at is 'When the person last proved who they are; weighty acts ask for a recent proof';
    comment on column session.locked_at is 'Since when the screen is locked; null: it is not';
    comment on column session.user_agent is 'What the browser calls itself, cut to 300 characters';
    comment on column session.address is 'Address that the session was opened from, shortened to its network';

    create table account_link (
      token_hash bytea primary key check (octet_length(token_hash) = 32),
      account_id uuid not null references account (id),
      kind text not null check (kind in ('invitation', 'password-reset', 'email-change')),
      email text,
      created_at timestamptz not null,
      created_by uuid references account (id),
      expires_at timestamptz not null check (expires_at > created_at),
      used_at timestamptz,
      check ((email is not null) = (kind = 'email-change'))
    );
    create index account_link_account_index on account_link (account_id);
    comment on table account_link is 'Single-use link by which a person chooses a password or confirms a mail address';
    comment on column account_link.token_hash is 'SHA-256 of the token in the link; the token itself is never stored';
    comment on column account_link.account_id is 'Whose account it opens';
    comment on column account_link.kind is 'The one thing that it is good for';
    comment on column account_link.email is 'The address to be confirmed; with email-change only';
    comment on column account_link.created_at is 'When it was made';
    comment on column account_link.created_by is 'Account that made it; null: the person asked without being signed in';
    comment on column account_link.expires_at is 'Instant from which it is no longer accepted';
    comment on column account_link.used_at is 'When it was used, or replaced by a newer one; null while it is good';

    create table sign_in_guard (
      subject bytea primary key check (octet_length(subject) = 32),
      tries int not null check (tries >= 0),
      locks int not null default 0 check (locks >= 0),
      locked_until timestamptz,
      last_try_at timestamptz not null
    );
    create index sign_in_guard_age_index on sign_in_guard (last_try_at);
    comment on table sign_in_guard is 'Wrong tries by user name (existing or not), by account and factor, and by address';
    comment on column sign_in_guard.subject is 'SHA-256 of what is counted: names typed by strangers are not kept';
    comment on column sign_in_guard.tries is 'Tries since the last success or lock; counted before they are judged';
    comment on column sign_in_guard.locks is 'Locks in a row; each lasts longer than the one before';
    comment on column sign_in_guard.locked_until is 'No try is judged before this instant; null: not locked';
    comment on column sign_in_guard.last_try_at is 'When it was last tried; the row goes a day after';

    grant select, insert, update (used_at) on account_link to parix_app;
    grant select, insert, update, delete on sign_in_guard to parix_app;
  `.execute(db);
}
