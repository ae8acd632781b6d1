import type {
  DossierQuality,
  DossierRow,
  DossierSource,
  DossierStatistics,
  DossierStory,
  TakenEvents,
} from '@parix/api-contract';
import { countsOf, sumCounts } from '@parix/one-stop';
import { parseDate } from '@parix/working-days';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { COUNTER_PLACES } from './counter-places.ts';
import { halfOf } from './half-months.ts';
import { toDossierEvent } from './read-event.ts';
import { factsOf } from './facts-of-dossier.ts';
import { procedureOf } from './recount-dossiers.ts';

let test: TestApp;
let road: Road;
let token: string;

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-03-01T01:00:00Z');
  road = await openRoad(test);
  await test.addAccount('lanhdao-b', 'unit-leader', { unitId: road.ids['so-b'] });
  token = await newSource('mot-cua');
});
afterAll(() => test.close());

async function newSource(code: string): Promise<string> {
  const body = { code, name: `Hệ thống ${code}` };
  return (await ok<{ token: string }>(road.standingBody.send('POST', '/dossier-sources', body))).token;
}

type Sent = Record<string, unknown>;
const post = (events: readonly unknown[], bearer = token) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/dossier-events',
    headers: { authorization: `Bearer ${bearer}` },
    payload: { events },
  });
const send = (events: readonly unknown[], bearer = token) => ok<TakenEvents>(post(events, bearer));
async function sendAll(events: readonly unknown[], bearer = token): Promise<void> {
  for (let from = 0; from < events.length; from += 2000) {
    const batch = events.slice(from, from + 2000);
    expect(await send(batch, bearer)).toEqual({ taken: batch.length, repeated: 0, rejected: [] });
  }
}
const figures = (query: string, who = road.viewer) =>
  ok<DossierStatistics>(who.get(`/dossier-figures?${query}`));
const YEAR = 'from=2021-01-01&to=2021-12-31';
const valuesOf = (of: DossierStatistics['total'], ...names: readonly string[]) =>
  names.map((name) => of[`one-stop.${name}`]?.value);

/** Dossiers of 2021 as a system reports them at the end of the year: ended `early`, on time, late, or open in time. */
function records(
  unit: string,
  prefix: string,
  counts: Readonly<Record<'early' | 'onTime' | 'open' | 'late', number>>,
) {
  const ends = { early: '2021-06-08', onTime: '2021-06-10', late: '2021-06-14', open: null };
  return Object.entries(counts).flatMap(([course, count]) =>
    Array.from({ length: count }, (_, n): Sent => {
      const end = ends[course as keyof typeof ends];
      return {
        unit,
        dossier: `${prefix}-${course}-${n}`,
        id: 'cuoi-nam',
        kind: 'reported',
        at: '2022-01-01T02:00:00Z',
        received: '2021-06-01T02:00:00Z',
        due: end === null ? '2022-02-10T00:00:00+07:00' : '2021-06-10T00:00:00+07:00',
        finished: end === null ? null : `${end}T02:00:00Z`,
        state: end === null ? 'processing' : 'returned',
        channel: n % 4 === 0 ? 'online' : 'counter',
      };
    }),
  );
}

