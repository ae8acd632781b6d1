import { unzipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Route, ROUTES, type RouteName } from '@parix/api-contract';
import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeCursor } from './platform/pagination.ts';
import { approve, createRound, moveRound, NEW_ROUND, ok, openRoad, type Road } from './testing/road.ts';
import { publishRound } from './testing/publish.ts';
import { BODIES } from './testing/route-calls.ts';
import { type Client, createTestApp, multipart, PASSWORD, type TestApp } from './testing/test-app.ts';

/**
 * Classes of faults that other systems of this kind have really had, each tested by its name. docs/security.md lists
 * them all, with the tests elsewhere that show the classes which are missing here.
 */

let test: TestApp;
let road: Road;
/** Written by unit A where only its own people and the standing body may read. */
const SECRET = 'BÍ-MẬT-CỦA-ĐƠN-VỊ-A';
const ROUND = 'nam-2021';
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const LINK = { title: SECRET, reference: '', url: '', page: '1', documentId: null, version: null, quote: '' };
const ITEM = {
  figures: { bao_cao: '3' },
  notApplicableReason: null,
  explanation: SECRET,
  evidence: [LINK],
};
const DOCUMENT = {
  abstract: SECRET,
  number: '1/QĐ',
  issuedOn: '2021-02-01',
  issuer: 'Sở Á',
  kind: 'decision',
  validFrom: null,
  validTo: null,
  url: '',
  uploadId: null,
};
const itemPath = (unit: 'so-a' | 'so-b', item = '1.1'): string =>
  `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}`;
const save = (who: Client, unit: 'so-a' | 'so-b', body: object, version: number, item = '1.1') =>
  who.send('PUT', itemPath(unit, item), body, { 'if-match': `"${version}"` });
let documentId: string;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  await ok(save(road.unitA, 'so-a', ITEM, 0));
  const added = await ok<{ document: { id: string } }>(
    road.unitA.send('POST', `/units/${road.ids['so-a']}/evidence`, DOCUMENT),
  );
  documentId = added.document.id;
});
afterAll(() => test.close());

const NAMES = Object.keys(ROUTES) as RouteName[];
const routeOf = (name: RouteName): Route => ROUTES[name];

/** The address of a route with the ids of unit A, and whatever else is asked for. */
function pathOf(name: RouteName, more: Readonly<Record<string, string>> = {}): string {
  const values: Readonly<Record<string, string>> = {
    roundId: ROUND,
    unitId: road.ids['so-a'],
    itemId: '1.1',
    versionId: 'bo-thu@1',
    otherId: 'bo-thu@1',
    documentId,
    version: '1',
    sequence: '1',
    from: '2015-01-01',
    ...more,
  };
  return routeOf(name).path.replace(/:(\w+)/g, (_, part: string) =>
    encodeURIComponent(values[part] ?? NOWHERE),
  );
}

type Headers = Readonly<Record<string, string>>;
/** One call of a route, with a body or a file where it takes one. */
function call(name: RouteName, headers: Headers, path = pathOf(name)): Promise<LightMyRequestResponse> {
  const route = routeOf(name);
  const file = route.upload ? multipart('bang.csv', 'unit\n') : undefined;
  const body = BODIES[name];
  return test.app.inject({
    method: route.method,
    url: `/api/v1${path}`,
    headers: {
      'if-match': '"1"',
      'idempotency-key': `${name}-${(calls += 1)}`,
      ...headers,
      ...file?.headers,
    },
    ...(file ? { payload: file.payload } : body && { payload: body }),
  });
}
let calls = 0;
const asPerson = (who: Client): Headers => ({ cookie: who.cookie, 'x-csrf-token': who.csrfToken });

/** Every row that the system keeps, but for what any request at all leaves behind. */
async function everything(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I', table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('idempotency_key', 'session', 'sign_in_attempt') order by 1`.execute(test.owner);
  const parts: string[] = [];
  for (const { name } of tables) {
    const counted = await sql<{ hash: string }>`
      select count(*) || md5(coalesce(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text), '')) as hash
      from ${sql.raw(name)} t`.execute(test.owner);
    parts.push(`${name} ${counted.rows[0]?.hash ?? ''}`);
  }
  return parts.join('\n');
}

describe('an access rule that only the screen keeps', () => {
  it('is not there: what the web never offers is refused by the API itself, and nothing changes', async () => {
    const before = await everything();
    const ownUnit = `/units/${road.ids['so-a']}`;
    const tries: readonly (readonly [Client, 'POST' | 'PUT' | 'DELETE', string, object | undefined])[] = [
      [road.unitB, 'PUT', itemPath('so-a'), ITEM],
      [road.admin, 'PUT', itemPath('so-a'), ITEM],
      [road.standingBody, 'PUT', itemPath('so-a'), ITEM],
      [road.viewer, 'PUT', itemPath('so-a'), ITEM],
      [road.contributor, 'POST', '/accounts', BODIES.createAccount],
      [road.unitA, 'POST', `/rounds/${ROUND}/moves`, { to: 'approved', reason: 'x', acknowledge: true }],
      [road.unitA, 'PUT', `${itemPath('so-a')}/appraisal`, BODIES.decide],
      [road.unitA, 'POST', `/rounds/${ROUND}/extensions`, BODIES.extendCards ?? {}],
      [road.appraiser, 'POST', `${ownUnit}/evidence`, DOCUMENT],
      [road.unitB, 'DELETE', `${ownUnit}/evidence/${documentId}`, undefined],
    ];
    for (const [who, method, path, body] of tries) {
      const response = await who.send(method, path, body, { 'if-match': '"1"' });
      expect([403, 404], `${method} ${path} ${response.body}`).toContain(response.statusCode);
      expect(response.body).not.toContain(SECRET);
    }
    expect(await everything()).toBe(before);
  });
});

