import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_event (
      id uuid primary key,
      at timestamptz not null,
      actor_id uuid references account (id),
      actor text not null check (actor <> ''),
      action text not null check (action <> ''),
      subject text not null check (subject <> ''),
      request_id text,
      detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object')
    );
    create index audit_event_time_index on audit_event (at desc, id desc);
    create index audit_event_subject_index on audit_event (subject, at desc);
    create index audit_event_actor_index on audit_event (actor_id, at desc);
    comment on table audit_event is 'Who did what, when. Append-only';
    comment on column audit_event.id is 'UUIDv7 made by the application';
    comment on column audit_event.at is 'When it happened';
    comment on column audit_event.actor_id is 'Account that acted; null for the system or somebody not signed in';
    comment on column audit_event.actor is 'Name of the actor at that time';
    comment on column audit_event.action is 'What was done, by its code';
    comment on column audit_event.subject is 'What it was done to, by its id';
    comment on column audit_event.request_id is 'Id of the request, to find it in the server log';
    comment on column audit_event.detail is 'Further values; never passwords or tokens';

    create table idempotency_key (
      account_id uuid not null references account (id),
      key text not null check (key <> '' and length(key) <= 200),
      route text not null check (route <> ''),
      request_hash text not null check (request_hash <> ''),
      status int check (status between 100 and 599),
      response jsonb,
      created_at timestamptz not null default now(),
      primary key (account_id, key)
    );
    create index idempotency_key_age_index on idempotency_key (created_at);
    comment on table idempotency_key is 'Answers already given, so that a repeated request is safe; old rows are removed';
    comment on column idempotency_key.account_id is 'Who sent the request';
    comment on column idempotency_key.key is 'Key that the client chose';
    comment on column idempotency_key.route is 'Method and route of the request';
    comment on column idempotency_key.request_hash is 'Hash of the body: the same key with another body is refused';
    comment on column idempotency_key.status is 'HTTP status of the answer; null while the first request runs';
    comment on column idempotency_key.response is 'Body of the answer';
    comment on column idempotency_key.created_at is 'When the first request came';

    grant select, insert on audit_event to parix_app;
    grant select, insert, update, delete on idempotency_key to parix_app;
  `.execute(db);
}
