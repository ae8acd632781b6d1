import { readFileSync } from 'node:fs';
import { ERROR_CODES, ROUTES, type RouteName } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANDLERS } from './features/handlers.ts';
import { createTestApp, multipart, type TestApp } from './testing/test-app.ts';
import { DEFAULT_LIMITS } from './platform/limits.ts';
import { registerRoutes } from './platform/register-routes.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('thuongtruc', 'standing-body');
  await test.addAccount('quantri', 'administrator');
});
afterAll(() => test.close());

describe('routes', () => {
  it('are all registered, under the address that the contract names', () => {
    for (const name of Object.keys(ROUTES) as RouteName[]) {
      const { method, path } = ROUTES[name];
      expect(test.app.hasRoute({ method, url: `/api/v1${path}` }), name).toBe(true);
    }
  });

  it('do not boot without a permission or a handler', () => {
    const services = {
      db: test.db,
      clock: test.clock,
      config: { dataDir: test.dataDir, publicUrl: 'http://parix.test' },
    };
    const { me, ...others } = HANDLERS;
    const { permission: _none, ...bare } = ROUTES.me;
    const fakeApp = { decorateRequest: () => undefined, route: () => undefined } as never;
    expect(() => registerRoutes(fakeApp, services, { me: ROUTES.me }, others, DEFAULT_LIMITS)).toThrow(
      'no handler',
    );
    expect(() => registerRoutes(fakeApp, services, { me: bare } as never, { me }, DEFAULT_LIMITS)).toThrow(
      'no permission',
    );
  });

  it('are described by OpenAPI 3.1 from the same schemas', async () => {
    const document = (await test.app.inject({ url: '/api/v1/openapi.json' })).json<{
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    }>();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((each) => each.operationId),
    );
    expect(described.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });
});

describe('a refusal', () => {
  it('speaks Vietnamese by default and English when asked, as problem+json with the request id', async () => {
    const vi = await test.app.inject({ url: '/api/v1/session' });
    expect(vi.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(vi.json()).toMatchObject({
      code: 'not-signed-in',
      type: 'urn:parix:problem:not-signed-in',
      requestId: vi.headers['x-request-id'],
    });
    expect(vi.json<{ detail: string }>().detail).toContain('chưa đăng nhập');
    const en = await test.app.inject({
      url: '/api/v1/session',
      headers: { 'accept-language': 'en-GB,vi;q=0.5' },
    });
    expect(en.json<{ detail: string }>().detail).toContain('not signed in');
  });

  it('never tells how the server works: a bug becomes "internal" and is logged in full', async () => {
    const client = await test.signIn('quantri');
    await sql`alter table audit_event rename to audit_event_away`.execute(test.owner);
    const response = await client.get('/audit-events');
    await sql`alter table audit_event_away rename to audit_event`.execute(test.owner);
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'internal' });
    expect(response.body).not.toMatch(/audit_event|select|relation|node_modules|\.ts:/i);
    expect(test.logLines().some((line) => JSON.stringify(line['err'] ?? '').includes('audit_event'))).toBe(
      true,
    );
  });

  it('names the place and an accepted value for a query, a body and broken JSON', async () => {
    const client = await test.signIn('thuongtruc');
    const query = await client.get('/units?limit=0');
    expect(query.json()).toMatchObject({
      code: 'bad-request',
      errors: [{ place: '/query/limit', code: 'too-small' }],
    });
    const cursor = await client.get('/units?cursor=abc');
    expect(cursor.json()).toMatchObject({ errors: [{ place: '/query/cursor' }] });
    const broken = await test.app.inject({
      method: 'POST',
      url: '/api/v1/blocks',
      headers: {
        cookie: client.cookie,
        'x-csrf-token': client.csrfToken,
        'content-type': 'application/json',
        'idempotency-key': 'x',
      },
      payload: '{"id": ',
    });
    expect(broken.json()).toMatchObject({ code: 'bad-request', status: 400 });
  });

  it('has words in both languages and a line in the documentation for every code', () => {
    const documented = readFileSync(
      new URL('../../../packages/api-contract/ERRORS.md', import.meta.url),
      'utf8',
    );
    for (const [code, [status, vi, en]] of Object.entries(ERROR_CODES)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(documented, code).toContain(`| \`${code}\` | ${status} | ${vi} | ${en} |`);
    }
  });
});