/** Something for every column of a table that a body does not name, under each spelling that a mapper might take. */
async function fieldsOf(table: string, except: readonly string[]): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ column: string; type: string }>`
    select column_name as "column", data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table}`.execute(test.owner);
  const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const entries = rows
    .filter(({ column }) => !except.includes(camel(column)) && !except.includes(column))
    .flatMap(({ column, type }) => [column, camel(column)].map((key) => [key, poisonOf(type)] as const));
  return Object.fromEntries(entries);
}
const POISON_ID = 'deadbeef-dead-7eef-8ead-beefdeadbeef';
function poisonOf(type: string): unknown {
  if (type === 'uuid') return POISON_ID;
  if (type.startsWith('timestamp') || type === 'date') return '1999-09-09T09:09:09.000Z';
  if (['integer', 'bigint', 'smallint', 'numeric'].includes(type)) return 777_333;
  return type === 'boolean' ? true : 'poison-777333';
}
const POISONED = /deadbeef|1999-09-09|777333/;
/** Related things, as nested objects that a careless mapper would follow. */
const NESTED = {
  account: { id: POISON_ID, roles: ['administrator'] },
  roles: ['administrator'],
  unit: { id: POISON_ID, name: 'poison-777333' },
  round: { id: ROUND, state: 'published', title: 'poison-777333' },
  versions: [{ version: 777_333 }],
  items: [{ itemId: '1.2', figures: {} }],
};

/** The rows of a table as text, to look for what must not be in them. */
async function rowsOf(table: string): Promise<string> {
  const { rows } = await sql`select to_jsonb(t) as row from ${sql.raw(table)} t`.execute(test.owner);
  return JSON.stringify(rows);
}

describe('mass assignment and object traversal', () => {
  type Write = (more: object) => Promise<LightMyRequestResponse>;
  const evidence = (): string => `/units/${road.ids['so-b']}/evidence`;
  const writes: Readonly<Record<string, { table: string; body: object; send: Write }>> = {
    'a saved item': {
      table: 'item_entry',
      body: ITEM,
      send: (more) => save(road.unitB, 'so-b', { ...ITEM, ...more }, 0),
    },
    'a document of the library': {
      table: 'evidence_version',
      body: DOCUMENT,
      send: (more) => road.unitB.send('POST', evidence(), { ...DOCUMENT, ...more }),
    },
    'a new account': {
      table: 'account',
      body: BODIES.createAccount ?? {},
      send: (more) =>
        road.admin.send('POST', '/accounts', { ...BODIES.createAccount, username: 'gan-bua', ...more }),
    },
    'a new round': {
      table: 'round',
      body: { ...NEW_ROUND, dataFrom: null, dataTo: null, dataRefusedOutside: false, nameAnchorDate: null },
      send: (more) => road.standingBody.send('POST', '/rounds', { ...NEW_ROUND, id: 'gan-bua', ...more }),
    },
    'a changed round': {
      table: 'round',
      body: { ...NEW_ROUND, dataFrom: null, dataTo: null, dataRefusedOutside: false, nameAnchorDate: null },
      send: (more) =>
        road.standingBody.send(
          'PATCH',
          '/rounds/gan-bua',
          { title: 'Đổi tên', ...more },
          { 'if-match': '"1"' },
        ),
    },
  };

  it.each(Object.keys(writes))(
    'cannot reach any column or relation of %s beside those of its body',
    async (name) => {
      const { table, body, send } = writes[name] ?? expect.fail(name);
      const others = await fieldsOf(table, Object.keys(body));
      expect(Object.keys(others).length).toBeGreaterThan(4);
      const before = await rowsOf('role_grant');
      const response = await send({ ...others, ...NESTED, ...('roles' in body && { roles: ['viewer'] }) });
      expect(response.statusCode, response.body).toBeLessThan(500);
      if (response.statusCode >= 400) expect((await send({})).statusCode).toBe(200);
      for (const each of [table, 'evidence_document', 'round', 'unit', 'account', 'role_grant', 'item_entry'])
        expect(await rowsOf(each), each).not.toMatch(POISONED);
      expect(await rowsOf('role_grant')).not.toContain(POISON_ID);
      const administrators = (text: string): number => text.split('"administrator"').length;
      expect(administrators(await rowsOf('role_grant'))).toBe(administrators(before));
    },
  );

  it('leaves what was not sent: a change of one field of a round moves no other', async () => {
    const read = async () => ok<Record<string, unknown>>(road.standingBody.get('/rounds/gan-bua'));
    const { version, title: _title, ...before } = await read();
    const change = { title: 'Chỉ tên', state: 'published', version: 99, setVersionId: undefined };
    const headers = { 'if-match': `"${String(version)}"` };
    const answer = await road.standingBody.send('PATCH', '/rounds/gan-bua', change, headers);
    const { version: _after, title, ...after } = await read();
    expect(after).toEqual(before);
    expect(title).toBe(answer.statusCode === 200 ? 'Chỉ tên' : _title);
  });
});

