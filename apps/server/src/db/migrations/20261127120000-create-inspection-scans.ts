import { type Kysely, sql } from 'kysely';

/** Copies of inspection records that were signed on paper. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspection_scan (
      unit_id uuid not null,
      visit_id uuid not null,
      version int not null,
      number int not null check (number >= 1),
      sha256 text not null references stored_file (sha256),
      file_name text not null,
      actor_id uuid not null,
      at timestamptz not null,
      request_id text,
      primary key (unit_id, visit_id, version, number),
      foreign key (unit_id, visit_id, version) references inspection_record (unit_id, visit_id, version)
    );
    comment on table inspection_scan is 'Scans and photos of a record or addendum that was signed on paper too. Append-only';
    comment on column inspection_scan.unit_id is 'The unit inspected';
    comment on column inspection_scan.visit_id is 'The visit';
    comment on column inspection_scan.version is 'Version of the record that was printed and signed';
    comment on column inspection_scan.number is 'Number of the copy, from 1';
    comment on column inspection_scan.sha256 is 'The stored file';
    comment on column inspection_scan.file_name is 'Name of the file as it was sent';
    comment on column inspection_scan.actor_id is 'Account that added it; no foreign key, so that the table can be distributed';
    comment on column inspection_scan.at is 'When it was added';
    comment on column inspection_scan.request_id is 'Id of the request, to find it in the server log; null: not made by one';

    grant select, insert on inspection_scan to parix_app`.execute(db);
}
