import { unzipSync } from 'fflate';
import { parseVerifierKey, readerOf, verifyPublication } from '@parix/publication';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const decision = { decisionNumber: '12/QĐ-MẪU', decisionDate: '2022-06-30' };
const publish = (key: string, body: object = decision) =>
  road.standingBody.send('POST', '/rounds/nam-2021/publications', body, { 'idempotency-key': key });

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await approve(road, 'nam-2021');
});
afterAll(() => test.close());

describe('publishing', () => {
  it('freezes a snapshot that a stranger verifies from the zip alone', async () => {
    const published = await ok<{ id: string; zipUrl: string; fileCount: number }>(publish('lan-1'));
    expect(published.id).toBe('nam-2021-1');
    const zip = await test.app.inject({ url: new URL(published.zipUrl).pathname });
    expect(zip.headers['content-type']).toBe('application/zip');
    const files = new Map(Object.entries(unzipSync(new Uint8Array(zip.rawPayload))));
    expect(files.size).toBe(published.fileCount);
    const { verifierKey } = await ok<{ verifierKey: string }>(
      test.app.inject({ url: '/api/v1/publications' }),
    );
    const report = verifyPublication(readerOf(files), { trustedKey: verifierKey });
    expect(report.first).toBeNull();
    expect(report.ok).toBe(true);
    files.set(
      'data/facts.json',
      Buffer.from((files.get('data/facts.json') ?? []).toString().replace('1', '2')),
    );
    expect(verifyPublication(readerOf(files), { trustedKey: verifierKey }).first?.path).toBe(
      'data/facts.json',
    );
  });

  it('happens once for a repeated request, and again only with a new key', async () => {
    const again = await ok<{ id: string }>(publish('lan-1'));
    expect(again.id).toBe('nam-2021-1');
    const second = await ok<{ id: string; logIndex: number }>(publish('lan-2'));
    expect(second).toMatchObject({ id: 'nam-2021-2', logIndex: 1 });
    const count = await test.owner.selectFrom('publication').select('id').execute();
    expect(count).toHaveLength(2);
  });

  it('moves the round to published, after which nobody scores or judges any more', async () => {
    const round = await ok<{ state: string; publicationUrl: string }>(road.viewer.get('/rounds/nam-2021'));
    expect(round).toMatchObject({
      state: 'published',
      publicationUrl: 'http://parix.test/cong-bo/nam-2021/',
    });
    const save = await road.unitA.send(
      'PUT',
      `/rounds/nam-2021/units/${road.ids['so-a']}/items/1.1`,
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

describe('public pages', () => {
  it('are served to anybody with a strong ETag, and not again when unchanged', async () => {
    const page = await test.app.inject({ url: '/cong-bo/nam-2021/' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('Sở Bình Định');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const etag = String(page.headers.etag);
    const again = await test.app.inject({ url: '/cong-bo/nam-2021/', headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const data = await test.app.inject({ url: '/cong-bo/nam-2021/data/results.csv' });
    expect(data.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(data.headers['access-control-allow-origin']).toBe('*');
  });

  it('are listed for people without an account, each round once', async () => {
    const page = await test.app.inject({ url: '/cong-bo/' });
    expect(page.body.match(/href="\/cong-bo\/nam-2021\/"/g)).toHaveLength(1);
    expect(page.body).toContain('12/QĐ-MẪU');
    expect((await test.app.inject({ url: '/cong-bo' })).headers.location).toBe('/cong-bo/');
  });

  it('lead from the address without a slash and know nothing outside the publication', async () => {
    const redirect = await test.app.inject({ url: '/cong-bo/nam-2021' });
    expect(redirect.headers.location).toBe('/cong-bo/nam-2021/');
    for (const path of [
      'khong-co/',
      'nam-2021/../../etc/passwd',
      'nam-2021/khong.html',
      'nam-2021/khac-1.zip',
    ]) {
      expect(
        (await test.app.inject({ url: `/cong-bo/${path}`, headers: { accept: 'application/json' } }))
          .statusCode,
      ).toBe(404);
    }
  });

  it('carry the log: a signed checkpoint and tiles', async () => {
    const checkpoint = await test.app.inject({ url: '/log/checkpoint' });
    expect(checkpoint.body.split('\n').slice(0, 2)).toEqual(['parix.test/log', '2']);
    const key = await test.app.inject({ url: '/log/verifier-key.txt' });
    expect(parseVerifierKey(key.body.trim())).toBeDefined();
    expect((await test.app.inject({ url: '/log/tile/0/000.p/2' })).rawPayload).toHaveLength(64);
    expect((await test.app.inject({ url: '/log/tile/9/000' })).statusCode).toBe(404);
  });
});