describe('a token wider than its scope', () => {
  it('does not exist: no secret of a link, feed or upload is a session, under any name or header', async () => {
    const feed = await ok<{ url: string }>(road.contributor.send('PUT', '/calendar-feed'));
    const calendar = feed.url.split('token=')[1] ?? expect.fail('no token');
    const stored = await test.owner.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    const hashes = Object.values(stored).filter((value) => Buffer.isBuffer(value));
    expect(hashes.length).toBeGreaterThan(0);
    const tokens = [
      calendar,
      road.unitA.csrfToken,
      documentId,
      ...hashes.flatMap((hash) => [hash.toString('base64url'), hash.toString('hex')]),
    ];
    for (const token of tokens) {
      const carried: readonly Headers[] = [
        { cookie: `${road.unitA.cookie.split('=')[0] ?? ''}=${token}` },
        { authorization: `Bearer ${token}` },
        { authorization: `Basic ${Buffer.from(`donvi-a:${token}`).toString('base64')}` },
        { 'x-csrf-token': token },
        { 'x-api-key': token },
      ];
      for (const headers of carried) {
        for (const url of [`/api/v1/session?token=${token}`, `/api/v1${itemPath('so-a')}/history`]) {
          const response = await test.app.inject({ url, headers });
          expect(response.statusCode, url).toBe(401);
          expect(response.cookies).toEqual([]);
        }
      }
    }
  });

  it('is not made by any address that a stranger can open: none of them starts a session', async () => {
    const feed = await ok<{ url: string }>(road.contributor.send('PUT', '/calendar-feed'));
    const opened = [
      new URL(feed.url).pathname + new URL(feed.url).search,
      `/bien-nhan/?ma=${'0'.repeat(64)}`,
      '/bien-nhan/',
      '/cong-bo/',
      '/api/v1/sign-in-ways',
      '/api/v1/publications',
    ];
    for (const url of opened) {
      const response = await test.app.inject({ url });
      expect(response.headers['set-cookie'], url).toBeUndefined();
    }
    expect((await test.app.inject({ url: opened[0] ?? '' })).statusCode).toBe(200);
  });
});

const IDENTIFIERS = [
  "'",
  '"',
  "name'--",
  'name; drop table unit',
  '(select password_hash from account limit 1)',
  "x' or '1'='1",
  '1) union select username, password_hash from account--',
  'name,(select 1)',
  'password_hash',
  'account.username',
  '"unit"."name"',
  '__proto__',
  'constructor',
  '%',
  '_',
  '\\',
  '-1',
  '1e9',
  '9'.repeat(30),
  '${jndi:x}',
  '$1',
  ':id',
  '?',
  'name desc nulls last',
  "E'\\\\x27'",
  '\u0000',
];
/** Keys that clients of other systems send to choose columns; none of them means anything here. */
const SLOTS = ['order', 'orderBy', 'fields', 'filter', 'groupBy', 'columns', 'where', '_sort'];
const CURSORS = [
  encodeCursor(["x' or '1'='1", "'; drop table unit; --"]),
  encodeCursor(["2021-01-01') or 1=1 --", NOWHERE]),
  encodeCursor([0, '1 or 1=1', '2 or 1=1']),
  Buffer.from('{"__proto__":{"x":1}}').toString('base64url'),
  Buffer.from('["a').toString('base64url'),
];
const queryKeys = (name: RouteName): string[] => {
  const { query } = routeOf(name);
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
};

describe('SQL through identifiers', () => {
  const reads = NAMES.filter((name) => routeOf(name).method === 'GET' && queryKeys(name).length > 0);

  it.each(reads)('does not get through %s: no slot of its query is a fault or opens a row', async (name) => {
    const before = await rowsOf('unit');
    const words = [
      ...queryKeys(name).flatMap((key) => IDENTIFIERS.map((word) => [key, word])),
      ...SLOTS.map((key) => [key, IDENTIFIERS[0] ?? '']),
    ];
    const cursors = queryKeys(name).includes('cursor') ? CURSORS.map((cursor) => ['cursor', cursor]) : [];
    for (const [key = '', value = ''] of [...words, ...cursors]) {
      const path = `${pathOf(name)}?${key}=${encodeURIComponent(value)}`;
      const asked = await call(name, asPerson(road.standingBody), path);
      expect(asked.statusCode, `${path} ${asked.body}`).toBeLessThan(500);
      expect(asked.body, path).not.toMatch(/syntax error|argon2|password_?hash.{0,3}:/i);
      const stranger = await call(name, asPerson(road.unitB), path);
      expect(stranger.statusCode, path).toBeLessThan(500);
      expect(stranger.body, path).not.toContain(SECRET);
    }
    expect(await rowsOf('unit')).toBe(before);
  });

  it('has no way in: statements are built by the query builder, and raw text goes in at named places only', () => {
    const raw = sourceFiles().filter((path) =>
      /\bsql\.(raw|id|ref|table|lit)\(/.test(readFileSync(path, 'utf8')),
    );
    expect(raw.map(shortName)).toEqual(RAW_SQL);
  });
});

const SOURCE = new URL('.', import.meta.url).pathname;
const shortName = (path: string): string => path.slice(SOURCE.length);
function sourceFiles(folder = SOURCE): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'testing' ? [] : sourceFiles(path);
      return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
    })
    .toSorted();
}
/** Each takes the name of a column from the statement that calls it, never from a request; `sql.ref` quotes it. */
const RAW_SQL: readonly string[] = [
  'features/dossiers/dossier-keys.read-model.ts',
  'features/dossiers/figures.queries.ts',
  'features/dossiers/period-sums.queries.ts',
  'features/dossiers/sums.queries.ts',
  'features/notices/progress.queries.ts',
  'features/sign-off/timeline.queries.ts',
  'platform/search-text.ts',
  'platform/unit-names.ts',
];

