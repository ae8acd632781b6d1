import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  DossierFile,
  DossierFilePreview,
  DossierSource,
  DossierStatistics,
  DossierTotal,
  Reconciliation,
  TotalsReport,
} from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import '../jobs.ts';
import { takeSome } from './take-file.service.ts';

let test: TestApp;
let road: Road;

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-03-01T01:00:00Z');
  road = await openRoad(test);
});
afterAll(() => test.close());

const newSource = async (code: string) =>
  ok<DossierSource & { token: string }>(
    road.standingBody.send('POST', '/dossier-sources', { code, name: `Hệ thống ${code}` }),
  );

/** Sends a file in pieces of a few bytes, as the web sends it in larger ones. */
async function send(
  sourceId: string,
  name: string,
  content: string | Buffer,
  piece = 5_000_000,
): Promise<string> {
  const bytes = Buffer.from(content);
  const path = `/dossier-sources/${sourceId}/files`;
  const { id } = await ok<DossierFile>(road.standingBody.send('POST', path, { name, size: bytes.length }));
  for (let at = 0; at < bytes.length; at += piece)
    await ok(sendPiece(sourceId, id, at, bytes.subarray(at, at + piece)));
  return id;
}

async function sendPiece(sourceId: string, id: string, at: number, bytes: Buffer) {
  const boundary = '----thu';
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="manh"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return test.app.inject({
    method: 'PUT',
    url: `/api/v1/dossier-sources/${sourceId}/files/${id}/content?at=${at}`,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      cookie: road.standingBody.cookie,
      'x-csrf-token': road.standingBody.csrfToken,
    },
    payload,
  });
}

const fileOf = (sourceId: string, id: string) =>
  ok<DossierFile>(road.standingBody.get(`/dossier-sources/${sourceId}/files/${id}`));
const preview = (sourceId: string, id: string, mapping: object | null = null) =>
  ok<DossierFilePreview>(
    road.standingBody.send('POST', `/dossier-sources/${sourceId}/files/${id}/preview`, { mapping }),
  );
async function start(sourceId: string, id: string, asOf = '2022-02-28T17:00:00Z', change: object = {}) {
  const { mapping } = await preview(sourceId, id);
  const body = { asOf, mapping: { ...mapping, ...change } };
  return road.standingBody.send('POST', `/dossier-sources/${sourceId}/files/${id}/start`, body);
}
async function take(sourceId: string, content: string, asOf?: string, change?: object): Promise<DossierFile> {
  const id = await send(sourceId, 'ho-so.csv', content);
  await ok(start(sourceId, id, asOf, change));
  await runWaiting(test, 'dossier-files.take');
  return fileOf(sourceId, id);
}
async function sums(code: 'so-a' | 'so-b' | 'xa-dak', ...names: readonly string[]) {
  const query = `from=2021-01-01&to=2022-03-01&unitId=${road.ids[code]}`;
  const { total } = await ok<DossierStatistics>(road.viewer.get(`/dossier-figures?${query}`));
  return names.map((name) => total[`one-stop.${name}`]?.value);
}

const HEAD = 'Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Hạn xử lý,Ngày kết thúc xử lý,Hình thức nộp\n';
const line = (code: string, unit: string, end: string | null, more = '') =>
  `${code},${unit},${end ? 'Đã trả kết quả' : 'Đang xử lý'},13/01/2022 08:00,20/01/2022,${end ?? ''},Trực tuyến${more}\n`;

/** A day of processing time, which the appointments of the files above are longer than. */
const ONE_DAY = {
  name: 'Thủ tục (mẫu)',
  sector: 'Hộ tịch',
  processingMinutes: 480,
  counting: 'days',
  lateness: 'by-day',
  paymentStopsClock: true,
  supplementLimit: 1,
  nearDueDays: 1,
  onlineLevel: null,
  hasFee: false,
  endedOn: null,
};

