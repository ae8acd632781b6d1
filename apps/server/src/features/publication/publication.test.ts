import type { Publication, PublicationBuild } from '@parix/api-contract';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { parseVerifierKey, readerOf, verifyPublication } from '@parix/publication';
import { sql } from 'kysely';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import { DECISION, publishRound } from '../../testing/publish.ts';
import {
  approve,
  createRound,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
  signMinutes,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

import { appendRoundEvent } from './transparency-log.read-model.ts';

let test: TestApp;
let road: Road;
const ROUND = '/rounds/nam-2021';
/** Entries of the log that are there before: a criteria set was issued, a council decided. */
const BEFORE = 2;
const order = (body: object = DECISION, key?: string) =>
  road.standingBody.send(
    'POST',
    `${ROUND}/publications`,
    body,
    key === undefined ? {} : { 'idempotency-key': key },
  );
const build = async (): Promise<PublicationBuild> => {
  const { build } = await ok<{ build: PublicationBuild }>(
    road.standingBody.get(`${ROUND}/publication-build`),
  );
  return build;
};
const page = (path: string, headers: Record<string, string> = {}) =>
  test.app.inject({ url: `/cong-bo/${path}`, headers: { accept: 'text/html', ...headers } });
const zipOf = async (url: string) =>
  new Map(
    Object.entries(
      unzipSync(new Uint8Array((await test.app.inject({ url: new URL(url).pathname })).rawPayload)),
    ),
  );
const logged = async (): Promise<number> =>
  (await test.owner.selectFrom('logEntry').select('logIndex').execute()).length - BEFORE;
const nothingPublic = async (): Promise<void> => {
  for (const path of ['nam-2021/', 'nam-2021/data/results.csv', 'nam-2021/nam-2021-1.zip', 'nam-2021/lan-1/'])
    expect((await page(path, { accept: 'application/json' })).statusCode, path).toBe(404);
  for (const path of ['', 'feed.xml', 'catalog.jsonld'])
    expect((await page(path)).body).not.toContain('nam-2021');
  expect((await ok<{ items: [] }>(test.app.inject({ url: '/api/v1/publications' }))).items).toEqual([]);
};

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await approve(road, 'nam-2021');
});
afterAll(() => test.close());