/** What everybody of the authority may read of any unit, its people or not. */
const OPEN_TO_ALL_UNITS: readonly RouteName[] = ['getUnit', 'listUnitRounds', 'getUnitLineage'];

describe('the missing check on a sibling action', () => {
  const aboutUnits = NAMES.filter((name) => routeOf(name).path.includes(':unitId'));

  it.each(aboutUnits)(
    'is not there: %s refuses the people of another unit, and tells them nothing',
    async (name) => {
      for (const who of [road.unitB, road.viewer, road.admin]) {
        const response = await call(name, asPerson(who));
        expect(response.body, name).not.toContain(SECRET);
        if (who !== road.unitB || OPEN_TO_ALL_UNITS.includes(name)) continue;
        expect([400, 403, 404, 409], `${name} ${response.body}`).toContain(response.statusCode);
      }
    },
  );

  it('cannot come with a new route: each names who may call it, and every one that changes something is guarded', () => {
    for (const name of NAMES) expect(routeOf(name).permission, name).toBeTruthy();
    const strangers = NAMES.filter(
      (name) => routeOf(name).permission === 'public' && routeOf(name).method !== 'GET',
    );
    expect(strangers.toSorted()).toEqual([
      'acceptInvitation',
      'askPasskey',
      'askPasswordReset',
      'confirmEmail',
      'lookUpDossier',
      'readLink',
      'resetPassword',
      'signIn',
      'signInWithPasskey',
    ]);
  });
});

describe('forgotten exports', () => {
  const files = NAMES.filter((name) => routeOf(name).response instanceof z.ZodUnknown);

  it('are not there: every answer that is a file is known, and none but the calendar is open to strangers', async () => {
    expect(files.toSorted()).toEqual(FILE_ROUTES);
    for (const name of files) {
      const anonymous = await call(name, {});
      expect(anonymous.statusCode, name).toBe(name === 'readCalendar' ? 400 : 401);
    }
  });

  it.each(files)('give another unit nothing of a card: %s', async (name) => {
    const response = await call(name, asPerson(road.unitB));
    expect(response.rawPayload.includes(Buffer.from(SECRET))).toBe(false);
    // A list of what a unit may read is its own, and nothing else.
    const ofAll = name === 'exportRemediationTasks' || name === 'exportCommendations';
    const own = ofAll && response.body.trim().split('\n').length === 1;
    // The catalogue of procedures is the same for everybody.
    const known = name === 'exportProcedures';
    if (!own && !known)
      expect([400, 403, 404, 409], response.body.slice(0, 200)).toContain(response.statusCode);
  });
});
const FILE_ROUTES: readonly string[] = [
  'appraisalGroupFile',
  'cardWorkbook',
  'documentSample',
  'dossierFileProblems',
  'evidenceContent',
  'exportCommendations',
  'exportDossierFigures',
  'exportNoticeRecords',
  'exportProcedures',
  'exportProgress',
  'exportRanking',
  'exportRemediationTasks',
  'inspectionPhotoFile',
  'inspectionRecordFile',
  'inspectionScanFile',
  'minutesDocument',
  'officialReport',
  'preliminaryNotice',
  'publicationDecision',
  'readCalendar',
  'receiptNote',
  'receiptProof',
  'reconciliationFile',
  'remediationDocument',
  'reportTemplateFile',
  'signedFileContent',
];

describe('attachments by guessable address', () => {
  it('are served under the library only: no folder of files is reachable by a path', async () => {
    const sha256 = 'ab'.repeat(32);
    const paths = [
      'files',
      'uploads',
      'media',
      'attachments',
      'static',
      'evidence',
      'public/evidence',
      'data/files',
    ];
    for (const folder of paths) {
      for (const url of [
        `/${folder}/${sha256}`,
        `/${folder}/`,
        `/api/v1/${folder}/${sha256}`,
        `/${folder}/../${folder}`,
      ]) {
        for (const headers of [{}, asPerson(road.unitB)]) {
          const response = await test.app.inject({ url, headers });
          expect([401, 404], url).toContain(response.statusCode);
        }
      }
    }
  });
});

describe('reference numbers that can be guessed', () => {
  it('open nothing: the neighbours of a known id are nobody’s, and hashes tried at random find no receipt', async () => {
    const next = (id: string, by: number): string => {
      const last = (BigInt(`0x${id.slice(-12)}`) + BigInt(by)) & 0xffff_ffff_ffffn;
      return id.slice(0, -12) + last.toString(16).padStart(12, '0');
    };
    for (let by = 1; by <= 100; by += 1) {
      const id = next(documentId, by);
      expect((await road.unitA.get(`/units/${road.ids['so-a']}/evidence/${id}`)).statusCode).toBe(404);
    }
    const random = seeded(7);
    for (let tries = 0; tries < 200; tries += 1) {
      const hash = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
      // The page that anybody may ask also counts the tries of an address.
      expect([404, 429]).toContain((await test.app.inject({ url: `/bien-nhan/${hash}` })).statusCode);
      expect((await test.app.inject({ url: `/api/v1/log/proof?hash=${hash}` })).statusCode).toBe(404);
    }
  });
});

