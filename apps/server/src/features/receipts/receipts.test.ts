import type { PrintedReceipt, Receipt, StoredReceipt } from '@parix/api-contract';
import {
  canonicalRecord,
  newSigner,
  openNote,
  parseVerifierKey,
  readerOf,
  verifyPublication,
  verifyReceipt,
} from '@parix/publication';
import { unzipSync } from 'fflate';
import { type Kysely, sql } from 'kysely';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { up as createReceipts } from '../../db/migrations/20261123090400-create-receipts.ts';
import { newId } from '../../platform/ids.ts';
import { runJob } from '../../testing/job-runs.ts';
import { publishRound } from '../../testing/publish.ts';
import { emptyLog } from '../../testing/empty-log.ts';
import { approve, createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { loadLogKey, tryLockLog } from '../publication/transparency-log.read-model.ts';
import './log-receipts.job.ts';
import { logPendingReceipts } from './log-receipts.service.ts';
import { type Acknowledged, issueReceipt, receiptOf, saveRecordOf } from './receipts.read-model.ts';

let test: TestApp;
let road: Road;
const config = () => ({ dataDir: test.dataDir, publicUrl: 'http://parix.test' });
const key = () => loadLogKey(config());
const context = () => ({ config: config(), now: test.clock.now() });

/** A submission as the sign-off tells it. */
const submission = (
  sequence: number,
  unit: 'so-a' | 'so-b' = 'so-a',
  sha256 = 'ab'.repeat(32),
): Acknowledged => ({
  kind: 'submission',
  unitId: road.ids[unit],
  unit,
  round: 'nam-2021',
  sequence,
  version: sequence,
  sha256,
});
const issue = (sequence: number, unit: 'so-a' | 'so-b' = 'so-a', sha256?: string): Promise<Receipt> =>
  test.db.transaction().execute((tx) => issueReceipt(tx, context(), submission(sequence, unit, sha256)));
const log = (): Promise<number> => logPendingReceipts(test.db, test.clock.now(), key());
const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(test.owner)).rows[0]?.n ??
  0;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await emptyLog(test);
  await createRound(road);
});
afterAll(() => test.close());

describe('a save', () => {
  it('has a receipt that can be made again from its row, with the record that was hashed', async () => {
    await moveRound(road, 'nam-2021', 'self-scoring');
    const body = {
      figures: { bao_cao: '3' },
      notApplicableReason: null,
      explanation: 'Theo báo cáo quý',
      evidence: [{ title: 'Báo cáo', reference: '12/BC', url: '', page: '3' }],
    };
    const path = `/rounds/nam-2021/units/${road.ids['so-a']}/items/1.1`;
    await ok(road.unitA.send('PUT', path, body, { 'if-match': '"0"' }));
    const row = await test.owner.selectFrom('itemEntry').selectAll().executeTakeFirstOrThrow();
    const record = saveRecordOf('so-a', row);
    const atOnce = receiptOf(config(), record, test.clock.now());
    const again = await ok<{ receipt: Receipt; record: string }>(
      road.unitA.get(`${path}/versions/1/receipt`),
    );
    expect(again).toEqual({ receipt: atOnce, record: canonicalRecord(record) });
    const [evidence] = body.evidence;
    const { figures, explanation } = body;
    expect(JSON.parse(again.record)).toMatchObject({
      unit: 'so-a',
      figures,
      explanation,
      evidence: [evidence],
    });
    const file = Buffer.from(again.receipt.note);
    expect(verifyReceipt({ file, key: key().signer.vkey, record: Buffer.from(again.record) })).toMatchObject({
      verdict: 'valid',
    });
    expect(again.receipt.note).not.toContain('Theo báo cáo');
    expect((await road.unitA.get(`${path}/versions/2/receipt`)).statusCode).toBe(404);
    expect((await road.unitB.get(`${path}/versions/1/receipt`)).statusCode).toBe(403);
  });

  it('and an upload are signed without a row of their own', async () => {
    const upload = { kind: 'upload', unit: 'so-a', fileName: 'báo cáo.pdf', version: 1 } as const;
    const acknowledged = { ...upload, size: 3, sha256: 'cd'.repeat(32), unitId: road.ids['so-a'] };
    const receipt = await issueReceipt(test.db, context(), acknowledged);
    expect(receipt).toMatchObject({ id: null, kind: 'upload' });
    expect(receipt.checkUrl).toBe(`http://parix.test/bien-nhan/${receipt.hash}`);
    expect(await count('receipt')).toBe(0);
  });

  it('is signed by the machine with the bytes that the portable signer gives', async () => {
    const stored = JSON.parse(await readFile(join(test.dataDir, 'log-signing-key.json'), 'utf8'));
    const portable = newSigner(Buffer.from(stored.seed, 'base64'), stored.name);
    expect(portable.vkey).toBe(key().signer.vkey);
    expect(portable.sign('Biên nhận\n')).toBe(key().signer.sign('Biên nhận\n'));
  });
});