describe('what a source sends becomes figures', () => {
  it('Cao Bằng 2021 at a hundredth: 1 480 = 1 405 on time + 44 in process + 31 late, and the identity holds', async () => {
    await sendAll(records('so-a', 'cb', { early: 600, onTime: 805, late: 31, open: 44 }));
    const { total } = await figures(`${YEAR}&unitId=${road.ids['so-a']}`);
    expect(valuesOf(total, 'received', 'settled-early', 'settled-on-time', 'settled-late', 'open')).toEqual([
      '1480',
      '600',
      '805',
      '31',
      '44',
    ]);
    expect(valuesOf(total, 'late-ratio@gia-lai', 'on-time-ratio@gia-lai', 'on-time-ratio@qd766')).toEqual([
      '2.09',
      '97.91',
      '97.91',
    ]);
    expect(valuesOf(total, 'online-share', 'open-overdue', 'carried-over')).toEqual(['25.07', '0', '0']);
  });

  it('Điện Biên: 25 718 = 18 254 on time + 7 139 early + 94 in process + 231 late', async () => {
    await sendAll(records('so-b', 'db', { early: 7139, onTime: 18_254, late: 231, open: 94 }));
    const { total, rows, months } = await figures(`${YEAR}&unitId=${road.ids['so-b']}`);
    const names = ['received', 'settled-early', 'settled-on-time', 'settled-late', 'open-in-time'];
    expect(valuesOf(total, ...names)).toEqual(['25718', '7139', '18254', '231', '94']);
    expect(rows.map(({ key }) => key)).toEqual([road.ids['so-b']]);
    expect(months.map(({ month }) => month).at(-1)).toBe('2021-12');
    const june = months.find(({ month }) => month === '2021-06')?.figures ?? {};
    expect(valuesOf(june, 'received', 'settled', 'settled-late', 'open')).toEqual([
      '25718',
      '25624',
      '231',
      '94',
    ]);
  }, 60_000);

  it('what applicants say of settled dossiers becomes both shares of satisfaction', async () => {
    const settled = records('xa-dak', 'hl', { early: 0, onTime: 4, late: 0, open: 0 });
    const said = { unit: 'xa-dak', at: '2022-01-01T02:30:00Z' } as const;
    await sendAll([
      ...settled.map((record, n): Sent => (n === 0 ? { ...record, rating: 'satisfied' } : record)),
      { ...said, dossier: 'hl-onTime-1', id: 'danh-gia', kind: 'rated', rating: 'dissatisfied' },
      { ...said, dossier: 'hl-onTime-2', id: 'pakn', kind: 'petitioned' },
    ]);
    const { total } = await figures(`${YEAR}&unitId=${road.ids['xa-dak']}`);
    expect(valuesOf(total, 'settled', 'satisfaction-ratio', 'satisfaction-ratio@qd766')).toEqual([
      '4',
      '50.00',
      '50.00',
    ]);
    // Taken back, the petition counts no longer; the dossiers leave as they came.
    await sendAll([
      { ...said, dossier: 'hl-onTime-2', id: 'pakn', kind: 'petitioned', revision: 1, voided: true },
    ]);
    const after = await figures(`${YEAR}&unitId=${road.ids['xa-dak']}`);
    expect(valuesOf(after.total, 'satisfaction-ratio@qd766')).toEqual(['75.00']);
    await sendAll(settled.map((record) => ({ ...record, revision: 2, voided: true })));
  });

  it('sends the same again: nothing changes, and it says so', async () => {
    const events = records('xa-dak', 'lai', { early: 3, onTime: 2, late: 1, open: 1 });
    await sendAll(events);
    const before = await figures(YEAR);
    expect(await send([...events, ...events])).toEqual({ taken: 0, repeated: 14, rejected: [] });
    expect({ ...(await figures(YEAR)), computedAt: '' }).toEqual({ ...before, computedAt: '' });
  });

  it('counts each unit once: the rows add up to the whole', async () => {
    const { total, rows } = await figures(YEAR);
    const sum = rows.map(({ figures: of }) => Number(valuesOf(of, 'received')[0])).reduce((a, b) => a + b, 0);
    expect(valuesOf(total, 'received')).toEqual([String(sum)]);
    expect(rows.length).toBe(3);
  });
});