/** The same numbers in [0, 1) in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Every address that the server answers, with its methods, from the router itself. */
function addresses(): readonly (readonly [string, string])[] {
  const above: string[] = [];
  return test.app
    .printRoutes()
    .split('\n')
    .flatMap((line) => {
      const parsed = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
      if (!parsed) return [];
      const [, indent = '', part = '', methods] = parsed;
      const depth = indent.length / 4;
      above.splice(depth, above.length, part);
      const path = above.join('');
      return methods === undefined ? [] : methods.split(', ').map((method) => [method, path] as const);
    });
}

describe('a public surface that is open by default', () => {
  it('is not there: everything that a stranger reaches is on this list, and none of it tells who works here', async () => {
    const open: string[] = [];
    for (const [method, path] of addresses()) {
      const url = path.replace(/:\w+/g, NOWHERE).replace('*', 'x');
      const response = await test.app.inject({
        method: method as 'GET',
        url,
        ...(['POST', 'PUT', 'PATCH'].includes(method) && { payload: {} }),
      });
      if (response.statusCode === 401) continue;
      if (method !== 'HEAD') open.push(`${method} ${path}`);
      expect(response.statusCode, `${method} ${url}`).toBeLessThan(500);
      expect(response.body, url).not.toMatch(/donvi-a|quantri|Người |chuyenvien|argon2/);
      expect(response.body, url).not.toContain(SECRET);
    }
    expect(open.toSorted()).toEqual(PUBLIC_SURFACE);
  });
});
/** Single sign-on adds two more where it is configured: its start and its way back. */
const PUBLIC_SURFACE: readonly string[] = [
  'GET /',
  'GET /api/v1/calendar',
  'GET /api/v1/log/checkpoint',
  'GET /api/v1/log/proof',
  'GET /api/v1/openapi.json',
  'GET /api/v1/publications',
  'GET /api/v1/sign-in-ways',
  'GET /assets/app-1a2b.js',
  'GET /bien-nhan',
  'GET /bien-nhan/',
  'GET /bien-nhan/:hash',
  'GET /bien-nhan/style.css',
  'GET /cong-bo',
  'GET /cong-bo/',
  'GET /cong-bo/:round',
  'GET /cong-bo/:round/*',
  'GET /cong-bo/catalog.jsonld',
  'GET /cong-bo/feed.xml',
  'GET /health/live',
  'GET /health/ready',
  'GET /index.html',
  'GET /kiem-chung',
  'GET /kiem-chung/',
  'GET /ks',
  'GET /ks/',
  'GET /ks/:code',
  'GET /ks/draft.js',
  'GET /ks/style.css',
  'GET /log/*',
  'GET /metrics',
  'GET /tinh-hinh-ho-so',
  'GET /tinh-hinh-ho-so/',
  'GET /tinh-hinh-ho-so/so-lieu.csv',
  'GET /tinh-hinh-ho-so/style.css',
  'GET /tra-cuu',
  'GET /tra-cuu/',
  'GET /tra-cuu/:code',
  'GET /tra-cuu/style.css',
  'POST /api/v1/account-links/email',
  'POST /api/v1/account-links/invitation',
  'POST /api/v1/account-links/password-reset',
  'POST /api/v1/account-links/read',
  'POST /api/v1/dossier-lookups',
  'POST /api/v1/password-resets',
  'POST /api/v1/session',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey-challenge',
  'POST /bien-nhan/',
  'POST /ks/:code',
  'POST /tra-cuu/:code',
];

const MARKUP = '<img src=x onerror=alert(1)>';
const SCRIPT = '"><script>alert(1)</script>';

describe('script through imports and their error messages', () => {
  it('stays text: every poisoned cell, header and file name comes back as JSON that no browser renders', async () => {
    const tables: readonly (readonly [string, string])[] = [
      [
        '/units/import',
        `unit,name,kind,block,valid from\n${MARKUP},${MARKUP},${MARKUP},${MARKUP},${MARKUP}\n`,
      ],
      ['/units/import', `unit,${MARKUP}\nso-a,x\n`],
      [`/rounds/${ROUND}/facts/import`, `unit,1.1.bao_cao,${MARKUP}\nso-a,${MARKUP},1\n${MARKUP},1,1\n`],
      ['/unit-successions/import', `${MARKUP},a\nb,c\n`],
      ['/criteria-sets', `format: "${MARKUP}"\nid: '${MARKUP}'\n`],
      [`/rounds/${ROUND}/units/${road.ids['so-a']}/card/import`, `${MARKUP}\n`],
    ];
    for (const [path, content] of tables) {
      for (const name of [`${MARKUP}.csv`, `${MARKUP}.yaml`, `'${SCRIPT.replaceAll('"', '')}.xlsx`]) {
        const who = path.includes('/card/') ? road.unitA : road.standingBody;
        const response = await who.upload(`${path}?dryRun=true`, name, content);
        expect(response.statusCode, response.body).toBeLessThan(500);
        expect(response.headers['content-type'], path).toMatch(
          /^application\/(problem\+)?json; charset=utf-8$/,
        );
        expect(response.headers['x-content-type-options']).toBe('nosniff');
        expect(response.headers['content-security-policy']).toMatch(/^default-src 'self'/);
      }
    }
  });

  it('is escaped on every published page, of names, titles, reasons and decisions', async () => {
    await createRound(road, { id: 'co-ma', title: `${MARKUP}${SCRIPT}` });
    await approve(road, 'co-ma');
    await test.owner
      .updateTable('roundUnit')
      .set({ unitName: `${SCRIPT}${MARKUP}` })
      .where('roundId', '=', 'co-ma')
      .execute();
    const decision = { decisionNumber: MARKUP, decisionDate: '2022-06-30', decisionIssuer: SCRIPT };
    const { zipUrl } = await publishRound(test, road.standingBody, 'co-ma', decision);
    const zip = await test.app.inject({ url: new URL(zipUrl).pathname });
    const files = Object.entries(unzipSync(new Uint8Array(zip.rawPayload)));
    const pages = files.flatMap(([path, bytes]) =>
      /\.(html|svg)$/.test(path) ? [{ path, text: Buffer.from(bytes).toString('utf8') }] : [],
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const { path, text } of pages) expect(text, path).not.toMatch(/<img src=x|<script>alert/);
    expect(pages.some(({ text }) => text.includes('&lt;img src=x'))).toBe(true);
    const list = await test.app.inject({ url: '/cong-bo/' });
    expect(list.body).toContain('&lt;img src=x');
    expect(list.body).not.toMatch(/<img src=x|<script>alert/);
  });
});