describe('an order to publish', () => {
  it('shows nothing to anybody until it is built, and is one order for a repeated request', async () => {
    const first = await ok<PublicationBuild>(order(DECISION, 'lan-1'));
    const again = await ok<PublicationBuild>(order(DECISION, 'lan-1'));
    expect([first.state, again.id]).toEqual(['waiting', first.id]);
    expect((await order()).json()).toMatchObject({ code: 'publication-running' });
    await nothingPublic();
    expect(await logged()).toBe(0);
  });

  it('that is cancelled leaves nothing: no file, no entry, no state', async () => {
    const cancelled = await ok<PublicationBuild>(
      road.standingBody.send('POST', `${ROUND}/publication-build/cancel`),
    );
    expect(cancelled.state).toBe('cancelled');
    expect(await runWaiting(test, 'publication.build')).toBe(1);
    expect(await build()).toMatchObject({ state: 'cancelled', publication: null });
    expect(await logged()).toBe(0);
    await nothingPublic();
    const again = await road.standingBody.send('POST', `${ROUND}/publication-build/cancel`);
    expect(again.json()).toMatchObject({ code: 'publication-ended' });
  });

  it('that is cancelled while it is built is cut off', async () => {
    const { id } = await ok<PublicationBuild>(order());
    const running = runJob(test, 'publication.build', { buildId: id });
    await ok(road.standingBody.send('POST', `${ROUND}/publication-build/cancel`));
    await running;
    expect(await build()).toMatchObject({ id, state: 'cancelled', publication: null });
    expect(await logged()).toBe(0);
    expect(await readdir(`${test.dataDir}/publication-drafts`)).toEqual([]);
    expect((await ok<{ state: string }>(road.viewer.get(ROUND))).state).toBe('approved');
    await runWaiting(test, 'publication.build');
  });

  it('never publishes a round that is not approved', async () => {
    const { id } = await ok<PublicationBuild>(order());
    const state = (to: 'council' | 'approved') =>
      test.owner.updateTable('round').set({ state: to }).where('id', '=', 'nam-2021').execute();
    await state('council');
    await runWaiting(test, 'publication.build');
    await state('approved');
    expect(await build()).toMatchObject({ id, state: 'failed', problems: [{ code: 'round-phase' }] });
    expect(await logged()).toBe(0);
  });

  it('publishes nothing else than what the council saw, whoever changed the rows behind the programme', async () => {
    const { id } = await ok<PublicationBuild>(order());
    const report = (count: string) =>
      sql`update item_entry set figures = jsonb_build_object('bao_cao', ${count}::text)
        where round_id = 'nam-2021' and unit_id = ${road.ids['so-a']} and item_id = '1.1'`.execute(
        test.owner,
      );
    await report('1');
    await runWaiting(test, 'publication.build');
    await report('4');
    const { state, problems } = await build();
    expect({ id, state }).toEqual({ id, state: 'failed' });
    expect(problems[0]).toMatchObject({ place: 'unit:so-a', code: 'result-differs' });
    expect(problems[0]?.message).toMatch(/Bảng đã chốt: .* điểm, hạng \d; tính lại: /);
    expect(await logged()).toBe(0);
    await nothingPublic();
  });

  it('that cannot be built is tried again, and says so when nobody tries any more', async () => {
    const drafts = `${test.dataDir}/publication-drafts`;
    await rm(drafts, { recursive: true });
    await writeFile(drafts, 'in the way');
    const { id } = await ok<PublicationBuild>(order());
    const attempt = (lastTry: boolean) => runJob(test, 'publication.build', { buildId: id }, lastTry);
    await expect(attempt(false)).rejects.toThrow('EEXIST');
    expect(await build()).toMatchObject({ id, state: 'building' });
    await expect(attempt(true)).rejects.toThrow('EEXIST');
    expect(await build()).toMatchObject({ id, state: 'failed', problems: [{ code: 'internal' }] });
    await rm(drafts);
    await mkdir(`${drafts}/${id}-cu`, { recursive: true });
    const { id: next } = await ok<PublicationBuild>(order());
    const running = runJob(test, 'publication.build', { buildId: next });
    await ok(road.standingBody.send('POST', `${ROUND}/publication-build/cancel`));
    await running;
    expect(await readdir(drafts)).toEqual([]);
  });

  it('is refused to whoever may not publish, and with an embargo that is over', async () => {
    expect((await road.viewer.send('POST', `${ROUND}/publications`, DECISION)).statusCode).toBe(403);
    expect((await road.viewer.get(`${ROUND}/publication-build`)).statusCode).toBe(403);
    const past = await order({ ...DECISION, publicFrom: '2022-03-01T08:00:00Z' });
    expect(past.json()).toMatchObject({ errors: [{ place: '/publicFrom' }] });
    const early = await order({ ...DECISION, correctionReason: 'chưa có gì' });
    expect(early.json()).toMatchObject({ errors: [{ place: '/correctionReason' }] });
  });
});