describe('dossiers from a file', () => {
  it('are announced, sent in pieces, shown first, taken in the background and counted', async () => {
    const { id: source } = await newSource('tu-tep');
    const content =
      HEAD + line('A1', 'so-a', '18/01/2022') + line('A2', 'Sở Á', '25/01/2022') + line('A3', 'so-a', null);
    const id = await send(source, 'thang-1.csv', content, 40);
    const seen = await preview(source, id);
    expect(seen).toMatchObject({
      guessed: true,
      datesSure: true,
      rowsRead: 3,
      rowsFaulty: 0,
      unknownWords: [],
    });
    expect(seen.mapping.columns).toMatchObject({ dossier: 'Mã hồ sơ', unit: 'Đơn vị', due: 'Hạn xử lý' });
    expect(seen.sample[1]).toMatchObject({ dossier: 'A2', unitName: 'Sở Á', state: 'returned' });
    expect(await sums('so-a', 'received')).toEqual(['0']);
    await ok(start(source, id));
    expect((await fileOf(source, id)).state).toBe('waiting');
    expect(await runWaiting(test, 'dossier-files.take')).toBe(1);
    expect(await fileOf(source, id)).toMatchObject({
      state: 'done',
      taken: 3,
      repeated: 0,
      rejected: 0,
      lastRow: 4,
    });
    expect(await sums('so-a', 'received', 'settled-early', 'settled-late', 'open')).toEqual([
      '3',
      '1',
      '1',
      '1',
    ]);
    await expect(readFile(join(test.dataDir, 'dossier-files', id))).rejects.toThrow();
  });

  it('the same file again changes nothing; a later one corrects, and only what it says otherwise', async () => {
    const { id: source } = await newSource('sua');
    const first = HEAD + line('B1', 'so-b', '18/01/2022') + line('B2', 'so-b', null);
    expect(await take(source, first)).toMatchObject({ taken: 2, repeated: 0 });
    expect(await take(source, first)).toMatchObject({ state: 'done', taken: 0, repeated: 2 });
    const later = HEAD + line('B1', 'so-b', '18/01/2022') + line('B2', 'so-b', '26/01/2022');
    expect(await take(source, later, '2022-03-01T00:00:00Z')).toMatchObject({ taken: 1, repeated: 1 });
    expect(await sums('so-b', 'received', 'settled', 'settled-late', 'open')).toEqual(['2', '2', '1', '0']);
    const rows = await test.owner
      .selectFrom('dossierEvent')
      .select(['dossierCode', 'eventId', 'revision'])
      .where('sourceId', '=', source)
      .orderBy('dossierCode')
      .orderBy('revision')
      .execute();
    expect(rows.map(({ dossierCode, eventId }) => [dossierCode, eventId])).toEqual([
      ['B1', 'tep'],
      ['B2', 'tep'],
      ['B2', 'tep'],
    ]);
    expect(rows[2]?.revision).toBeGreaterThan(rows[1]?.revision ?? 0);
  });

  it('what a row has wrong is told with row and column, and is a file without formulas', async () => {
    const { id: source } = await newSource('loi');
    const content =
      HEAD +
      line('=HYPERLINK("x")', 'khong-co', null) +
      line('C2', 'xa-dak', '30/02/2022') +
      '"C3,xa-dak\n' +
      line('C4', 'xa-dak', '18/01/2022') +
      line('C4', 'xa-dak', '19/01/2022') +
      line('C4', 'xa-dak', '18/01/2022');
    const file = await take(source, content.replace('=HYPERLINK("x")', '=1+1'));
    expect(file).toMatchObject({ state: 'done', taken: 1, repeated: 1, rejected: 4, problemCount: 4 });
    const answer = await road.standingBody.get(`/dossier-sources/${source}/files/${file.id}/problems`);
    const lines = answer.body.trim().split('\r\n').slice(1);
    expect(lines.map((each) => each.split(',').slice(0, 3))).toEqual([
      ['2', 'Đơn vị', 'unknown-unit'],
      ['3', 'Ngày kết thúc xử lý', 'not-a-date'],
      ['4', '', 'csv-quotes'],
      ['6', '', 'differs-in-file'],
    ]);
    expect(await sums('xa-dak', 'received')).toEqual(['1']);
  });

  it('a value that looks like a formula is text in the list of faults', async () => {
    const { id: source } = await newSource('cong-thuc');
    const file = await take(source, HEAD + line('F1', '=cmd', null));
    const { body } = await road.standingBody.get(`/dossier-sources/${source}/files/${file.id}/problems`);
    expect(body).toContain(",'=cmd,");
    expect(body).not.toContain(',=cmd,');
  });

  it('killed between batches or repeated it goes on where it was: none is lost, none doubled', async () => {
    const { id: source } = await newSource('ngat');
    const body = Array.from({ length: 75_000 }, (_, n) =>
      line(`D${n}`, 'xa-dak', n % 3 === 0 ? null : '18/01/2022'),
    );
    const id = await send(source, 'lon.csv', HEAD + body.join(''));
    await ok(start(source, id));
    const [before] = await sums('xa-dak', 'received');
    expect(await takeSome({ ...test, now: test.clock.now() }, id, 1)).toBe(true);
    const half = await fileOf(source, id);
    expect(half).toMatchObject({ state: 'running', taken: 59_999, lastRow: 60_000 });
    expect(half.bytesDone).toBeGreaterThan(0);
    // Two processes take the job up at once, as after an expiry.
    await Promise.all([
      runJob(test, 'dossier-files.take', { fileId: id }),
      runJob(test, 'dossier-files.take', { fileId: id }),
    ]);
    await runJob(test, 'dossier-files.take', { fileId: id });
    expect(await fileOf(source, id)).toMatchObject({
      state: 'done',
      taken: 75_000,
      repeated: 0,
      rejected: 0,
    });
    const [after] = await sums('xa-dak', 'received');
    expect(Number(after) - Number(before)).toBe(75_000);
  }, 120_000);

  it('that come twice, thousands of rows apart, are one dossier; what differs is named with its row', async () => {
    const { id: source } = await newSource('hai-lan');
    const [before, endedBefore] = await sums('so-b', 'received', 'settled-early');
    const lines = Array.from({ length: 3500 }, (_, n) => line(`X${n}`, 'so-b', '18/01/2022'));
    lines[1999] = line('X0', 'so-b', '18/01/2022');
    lines[2499] = line('X1', 'so-b', '19/01/2022');
    const file = await take(source, HEAD + lines.join(''));
    expect(file).toMatchObject({ state: 'done', taken: 3498, repeated: 1, rejected: 1, problemCount: 1 });
    const { body } = await road.standingBody.get(`/dossier-sources/${source}/files/${file.id}/problems`);
    expect(body).toContain('2501');
    const [after, endedAfter] = await sums('so-b', 'received', 'settled-early');
    expect([Number(after) - Number(before), Number(endedAfter) - Number(endedBefore)]).toEqual([3498, 3498]);
    // The same once more, with one that is new.
    const again = await take(source, HEAD + lines.slice(0, 1900).join('') + line('X-MOI', 'so-b', null));
    expect(again).toMatchObject({ state: 'done', taken: 1, repeated: 1900, rejected: 0 });
  }, 60_000);

  it('counts by a rule that came while it was taken, whether rows were computed by then or not', async () => {
    const { id: source } = await newSource('doi-luat');
    const code = '1.777';
    const rows = Array.from({ length: 3000 }, (_, n) => line(`L${n}`, 'so-b', '18/01/2022', `,${code}`));
    const id = await send(source, 'luat.csv', HEAD.replace('\n', ',Mã thủ tục\n') + rows.join(''));
    await ok(start(source, id));
    const taking = takeSome({ ...test, now: test.clock.now() }, id, 20);
    await ok(
      road.standingBody.send(
        'POST',
        '/procedures',
        { ...ONE_DAY, code, validFrom: '2020-01-01' },
        { 'idempotency-key': 'luat' },
      ),
    );
    expect(await taking).toBe(false);
    await runWaiting(test, 'dossiers.recount');
    expect(await fileOf(source, id)).toMatchObject({ state: 'done', taken: 3000 });
    const endings = await test.owner
      .selectFrom('dossier')
      .select(({ fn }) => ['ending', fn.countAll<number>().as('dossiers')])
      .where('sourceId', '=', source)
      .groupBy('ending')
      .execute();
    expect(endings).toEqual([{ ending: 'late', dossiers: 3000 }]);
  }, 60_000);

  it('cancelled it ends after the batch in hand; what was taken stays and the file is gone', async () => {
    const { id: source } = await newSource('huy');
    const body = Array.from({ length: 70_000 }, (_, n) => line(`E${n}`, 'so-b', '18/01/2022'));
    const id = await send(source, 'huy.csv', HEAD + body.join(''));
    await ok(start(source, id));
    await takeSome({ ...test, now: test.clock.now() }, id, 1);
    const path = `/dossier-sources/${source}/files/${id}/cancel`;
    expect(await ok(road.standingBody.send('POST', path))).toMatchObject({
      state: 'cancelled',
      taken: 59_999,
    });
    await runWaiting(test, 'dossier-files.take');
    expect(await fileOf(source, id)).toMatchObject({ state: 'cancelled', taken: 59_999 });
    expect((await road.standingBody.send('POST', path)).json()).toMatchObject({ code: 'dossier-file-state' });
  }, 60_000);

  it('only those may who keep sources', async () => {
    const { id: source } = await newSource('quyen');
    for (const who of [road.viewer, road.unitA, road.appraiser])
      expect((await who.get(`/dossier-sources/${source}/files`)).statusCode).toBe(403);
    expect((await road.admin.get(`/dossier-sources/${source}/files`)).statusCode).toBe(200);
  });
});

