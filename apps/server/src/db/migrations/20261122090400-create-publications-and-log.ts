import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table log_entry (
      log_index bigint primary key check (log_index >= 0),
      leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
      entry bytea not null check (octet_length(entry) > 0),
      created_at timestamptz not null default now()
    );
    comment on table log_entry is 'Leaves of the public transparency log. Append-only';
    comment on column log_entry.log_index is 'Position from 0, without gaps';
    comment on column log_entry.leaf_hash is 'Merkle leaf hash of the entry (RFC 6962, SHA-256)';
    comment on column log_entry.entry is 'The entry as it is published';
    comment on column log_entry.created_at is 'When it was appended';

    create table log_checkpoint (
      tree_size bigint primary key check (tree_size >= 0),
      note text not null check (note <> ''),
      created_at timestamptz not null default now()
    );
    comment on table log_checkpoint is 'Signed checkpoints of the log, one for each size of the tree. Append-only';
    comment on column log_checkpoint.tree_size is 'Number of leaves that it covers';
    comment on column log_checkpoint.note is 'The signed note (C2SP tlog-checkpoint)';
    comment on column log_checkpoint.created_at is 'When it was signed';

    create table publication (
      id text primary key,
      round_id text not null references round (id),
      sequence int not null check (sequence >= 1),
      decision_number text check (decision_number <> ''),
      decision_date date,
      published_at timestamptz not null,
      published_by uuid references account (id),
      manifest_hash text not null check (manifest_hash <> ''),
      log_index bigint not null unique references log_entry (log_index) deferrable initially deferred,
      checkpoint text not null check (checkpoint <> ''),
      unique (round_id, sequence),
      check (id = round_id || '-' || sequence)
    );
    comment on table publication is 'Publication (công bố) of a round: an immutable snapshot named in the log. Append-only';
    comment on column publication.id is '<round id>-<sequence>';
    comment on column publication.round_id is 'The round';
    comment on column publication.sequence is 'Counts the publications of the round from 1';
    comment on column publication.decision_number is 'Number of the decision to publish; null where there is none';
    comment on column publication.decision_date is 'Date of that decision';
    comment on column publication.published_at is 'When it was published';
    comment on column publication.published_by is 'Account that published it; null for the system';
    comment on column publication.manifest_hash is 'SHA-256 of the manifest of its files';
    comment on column publication.log_index is 'Its leaf in the log';
    comment on column publication.checkpoint is 'Signed checkpoint that covers the leaf';

    create table publication_file (
      publication_id text not null references publication (id),
      path text not null check (path ~ '^[^/\\\\]+(/[^/\\\\]+)*$' and path !~ '(^|/)\\.\\.?(/|$)'),
      sha256 text not null,
      size int not null,
      content bytea not null,
      primary key (publication_id, path),
      check (size = octet_length(content)),
      check (sha256 = encode(sha256(content), 'hex'))
    );
    comment on table publication_file is 'Static files of a publication, byte for byte. Append-only';
    comment on column publication_file.publication_id is 'The publication';
    comment on column publication_file.path is 'Path inside the publication, with /, without . or .. parts';
    comment on column publication_file.sha256 is 'SHA-256 of the content in lower-case hex; checked by the database';
    comment on column publication_file.size is 'Bytes of the content';
    comment on column publication_file.content is 'The bytes';

    grant select, insert on log_entry, log_checkpoint, publication, publication_file to parix_app;
  `.execute(db);
}
