import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { EvidenceDocument, Receipt } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../../testing/job-runs.ts';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { extractEvidenceText } from './extract-text.job.ts';
import './scan-again.job.ts';
import { registeredJobs } from '../../platform/jobs/jobs.ts';

let test: TestApp;
let road: Road;
let address: string;
let scanner: Server;
const ROUND = 'nam-2021';
const QUOTA = 4_000_000;

/** What newer signatures of the scanner know. */
let found: string | undefined;

/** clamd as far as it is spoken to: what carries the word is called infected. */
function fakeClamd(): Server {
  return createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part) => {
      parts.push(part);
      const all = Buffer.concat(parts);
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
      const beyond = all.includes('QUA-GIOI-HAN')
        ? 'stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0'
        : '';
      if (found !== undefined && all.includes(found)) return socket.end('stream: Thu.Nghiem FOUND\0');
      return socket.end(
        beyond || (all.includes('VI-RUT-THU') ? 'stream: Thu.Nghiem FOUND\0' : 'stream: OK\0'),
      );
    });
  });
}

beforeAll(async () => {
  scanner = fakeClamd();
  const port = await new Promise<number>((listening) => {
    scanner.listen(0, '127.0.0.1', () => {
      const at = scanner.address();
      listening(typeof at === 'object' && at !== null ? at.port : 0);
    });
  });
  test = await createTestApp({}, { scanner: { host: '127.0.0.1', port }, evidenceQuota: QUOTA });
  road = await openRoad(test);
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  address = await test.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await test.close();
  scanner.close();
});

const headersOf = (who: Client) => ({
  cookie: who.cookie,
  'x-csrf-token': who.csrfToken,
  'tus-resumable': '1.0.0',
});
const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function begin(who: Client, bytes: Buffer, name: string, purpose = ''): Promise<Response> {
  return fetch(`${address}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...headersOf(who),
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${base64(name)}${purpose && `,purpose ${base64(purpose)}`}`,
    },
  });
}