describe('a source that corrects itself', () => {
  const event = (more: Sent = {}): Sent => ({
    unit: 'xa-dak',
    dossier: 'sua-1',
    id: 'a',
    kind: 'accepted',
    at: '2021-11-01T02:00:00Z',
    due: '2021-11-05T10:00:00Z',
    ...more,
  });
  const ending = (more: Sent = {}): Sent =>
    event({ id: 'b', kind: 'finished', at: '2021-11-09T02:00:00Z', due: undefined, ...more });
  const november = async () =>
    valuesOf(
      (await figures(`from=2021-11-01&to=2021-11-30&unitId=${road.ids['xa-dak']}`)).total,
      'received',
      'settled-on-time',
      'settled-late',
    );

  it('moves every figure by a higher revision, and by taking an event back', async () => {
    await send([ending(), event()]);
    expect(await november()).toEqual(['1', '0', '1']);
    await send([ending({ revision: 1, at: '2021-11-05T02:00:00Z' })]);
    expect(await november()).toEqual(['1', '1', '0']);
    await send([ending({ revision: 2, voided: true })]);
    expect(await november()).toEqual(['1', '0', '0']);
    const path = `/units/${road.ids['xa-dak']}/dossier-sources`;
    const { items } = await ok<{ items: DossierSource[] }>(road.standingBody.get('/dossier-sources'));
    const story = await ok<DossierStory>(road.viewer.get(`${path}/${items[0]?.id}/dossiers/sua-1`));
    expect(story).toMatchObject({ state: 'accepted', endedAt: null, dueBasis: 'source' });
    expect(story.events.map(({ id, revision, counts }) => [id, revision, counts])).toEqual([
      ['a', 0, true],
      ['b', 1, false],
      ['b', 0, false],
      ['b', 2, false],
    ]);
  });

  it('is told when one revision says two things, and the first stays', async () => {
    const { taken, rejected } = await send([event({ due: '2021-12-30T10:00:00Z' })]);
    expect(taken).toBe(0);
    expect(rejected).toMatchObject([{ place: '/events/0', code: 'revision-differs', value: 'sua-1 a 0' }]);
  });
});

describe('rows that cannot be taken', () => {
  it('are named one by one, and the others are taken', async () => {
    const good = records('xa-dak', 'lan', { early: 1, onTime: 0, late: 0, open: 1 });
    const bad = [
      { ...good[0], unit: 'khong-co' },
      { ...good[0], kind: 'vanished' },
      { ...good[0], at: '2021-02-29T00:00:00Z' },
      { ...good[0], pausedMinutes: -5 },
      { ...good[0], at: '2022-03-01T02:30:00Z' },
      { ...good[0], received: '1822-03-01T02:30:00Z' },
      { ...good[0], applicant: 'Nguyễn Văn A' },
      'một dòng chữ',
    ];
    const answer = await send([...bad, ...good]);
    expect(answer.taken).toBe(2);
    expect(answer.rejected.map(({ place, code }) => `${place} ${code}`)).toEqual([
      '/events/0/unit unknown-unit',
      '/events/1/kind event-invalid',
      '/events/2/at event-invalid',
      '/events/3/pausedMinutes event-invalid',
      '/events/4/at instant-outside',
      '/events/5/received instant-outside',
      '/events/6/applicant event-invalid',
      '/events/7 event-invalid',
    ]);
    expect(JSON.stringify(test.logLines())).not.toContain('Nguyễn Văn A');
  });

  it('make the request itself invalid when there are none or too many', async () => {
    expect((await post([])).statusCode).toBe(400);
    expect((await post(Array.from({ length: 2001 }, () => ({})))).statusCode).toBe(400);
  });
});