describe('requests that the server is made to send', () => {
  it('leave by few doors only, and the one whose target is a setting refuses inner addresses', () => {
    const doors =
      /from '(node:(http|https|net|tls|dgram)|undici|nodemailer|openid-client|@aws-sdk\/[^']+)'|\bfetch\(/;
    const opening = sourceFiles().filter((path) => {
      const text = readFileSync(path, 'utf8').replaceAll(/^import type .*$/gm, '');
      return doors.test(text);
    });
    expect(opening.map(shortName)).toEqual([
      'features/access/sign-on-client.ts',
      'features/evidence/scan-file.ts',
      // A script for the browser of who answers; it asks our own address.
      'features/surveys/answer-page-script.ts',
      'platform/files/s3-store.ts',
      'platform/mail/smtp.ts',
      'platform/outbound-http.ts',
    ]);
  });

  it('do not come from what people type: an address in a card or a library is stored, never opened', async () => {
    for (const url of ['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:1/', 'http://[::1]:1/']) {
      const item = { ...ITEM, explanation: null, evidence: [{ ...LINK, title: 'x', url }] };
      const { version } = await ok<{ version: number }>(
        test.owner
          .selectFrom('itemEntry')
          .select(({ fn }) => fn.max('version').as('version'))
          .where('unitId', '=', road.ids['so-b'])
          .where('itemId', '=', '1.1')
          .executeTakeFirstOrThrow()
          .then((row) => ({ statusCode: 200, body: '', json: () => row })),
      );
      const saved = await save(road.unitB, 'so-b', item, version);
      expect(saved.statusCode, saved.body).toBe(200);
    }
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'gopher://x', 'data:text/html,x']) {
      const refused = await save(road.unitB, 'so-b', { ...ITEM, evidence: [{ ...LINK, url }] }, 0);
      expect(refused.json(), url).toMatchObject({ code: 'bad-request' });
    }
  });
});

/** A form as browsers send it, with one thing about it changed. */
function mutate(payload: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * payload.length);
  const length = Math.floor(random() * 40);
  const kinds: readonly (() => Buffer)[] = [
    () => payload.subarray(0, at),
    () => Buffer.concat([payload.subarray(0, at), payload.subarray(at + length)]),
    () => Buffer.concat([payload.subarray(0, at), payload.subarray(at, at + length), payload.subarray(at)]),
    () => {
      const changed = Buffer.from(payload);
      for (let byte = 0; byte < 3; byte += 1)
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      return changed;
    },
    () => Buffer.concat([payload.subarray(0, at), Buffer.alloc(length * 100, '\r\n'), payload.subarray(at)]),
    () => Buffer.from(payload.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    () =>
      Buffer.from(
        payload.toString('latin1').replace('name="file"', `name="${'a'.repeat(length * 50)}"`),
        'latin1',
      ),
  ];
  return kinds[Math.floor(random() * kinds.length)]?.() ?? payload;
}

describe('a form that crashes its parser', () => {
  const targets = ['/api/v1/units/import?dryRun=true', '/bien-nhan/'];

  it.each(targets)('does not stop the server at %s, whatever of it is changed or cut off', async (url) => {
    const random = seeded(11);
    const { payload, headers } = multipart('bang.csv', 'unit,name\nso-a,Sở Á\n');
    const boundaries = ['', 'x', 'a'.repeat(300), '"', '--', 'parix-test-boundary'];
    for (let round = 0; round < 300; round += 1) {
      const boundary = boundaries[Math.floor(random() * 12)];
      const type =
        boundary === undefined ? headers : { 'content-type': `multipart/form-data; boundary=${boundary}` };
      const sent = mutate(payload, random);
      const response = await test.app.inject({
        method: 'POST',
        url,
        headers: { ...asPerson(road.standingBody), ...type },
        payload: sent,
      });
      expect(response.statusCode, sent.toString('latin1')).toBeLessThan(500);
    }
    expect((await test.app.inject({ url: '/health/ready' })).statusCode).toBe(200);
  });
});

const sendRaw = (who: Client, method: 'POST' | 'PUT', path: string, payload: string, version = 0) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      ...asPerson(who),
      'content-type': 'application/json',
      'if-match': `"${version}"`,
      'idempotency-key': `raw-${(calls += 1)}`,
    },
    payload,
  });