describe('uploads', () => {
  it('over 20 MB, without a file and malformed are refused, and the server goes on', async () => {
    const client = await test.signIn('thuongtruc');
    const large = await client.upload('/units/import', 'to.csv', Buffer.alloc(21 * 1024 * 1024, 'a'));
    expect(large.json()).toMatchObject({ code: 'file-too-large', status: 413 });
    const none = await client.send('POST', '/units/import', {});
    expect(none.json()).toMatchObject({ code: 'bad-request', errors: [{ place: '/file' }] });
    const { payload, headers } = multipart('a.csv', 'unit');
    const cut = await test.app.inject({
      method: 'POST',
      url: '/api/v1/units/import',
      headers: { ...headers, cookie: client.cookie, 'x-csrf-token': client.csrfToken },
      payload: payload.subarray(0, 60),
    });
    expect(cut.statusCode).toBeGreaterThanOrEqual(400);
    expect(cut.statusCode).toBeLessThan(500);
    expect((await test.app.inject({ url: '/health/ready' })).json()).toEqual({ status: 'ok' });
  });

  it('of another type are refused with what is accepted', async () => {
    const client = await test.signIn('thuongtruc');
    const pdf = await client.upload('/units/import', 'bao-cao.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj');
    expect(pdf.json()).toMatchObject({ code: 'file-type', status: 415 });
  });
});

describe('every answer', () => {
  it('carries the strict policy, nosniff and no other origin', async () => {
    for (const url of ['/api/v1/session', '/health/live', '/khong-co', '/']) {
      const { headers } = await test.app.inject({ url, headers: { accept: 'text/html' } });
      expect(headers['content-security-policy'], url).toMatch(/^default-src 'self'/);
      expect(headers['content-security-policy'], url).not.toContain('unsafe');
      expect(headers['x-content-type-options'], url).toBe('nosniff');
    }
  });

  it('to the API is not stored by caches', async () => {
    const client = await test.signIn('quantri');
    expect((await client.get('/session')).headers['cache-control']).toBe('no-store');
    expect((await test.app.inject({ url: '/api/v1/session' })).headers['cache-control']).toBe('no-store');
  });
});

describe('the web', () => {
  const html = { accept: 'text/html' };
  const nonceOf = (text: string): string | undefined => /nonce[-=]"?([A-Za-z0-9+/=]+)['"]/.exec(text)?.[1];

  it('answers every page address with its index, and a nonce that is new each time', async () => {
    const pages = await Promise.all(
      ['/', '/dot-danh-gia/demo', '/'].map((url) => test.app.inject({ url, headers: html })),
    );
    const nonces = pages.map((page) => nonceOf(page.body));
    expect(pages.map((page) => page.statusCode)).toEqual([200, 200, 200]);
    expect(new Set(nonces).size).toBe(3);
    expect(nonceOf(String(pages[0]?.headers['content-security-policy']))).toBe(nonces[0]);
    expect(pages[0]?.headers['cache-control']).toBe('no-cache');
  });

  it('lets caches keep hashed assets for ever, and serves nothing hidden, missing or outside', async () => {
    const asset = await test.app.inject({ url: '/assets/app-1a2b.js' });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toContain('javascript');
    for (const url of [
      '/assets/old.js',
      '/.parix-build',
      '/../log-signing-key.json',
      '/%2e%2e/log-signing-key.json',
      '/api/v1/nothing',
      '/log/nothing',
    ]) {
      const { statusCode, body } = await test.app.inject({ url, headers: html });
      expect(statusCode, url).toBe(404);
      expect(body, url).not.toContain('secret');
    }
  });
});

describe('health', () => {
  it('answers live and ready, and counts requests by route pattern for local collectors only', async () => {
    expect((await test.app.inject({ url: '/health/live' })).statusCode).toBe(200);
    expect((await test.app.inject({ url: '/health/ready' })).statusCode).toBe(200);
    const metrics = await test.app.inject({ url: '/metrics' });
    expect(metrics.body).toContain('http_request_duration_seconds_bucket');
    expect(metrics.body).toContain('route="/health/ready"');
    expect((await test.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404);
  });
});