describe('what cannot be taken is refused with its reason', () => {
  let source: string;
  beforeAll(async () => {
    source = (await newSource('tu-choi')).id;
  });
  const code = async (answer: Promise<{ json: () => unknown }>) =>
    ((await answer).json() as { code: string }).code;

  it('a file that has not arrived as a whole, or is longer than announced', async () => {
    const path = `/dossier-sources/${source}/files`;
    const { id } = await ok<DossierFile>(road.standingBody.send('POST', path, { name: 'a.csv', size: 10 }));
    expect(await code(road.standingBody.send('POST', `${path}/${id}/preview`, { mapping: null }))).toBe(
      'dossier-file-size',
    );
    expect((await sendPiece(source, id, 5, Buffer.from('abc'))).json()).toEqual({ arrived: 0 });
    expect(await code(sendPiece(source, id, 0, Buffer.from('abcdefghijk')))).toBe('dossier-file-size');
    expect((await sendPiece(source, id, 0, Buffer.from('abc'))).json()).toEqual({ arrived: 3 });
    expect((await sendPiece(source, id, 0, Buffer.from('abc'))).json()).toEqual({ arrived: 3 });
  });

  it.each([
    ['TCVN3', Buffer.from('M\u00b7 h\u00e5 s\u00ac,Ng\u00b5y\nA,B\n', 'latin1'), 'dossier-file-encoding'],
    [
      'bytes of another encoding',
      Buffer.from([0xe9, 0x2c, 0xe8, 0x0a, 0xe9, 0x2c, 0xe0, 0x0a]),
      'dossier-file-encoding',
    ],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'file-type'],
    ['an empty table', Buffer.from('\n\n'), 'dossier-file-empty'],
  ])('%s', async (_, bytes, expected) => {
    const id = await send(source, 'a.csv', bytes);
    expect(
      await code(
        road.standingBody.send('POST', `/dossier-sources/${source}/files/${id}/preview`, { mapping: null }),
      ),
    ).toBe(expected);
  });

  it('columns that do not say dossier and unit, figures of the future, a second file at once', async () => {
    const id = await send(source, 'a.csv', 'Mã hồ sơ,Ghi chú\nG1,x\n');
    expect(await code(start(source, id))).toBe('dossier-file-columns');
    expect(await code(start(source, id, '2022-04-01T00:00:00Z', { unit: 'so-a' }))).toBe(
      'dossier-file-as-of',
    );
    await ok(start(source, id, undefined, { unit: 'so-a' }));
    const other = await send(source, 'b.csv', 'Mã hồ sơ,Ghi chú\nG2,x\n');
    expect(await code(start(source, other))).toBe('dossier-file-running');
    await runWaiting(test, 'dossier-files.take');
    const { mapping, guessed } = await preview(source, other);
    expect([mapping.unit, guessed]).toEqual(['so-a', false]);
  });

  it('a file whose columns are not those that were named fails as a whole', async () => {
    const id = await send(source, 'c.csv', 'Mã hồ sơ,Đơn vị\nG3,so-a\n');
    const { mapping } = await preview(source, id);
    const body = {
      asOf: '2022-02-28T17:00:00Z',
      mapping: { ...mapping, columns: { dossier: 'Khác', unit: 'Đơn vị' } },
    };
    await ok(road.standingBody.send('POST', `/dossier-sources/${source}/files/${id}/start`, body));
    await runWaiting(test, 'dossier-files.take');
    expect(await fileOf(source, id)).toMatchObject({ state: 'failed', failure: 'missing-columns', taken: 0 });
  });
});