describe('the token of a source', () => {
  it('is shown once, opens nothing but this door, and ends when it is renewed or revoked', async () => {
    const first = await newSource('dvc-quoc-gia');
    const { items } = await ok<{ items: DossierSource[] }>(road.admin.get('/dossier-sources'));
    const source = items.find(({ code }) => code === 'dvc-quoc-gia');
    expect(JSON.stringify(items)).not.toContain(first);
    expect(source?.tokenHint).toBe(first.slice(-4));
    const event = records('so-a', 'the', { early: 1, onTime: 0, late: 0, open: 0 });
    await sendAll(event, first);
    const asPerson = await test.app.inject({
      url: '/api/v1/dossier-sources',
      headers: { authorization: `Bearer ${first}` },
    });
    expect(asPerson.statusCode).toBe(401);
    const renewed = await ok<{ token: string }>(
      road.standingBody.send('POST', `/dossier-sources/${source?.id}/token`),
    );
    expect((await post(event, first)).statusCode).toBe(401);
    expect(await send(event, renewed.token)).toMatchObject({ repeated: 1 });
    await ok(road.admin.send('POST', `/dossier-sources/${source?.id}/revoke`));
    const refused = await post(event, renewed.token);
    expect(refused.json()).toMatchObject({ status: 401, code: 'source-token' });
    expect(JSON.stringify(test.logLines())).not.toContain(renewed.token);
  });

  it('has a code of its own', async () => {
    const body = { code: 'mot-cua', name: 'Trùng' };
    const refused = await road.standingBody.send('POST', '/dossier-sources', body);
    expect(refused.json()).toMatchObject({ status: 409, code: 'source-code-taken' });
  });
});