describe('the receipt of a submission', () => {
  it('exists exactly when the submission does', async () => {
    const failing = test.db.transaction().execute(async (tx) => {
      await issueReceipt(tx, context(), submission(1));
      throw new Error('the submission failed');
    });
    await expect(failing).rejects.toThrow('the submission failed');
    expect([await count('receipt'), await count('receipt_to_log')]).toEqual([0, 0]);
    const receipt = await issue(1);
    const verifier = parseVerifierKey(key().signer.vkey);
    expect(openNote(Buffer.from(receipt.note), verifier ? [verifier] : []).ok).toBe(true);
    expect([await count('receipt'), await count('receipt_to_log')]).toEqual([1, 1]);
  });

  it('is the first one when it is issued again, and never one for other content', async () => {
    const before = test.clock.now();
    const first = await issue(2);
    test.clock.set(new Date(before.getTime() + 5000).toISOString());
    expect(await issue(2)).toEqual(first);
    test.clock.set(before.toISOString());
    await expect(issue(2, 'so-a', 'ef'.repeat(32))).rejects.toThrow('other content');
    const both = await Promise.all([issue(3), issue(3)]);
    expect(both[0]).toEqual(both[1]);
    expect(await count('receipt')).toBe(3);
  });

  it('does not wait for whoever appends to the log', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const holder = test.db.transaction().execute(async (tx) => {
      await tryLockLog(tx);
      await held;
    });
    await expect.poll(() => locked(), { timeout: 5000 }).toBe(true);
    await issue(4);
    expect(await log()).toBe(0);
    release();
    await holder;
  });

  it('is logged with the others under one checkpoint, once', async () => {
    expect(await log()).toBe(4);
    expect([await count('log_entry'), await count('log_checkpoint'), await count('receipt_to_log')]).toEqual([
      4, 1, 0,
    ]);
    expect(await log()).toBe(0);
    expect([await count('log_entry'), await count('log_checkpoint')]).toEqual([4, 1]);
  });

  it('is logged once by the job of several processes, whatever comes in meanwhile', async () => {
    const issued = Array.from({ length: 40 }, (_, i) => issue(100 + i, i % 2 === 0 ? 'so-a' : 'so-b'));
    await Promise.all([...issued, log(), runJob({ ...test, config: config() }, 'receipts.log'), log()]);
    while ((await count('receipt_to_log')) > 0) await log();
    const { rows } = await sql<{ logIndex: number }>`
      select log_index as "logIndex" from receipt_log_entry order by 1`.execute(test.owner);
    expect(rows.map(({ logIndex }) => logIndex)).toEqual(Array.from({ length: 44 }, (_, i) => i));
    expect(await count('log_entry')).toBe(44);
  });
});