describe('an embargo', () => {
  it('keeps pages, files, feed, catalogue and lists as if nothing were there', async () => {
    const published = await publishRound(test, road.standingBody, 'nam-2021', {
      ...DECISION,
      publicFrom: '2022-03-02T01:00:00Z',
    });
    expect(published).toMatchObject({
      id: 'nam-2021-1',
      publishedAt: '2022-03-02T01:00:00.000Z',
      logIndex: BEFORE,
    });
    const sooner = { decisionNumber: '13/QĐ-MẪU', decisionDate: '2022-06-30', correctionReason: 'sớm hơn' };
    expect((await order(sooner)).json()).toMatchObject({
      errors: [{ place: '/publicFrom', code: 'embargo-running' }],
    });
    await nothingPublic();
    // Inside, the round counts as approved: no unit reads the results, and no link leads to a page that is not there.
    expect(await ok(road.standingBody.get('/rounds/nam-2021'))).toMatchObject({
      state: 'published',
      phase: 'approved',
      publicationUrl: null,
    });
    expect((await road.unitA.get('/rounds/nam-2021/ranking')).statusCode).toBe(403);
    test.clock.set('2022-03-02T00:59:59.999Z');
    await nothingPublic();
  });

  it('ends by the clock, without any job', async () => {
    test.clock.set('2022-03-02T01:00:00.000Z');
    road = { ...(await signInAll(test)), ids: road.ids };
    expect((await page('nam-2021/')).body).toContain('Sở Bình Định');
    expect((await road.unitA.get('/rounds/nam-2021/ranking')).statusCode).toBe(200);
    expect((await page('')).body.match(/href="\/cong-bo\/nam-2021\/"/g)).toHaveLength(1);
    expect((await page('feed.xml')).body).toContain('nam-2021-1.zip');
  });
});

describe('a publication', () => {
  it('is verified by a stranger from the zip alone, and a changed figure is named', async () => {
    const { publication } = await build();
    const files = await zipOf(publication?.zipUrl ?? '');
    expect(files.size).toBe(publication?.fileCount);
    const { verifierKey } = await ok<{ verifierKey: string }>(
      test.app.inject({ url: '/api/v1/publications' }),
    );
    const report = verifyPublication(readerOf(files), { trustedKey: verifierKey });
    expect(report.first).toBeNull();
    const facts = strFromU8(files.get('data/facts.json') ?? new Uint8Array());
    files.set('data/facts.json', Buffer.from(facts.replace('1', '2')));
    expect(verifyPublication(readerOf(files), { trustedKey: verifierKey }).first?.path).toBe(
      'data/facts.json',
    );
  });

  it('moves the round to published, after which nobody scores or judges any more', async () => {
    const round = await ok<{ state: string }>(road.viewer.get(ROUND));
    expect(round).toMatchObject({
      state: 'published',
      publicationUrl: 'http://parix.test/cong-bo/nam-2021/',
    });
    const save = await road.unitA.send(
      'PUT',
      `${ROUND}/units/${road.ids['so-a']}/items/1.1`,
      { figures: {}, notApplicableReason: null, explanation: null, evidence: [] },
      { 'if-match': '"1"' },
    );
    expect(save.json()).toMatchObject({ code: 'round-phase' });
  });

  it('keeps the signing key readable by its owner only', async () => {
    const { stat } = await import('node:fs/promises');
    const { mode } = await stat(`${test.dataDir}/log-signing-key.json`);
    expect(mode & 0o777).toBe(0o600);
  });
});

