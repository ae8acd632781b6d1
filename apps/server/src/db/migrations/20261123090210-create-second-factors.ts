import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_totp (
      account_id uuid primary key references account (id),
      sealed_secret bytea not null check (octet_length(sealed_secret) > 28),
      created_at timestamptz not null,
      confirmed_at timestamptz,
      last_step bigint
    );
    comment on table account_totp is 'Authenticator app of a person (RFC 6238, SHA-1, six digits, 30 seconds)';
    comment on column account_totp.account_id is 'Whose it is';
    comment on column account_totp.sealed_secret is 'The shared secret, AES-256-GCM under the key in the data folder, bound to the account';
    comment on column account_totp.created_at is 'When the secret was made';
    comment on column account_totp.confirmed_at is 'When a first code proved that the app has it; null: not yet in use';
    comment on column account_totp.last_step is 'Time step of the last accepted code: neither it nor an older one is accepted again';

    create table recovery_code (
      account_id uuid not null references account (id),
      code_hash bytea not null check (octet_length(code_hash) = 32),
      created_at timestamptz not null,
      used_at timestamptz,
      primary key (account_id, code_hash)
    );
    comment on table recovery_code is 'One-time codes for the day on which the second factor is lost';
    comment on column recovery_code.account_id is 'Whose it is';
    comment on column recovery_code.code_hash is 'HMAC-SHA-256 of the code under the key in the data folder';
    comment on column recovery_code.created_at is 'When the set was made';
    comment on column recovery_code.used_at is 'When it was used; null while it is good';

    create table passkey (
      credential_id text primary key check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) <= 1400),
      id uuid not null unique,
      account_id uuid not null references account (id),
      public_key bytea not null,
      sign_count bigint not null check (sign_count >= 0),
      transports text[] not null,
      backed_up boolean not null,
      name text collate "vi-VN-x-icu" not null check (name <> '' and name is nfc normalized),
      created_at timestamptz not null,
      last_used_at timestamptz
    );
    create index passkey_account_index on passkey (account_id);
    comment on table passkey is 'Passkey of a person (WebAuthn credential that can be found without a user name)';
    comment on column passkey.credential_id is 'Id that the authenticator gave it, base64url';
    comment on column passkey.id is 'UUIDv7 made by the application, for lists';
    comment on column passkey.account_id is 'Whose it is';
    comment on column passkey.public_key is 'Public key, COSE';
    comment on column passkey.sign_count is 'Signature counter of the authenticator at the last use; 0 where it keeps none';
    comment on column passkey.transports is 'How browsers may reach the authenticator';
    comment on column passkey.backed_up is 'Kept by a cloud or manager of the person, so that it outlives the device';
    comment on column passkey.name is 'Name that the person gave it, NFC';
    comment on column passkey.created_at is 'When it was registered';
    comment on column passkey.last_used_at is 'When it was last used; null: not yet';

    create table passkey_challenge (
      id uuid primary key,
      challenge text not null check (challenge <> ''),
      account_id uuid references account (id),
      expires_at timestamptz not null
    );
    create index passkey_challenge_expiry_index on passkey_challenge (expires_at);
    comment on table passkey_challenge is 'Challenge that a browser was given and has not answered; taken away with the first answer';
    comment on column passkey_challenge.id is 'UUIDv7 made by the application';
    comment on column passkey_challenge.challenge is 'Random text to be signed, base64url';
    comment on column passkey_challenge.account_id is 'Account that registers a passkey with it; null: it is for signing in';
    comment on column passkey_challenge.expires_at is 'Instant from which no answer is accepted';

    create table sign_on_identity (
      issuer text not null check (issuer <> ''),
      subject text not null check (subject <> ''),
      account_id uuid not null references account (id),
      created_at timestamptz not null,
      last_used_at timestamptz not null,
      primary key (issuer, subject)
    );
    create index sign_on_identity_account_index on sign_on_identity (account_id);
    comment on table sign_on_identity is 'Person of a single sign-on service (OpenID Connect) and the account here';
    comment on column sign_on_identity.issuer is 'The service: its issuer identifier';
    comment on column sign_on_identity.subject is 'The person there: sub, which is never given to another person';
    comment on column sign_on_identity.account_id is 'The account here';
    comment on column sign_on_identity.created_at is 'When they were first matched';
    comment on column sign_on_identity.last_used_at is 'Last sign-in through the service';

    grant select, insert, update, delete on account_totp, recovery_code, passkey to parix_app;
    grant select, insert, delete on passkey_challenge to parix_app;
    grant select, insert, update (last_used_at), delete on sign_on_identity to parix_app;
  `.execute(db);
}