describe('totals of a source that gives nothing else', () => {
  const HUE = `Mã đơn vị,Từ ngày,Đến ngày,Mức độ,Tổng,Đã xử lý,Chưa xử lý,Trước hạn,Đúng hạn,Trễ hạn
so-a,01/01/2021,31/12/2021,1-2,268763,257141,11622,124907,102770,19852
so-a,01/01/2021,31/12/2021,3,68544,61827,6717,43434,11795,4331
so-a,01/01/2021,31/12/2021,4,1665,1611,54,952,388,268
`;
  const totalsOf = (query: string) =>
    ok<{ items: DossierTotal[] }>(road.viewer.get(`/dossier-totals?${query}`));

  it('Huế: columns that do not sum are taken as published, and the difference is told', async () => {
    const { id: source } = await newSource('hue');
    const path = `/dossier-sources/${source}/totals`;
    const trial = await ok<TotalsReport>(road.standingBody.upload(path, 'hue.csv', HUE));
    expect(trial).toMatchObject({ dryRun: true, rows: 3, added: 3, problems: [] });
    expect(
      trial.differing.map(({ label, findings }) => [label, ...findings.map(({ difference }) => difference)]),
    ).toEqual([
      ['1-2', 9612],
      ['3', 2267],
      ['4', 3],
    ]);
    expect((await totalsOf(`sourceId=${source}`)).items).toEqual([]);
    await ok(road.standingBody.upload(`${path}?dryRun=false`, 'hue.csv', HUE));
    const { items } = await totalsOf(`sourceId=${source}`);
    expect(items.map(({ label, counters }) => [label, counters[1]])).toEqual([
      ['1-2', { name: 'Đã xử lý', count: 257_141 }],
      ['3', { name: 'Đã xử lý', count: 61_827 }],
      ['4', { name: 'Đã xử lý', count: 1611 }],
    ]);
    expect(items[0]?.findings).toEqual([
      {
        whole: 'Đã xử lý',
        parts: ['Trước hạn', 'Đúng hạn', 'Trễ hạn'],
        code: 'parts-less-than-whole',
        sum: 247_529,
        difference: 9612,
      },
    ]);
  });

  it('never enter the counted figures', async () => {
    expect(Number((await sums('so-a', 'received'))[0])).toBeLessThan(100);
  });

  it('the same again changes nothing; another number is a new revision; all or nothing', async () => {
    const { id: source } = await newSource('hue-2');
    const path = `/dossier-sources/${source}/totals?dryRun=false`;
    await ok(road.standingBody.upload(path, 'hue.csv', HUE));
    expect(await ok(road.standingBody.upload(path, 'hue.csv', HUE))).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3,
    });
    const corrected = HUE.replace('1665', '1.668');
    expect(await ok(road.standingBody.upload(path, 'hue.csv', corrected))).toMatchObject({
      changed: 1,
      unchanged: 2,
    });
    const { items } = await totalsOf(`sourceId=${source}`);
    expect(items.map(({ revision }) => revision)).toEqual([1, 1, 2]);
    const bad = HUE.replace('1665', '-5').replace('so-a', 'khong-co');
    const refused = await road.standingBody.upload(path, 'hue.csv', bad);
    expect(refused.json()).toMatchObject({
      code: 'import-invalid',
      errors: [
        { place: 'hue.csv!A2', code: 'unknown-unit' },
        { place: 'hue.csv!E4', code: 'not-a-count' },
      ],
    });
  });

  it('are listed page by page, within the days asked for', async () => {
    const { items, next } = await ok<{ items: DossierTotal[]; next: string }>(
      road.viewer.get('/dossier-totals?limit=4&from=2021-01-01&to=2021-12-31'),
    );
    const rest = await totalsOf(`limit=4&from=2021-01-01&to=2021-12-31&cursor=${next}`);
    expect(new Set([...items, ...rest.items].map(({ sourceId, label }) => sourceId + label)).size).toBe(6);
    expect((await totalsOf('from=2021-02-01')).items).toEqual([]);
  });
});

