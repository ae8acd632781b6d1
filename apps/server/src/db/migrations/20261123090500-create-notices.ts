import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notice (
      unit_id uuid not null,
      id uuid not null,
      account_id uuid not null,
      round_id text,
      kind text not null check (kind in (
        'deadline', 'sent', 'returned', 'submitted', 'extended', 'reopened', 'flagged', 'chased', 'missing-digest',
        'published')),
      legal boolean not null,
      subject text not null check (subject <> ''),
      body text not null check (body <> ''),
      path text check (path like '/%'),
      facts jsonb not null check (jsonb_typeof(facts) = 'object'),
      once_key text check (once_key <> ''),
      actor_id uuid,
      created_at timestamptz not null,
      primary key (unit_id, id)
    );
    create unique index notice_once_index on notice (unit_id, account_id, once_key) where once_key is not null;
    create index notice_account_index on notice (account_id, id desc);
    create index notice_round_index on notice (round_id, unit_id, id desc);
    comment on table notice is 'What one person was told, in the words they were told. Append-only';
    comment on column notice.unit_id is 'Unit that it is about, the key by which the table can be distributed; all zeros: none';
    comment on column notice.id is 'UUIDv7 made by the application; also the id of the event that a webhook gets';
    comment on column notice.account_id is 'Who was told; no foreign key, so that the table can be distributed';
    comment on column notice.round_id is 'Round that it is about; null: none';
    comment on column notice.kind is 'What it is: a deadline, a returned card …';
    comment on column notice.legal is 'True: nobody may switch this kind off';
    comment on column notice.subject is 'One line, as the person reads it';
    comment on column notice.body is 'Paragraphs, as the person reads them, with an empty line between';
    comment on column notice.path is 'Page of the workspace that it leads to; null: none';
    comment on column notice.facts is 'The values that the words were made of';
    comment on column notice.once_key is 'Told once per person: the unique index refuses a second one with the same key; null: may be repeated';
    comment on column notice.actor_id is 'Account whose act it tells of, null for the system';
    comment on column notice.created_at is 'When it was stored, and from when on it stands in the workspace';

    create table notice_delivery (
      unit_id uuid not null,
      notice_id uuid not null,
      id uuid not null,
      channel text not null check (channel in ('in-app', 'mail', 'webhook')),
      outcome text not null check (outcome in (
        'seen', 'handed-over', 'accepted', 'deferred', 'refused', 'given-up', 'switched-off', 'no-address',
        'account-closed', 'not-configured')),
      mail_id uuid,
      server text check (server <> ''),
      status int,
      answer text check (answer <> ''),
      at timestamptz not null,
      primary key (unit_id, notice_id, id),
      foreign key (unit_id, notice_id) references notice (unit_id, id),
      check ((outcome = 'seen') = (channel = 'in-app')),
      check ((outcome = 'handed-over') = (mail_id is not null))
    );
    create unique index notice_seen_index on notice_delivery (unit_id, notice_id) where channel = 'in-app';
    create unique index notice_mailed_index on notice_delivery (unit_id, notice_id) where channel = 'mail';
    comment on table notice_delivery is 'What became of a notice on each channel. Append-only';
    comment on column notice_delivery.unit_id is 'Unit of the notice';
    comment on column notice_delivery.notice_id is 'The notice';
    comment on column notice_delivery.id is 'UUIDv7 made by the application';
    comment on column notice_delivery.channel is 'in-app, mail or webhook';
    comment on column notice_delivery.outcome is 'seen by the person; handed-over to the mail that carries it; accepted, deferred, refused or given-up by the gateway; or why nothing was sent';
    comment on column notice_delivery.mail_id is 'Mail that carries it, perhaps with others; what the mail server answered stands in mail_attempt';
    comment on column notice_delivery.server is 'Host of the gateway';
    comment on column notice_delivery.status is 'HTTP status of the gateway; null: it did not answer';
    comment on column notice_delivery.answer is 'First words of the gateway, or why there are none';
    comment on column notice_delivery.at is 'When it happened';

    create table notice_outbox (
      unit_id uuid not null,
      notice_id uuid not null,
      account_id uuid not null,
      due_at timestamptz not null,
      primary key (unit_id, notice_id),
      foreign key (unit_id, notice_id) references notice (unit_id, id)
    );
    create index notice_outbox_due_index on notice_outbox (due_at);
    create index notice_outbox_account_index on notice_outbox (account_id);
    comment on table notice_outbox is 'Notices that wait to be put into a mail, so that several of one person become one; taken out when they are';
    comment on column notice_outbox.unit_id is 'Unit of the notice';
    comment on column notice_outbox.notice_id is 'The notice';
    comment on column notice_outbox.account_id is 'Who is to get it';
    comment on column notice_outbox.due_at is 'When the oldest of a person is due, all of them go out';

    create table notice_switch_off (
      account_id uuid not null references account (id),
      kind text not null check (kind <> ''),
      channel text not null check (channel in ('in-app', 'mail', 'webhook')),
      at timestamptz not null,
      primary key (account_id, kind, channel)
    );
    comment on table notice_switch_off is 'A person does without one kind of notice on one channel; the row is removed to have it again';
    comment on column notice_switch_off.account_id is 'Whose choice it is';
    comment on column notice_switch_off.kind is 'Kind of notice';
    comment on column notice_switch_off.channel is 'in-app (not counted at the bell), mail or webhook';
    comment on column notice_switch_off.at is 'When it was chosen';

    create table calendar_feed (
      account_id uuid not null references account (id),
      id uuid not null,
      token_hash bytea not null unique,
      created_at timestamptz not null,
      revoked_at timestamptz,
      primary key (account_id, id)
    );
    create unique index calendar_feed_live_index on calendar_feed (account_id) where revoked_at is null;
    comment on table calendar_feed is 'Address under which a calendar program reads the deadlines of a person without signing in';
    comment on column calendar_feed.account_id is 'Whose deadlines they are';
    comment on column calendar_feed.id is 'UUIDv7 made by the application';
    comment on column calendar_feed.token_hash is 'SHA-256 of the secret part of the address';
    comment on column calendar_feed.created_at is 'When the address was made';
    comment on column calendar_feed.revoked_at is 'Since when it answers no more; null: it answers';

    create table notice_run (
      round_id text not null references round (id),
      key text not null check (key <> ''),
      at timestamptz not null,
      primary key (round_id, key)
    );
    comment on table notice_run is 'A step of the schedule that was told to everybody it concerns, so that nobody looks through all units again. Append-only';
    comment on column notice_run.round_id is 'The round';
    comment on column notice_run.key is 'Deadline and step, for the round or for one unit with a date of its own';
    comment on column notice_run.at is 'When it was done';

    grant select, insert on notice, notice_delivery, notice_run to parix_app;
    grant select, insert, delete on notice_outbox, notice_switch_off to parix_app;
    grant select, insert, update (revoked_at) on calendar_feed to parix_app;
  `.execute(db);
}