describe('a correction', () => {
  it('takes a new decision and a reason', async () => {
    const refused = await order();
    expect(refused.json()).toMatchObject({
      errors: [{ place: '/correctionReason' }, { place: '/decisionNumber' }],
    });
  });

  it('replaces what stands; the old one stays and says by which and why', async () => {
    await test.owner
      .updateTable('roundUnit')
      .set({ unranked: true })
      .where('unitId', '=', road.ids['so-b'])
      .execute();
    const published = await publishRound(test, road.standingBody, 'nam-2021', {
      decisionNumber: '15/QĐ-MẪU',
      decisionDate: '2022-07-15',
      correctionReason: 'Sở Bình Định <không> xếp hạng',
    });
    expect(published).toMatchObject({ id: 'nam-2021-2', logIndex: BEFORE + 1, replacedBy: null });
    const old = await page('nam-2021/lan-1/');
    expect(old.body).toContain('Bản công bố này đã được thay thế');
    expect(old.body).toContain(
      'Quyết định 15/QĐ-MẪU ngày 15/07/2022, lý do: Sở Bình Định &lt;không&gt; xếp hạng',
    );
    expect((await page('nam-2021/')).body).not.toContain('đã được thay thế.');
    const files = await zipOf('http://parix.test/cong-bo/nam-2021/nam-2021-1.zip');
    expect(verifyPublication(readerOf(files)).first).toBeNull();
    expect(strFromU8(files.get('index.html') ?? new Uint8Array())).not.toContain('đã được thay thế.');
  });

  it('says what it corrects and lists the differences', async () => {
    const corrections = (await page('nam-2021/correction.html')).body;
    expect(corrections).toContain('12/QĐ-MẪU');
    expect(corrections).toContain('Sở Bình Định &lt;không&gt; xếp hạng');
    const files = await zipOf('http://parix.test/cong-bo/nam-2021/nam-2021-2.zip');
    expect(verifyPublication(readerOf(files)).first).toBeNull();
    const { items } = await ok<{ items: { id: string; replacedBy: number | null; url: string }[] }>(
      test.app.inject({ url: '/api/v1/publications' }),
    );
    expect(items.map(({ id, replacedBy, url }) => [id, replacedBy, url])).toEqual([
      ['nam-2021-2', null, 'http://parix.test/cong-bo/nam-2021/'],
      ['nam-2021-1', 2, 'http://parix.test/cong-bo/nam-2021/lan-1/'],
    ]);
  });
});