describe('prototype pollution and parsers that disagree', () => {
  const REST = '"notApplicableReason":null,"explanation":null,"evidence":[]';

  it('get nowhere: keys of the language are refused in bodies, and mean nothing in queries and tables', async () => {
    const bodies = [
      `{"figures":{},"__proto__":{"polluted":true},${REST}}`,
      `{"figures":{"__proto__":{"polluted":true}},${REST}}`,
      `{"figures":{},"constructor":{"prototype":{"polluted":true}},${REST}}`,
      `{"figures":{"\\u005f\\u005fproto\\u005f\\u005f":"1"},${REST}}`,
      `{"figures":{"constructor":"1"},${REST}}`,
      `{"figures":{"hasOwnProperty":"1"},${REST}}`,
      `{"figures":{"toString":"1"},${REST}}`,
    ];
    for (const payload of bodies) {
      const response = await sendRaw(road.unitA, 'PUT', itemPath('so-a', '1.2'), payload);
      expect(response.statusCode, `${payload} ${response.body}`).toBeGreaterThanOrEqual(400);
      expect(response.statusCode, payload).toBeLessThan(500);
    }
    for (const query of ['__proto__[polluted]=true', 'constructor.prototype.polluted=true', '__proto__=x']) {
      expect((await road.standingBody.get(`/units?${query}`)).statusCode).toBeLessThan(500);
    }
    const table = 'unit,__proto__,constructor,__proto__.polluted\nso-a,1,2,true\n__proto__,1,2,3\n';
    const imported = await road.standingBody.upload(
      `/rounds/${ROUND}/facts/import?dryRun=true`,
      'a.csv',
      table,
    );
    expect(imported.statusCode).toBeLessThan(500);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('find one meaning in a key that comes twice: what is answered is what is stored', async () => {
    const payload = `{"figures":{"dung_han":"1","dung_han":"90","tong":"100"},"figures":{"dung_han":"80","tong":"100"},${REST}}`;
    const response = await sendRaw(road.unitA, 'PUT', itemPath('so-a', '1.2'), payload);
    expect(response.statusCode, response.body).toBe(200);
    const { item } = response.json<{ item: { figures: object } }>();
    const stored = await test.owner
      .selectFrom('itemEntry')
      .select('figures')
      .where('unitId', '=', road.ids['so-a'])
      .where('roundId', '=', ROUND)
      .where('itemId', '=', '1.2')
      .executeTakeFirstOrThrow();
    expect(item.figures).toEqual(stored.figures);
    expect(item.figures).toEqual({ dung_han: '80', tong: '100' });
  });

  it('never round a number on its way: figures are text, and a JSON number is refused', async () => {
    const payload = `{"figures":{"bao_cao":90071992547409931},${REST}}`;
    const response = await sendRaw(road.unitA, 'PUT', itemPath('so-a'), payload, 1);
    expect(response.json()).toMatchObject({ code: 'bad-request' });
  });
});

describe('log injection', () => {
  it('adds no line: whatever is sent, each line is one event that the server wrote', async () => {
    const forged = 'x\r\n{"level":60,"time":1,"msg":"DÒNG-GIẢ"}\u2028\u0085\u001b[2J';
    await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: forged, password: forged },
    });
    await test.app.inject({ url: `/api/v1/units?q=${encodeURIComponent(forged)}` });
    await test.app.inject({ url: `/${encodeURIComponent(forged)}` });
    await road.standingBody.upload('/units/import?dryRun=true', `${encodeURIComponent(forged)}.csv`, forged);
    await road.standingBody.get(`/audit-events?subject=${encodeURIComponent(forged)}`);
    await road.admin.send('POST', '/accounts', {
      ...BODIES.createAccount,
      username: 'nhat-ky',
      displayName: forged,
    });
    // A line break within a line would already fail to parse here.
    const lines = test.logLines();
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line['msg']).not.toBe('DÒNG-GIẢ');
      expect(line).toMatchObject({ level: expect.any(Number) as number, time: expect.any(Number) as number });
    }
  });
});

describe('formulas on export', () => {
  it('are text: no cell of a file that goes out begins as a formula does', async () => {
    const names = ["=cmd|'/C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '＝1+1', '\t=1'];
    const rows = names.map((name, at) => `cong-thuc-${at},"${name}",department,Khối công thức,2015-01-01`);
    const csv = `unit,name,kind,block,valid from\n${rows.join('\n')}\n`;
    await ok(road.standingBody.upload('/units/import?dryRun=false', 'a.csv', csv));
    await createRound(road, { id: 'cong-thuc', blockId: 'khoi-cong-thuc', title: '=1+1' });
    await moveRound(road, 'cong-thuc', 'self-scoring');
    for (const path of ['ranking/export?format=csv', 'progress/export']) {
      const file = await road.standingBody.get(`/rounds/cong-thuc/${path}`);
      expect(file.statusCode, file.body).toBe(200);
      expect(file.body).toContain('SUM(A1)');
      for (const cell of file.body.replace('\ufeff', '').split(/\r\n|,/))
        expect(cell, path).not.toMatch(/^"?[=+@\t\r＝＋－＠]|^"?-[^\d]/);
    }
  });
});

describe('errors that tell how the server works', () => {
  const reads = NAMES.filter((name) => routeOf(name).method === 'GET');

  it('are not there: with the tables taken away, every answer is a plain problem, and the log has the cause', async () => {
    await sql`revoke select on unit, round, round_unit, item_entry, criteria_set_version, audit_event from parix_app`.execute(
      test.owner,
    );
    let faults = 0;
    try {
      for (const name of reads) {
        const { statusCode, headers, body } = await call(name, asPerson(road.standingBody));
        if (statusCode < 500) continue;
        faults += 1;
        expect(headers['content-type'], name).toBe('application/problem+json; charset=utf-8');
        expect(JSON.parse(body), name).toMatchObject({ code: 'internal', status: 500 });
        expect(body, name).not.toMatch(
          /permission denied|relation|select |node_modules|\.ts\b|\bat \w+ \(|stack/i,
        );
      }
    } finally {
      await sql`grant select on unit, round, round_unit, item_entry, criteria_set_version, audit_event to parix_app`.execute(
        test.owner,
      );
    }
    expect(faults).toBeGreaterThan(15);
    expect(JSON.stringify(test.logLines())).toContain('permission denied for table');
  });

  it('are not there in uploads either, which another server reads', async () => {
    const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
    const tus = { ...asPerson(road.unitA), 'tus-resumable': '1.0.0' };
    const begun = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': '3' },
    });
    await sql`revoke insert, select, update on finished_upload from parix_app`.execute(test.owner);
    const last = await fetch(new URL(begun.headers.get('location') ?? '', address), {
      method: 'PATCH',
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body: 'abc',
    });
    await sql`grant insert, select on finished_upload to parix_app`.execute(test.owner);
    expect(last.status).toBe(500);
    expect(await last.json()).toMatchObject({ code: 'internal' });
    expect(last.headers.get('access-control-allow-origin')).not.toBe('*');
    expect(last.headers.get('x-content-type-options')).toBe('nosniff');
    expect(last.headers.get('content-security-policy')).toMatch(/^default-src 'self'/);
  });

  it('fail closed: without the table of sessions nobody is let in, with it the same person is', async () => {
    await sql`revoke select on session from parix_app`.execute(test.owner);
    const during = await road.standingBody.get('/rounds');
    await sql`grant select on session to parix_app`.execute(test.owner);
    expect(during.statusCode).toBe(500);
    expect((await road.standingBody.get('/rounds')).statusCode).toBe(200);
  });
});