async function locked(): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`.execute(test.owner);
  return (rows[0]?.n ?? 0) > 0;
}

const listed = async (): Promise<StoredReceipt[]> =>
  (
    await ok<{ items: StoredReceipt[] }>(
      road.unitA.get(`/rounds/nam-2021/units/${road.ids['so-a']}/receipts?limit=200`),
    )
  ).items;
const first = async (): Promise<StoredReceipt> => {
  const found = (await listed()).find(({ subject }) => subject === '1');
  if (!found) throw new Error('the first submission has no receipt');
  return found;
};

describe('a stored receipt', () => {
  it('is listed newest first, by pages', async () => {
    const path = `/rounds/nam-2021/units/${road.ids['so-a']}/receipts`;
    const all = await listed();
    expect(all).toHaveLength(24);
    expect(all.at(-1)).toMatchObject({ subject: '1', logged: { index: 0 } });
    const page = await ok<{ items: StoredReceipt[]; next: string }>(road.unitA.get(`${path}?limit=20`));
    const rest = await ok<{ items: StoredReceipt[]; next: null }>(
      road.unitA.get(`${path}?limit=20&cursor=${page.next}`),
    );
    expect([...page.items, ...rest.items]).toEqual(all);
    expect(rest.next).toBeNull();
  });

  it('comes with all that is printed', async () => {
    const { id } = await first();
    const printed = await ok<PrintedReceipt>(road.unitA.get(`/receipts/${id}`));
    expect(printed).toMatchObject({
      roundTitle: 'Chỉ số năm 2021 (mẫu)',
      unitCode: 'so-a',
      unitName: 'Sở Á',
      qrText: `http://parix.test/bien-nhan/${printed.hash}`,
      verifierKey: key().signer.vkey,
    });
    expect(printed.qrSvg).toMatch(/^<svg/);
  });

  it('comes as the file that is kept, and with its proof: the same bytes whenever they are asked for', async () => {
    const { id, note } = await first();
    const file = await road.unitA.get(`/receipts/${id}/note`);
    expect(file.body).toBe(note);
    expect(file.headers['content-disposition']).toContain('bien-nhan-so-a-nam-2021-1.txt');
    const proof = await road.unitA.get(`/receipts/${id}/proof`);
    expect(proof.headers['content-disposition']).toContain('.tlog-proof');
    const report = verifyReceipt({ file: proof.rawPayload, key: key().signer.vkey });
    expect(report).toMatchObject({ verdict: 'valid', logged: { index: 0, size: 4 } });
    await issue(5);
    await log();
    expect((await road.unitA.get(`/receipts/${id}/proof`)).body).toBe(proof.body);
  });

  it('has no proof before it is logged: that is said, with when to ask again', async () => {
    await issue(6);
    const [waiting] = await listed();
    expect(waiting).toMatchObject({ subject: '6', logged: null });
    const proof = await road.unitA.get(`/receipts/${waiting?.id}/proof`);
    expect(proof.json()).toMatchObject({ code: 'receipt-not-logged', status: 409 });
    expect(proof.headers['retry-after']).toBe('30');
    expect(await log()).toBe(1);
    expect((await road.unitA.get(`/receipts/${waiting?.id}/proof`)).statusCode).toBe(200);
  });

  it('is for those who may read the card', async () => {
    const { id } = await first();
    for (const path of [`/receipts/${id}`, `/receipts/${id}/note`, `/receipts/${id}/proof`]) {
      expect((await road.standingBody.get(path)).statusCode, path).toBe(200);
      expect((await road.appraiser.get(path)).statusCode, path).toBe(200);
      for (const other of [road.unitB, road.admin, road.viewer])
        expect((await other.get(path)).statusCode, path).toBe(403);
      expect((await test.app.inject({ url: `/api/v1${path}` })).statusCode).toBe(401);
    }
    expect((await road.unitA.get(`/receipts/${newId()}`)).statusCode).toBe(404);
    expect((await road.unitA.get('/receipts/1')).statusCode).toBe(400);
  });
});