describe('a file that nobody orders to be taken', () => {
  const held = (id: string) =>
    readFile(join(test.dataDir, 'dossier-files', id)).then(
      () => true,
      () => false,
    );
  const DAYS = 86_400_000;
  /** Sessions of before do not last so long. */
  async function go(instant: Date): Promise<void> {
    test.clock.set(instant.toISOString());
    road = { ...road, ...(await signInAll(test)) };
  }
  const wait = (days: number) => go(new Date(test.clock.now().getTime() + days * DAYS));

  it('lies for seven days, then its bytes go and it says so; what is ordered or under way stays', async () => {
    const before = test.clock.now();
    const { id: source } = await newSource('bo-do');
    const waiting = await newSource('dang-cho');
    const left = await send(source, 'bo-do.csv', HEAD + line('W1', 'so-a', null));
    const ordered = await send(waiting.id, 'cho.csv', HEAD + line('W2', 'so-a', null));
    await ok(start(waiting.id, ordered));
    await wait(6.9);
    const recent = await send(source, 'moi.csv', HEAD + line('W3', 'so-a', null));
    await runJob(test, 'dossier-files.sweep');
    expect([(await fileOf(source, left)).state, await held(left)]).toEqual(['uploading', true]);
    await wait(0.2);
    await runJob(test, 'dossier-files.sweep');
    await runJob(test, 'dossier-files.sweep');
    expect([(await fileOf(source, left)).state, await held(left)]).toEqual(['abandoned', false]);
    expect([(await fileOf(source, recent)).state, await held(recent)]).toEqual(['uploading', true]);
    expect([(await fileOf(waiting.id, ordered)).state, await held(ordered)]).toEqual(['waiting', true]);
    const events = await test.owner
      .selectFrom('auditEvent')
      .select(['detail', 'actorId'])
      .where('action', '=', 'dossier-file.abandoned')
      .where('subject', '=', `dossier-source:${source}`)
      .execute();
    expect(events).toMatchObject([{ detail: { file: left, name: 'bo-do.csv' }, actorId: null }]);
    expect((await start(source, recent)).statusCode).toBe(200);
    await go(before);
  });

  it('takes no further piece and no order, and a cut-off removal is made up for', async () => {
    const before = test.clock.now();
    const { id: source } = await newSource('bo-do-2');
    const id = await send(source, 'a.csv', HEAD + line('W4', 'so-a', null));
    await wait(8);
    await runJob(test, 'dossier-files.sweep');
    expect((await sendPiece(source, id, 0, Buffer.from('x'))).json()).toMatchObject({
      code: 'dossier-file-state',
    });
    const path = `/dossier-sources/${source}/files/${id}/preview`;
    expect((await road.standingBody.send('POST', path, { mapping: null })).json()).toMatchObject({
      code: 'dossier-file-state',
    });
    const folder = join(test.dataDir, 'dossier-files');
    await writeFile(join(folder, id), 'left by a kill');
    await writeFile(join(folder, 'not-ours.txt'), 'x');
    await runJob(test, 'dossier-files.sweep');
    expect(await held(id)).toBe(false);
    expect(await readFile(join(folder, 'not-ours.txt'), 'utf8')).toBe('x');
    await go(before);
  });
});