describe('code out of data, and programs that are started', () => {
  it('are in named files only: nothing evaluates text, and no program is started through a shell', () => {
    const text = (path: string): string => readFileSync(path, 'utf8');
    expect(
      sourceFiles().filter((path) => /\beval\(|new Function\(|node:vm'|v8\.deserialize/.test(text(path))),
    ).toEqual([]);
    const starting = sourceFiles().filter((path) => text(path).includes("'node:child_process'"));
    expect(starting.map(shortName)).toEqual([
      'platform/postgres/binaries.ts',
      'platform/postgres/database-user.ts',
      'platform/postgres/embedded-cluster.ts',
      'platform/postgres/postmaster-file.ts',
    ]);
    for (const path of starting) expect(text(path), path).not.toMatch(/shell: true|\bexec(Sync)?\(/);
  });
});

describe('a weak setting', () => {
  it('is not there over https: the cookie is bound to the host, and browsers are told to stay on https for a year', async () => {
    const secure = await createTestApp({}, { publicUrl: 'https://parix.test' });
    await secure.addAccount('xem', 'viewer');
    const payload = { username: 'xem', password: PASSWORD };
    const response = await secure.app.inject({ method: 'POST', url: '/api/v1/session', payload });
    const cookie = String(response.headers['set-cookie']);
    await secure.close();
    expect(cookie).toMatch(/^__Host-parix=[\w-]{22,};/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(response.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(response.headers['referrer-policy']).toBe('same-origin');
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is not there for passwords: they are kept as Argon2id with the parameters that OWASP names', async () => {
    const body = { ...BODIES.createAccount, username: 'bam', displayName: 'Người băm' };
    await ok(road.admin.send('POST', '/accounts', body));
    const { passwordHash } = await test.owner
      .selectFrom('account')
      .select('passwordHash')
      .where('username', '=', 'bam')
      .executeTakeFirstOrThrow();
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('lets nobody claim another address, use other methods or find what lies about', async () => {
    const spoofed = { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' };
    const metrics = { url: '/metrics', remoteAddress: '203.0.113.9', headers: spoofed };
    expect((await test.app.inject(metrics)).statusCode).toBe(404);
    for (const method of ['TRACE', 'PATCH', 'OPTIONS', 'DELETE'] as const) {
      const { statusCode } = await test.app.inject({ method: method as 'GET', url: '/api/v1/rounds' });
      expect([404, 405], method).toContain(statusCode);
    }
    const override = { ...asPerson(road.admin), 'x-http-method-override': 'DELETE' };
    expect((await test.app.inject({ url: '/api/v1/session', headers: override })).statusCode).toBe(200);
    expect((await road.admin.get('/session')).statusCode).toBe(200);
    for (const url of [
      '/.git/config',
      '/.env',
      '/package.json',
      '/docs/',
      '/assets/',
      '/src/main.ts',
      '/index.html.bak',
    ])
      expect((await test.app.inject({ url })).statusCode, url).toBe(404);
  });
});

describe('docs/security.md', () => {
  it('names tests that exist, by file and title', () => {
    const root = new URL('../../../', import.meta.url);
    const rows = readFileSync(new URL('docs/security.md', root), 'utf8').split('\n');
    let named = 0;
    for (const row of rows) {
      let text = '';
      for (const [, file, title] of row.matchAll(/`([^`]+\.test\.tsx?)`|“([^”]+)”/g)) {
        if (file !== undefined) {
          const path = /^(packages|apps|e2e)\//.test(file) ? file : `apps/server/src/${file}`;
          text = readFileSync(new URL(path, root), 'utf8');
        } else if (text !== '') {
          expect(text, row.slice(0, 60)).toContain(`'${title ?? ''}'`);
          named += 1;
        }
      }
    }
    expect(named).toBeGreaterThan(100);
  });
});