describe('the log, for anybody', () => {
  const get = (path: string) => test.app.inject({ url: `/api/v1/log/${path}` });

  it('proves a receipt by its hash, and says no more of it', async () => {
    const { hash, note } = await first();
    const answer = await get(`proof?hash=${hash}`);
    expect(answer.body).not.toContain('so-a');
    const { proof, index } = answer.json<{ proof: string; index: number }>();
    expect(index).toBe(0);
    const evidence = { file: Buffer.from(note), proof: Buffer.from(proof), key: key().signer.vkey };
    expect(verifyReceipt(evidence)).toMatchObject({ verdict: 'valid', logged: { index: 0 } });
    expect((await get(`proof?hash=${'0'.repeat(64)}`)).statusCode).toBe(404);
    expect((await get('proof?hash=abc')).statusCode).toBe(400);
  });

  it('has a checkpoint and tiles that hold every receipt, and none of their words', async () => {
    const { size, checkpoint } = (await get('checkpoint')).json<{ size: number; checkpoint: string }>();
    expect(size).toBe(46);
    expect((await test.app.inject({ url: '/log/checkpoint' })).body).toBe(checkpoint);
    const bundle = await test.app.inject({ url: '/log/tile/entries/000.p/46' });
    expect(bundle.body.match(/"kind":"receipt"/g)).toHaveLength(46);
    expect(bundle.body).not.toMatch(/so-a|nam-2021|2022-/);
    expect((await test.app.inject({ url: '/log/tile/0/000.p/46' })).rawPayload).toHaveLength(46 * 32);
    for (const none of ['0/000.p/47', '0/000', '0/000.p/046', '0/x000/000.p/1', '1/000.p/1'])
      expect((await test.app.inject({ url: `/log/tile/${none}` })).statusCode, none).toBe(404);
  });

  it('goes on through a publication, which verifies with the receipts beside it', async () => {
    await createRound(road, { id: 'cong-bo' });
    await approve(road, 'cong-bo');
    const decision = { decisionNumber: '12/QĐ-MẪU', decisionDate: '2022-06-30' };
    const published = await publishRound(test, road.standingBody, 'cong-bo', decision);
    // The council's decision comes in between.
    expect(published.logIndex).toBe(47);
    const zip = await test.app.inject({ url: new URL(published.zipUrl).pathname });
    const files = new Map(Object.entries(unzipSync(new Uint8Array(zip.rawPayload))));
    const report = verifyPublication(readerOf(files), { trustedKey: key().signer.vkey });
    expect(report.first).toBeNull();
    await issue(7);
    expect(await log()).toBe(1);
    const { id } = (await listed())[0] ?? { id: '' };
    const proof = await road.unitA.get(`/receipts/${id}/proof`);
    expect(verifyReceipt({ file: proof.rawPayload, key: key().signer.vkey }).logged).toEqual({
      index: 48,
      size: 49,
    });
  });

  it('that existed before its inner nodes were stored gets them, the same ones', async () => {
    const nodes = () =>
      sql`select level, node_index, encode(hash, 'hex') as hash from log_node order by 1, 2`;
    const before = (await nodes().execute(test.owner)).rows;
    expect(before).toHaveLength(46);
    const older = test.owner.transaction().execute(async (tx) => {
      await sql`drop table log_node, receipt_to_log, receipt_log_entry, receipt`.execute(tx);
      await sql`drop index log_entry_leaf_index`.execute(tx);
      await createReceipts(tx as unknown as Kysely<unknown>);
      expect((await nodes().execute(tx)).rows).toEqual(before);
      throw new Error('taken back');
    });
    await expect(older).rejects.toThrow('taken back');
  });

  it('is not signed again after somebody changed its rows or its key', async () => {
    await issue(8);
    const flip = () =>
      sql`update log_node set hash = decode(md5('a') || md5('b'), 'hex') where level = 5 and node_index = 0`;
    const kept = (
      await sql<{ hash: Buffer }>`select hash from log_node where level = 5 and node_index = 0`.execute(
        test.owner,
      )
    ).rows[0];
    await flip().execute(test.owner);
    await expect(log()).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
    await sql`update log_node set hash = ${kept?.hash} where level = 5 and node_index = 0`.execute(
      test.owner,
    );
    const other = newSigner(new Uint8Array(32).fill(9), 'parix.test/log');
    await expect(
      logPendingReceipts(test.db, test.clock.now(), { signer: other, origin: 'parix.test/log' }),
    ).rejects.toMatchObject({ code: 'SIGNING_KEY_CHANGED' });
    expect(await count('log_entry')).toBe(49);
    expect(await log()).toBe(1);
  });
});