describe('a list of the source against what is held', () => {
  it('names the missing three, the one too many, the other state and the other day', async () => {
    const { id: source, token } = await newSource('doi-soat');
    const rows = ['K1', 'K2', 'K3'].map((code) => line(code, 'so-a', '18/01/2022')).join('');
    await take(
      source,
      HEAD + rows + line('K4', 'so-a', null) + line('K5', 'so-a', null).replace('13/01', '13/02'),
    );
    const list =
      'Mã hồ sơ,Trạng thái\nK1,Đã trả kết quả\nK2,Đang xử lý\nK4,Đang xử lý\nK5,\nM1,\nM2,\n=M3,\nM1,\n';
    const path = `/dossier-sources/${source}/reconciliations?from=2022-01-01&to=2022-01-31`;
    const made = await ok<Reconciliation>(road.standingBody.upload(path, 'ds.csv', list));
    expect(made).toMatchObject({
      listed: 7,
      held: 4,
      missing: 3,
      extra: 1,
      otherDay: 1,
      stateDiffers: 1,
      bySource: false,
    });
    const one = `/dossier-sources/${source}/reconciliations/${made.id}`;
    const { differences } = await ok<{ differences: { finding: string; code: string }[] }>(
      road.standingBody.get(one),
    );
    expect(differences.map(({ finding, code }) => `${code} ${finding}`)).toEqual([
      '=M3 missing',
      'K2 state-differs',
      'K3 extra',
      'K5 other-day',
      'M1 missing',
      'M2 missing',
    ]);
    const { body } = await road.standingBody.get(`${one}/file`);
    expect(body).toContain(`Parix thiếu,'=M3`);
    const sent = await test.app.inject({
      method: 'POST',
      url: '/api/v1/dossier-reconciliations',
      headers: { authorization: `Bearer ${token}` },
      payload: {
        from: '2022-01-01',
        to: '2022-01-31',
        dossiers: [{ code: 'K1', state: 'returned' }, { code: 'M9' }],
      },
    });
    expect(sent.json()).toMatchObject({ listed: 2, missing: 1, extra: 3, stateDiffers: 0, bySource: true });
    const { items } = await ok<{ items: Reconciliation[] }>(
      road.standingBody.get(`/dossier-sources/${source}/reconciliations`),
    );
    expect(items.length).toBe(2);
  });
});
