/**
 * A deadline hour of receipts for a verifier that is not ours: submissions acknowledged and logged by the server's own
 * code on PostgreSQL, while other connections log in batches. Writes JSON lines for `main.go`.
 * `node --import tsx bench/foreign-verifier/make-receipts.ts OUT [receipts=10000]`
 */
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { receiptProof } from '@parix/publication';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { startTestCluster } from '../../apps/server/src/db/testing/test-cluster.ts';
import {
  inclusionOf,
  loadLogKey,
} from '../../apps/server/src/features/publication/transparency-log.read-model.ts';
import { logPendingReceipts } from '../../apps/server/src/features/receipts/log-receipts.service.ts';
import { issueReceipt, receiptOf } from '../../apps/server/src/features/receipts/receipts.read-model.ts';

const [out = '', given = '10000'] = process.argv.slice(2);
const receipts = Number(given);
if (out === '' || !(receipts > 0)) throw new Error('make-receipts.ts OUT [receipts]');

const dataDir = mkdtempSync(join(tmpdir(), 'parix-receipts-'));
const config = { dataDir, publicUrl: 'https://parix.example' };
const key = loadLogKey(config);
const start = Date.UTC(2026, 11, 31, 16);
const CLIENTS = 16;

const cluster = await startTestCluster();
try {
  const database = 'receipts';
  const admin = createDatabase({ ...cluster.owner, max: 1 });
  await sql.raw(`create database ${database}`).execute(admin);
  await admin.destroy();
  await migrateToLatest({ ...cluster.owner, database });
  const owner = createDatabase({ ...cluster.owner, database, max: 2 });
  const db = createDatabase({ ...cluster.app, database, max: CLIENTS + 2 });
  const units = await seedUnits(owner);
  const batches = await acknowledge(db, units);
  await write(db);
  console.log(`${batches} batches logged meanwhile; written to ${out}`);
  await db.destroy();
  await owner.destroy();
} finally {
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

type Database = ReturnType<typeof createDatabase>;

/** One unit for each submission, all in one round. */
async function seedUnits(owner: Database): Promise<readonly string[]> {
  await sql`insert into block (id, name) values ('khoi', 'Khối')`.execute(owner);
  await sql`insert into criteria_set_version (id, set_id, version, fingerprint, document, title, status, sample,
    index_year_from) values ('bo@1', 'bo', '1', 'f', 'd', 'Bộ', 'complete', true, 2026)`.execute(owner);
  await sql`insert into round (id, title, index_year, set_version_id, block_id, state)
    values ('nam-2026', 'Năm 2026', 2026, 'bo@1', 'khoi', 'self-scoring')`.execute(owner);
  const { rows } = await sql<{ id: string }>`
    with made as (insert into unit (id, code, name, kind, valid_from)
      select gen_random_uuid(), 'xa-' || n, 'Xã ' || n, 'commune', '2025-07-01' from generate_series(1, ${receipts}) n
      returning id, name, kind)
    insert into round_unit (round_id, unit_id, unit_name, unit_kind) select 'nam-2026', id, name, kind from made
    returning unit_id as id`.execute(owner);
  return rows.map(({ id }) => id);
}

/** Submissions by many at once, each in its own transaction; two loops log in batches at the same time. */
async function acknowledge(db: Database, units: readonly string[]): Promise<number> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  let next = 0;
  let open = true;
  let batches = 0;
  const client = async (): Promise<void> => {
    for (let i = next++; i < units.length; i = next++) await submit(db, units[i] ?? '', i);
  };
  const logger = async (): Promise<void> => {
    while (open) {
      if ((await logPendingReceipts(db, new Date(start), key)) > 0) batches += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const loggers = [logger(), logger()];
  await Promise.all(Array.from({ length: CLIENTS }, client));
  open = false;
  await Promise.all(loggers);
  await logPendingReceipts(db, new Date(start), key);
  const used = process.cpuUsage(cpu);
  const perReceipt = (used.user + used.system) / 1000 / units.length;
  const seconds = (performance.now() - wall) / 1000;
  console.log(
    `${units.length} receipts in ${seconds.toFixed(1)} s; ${perReceipt.toFixed(2)} ms of processor time each`,
  );
  return batches;
}

async function submit(db: Database, unitId: string, i: number): Promise<void> {
  const sha256 = createHash('sha256').update(`phiếu ${i}`).digest('hex');
  const now = new Date(start + i * 350);
  const record = {
    kind: 'submission',
    unit: `xa-${i + 1}`,
    round: 'nam-2026',
    sequence: 1,
    version: 1,
  } as const;
  await db.transaction().execute((tx) => issueReceipt(tx, { config, now }, { ...record, sha256, unitId }));
}

async function write(db: Database): Promise<void> {
  const file = createWriteStream(out);
  const line = async (value: object): Promise<void> => {
    if (!file.write(`${JSON.stringify(value)}\n`)) await once(file, 'drain');
  };
  await line({ vkey: key.signer.vkey });
  const rows = await db
    .selectFrom('receipt as r')
    .innerJoin('receiptLogEntry as l', (join) =>
      join.onRef('l.unitId', '=', 'r.unitId').onRef('l.receiptId', '=', 'r.id'),
    )
    .select(['r.note', 'l.logIndex'])
    .orderBy('l.logIndex')
    .execute();
  if (rows.length !== receipts) throw new Error(`${rows.length} of ${receipts} receipts are in the log`);
  for (const { note, logIndex } of rows) {
    const { index, hashes, checkpoint } = await inclusionOf(db, logIndex);
    await line({ note, proof: receiptProof(note, index, hashes, checkpoint.note) });
  }
  for (let i = 0; i < receipts; i += 5) for (const note of smallNotes(i)) await line({ note });
  file.end();
  await once(file, 'finish');
}

/** The smaller form: a save and an upload, which no log has. */
function smallNotes(i: number): readonly string[] {
  const common = { unit: `xa-${i + 1}`, version: 1 + (i % 7) } as const;
  const words = { notApplicableReason: null, explanation: `Giải trình ${i}`, evidence: [] };
  const figures = { tong: String(i), niem_yet: i % 2 === 0 };
  const save = { kind: 'save', ...common, round: 'nam-2026', item: `3.2.${i}`, figures, ...words } as const;
  const sha256 = createHash('sha256').update(`tệp ${i}`).digest('hex');
  const upload = { kind: 'upload', ...common, fileName: `báo cáo ${i}.pdf`, size: i, sha256 } as const;
  return [save, upload].map((record) => receiptOf(config, record, new Date(start + i)).note);
}