function sendFrom(
  who: Client,
  place: string,
  bytes: Buffer,
  offset: number,
  to = bytes.length,
): Promise<Response> {
  return fetch(new URL(place, address), {
    method: 'PATCH',
    headers: {
      ...headersOf(who),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: new Uint8Array(bytes.subarray(offset, to)),
  });
}

const idOf = (place: string): string => place.split('/').at(-1) ?? '';

async function upload(who: Client, bytes: Buffer, name: string): Promise<{ id: string; last: Response }> {
  const begun = await begin(who, bytes, name);
  const place = begun.headers.get('location') ?? '';
  return { id: idOf(place), last: await sendFrom(who, place, bytes, 0) };
}

const FIELDS = {
  abstract: 'Quyết định ban hành Kế hoạch cải cách hành chính năm 2021',
  number: '12/QĐ-UBND',
  issuedOn: '2021-01-15',
  issuer: 'UBND tỉnh',
  kind: 'decision',
  validFrom: null,
  validTo: null,
  url: '',
};
interface Saved {
  document: EvidenceDocument;
  receipt: Receipt | null;
}
const add = (who: Client, unitId: string, uploadId: string | null, more: object = {}) =>
  who.send('POST', `/units/${unitId}/evidence`, { ...FIELDS, ...more, uploadId });
const text = (words: string): Buffer => Buffer.from(`${words}\n`.repeat(40));
const library = (): string => `/units/${road.ids['so-a']}/evidence`;

describe('a document of the library', () => {
  it('keeps its file by hash, says who scanned it, and gives a receipt', async () => {
    const bytes = text('Báo cáo kết quả rà soát thủ tục hành chính');
    const { id, last } = await upload(road.unitA, bytes, 'Báo cáo.txt');
    expect(last.status).toBe(204);
    const saved = await ok<Saved>(add(road.unitA, road.ids['so-a'], id));
    const { file } = saved.document.current;
    expect(file).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      mediaType: 'text/plain',
      fileName: 'Báo cáo.txt',
      scan: 'clean',
      text: 'waiting',
    });
    expect(saved.receipt?.kind).toBe('upload');
    const answer = await fetch(`${address}/api/v1${library()}/${saved.document.id}/versions/1/file`, {
      headers: { cookie: road.unitA.cookie, range: 'bytes=0-7' },
    });
    expect(answer.status).toBe(206);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(0, 8))).toBe(true);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('stores the same bytes once, whoever sends them', async () => {
    const bytes = text('Tài liệu chung của nhiều đơn vị');
    for (const [who, unit] of [
      [road.unitA, 'so-a'],
      [road.unitB, 'so-b'],
    ] as const) {
      const { id } = await upload(who, bytes, 'chung.txt');
      await ok(add(who, road.ids[unit], id));
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const files = await test.owner
      .selectFrom('storedFile')
      .selectAll()
      .where('sha256', '=', sha256)
      .execute();
    expect(files).toHaveLength(1);
  });

  it('is found in its text and its fields, without diacritics, on the page where it stands', async () => {
    const { id } = await upload(
      road.unitA,
      text('Hội nghị trực tuyến về chuyển đổi số ở Đắk Lắk'),
      'hoi-nghi.txt',
    );
    const { document } = await ok<Saved>(add(road.unitA, road.ids['so-a'], id, { abstract: 'Biên bản' }));
    await runExtraction(document.id, 1);
    const found = await ok<{ items: { id: string; hit: { page: number; text: string } | null }[] }>(
      road.unitA.get(`${library()}?q=${encodeURIComponent('dak lak')}`),
    );
    expect(found.items.map((item) => item.id)).toEqual([document.id]);
    expect(found.items[0]?.hit).toMatchObject({
      page: 1,
      text: expect.stringContaining('Đắk Lắk') as string,
    });
    const byNumber = await ok<{ items: unknown[] }>(road.unitA.get(`${library()}?q=12/qd-ubnd`));
    expect(byNumber.items.length).toBeGreaterThan(0);
    // One index serves every library: words of another unit's pages are not found, nor is a page without any word.
    const elsewhere = `/units/${road.ids['so-b']}/evidence?q=${encodeURIComponent('dak lak')}`;
    expect(await ok<{ items: unknown[] }>(road.unitB.get(elsewhere))).toMatchObject({ items: [] });
    for (const q of ['???', `unit:${road.ids['so-a']}`]) {
      const answer = await ok<{ items: unknown[] }>(
        road.unitA.get(`${library()}?q=${encodeURIComponent(q)}`),
      );
      expect(answer.items).toEqual([]);
    }
  });

  it('takes a change as its next version, and a second change on the same version not at all', async () => {
    const { document } = await ok<Saved>(add(road.unitA, road.ids['so-a'], null));
    const path = `${library()}/${document.id}`;
    const body = { ...FIELDS, abstract: 'Sửa đổi', uploadId: null };
    const first = await road.unitA.send('PUT', path, body, { 'if-match': '"1"' });
    expect(first.statusCode).toBe(200);
    const second = await road.unitA.send('PUT', path, body, { 'if-match': '"1"' });
    expect(second.json()).toMatchObject({ code: 'edit-conflict', current: { current: { version: 2 } } });
    const kept = await ok<EvidenceDocument>(road.unitA.get(path));
    expect(kept.versions.map((each) => each.abstract)).toEqual(['Sửa đổi', FIELDS.abstract]);
  });

  it('is hidden, never removed: what names it still opens it', async () => {
    const { id } = await upload(road.unitA, text('Sẽ được ẩn đi'), 'an.txt');
    const { document } = await ok<Saved>(add(road.unitA, road.ids['so-a'], id, { abstract: 'Sẽ ẩn' }));
    const path = `${library()}/${document.id}`;
    await ok(road.unitA.send('DELETE', path, undefined, { 'if-match': '"1"' }));
    const list = await ok<{ items: { id: string }[] }>(road.unitA.get(library()));
    expect(list.items.map((item) => item.id)).not.toContain(document.id);
    expect((await road.unitA.get(`${path}/versions/1/file`)).statusCode).toBe(200);
  });
});