describe('who sees what', () => {
  it('opens a queue to its dossiers, the most urgent first: a unit sees its own', async () => {
    test.clock.set('2022-03-01T03:00:00Z');
    Object.assign(road, await signInAll(test));
    const list = (who: Road['viewer'], query: string) =>
      ok<{ items: DossierRow[]; next: string | null }>(who.get(`/dossiers?${query}`));
    const all = await list(road.viewer, 'queue=overdue&limit=200');
    expect(all.items.length).toBe(44 + 94 + 3);
    const open = await list(road.unitA, 'queue=open&limit=100');
    expect(new Set(open.items.map(({ unitId }) => unitId))).toEqual(new Set([road.ids['so-a']]));
    expect((await road.unitA.get(`/dossiers?unitId=${road.ids['so-b']}`)).statusCode).toBe(403);
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: DossierRow[]; next: string | null } = await list(
        road.leaderA,
        `queue=overdue&limit=20${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...page.items.map(({ code }) => code));
      cursor = page.next;
    }
    expect(new Set(pages).size).toBe(44);
    expect(pages.length).toBe(44);
  });

  it('reminds a unit of what is due, once a day, and says of each unit what came of it', async () => {
    const unitIds = [road.ids['so-a'], road.ids['so-b'], road.ids['so-a'], newId()];
    const remind = () =>
      ok<{ results: { unitId: string; outcome: string; told: number; overdue: number }[] }>(
        road.standingBody.send('POST', '/dossier-reminders', { unitIds }),
      );
    const { results } = await remind();
    expect(results.map(({ unitId, outcome, overdue }) => [unitId, outcome, overdue])).toEqual([
      [road.ids['so-a'], 'reminded', 44],
      [road.ids['so-b'], 'reminded', 94],
    ]);
    const { items } = await ok<{ items: { kind: string; subject: string; path: string }[] }>(
      road.leaderA.get('/notices'),
    );
    expect(items[0]).toMatchObject({
      kind: 'dossiers-due',
      subject: '44 hồ sơ trễ hạn, 0 hồ sơ sắp đến hạn: Sở Á',
      path: `/dossiers/queue?unit=${road.ids['so-a']}`,
    });
    expect((await remind()).results.map(({ outcome, told }) => [outcome, told])).toEqual([
      ['repeated', 0],
      ['repeated', 0],
    ]);
    const nothing = await road.standingBody.send('POST', '/dossier-reminders', {
      unitIds: [road.ids['xa-dak']],
    });
    expect(nothing.json()).toMatchObject({ results: [{ outcome: 'nobody' }] });
  });

  it('refuses a period that is none', async () => {
    for (const query of [
      'from=2022-02-01&to=2022-01-01',
      'from=2030-01-01&to=2030-02-01',
      'from=1950-01-01&to=2022-01-01',
    ]) {
      const refused = await road.viewer.get(`/dossier-figures?${query}`);
      expect(refused.json()).toMatchObject({ status: 400, code: 'dossier-period' });
    }
    const odd = await road.viewer.get('/dossier-figures?from=2021-01-03&to=2021-02-01&by=procedure');
    expect(odd.json()).toMatchObject({ status: 400, code: 'dossier-half-months' });
  });

  it('has every measure in the dictionary, and no figure without one', async () => {
    const { items } = await ok<{ items: { id: string; source: string }[] }>(
      road.unitA.get('/dossier-measures'),
    );
    const { total } = await figures(YEAR);
    expect(Object.keys(total)).toEqual(items.map(({ id }) => id));
    expect(items.every(({ source }) => source !== '')).toBe(true);
  });
});

describe('what does not fit', () => {
  it('is counted by kind, unit and code of the procedure, and a source that is silent is seen', async () => {
    const bearer = await newSource('chat-luong');
    const event = { unit: 'so-b', dossier: 'cl-1', at: '2021-12-01T02:00:00Z', procedure: 'KHONG-CO' };
    await send(
      [
        { ...event, id: 'a', kind: 'accepted' },
        { ...event, id: 'b', kind: 'finished', at: '2021-11-30T02:00:00Z' },
      ],
      bearer,
    );
    const quality = await ok<DossierQuality>(road.viewer.get('/dossier-quality'));
    expect(quality.warnings).toContainEqual({ code: 'ended-before-received', dossiers: 1 });
    expect(quality.units.map(({ unitId }) => unitId)).toContain(road.ids['so-b']);
    expect(quality.unknownProcedures).toEqual([{ code: 'KHONG-CO', dossiers: 1 }]);
    expect(quality.sources.find(({ name }) => name.includes('chat-luong'))?.lastEventAt).not.toBeNull();
    const { total } = await figures('from=1990-01-01&to=1999-12-31');
    expect(valuesOf(total, 'received')).toEqual(['0']);
    const other = await ok<DossierQuality>(road.viewer.get(`/dossier-quality?unitId=${road.ids['so-a']}`));
    expect(other.unknownProcedures).toEqual([]);
  });
});

describe('what anybody may read', () => {
  const page = (query = '') => test.app.inject({ url: `/tinh-hinh-ho-so/${query}` });
  it('is a page of one month without account and script, with how it is counted', async () => {
    const { statusCode, body, headers } = await page('?thang=2021-06');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=60');
    for (const words of ['tháng 6/2021', '27.208', 'Sở Á', 'Cách tính', 'Quyết định 766', 'thang=2021-05'])
      expect(body).toContain(words);
    expect(body).not.toMatch(/<script|cb-early|NaN|undefined/);
  });

  it('is the running month when another cannot be shown, and says when there is nothing', async () => {
    for (const query of ['', '?thang=2999-01', '?thang=1900-01', '?thang=<b>', '?thang=2021-13'])
      expect((await page(query)).body, query).toContain('tháng 3/2022');
    expect((await page('?thang=2019-05')).body).toContain('Chưa có hồ sơ nào trong tháng này');
  });

  it('can be taken away as a file', async () => {
    const { body, headers } = await test.app.inject({ url: '/tinh-hinh-ho-so/so-lieu.csv?thang=2021-06' });
    expect(headers['content-disposition']).toBe(
      'attachment; filename="ho-so-mot-cua-2021-06-01-2021-06-30.csv"',
    );
    expect(body.split('\n').filter((line) => line.includes('Sở Á'))).toHaveLength(1);
  });
});

/** Everything that the sums should be, computed at once from the events that are stored. */
async function recount(sourceId: string) {
  const rows = await test.owner
    .selectFrom('dossierEvent')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .execute();
  const ruleOf = await loadProcedureRules(test.owner, []);
  const clock = await loadWorkingClock(test.owner);
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const name = `${row.unitId} ${row.dossierCode}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].map((events) => ({
    procedure: procedureOf(events),
    counts: countsOf(factsOf(events.map(toDossierEvent), procedureOf(events), ruleOf, clock), clock),
  }));
}

describe('any order, any repetition, any lateness', () => {
  const kinds = [
    'registered',
    'accepted',
    'supplement-requested',
    'supplemented',
    'finished',
    'returned',
    'withdrawn',
    'apologised',
  ];
  const anyEvent = fc.record({
    unit: fc.constant('xa-dak'),
    dossier: fc.constantFrom('h1', 'h2', 'h3'),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    revision: fc.nat(2),
    voided: fc.boolean(),
    procedure: fc.constantFrom('1.001', '1.002', null),
    kind: fc.constantFrom(...kinds),
    at: fc
      .integer({ min: 0, max: 400 })
      .map((hours) => new Date(Date.UTC(2021, 6, 20) + hours * 3_600_000).toISOString()),
    due: fc.constantFrom('2021-08-02T10:00:00Z', '2021-07-28T10:00:00Z'),
  });

  it('leaves the sums of days, half months and procedures that all its events give at once', async () => {
    let round = 0;
    const base = await sums();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        async (events, cut) => {
          const bearer = await newSource(`thu-tu-${(round += 1)}`);
          await send([...events.slice(cut), ...events.slice(0, 2)], bearer);
          await send([...events].reverse(), bearer);
          await send(events, bearer);
        },
      ),
      { numRuns: 25 },
    );
    const sources = await test.owner
      .selectFrom('dossierSource')
      .select('id')
      .where('code', 'like', 'thu-tu-%')
      .execute();
    const dossiers = (await Promise.all(sources.map(({ id }) => recount(id)))).flat();
    expect(dossiers.length).toBeGreaterThan(40);
    const expected = new Map(base);
    const add = (key: string, by: number) => expected.set(key, (expected.get(key) ?? 0) + by);
    for (const { procedure, counts } of dossiers)
      for (const { day, counter, by } of counts) {
        add(`day ${day} ${counter}`, by);
        add(`half ${halfOf(day)} ${counter}`, by);
        add(`procedure ${procedure ?? ''} ${halfOf(day)} ${counter}`, by);
      }
    const nonZero = [...expected].filter(([, by]) => by !== 0);
    expect(new Map(await sums())).toEqual(new Map(nonZero));
    const all = dossiers.flatMap(({ counts }) => counts);
    const period = { first: parseDate('2021-07-01') ?? 0, last: parseDate('2021-08-31') ?? 0 };
    expect(sumCounts(all, period).within.received).toBeGreaterThan(10);
  }, 120_000);

  async function sums(): Promise<[string, number][]> {
    const unitId = road.ids['xa-dak'];
    const named = (head: string, counts: readonly number[]): [string, number][] =>
      counts.flatMap((by, place) => (by === 0 ? [] : [[`${head} ${COUNTER_PLACES[place]}`, by]]));
    const of = (date: string) => String(parseDate(date));
    const days = await test.owner.selectFrom('dossierDay').selectAll().where('unitId', '=', unitId).execute();
    const halves = await test.owner
      .selectFrom('dossierHalf')
      .selectAll()
      .where('unitId', '=', unitId)
      .execute();
    const procedures = await test.owner
      .selectFrom('dossierProcedureHalf')
      .selectAll()
      .where('unitId', '=', unitId)
      .execute();
    return [
      ...days.flatMap(({ day, counts }) => named(`day ${of(day)}`, counts)),
      ...halves.flatMap(({ half, counts }) => named(`half ${of(half)}`, counts)),
      ...procedures.flatMap(({ procedureCode, half, counts }) =>
        named(`procedure ${procedureCode} ${of(half)}`, counts),
      ),
    ];
  }
});
