import { type Route, ROUTES, type RouteName } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, importFacts, moveRound, openRoad, type Road } from './testing/road.ts';
import { BODIES } from './testing/route-calls.ts';
import { type Client, createTestApp, multipart, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await moveRound(road, 'nam-2021', 'self-scoring');
  await importFacts(road, 'nam-2021');
  await createRound(road, { id: 'tham-dinh' });
  await moveRound(road, 'tham-dinh', 'self-scoring');
  await importFacts(road, 'tham-dinh');
  await moveRound(road, 'tham-dinh', 'appraisal');
});
afterAll(() => test.close());

const HOSTILE = [
  '\u0000',
  '\ud800',
  "'; drop table unit; --",
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  '=1+cmd|calc',
  '%00%ff',
  '9'.repeat(50),
  'ａｂｃ１２３',
  '\r\nSet-Cookie: a=b',
  'x'.repeat(5000),
];
const NAMES = Object.keys(ROUTES) as RouteName[];
const EDITS: readonly RouteName[] = ['saveItem'];
const JUDGES: readonly RouteName[] = ['decide', 'acceptRest', 'progress', 'grid'];
const ADMINS: readonly RouteName[] = ['listAccounts', 'createAccount', 'disableAccount'];

function whoCalls(name: RouteName): Client {
  if (EDITS.includes(name)) return road.unitA;
  if (JUDGES.includes(name)) return road.appraiser;
  return ADMINS.includes(name) ? road.admin : road.standingBody;
}

/** The body with one of its texts replaced, for each text in it. */
function bodiesWith(body: unknown, hostile: unknown): unknown[] {
  if (typeof body !== 'object' || body === null) return [hostile];
  return Object.entries(body).flatMap(([key, value]) =>
    bodiesWith(value, hostile).map((replaced) =>
      Array.isArray(body)
        ? body.map((each: unknown, at) => (String(at) === key ? replaced : each))
        : { ...body, [key]: replaced },
    ),
  );
}

interface Attempt {
  readonly path: string;
  readonly body?: unknown;
}

function attempts(name: RouteName, hostile: string): Attempt[] {
  const route: Route = ROUTES[name];
  const good: Record<string, string> = {
    roundId: JUDGES.includes(name) ? 'tham-dinh' : 'nam-2021',
    unitId: road.ids['so-a'],
    itemId: '1.1',
    versionId: 'bo-thu@1',
    otherId: 'bo-thu@1',
    accountId: road.ids['so-a'],
  };
  const pathWith = (values: Record<string, string>): string =>
    route.path.replace(/:(\w+)/g, (_, part: string) => encodeSafely(values[part] ?? ''));
  const body = BODIES[name];
  const params = [...route.path.matchAll(/:(\w+)/g)].map(([, part = '']) => ({
    path: pathWith({ ...good, [part]: hostile }),
    body,
  }));
  const queries = ['q', 'cursor', 'limit', 'subject', 'layer', 'format', 'dryRun', 'block', 'sort'].map(
    (key) => ({
      path: `${pathWith(good)}?${key}=${encodeSafely(hostile)}`,
      body,
    }),
  );
  const bodies =
    body === undefined ? [] : bodiesWith(body, hostile).map((each) => ({ path: pathWith(good), body: each }));
  return [...params, ...(route.query ? queries : []), ...bodies];
}

const encodeSafely = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

describe.each(NAMES)('%s', (name) => {
  it('answers hostile addresses, queries and bodies with a refusal or an answer, never with a fault', async () => {
    const route: Route = ROUTES[name];
    for (const hostile of HOSTILE) {
      for (const { path, body } of attempts(name, hostile)) {
        const who = whoCalls(name);
        const file = route.upload
          ? multipart(`${hostile}.csv`.replaceAll('"', ''), `unit,${hostile}\n${hostile},"${hostile}`)
          : undefined;
        const response = await test.app.inject({
          method: route.method,
          url: `/api/v1${path}`,
          headers: {
            cookie: who.cookie,
            'x-csrf-token': who.csrfToken,
            'if-match': '"1"',
            'idempotency-key': `${name}-${Math.floor(performance.now() * 1000)}`,
            ...(file?.headers ?? (body !== undefined && { 'content-type': 'application/json' })),
          },
          ...(file ? { payload: file.payload } : body !== undefined && { payload: JSON.stringify(body) }),
        });
        expect(
          response.statusCode,
          `${name} ${JSON.stringify(hostile).slice(0, 40)} ${path} ${response.body}`,
        ).toBeLessThan(500);
      }
    }
    const stillIn = await test.app.inject({
      url: '/api/v1/session',
      headers: { cookie: road.standingBody.cookie },
    });
    if (name === 'signOut') road = { ...road, standingBody: await test.signIn('thuongtruc') };
    else expect(stillIn.statusCode).toBe(200);
  });
});
