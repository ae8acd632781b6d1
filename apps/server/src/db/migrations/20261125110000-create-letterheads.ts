import { type Kysely, sql } from 'kysely';

/** What the office writes once around every document of a kind: who issues it, who signs, who receives it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table letterhead (
      kind text not null check (kind <> ''),
      version int not null check (version >= 1),
      content jsonb not null check (jsonb_typeof(content) = 'object'),
      author_id uuid references account (id),
      request_id text,
      recorded_at timestamptz not null,
      primary key (kind, version)
    );
    comment on table letterhead is 'What stands around documents that the office issues, by kind of document; the last version counts. Append-only';
    comment on column letterhead.kind is 'Kind of document';
    comment on column letterhead.version is 'Counts the versions from 1; the primary key refuses a second one at the same place';
    comment on column letterhead.content is 'Issuing body, symbol, place, grounds, signer, recipients, as the contract has them';
    comment on column letterhead.author_id is 'Account that saved it';
    comment on column letterhead.request_id is 'Id of the request, to find it in the server log';
    comment on column letterhead.recorded_at is 'When the server received it';

    grant select, insert on letterhead to parix_app;
  `.execute(db);
}