describe('an upload', () => {
  it('goes on where the connection was cut', async () => {
    const bytes = Buffer.concat([text('Tệp lớn'), Buffer.from(randomBytes(200_000).toString('hex'))]);
    const place = (await begin(road.unitA, bytes, 'lon.txt')).headers.get('location') ?? '';
    await sendFrom(road.unitA, place, bytes, 0, 150_000);
    const asked = await fetch(new URL(place, address), { method: 'HEAD', headers: headersOf(road.unitA) });
    expect(asked.headers.get('upload-offset')).toBe('150000');
    expect((await add(road.unitA, road.ids['so-a'], idOf(place))).json()).toMatchObject({
      code: 'upload-missing',
    });
    expect((await sendFrom(road.unitA, place, bytes, 150_000)).status).toBe(204);
    const saved = await ok<Saved>(add(road.unitA, road.ids['so-a'], idOf(place)));
    expect(saved.document.current.file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('that is refused says why, again when asked again, and stores nothing', async () => {
    const { id, last } = await upload(road.unitA, Buffer.from('MZ\x90\x00 chương trình'), 'bao-cao.exe');
    expect(last.status).toBe(422);
    expect(await last.json()).toMatchObject({ code: 'file-refused' });
    const again = (await add(road.unitA, road.ids['so-a'], id)).json();
    expect(again).toMatchObject({ code: 'file-refused', errors: [{ place: '/file' }] });
  });

  it('with a virus is refused by the scanner', async () => {
    const { last } = await upload(road.unitA, text('VI-RUT-THU'), 'la.txt');
    expect(await last.json()).toMatchObject({ code: 'file-refused', errors: [{ code: 'infected' }] });
  });

  it('that the scanner gave up is taken, and never called clean', async () => {
    const { id } = await upload(road.unitA, text('QUA-GIOI-HAN'), 'lon qua.txt');
    const saved = await ok<Saved>(add(road.unitA, road.ids['so-a'], id));
    expect(saved.document.current.file?.scan).toBe('scanner-unavailable');
  });

  it('that no scanner judged is scanned again later, at growing pauses, and shut when something is found', async () => {
    const bytes = text('QUA-GIOI-HAN lúc đầu');
    const { id } = await upload(road.unitA, bytes, 'quet lai.txt');
    const { document } = await ok<Saved>(add(road.unitA, road.ids['so-a'], id));
    const scans = async () =>
      test.owner
        .selectFrom('fileScan')
        .select(['sequence', 'state'])
        .where('sha256', '=', createHash('sha256').update(bytes).digest('hex'))
        .orderBy('sequence')
        .execute();
    const look = () => runJob(test, 'evidence.scan-again');
    const content = () =>
      road.unitA.get(`/units/${road.ids['so-a']}/evidence/${document.id}/versions/1/file`);
    await look();
    expect(await scans()).toHaveLength(1);
    test.clock.set(new Date(test.clock.now().getTime() + 10 * 60_000).toISOString());
    await look();
    await look();
    expect((await scans()).map(({ state }) => state)).toEqual(['scanner-unavailable', 'scanner-unavailable']);
    expect((await content()).statusCode).toBe(200);
    found = 'QUA-GIOI-HAN';
    test.clock.set(new Date(test.clock.now().getTime() + 20 * 60_000).toISOString());
    await look();
    found = undefined;
    expect((await scans()).at(-1)).toEqual({ sequence: 3, state: 'infected' });
    expect((await content()).json()).toMatchObject({ code: 'file-infected' });
    test.clock.set(new Date(test.clock.now().getTime() + 365 * 86_400_000).toISOString());
    await look();
    expect(await scans()).toHaveLength(3);
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('belongs to who began it: nobody else sees, continues or uses it', async () => {
    const bytes = text('Của đơn vị A');
    const place = (await begin(road.unitA, bytes, 'a.txt')).headers.get('location') ?? '';
    const peek = await fetch(new URL(place, address), { method: 'HEAD', headers: headersOf(road.unitB) });
    expect(peek.status).toBe(404);
    expect((await sendFrom(road.unitB, place, bytes, 0)).status).toBe(404);
    await sendFrom(road.unitA, place, bytes, 0);
    expect((await add(road.unitB, road.ids['so-b'], idOf(place))).json()).toMatchObject({
      code: 'upload-missing',
    });
  });

  it('needs somebody signed in, the CSRF token, and a role that keeps a library', async () => {
    const bytes = text('x');
    const stranger = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { 'upload-length': '3' },
    });
    expect(stranger.status).toBe(401);
    const { 'x-csrf-token': _token, ...without } = headersOf(road.unitA);
    const forged = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { ...without, 'upload-length': '3' },
    });
    expect(forged.status).toBe(403);
    expect((await begin(road.viewer, bytes, 'x.txt')).status).toBe(403);
  });

  it('larger than the limit is refused before its first byte', async () => {
    const answer = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { ...headersOf(road.unitA), 'upload-length': String(10 ** 12) },
    });
    expect(answer.status).toBe(413);
  });
});