describe('public pages', () => {
  it('are served to anybody with a strong ETag, packed for who takes it, and not again when unchanged', async () => {
    const plain = await page('nam-2021/');
    expect([plain.statusCode, plain.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(plain.headers['content-security-policy']).toContain("default-src 'self'");
    const packed = await page('nam-2021/', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    const { gunzipSync } = await import('node:zlib');
    expect(gunzipSync(packed.rawPayload).toString('utf8')).toBe(plain.body);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const again = await page('nam-2021/', { 'if-none-match': String(plain.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const data = await page('nam-2021/data/results.csv');
    expect(data.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(data.headers['access-control-allow-origin']).toBe('*');
  });

  it('lead from the address without a slash and know nothing outside the publication', async () => {
    expect((await page('nam-2021')).headers.location).toBe('/cong-bo/nam-2021/');
    for (const path of [
      'khong-co/',
      'nam-2021/../../etc/passwd',
      'nam-2021/khong.html',
      'nam-2021/khac-1.zip',
      'nam-2021/lan-9/',
    ])
      expect((await page(path, { accept: 'application/json' })).statusCode, path).toBe(404);
  });

  it('are announced by a feed and a catalogue', async () => {
    const feed = (await page('feed.xml')).body;
    expect(openElements(feed)).toEqual([]);
    expect(feed).toMatch(/^<\?xml [^>]*\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="vi">/);
    const [head = '', ...entries] = feed.split('<entry>');
    // RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each; an author; a link to itself and to the page.
    for (const part of [head, ...entries])
      for (const name of ['id', 'title', 'updated'])
        expect(part.match(new RegExp(`<${name}>[^<]+</${name}>`, 'g')), part).toHaveLength(1);
    expect(head).toMatch(/<author><name>parix\.test<\/name><\/author>/);
    expect(head).toContain(
      'rel="self" type="application/atom+xml" href="http://parix.test/cong-bo/feed.xml"',
    );
    for (const [, at = ''] of feed.matchAll(/<(?:updated|published)>([^<]+)</g))
      expect(new Date(at).toISOString()).toBe(at);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toContain('nam-2021-2.zip');
    expect(entries[0]).toContain('Đính chính lần 2');
    expect(entries[0]).toContain('Sở Bình Định &lt;không&gt; xếp hạng');
    const catalogue = await page('catalog.jsonld');
    expect(catalogue.headers['content-type']).toBe('application/ld+json; charset=utf-8');
    expect(catalogue.json()).toMatchObject({
      '@type': 'dcat:Catalog',
      'dcat:dataset': [{ '@type': 'dcat:Dataset', 'dcat:version': '2' }],
    });
  });

  it('carry the log, in which every issued set stands by its fingerprint and nobody by name', async () => {
    const bundle = (await test.app.inject({ url: '/log/tile/entries/000.p/3' })).rawPayload.toString('utf8');
    const { fingerprint } = await test.owner
      .selectFrom('criteriaSetVersion')
      .select('fingerprint')
      .executeTakeFirstOrThrow();
    expect(bundle).toContain(`"kind":"set-issued","set":"bo-thu@1","sha256":"${fingerprint}"`);
    expect(bundle).not.toContain('thuongtruc');
  });

  it('carry the decision of the council by the hash of the table that it adopted', async () => {
    const bundle = (await test.app.inject({ url: '/log/tile/entries/000.p/4' })).rawPayload.toString('utf8');
    const { sha256 } = await test.owner
      .selectFrom('resultFreeze')
      .select('sha256')
      .orderBy('sequence', 'desc')
      .executeTakeFirstOrThrow();
    expect(bundle).toContain(`"kind":"council-decided","round":"nam-2021","sha256":"${sha256}"`);
    const context = { ...test, now: test.clock.now() };
    expect(() =>
      appendRoundEvent(context, { kind: 'council-decided', round: 'nam-2021', sha256: 'Sở Á' }),
    ).toThrow(RangeError);
  });

  it('betray whoever changes what the council decided in the log', async () => {
    const { items } = await ok<{ items: Publication[] }>(test.app.inject({ url: '/api/v1/publications' }));
    const files = await zipOf(items[0]?.zipUrl ?? '');
    expect(verifyPublication(readerOf(files)).first).toBeNull();
    const [path, bytes] = [...files].find(([, each]) => strFromU8(each).includes('council-decided')) ?? [];
    if (path === undefined || bytes === undefined) throw new Error('the decision is not in the log');
    const changed = strFromU8(bytes, true).replace('"round":"nam-2021"', '"round":"nam-2022"');
    const report = verifyPublication(readerOf(new Map([...files, [path, strToU8(changed, true)]])));
    expect(report.first?.path).toBe(path);
  });

  it('carry the log: a signed checkpoint and tiles', async () => {
    const checkpoint = await test.app.inject({ url: '/log/checkpoint' });
    expect(checkpoint.body.split('\n').slice(0, 2)).toEqual(['parix.test/log', '4']);
    const key = await test.app.inject({ url: '/log/verifier-key.txt' });
    expect(parseVerifierKey(key.body.trim())).toBeDefined();
    expect((await test.app.inject({ url: '/log/tile/0/000.p/4' })).rawPayload).toHaveLength(128);
    expect((await test.app.inject({ url: '/log/tile/9/000' })).statusCode).toBe(404);
  });
});

/** Elements of an XML text that are not closed in order. */
function openElements(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = '', own] of xml.matchAll(/<(\/?)([a-z][\w:.-]*)(?:\s[^>]*?)?(\/?)>/gi)) {
    if (own === '/') continue;
    if (slash !== '/') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('an order for a round that goes back to the council', () => {
  it('ends there, and stays ended once the round is approved again', async () => {
    const id = 'nam-2022';
    await createRound(road, { id });
    await approve(road, id);
    const { id: ordered } = await ok<PublicationBuild>(
      road.standingBody.send('POST', `/rounds/${id}/publications`, DECISION),
    );
    await moveRound(road, id, 'council', 'Xem lại một mục');
    await signMinutes(road, id);
    await moveRound(road, id, 'approved');
    await runWaiting(test, 'publication.build');
    const { build } = await ok<{ build: PublicationBuild }>(
      road.standingBody.get(`/rounds/${id}/publication-build`),
    );
    expect(build).toMatchObject({ id: ordered, state: 'cancelled', publication: null });
    expect((await ok<{ state: string }>(road.viewer.get(`/rounds/${id}`))).state).toBe('approved');
  });
});
