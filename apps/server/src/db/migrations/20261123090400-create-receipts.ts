import { type Kysely, sql } from 'kysely';

/** Receipts of submissions, their way into the log, and the log's inner nodes, so that it need not be hashed anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table receipt (
      unit_id uuid not null,
      id uuid not null,
      round_id text not null,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      subject text not null check (subject <> ''),
      version int not null check (version >= 1),
      record_sha256 text not null check (record_sha256 ~ '^[0-9a-f]{64}$'),
      text_sha256 text not null check (text_sha256 = encode(sha256(convert_to(
        left(note, strpos(note, E'\\n\\n')), 'UTF8')), 'hex')),
      note text not null check (note like E'%\\n\\n%'),
      received_at timestamptz not null,
      primary key (unit_id, id),
      unique (unit_id, round_id, kind, subject, version),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    create index receipt_id_index on receipt (id);
    create index receipt_text_index on receipt (text_sha256);
    comment on table receipt is 'Receipts (biên nhận) that are kept and logged: those of submissions. Append-only';
    comment on column receipt.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column receipt.id is 'UUIDv7 made by the application';
    comment on column receipt.round_id is 'The round';
    comment on column receipt.kind is 'What was received: submission';
    comment on column receipt.subject is 'Which one: the number of the submission';
    comment on column receipt.version is 'Version of the card';
    comment on column receipt.record_sha256 is 'SHA-256 of the canonical record in lower-case hex';
    comment on column receipt.text_sha256 is 'SHA-256 of the text that is signed, in lower-case hex: what the log records; checked by the database';
    comment on column receipt.note is 'The receipt as it was handed out: a signed note';
    comment on column receipt.received_at is 'When the server had what it acknowledges';

    create table receipt_log_entry (
      unit_id uuid not null,
      receipt_id uuid not null,
      log_index bigint not null check (log_index >= 0),
      logged_at timestamptz not null,
      primary key (unit_id, receipt_id),
      foreign key (unit_id, receipt_id) references receipt (unit_id, id)
    );
    comment on table receipt_log_entry is 'Where the log has a receipt. Append-only';
    comment on column receipt_log_entry.unit_id is 'The unit';
    comment on column receipt_log_entry.receipt_id is 'The receipt';
    comment on column receipt_log_entry.log_index is 'Its leaf in the log; no foreign key, so that the table can be distributed';
    comment on column receipt_log_entry.logged_at is 'When it was appended';

    create table receipt_to_log (
      unit_id uuid not null,
      receipt_id uuid not null,
      primary key (unit_id, receipt_id),
      foreign key (unit_id, receipt_id) references receipt (unit_id, id)
    );
    comment on table receipt_to_log is 'Receipts that wait for the next batch of the log; written with the receipt, removed with its log entry';
    comment on column receipt_to_log.unit_id is 'The unit';
    comment on column receipt_to_log.receipt_id is 'The receipt';

    create table log_node (
      level smallint not null check (level >= 1),
      node_index bigint not null check (node_index >= 0),
      hash bytea not null check (octet_length(hash) = 32),
      primary key (level, node_index)
    );
    comment on table log_node is 'Complete subtrees of the log above its leaves (RFC 6962), so that proofs read a few rows. Append-only';
    comment on column log_node.level is 'The subtree has two to the power of this many leaves';
    comment on column log_node.node_index is 'Position among the subtrees of its level from 0';
    comment on column log_node.hash is 'SHA-256 of 0x01 and the two hashes below';

    create index log_entry_leaf_index on log_entry (leaf_hash);
    insert into log_node (level, node_index, hash)
      select 1, l.log_index / 2, sha256('\\x01'::bytea || l.leaf_hash || r.leaf_hash)
      from log_entry l join log_entry r on r.log_index = l.log_index + 1 where l.log_index % 2 = 0;

    grant select, insert on receipt, receipt_log_entry, log_node to parix_app;
    grant select, insert, delete on receipt_to_log to parix_app;
  `.execute(db);
  await buildNodes(db, 1);
}

/** The levels above `level`, of the entries that the log had before. */
async function buildNodes(db: Kysely<unknown>, level: number): Promise<void> {
  const { numAffectedRows = 0n } = await sql`
    insert into log_node (level, node_index, hash)
    select l.level + 1, l.node_index / 2, sha256('\\x01'::bytea || l.hash || r.hash)
    from log_node l join log_node r on r.level = l.level and r.node_index = l.node_index + 1
    where l.level = ${level} and l.node_index % 2 = 0`.execute(db);
  if (numAffectedRows > 0n) await buildNodes(db, level + 1);
}