describe('the room of a library', () => {
  const many = (): Buffer => Buffer.from(`Số liệu\n${randomBytes(1_200_000).toString('hex')}`);
  const usage = () =>
    ok<{ files: number; bytes: number; allowedBytes: number }>(
      road.unitB.get(`/units/${road.ids['so-b']}/evidence-usage`),
    );

  it('is given out once, is not taken by a file that is there already, and is asked for before sending', async () => {
    const bytes = many();
    const before = await usage();
    const first = await upload(road.unitB, bytes, 'lon.txt');
    const { document } = await ok<Saved>(add(road.unitB, road.ids['so-b'], first.id));
    const twin = await upload(road.unitB, bytes, 'lon lần nữa.txt');
    const told = await ok<{ twins: { id: string }[]; remarks: string[] }>(
      road.unitB.get(`/units/${road.ids['so-b']}/evidence-uploads/${twin.id}`),
    );
    expect(told.twins.map(({ id }) => id)).toEqual([document.id]);
    await ok<Saved>(add(road.unitB, road.ids['so-b'], twin.id));
    expect(await usage()).toEqual({
      files: before.files + 1,
      bytes: before.bytes + bytes.length,
      allowedBytes: QUOTA,
    });
    const ahead = await begin(road.unitB, many(), 'nua.txt', 'evidence');
    expect(ahead.status).toBe(422);
    expect(await ahead.json()).toMatchObject({
      code: 'storage-full',
      detail: expect.stringContaining('tệp này 2,3 MB') as string,
    });
    const sent = await upload(road.unitB, many(), 'nua.txt');
    const refused = await add(road.unitB, road.ids['so-b'], sent.id);
    expect(refused.json()).toMatchObject({ code: 'storage-full' });
    expect((await usage()).files).toBe(before.files + 1);
  });

  it('goes to one of two files that arrive at once', async () => {
    const [one, two] = await Promise.all([
      upload(road.unitA, many(), 'mot.txt'),
      upload(road.unitA, many(), 'hai.txt'),
    ]);
    const answers = await Promise.all([one, two].map(({ id }) => add(road.unitA, road.ids['so-a'], id)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
  });
});

describe('attachments by guessable address', () => {
  it('are opened by nobody who may not read the library', async () => {
    const { id } = await upload(road.unitA, text('Chỉ của A'), 'rieng.txt');
    const { document } = await ok<Saved>(add(road.unitA, road.ids['so-a'], id));
    const path = `${library()}/${document.id}/versions/1/file`;
    for (const who of [road.unitB, road.viewer, road.admin, road.appraiser])
      expect((await who.get(path)).statusCode).toBe(403);
    expect((await test.app.inject({ method: 'GET', url: `/api/v1${path}` })).statusCode).toBe(401);
    expect((await road.standingBody.get(path)).statusCode).toBe(200);
    // The right document under the name of another unit is no document.
    const elsewhere = `/units/${road.ids['so-b']}/evidence/${document.id}/versions/1/file`;
    expect((await road.unitB.get(elsewhere)).statusCode).toBe(404);
  });
});

describe('links from items', () => {
  const save = (evidence: object[], version: number) =>
    road.unitA.send(
      'PUT',
      `/rounds/${ROUND}/units/${road.ids['so-a']}/items/1.1`,
      { figures: {}, notApplicableReason: null, explanation: null, evidence },
      { 'if-match': `"${version}"` },
    );
  const link = { title: 'tên do trình duyệt gửi', reference: '', url: '', page: '3', quote: 'Điều 2' };

  it('are named by the library, and only documents of the unit are taken', async () => {
    const { document } = await ok<Saved>(
      add(road.unitA, road.ids['so-a'], null, { abstract: 'Kế hoạch năm' }),
    );
    const other = await ok<Saved>(add(road.unitB, road.ids['so-b'], null));
    const refused = await save([{ ...link, documentId: other.document.id, version: 1 }], 0);
    expect(refused.json()).toMatchObject({ code: 'facts-invalid', errors: [{ place: '/evidence/0' }] });
    const saved = await ok<{ item: { evidence: object[] } }>(
      save([{ ...link, documentId: document.id, version: 1 }], 0),
    );
    expect(saved.item.evidence).toEqual([
      { ...link, title: 'Kế hoạch năm', reference: FIELDS.number, documentId: document.id, version: 1 },
    ]);
    const used = await ok<EvidenceDocument>(road.unitA.get(`${library()}/${document.id}`));
    expect(used.uses).toMatchObject([{ roundId: ROUND, itemId: '1.1', page: '3', quote: 'Điều 2' }]);
  });

  it('are offered again in a later round', async () => {
    await createRound(road, { id: 'nam-2022', indexYear: 2022 });
    const path = `/rounds/nam-2022/units/${road.ids['so-a']}/items/1.1/earlier-evidence`;
    const earlier = await ok<{ items: { abstract: string; page: string }[] }>(road.unitA.get(path));
    expect(earlier.items).toMatchObject([
      { abstract: 'Kế hoạch năm', page: '3', quote: 'Điều 2', roundId: ROUND },
    ]);
  });
});

/** Runs the job as the queue would, at once. */
async function runExtraction(documentId: string, version: number): Promise<void> {
  const job = registeredJobs().find(({ name }) => name === extractEvidenceText.name);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { dataDir: test.dataDir, publicUrl: 'http://parix.test' };
  const stopping = new AbortController().signal;
  const context = {
    db: test.db,
    now: test.clock.now(),
    locale: 'vi',
    requestId: null,
    config,
    log,
    stopping,
    lastTry: false,
  } as const;
  await job?.run(context, { unitId: road.ids['so-a'], documentId, version });
}
