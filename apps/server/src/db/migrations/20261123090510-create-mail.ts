import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail (
      unit_id uuid not null,
      id uuid not null,
      account_id uuid,
      kind text not null check (kind <> ''),
      locale text not null check (locale in ('vi', 'en')),
      recipient text not null check (recipient <> ''),
      subject text not null check (subject <> ''),
      expires_at timestamptz,
      created_at timestamptz not null,
      primary key (unit_id, id)
    );
    comment on table mail is 'Mail that was taken for sending: to whom, about what, when. Append-only';
    comment on column mail.unit_id is 'Unit of the recipient, the key by which the table can be distributed; all zeros: none';
    comment on column mail.id is 'UUIDv7 made by the application; also the Message-ID';
    comment on column mail.account_id is 'Whose mailbox it is; null: nobody with an account. No foreign key, so that the table can be distributed';
    comment on column mail.kind is 'What it is for: invitation, password-reset, notices …';
    comment on column mail.locale is 'Language it is written in: vi, en';
    comment on column mail.recipient is 'Address that it goes to';
    comment on column mail.subject is 'Subject line';
    comment on column mail.expires_at is 'From when on it is no longer worth sending; null: no such instant';
    comment on column mail.created_at is 'When it was taken';

    create table mail_content (
      unit_id uuid not null,
      mail_id uuid not null,
      blocks jsonb not null check (jsonb_typeof(blocks) = 'array'),
      primary key (unit_id, mail_id),
      foreign key (unit_id, mail_id) references mail (unit_id, id)
    );
    comment on table mail_content is 'What a mail says, until the mail server has answered for good; it may hold a one-time link';
    comment on column mail_content.unit_id is 'Unit of the mail';
    comment on column mail_content.mail_id is 'The mail';
    comment on column mail_content.blocks is 'Paragraphs, lists and links, from which text and HTML are made';

    create table mail_attempt (
      unit_id uuid not null,
      mail_id uuid not null,
      attempt int not null check (attempt >= 1),
      at timestamptz not null,
      outcome text not null check (outcome in ('accepted', 'deferred', 'refused', 'given-up', 'not-configured')),
      server text check (server <> ''),
      code int,
      answer text not null check (answer <> ''),
      primary key (unit_id, mail_id, attempt),
      foreign key (unit_id, mail_id) references mail (unit_id, id)
    );
    comment on table mail_attempt is 'Each try to hand a mail to a server, with its answer. Append-only';
    comment on column mail_attempt.unit_id is 'Unit of the mail';
    comment on column mail_attempt.mail_id is 'The mail';
    comment on column mail_attempt.attempt is 'Counts the tries from 1; the primary key refuses a second one at the same place';
    comment on column mail_attempt.at is 'When it was tried';
    comment on column mail_attempt.outcome is 'accepted by the server; deferred: tried again; refused for good; given-up; not-configured: there is no mail server';
    comment on column mail_attempt.server is 'Host and port that were asked; null: none was';
    comment on column mail_attempt.code is 'Reply code of the server; null: it did not answer';
    comment on column mail_attempt.answer is 'Words of the server, or why there are none';

    grant select, insert on mail, mail_attempt to parix_app;
    grant select, insert, delete on mail_content to parix_app;
  `.execute(db);
}
