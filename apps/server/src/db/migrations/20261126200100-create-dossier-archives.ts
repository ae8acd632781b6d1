import { type Kysely, sql } from 'kysely';

/** Dossiers that ended long ago: their events lie in files, their facts and what they add to the sums stay. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dossier_archive (
      id uuid primary key,
      name text not null unique check (name ~ '^[0-9]{4}-[0-9]{2}(-[1-9][0-9]*)?$'),
      month date not null check (extract(day from month) = 1),
      claimed_at timestamptz not null,
      written_at timestamptz,
      removed_at timestamptz,
      location text check (location <> ''),
      manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
      dossiers int check (dossiers >= 0),
      events bigint check (events >= 0),
      check ((written_at is null) = (manifest_sha256 is null) and (written_at is null) = (location is null)
        and (written_at is null) = (dossiers is null) and (written_at is null) = (events is null)),
      check (removed_at is null or written_at is not null)
    );
    create unique index dossier_archive_open on dossier_archive (month) where written_at is null;
    comment on table dossier_archive is 'A folder of Parquet files with the events of dossiers that ended in a month. Written by the operator’s commands only';
    comment on column dossier_archive.id is 'UUIDv7, also in its manifest';
    comment on column dossier_archive.name is 'Name of its folder: the month, and a number from the second archive of a month on';
    comment on column dossier_archive.month is 'First day of the month in which its dossiers ended, Vietnam time';
    comment on column dossier_archive.claimed_at is 'When its dossiers began to be chosen; nothing more is taken for a chosen one';
    comment on column dossier_archive.written_at is 'When its files were whole and had been compared; null: not yet, nothing has left the database';
    comment on column dossier_archive.removed_at is 'When the last of its events had left the database; null: not yet';
    comment on column dossier_archive.location is 'Where the folder was written';
    comment on column dossier_archive.manifest_sha256 is 'SHA-256 of its manifest, which holds those of its files';
    comment on column dossier_archive.dossiers is 'Dossiers in its files';
    comment on column dossier_archive.events is 'Events in its files';

    alter table dossier add column archive_id uuid;
    create index dossier_archived_index on dossier (archive_id, unit_id, source_id, code)
      where archive_id is not null;
    comment on column dossier.archive_id is 'The archive that its events lie in; null: in dossier_event. No foreign key, so that the table can be distributed';

    alter table dossier_recount add column archived int not null default 0 check (archived >= 0);
    comment on column dossier_recount.archived is 'Dossiers that were passed over because their events are archived: they keep what they came to';

    grant select on dossier_archive to parix_app`.execute(db);
}
