import { type Kysely, sql } from 'kysely';

/** The built-in one-stop counter: a source without a token, its dossiers, who did what at it, and the clerk's role. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table role_grant drop constraint role_grant_role_check;
    alter table role_grant add constraint role_grant_role_check check (role in (
      'administrator', 'standing-body', 'council', 'lead-appraiser', 'appraiser', 'focal-point', 'contributor',
      'unit-leader', 'one-stop-clerk', 'inspector', 'approver', 'viewer'));

    alter table dossier_source alter column token_sha256 drop not null;
    alter table dossier_source alter column token_hint drop not null;
    alter table dossier_source add column built_in boolean not null default false;
    alter table dossier_source add constraint dossier_source_token_check
      check (built_in = (token_sha256 is null) and built_in = (token_hint is null));
    create unique index dossier_source_built_in_index on dossier_source (built_in) where built_in;
    comment on column dossier_source.built_in is 'The counter of this installation itself: it has no token and is neither renewed nor revoked';
    comment on column dossier_source.token_sha256 is 'SHA-256 of its token; the token itself is shown once and not kept; null: built in';
    comment on column dossier_source.token_hint is 'Last signs of the token, to tell tokens apart; null: built in';
    insert into dossier_source (id, code, name, built_in, created_at)
      values ('019abd00-0000-7000-8000-000000000001', 'parix-quay-mot-cua', 'Quầy một cửa', true, now());

    create table counter_dossier (
      unit_id uuid not null references unit (id),
      code text not null check (code <> ''),
      day date not null,
      number int not null check (number >= 1),
      lookup_code text not null check (lookup_code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
      primary key (unit_id, code),
      unique (unit_id, day, number)
    );
    create index counter_dossier_lookup_index on counter_dossier (lookup_code);
    comment on table counter_dossier is 'A dossier received at the built-in counter. Nothing about the applicant is kept anywhere';
    comment on column counter_dossier.unit_id is 'Unit of the counter; the key by which the table can be distributed';
    comment on column counter_dossier.code is 'Code of the dossier, as on the receipt: unit, day, number of the day';
    comment on column counter_dossier.day is 'Day of receipt, Vietnam time';
    comment on column counter_dossier.number is 'Running number of the unit on that day';
    comment on column counter_dossier.lookup_code is 'Eighty random bits in base 32, on the receipt: whoever has it may look the dossier up; it opens nothing personal';

    create table counter_act (
      unit_id uuid not null,
      dossier_code text not null,
      event_id text not null check (event_id <> ''),
      revision int not null check (revision >= 0),
      account_id uuid not null,
      reason text check (btrim(reason) <> ''),
      primary key (unit_id, dossier_code, event_id, revision),
      foreign key (unit_id, dossier_code) references counter_dossier (unit_id, code)
    );
    comment on table counter_act is 'Who did what at the counter, beside the event itself in dossier_event';
    comment on column counter_act.unit_id is 'Unit of the counter; the key by which the table can be distributed';
    comment on column counter_act.dossier_code is 'The dossier';
    comment on column counter_act.event_id is 'The event, 1 for the receipt';
    comment on column counter_act.revision is 'Revision of the event; above 0: a correction';
    comment on column counter_act.account_id is 'Account of the clerk; no foreign key, so that the table can be distributed';
    comment on column counter_act.reason is 'Why it was corrected; null: it is no correction';

    grant select, insert on counter_dossier, counter_act to parix_app`.execute(db);
}
