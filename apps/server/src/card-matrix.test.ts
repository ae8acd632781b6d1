import { type RouteName, ROUTES } from '@parix/api-contract';
import { type Action, isAreaRole, may, type Relation, type Role, ROLES } from '@parix/workflow';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, type Situation, SITUATIONS, stage } from './testing/card-situations.ts';
import { ok, openRoad, type Road } from './testing/road.ts';
import { type Client, createTestApp, type TestApp } from './testing/test-app.ts';

type UnitCode = 'so-a' | 'so-b' | 'xa-dak';
/** Somebody at a card: what they hold, and how they stand to unit so-a. */
interface Actor {
  readonly name: string;
  /** Held now, lent ones included. */
  readonly roles: readonly Role[];
  readonly unit: UnitCode | 'so-tren' | null;
  /** Items of their unit's card that count as their own. */
  readonly own?: readonly string[];
}
const single = (role: Role, unit: Actor['unit']): Actor => ({ name: role, roles: [role], unit });
const IN_UNIT: readonly Role[] = ['focal-point', 'contributor', 'unit-leader'];
const ACTORS: readonly Actor[] = [
  ...ROLES.map((role) => single(role, IN_UNIT.includes(role) ? 'so-a' : null)),
  { name: 'contributor-with-item', roles: ['contributor'], unit: 'so-a', own: ['1.1'] },
  { name: 'stand-in-of-contributor', roles: ['contributor'], unit: 'so-a', own: ['1.1'] },
  { name: 'deputy-of-leader', roles: ['contributor', 'unit-leader'], unit: 'so-a' },
  { name: 'appraiser-of-other-area', roles: ['appraiser'], unit: null },
  { name: 'appraiser-who-works-there', roles: ['appraiser'], unit: 'so-a' },
  { name: 'focal-point-above', roles: ['focal-point'], unit: 'so-tren' },
  { name: 'leader-above', roles: ['unit-leader'], unit: 'so-tren' },
];

/** One thing that can be done with a card. Where it is allowed, it leaves the card as it was, or is undone. */
interface Attempt {
  readonly name: RouteName;
  readonly item?: '1.1' | '1.2';
  readonly body?: object;
}
const UNTIL = '2022-04-01T00:00:00Z';
const ENTRY = { figures: {}, notApplicableReason: null, explanation: null, evidence: [] };
const REPORT = {
  superiorBody: null,
  issuingBody: 'x',
  number: null,
  symbol: '',
  place: '',
  date: null,
  archive: '',
  signer: { authority: null, title: '', name: null },
};
const ATTEMPTS: readonly Attempt[] = [
  { name: 'getCard' },
  { name: 'getSignOff' },
  { name: 'itemTimeline', item: '1.1' },
  { name: 'listAssignments' },
  { name: 'saveItem', item: '1.1', body: ENTRY },
  { name: 'saveItem', item: '1.2', body: ENTRY },
  { name: 'markItem', item: '1.1', body: { ready: true, version: 99 } },
  { name: 'markItem', item: '1.2', body: { ready: true, version: 99 } },
  { name: 'saveReportDetails', body: REPORT },
  { name: 'assignItems', body: { itemIds: ['1.1'], to: { kind: 'division', id: NIL() } } },
  { name: 'copyAssignments', body: { fromRoundId: 'khong-co' } },
  { name: 'sendCard', body: {} },
  { name: 'recallCard', body: {} },
  { name: 'returnCard', body: { sentSequence: 99, reason: 'thử' } },
  { name: 'approveCard', body: { sentSequence: 99 } },
  { name: 'extendCards' },
  { name: 'reopenCards' },
  { name: 'decide', item: '1.1', body: { decision: 'accept', points: null, reason: null } },
];
function NIL(): string {
  return '00000000-0000-7000-8000-000000000000';
}

let test: TestApp;
let road: Road;
const clients = new Map<string, Client>();

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  const above = await placeAbove();
  const units: Readonly<Record<string, string>> = { ...road.ids, 'so-tren': above };
  const ids = new Map<string, string>();
  for (const actor of ACTORS) {
    const unitId = actor.unit === null ? null : (units[actor.unit] ?? null);
    // Lent roles come by the delegation, the others are the person's own.
    const own = actor.name === 'deputy-of-leader' ? (['contributor'] as const) : actor.roles;
    const areas = actor.name === 'appraiser-of-other-area' ? ['2'] : [];
    ids.set(actor.name, await test.addAccount(`ma-tran-${actor.name}`, own, { unitId, areas }));
  }
  await lend(ids, 'unit-leader', 'deputy-of-leader');
  await lend(ids, 'contributor-with-item', 'stand-in-of-contributor');
  for (const { name } of ACTORS) clients.set(name, await test.signIn(`ma-tran-${name}`));
  for (const situation of SITUATIONS) {
    await stage(test, road, situation);
    const given = { itemId: '1.1', accountId: ids.get('contributor-with-item') ?? '' };
    const key = { roundId: situation.id, unitId: road.ids['so-a'] };
    const row = { ...key, ...given, id: newUuid(), startsAt: '2022-01-01T00:00:00Z' };
    await test.owner.insertInto('itemAssignment').values(row).execute();
  }
}, 240_000);
afterAll(() => test.close());

let uuids = 0;
const newUuid = (): string => `01890000-0000-7000-8000-${String(++uuids).padStart(12, '0')}`;

/** A unit above so-a in the tree. */
async function placeAbove(): Promise<string> {
  const csv = 'unit,name,kind,block,valid from\nso-tren,Sở Trên,department,Khối khác,2015-01-01\n';
  await ok(road.standingBody.upload('/units/import?dryRun=false', 'tren.csv', csv));
  const { items } = await ok<{ items: { id: string; code: string }[] }>(road.standingBody.get('/units'));
  const parentId = items.find(({ code }) => code === 'so-tren')?.id ?? '';
  const change = {
    kind: 'move',
    unitIds: [road.ids['so-a']],
    parentId,
    effectiveOn: '2016-01-01',
    decisionNumber: '1',
    decisionDate: '2016-01-01',
    note: null,
  };
  const { hash } = await ok<{ hash: string }>(
    road.standingBody.send('POST', '/unit-changes/preview', change),
  );
  await ok(road.standingBody.send('POST', '/unit-changes', { change, preview: hash }));
  return parentId;
}

async function lend(ids: ReadonlyMap<string, string>, from: string, to: string): Promise<void> {
  const [fromAccountId = '', toAccountId = ''] = [ids.get(from), ids.get(to)];
  const span = {
    startsAt: '2022-01-01T00:00:00Z',
    endsAt: '2022-12-01T00:00:00Z',
    createdAt: '2022-01-01T00:00:00Z',
  };
  const people = { fromAccountId, toAccountId, createdBy: fromAccountId };
  await test.owner
    .insertInto('delegation')
    .values({ id: newUuid(), unitId: road.ids['so-a'], ...people, ...span, reason: 'thử' })
    .execute();
}

/** How the actor stands to the card, in the words of the table of rights. */
function relationOf(actor: Actor, at: Situation, unit: UnitCode, { name, item }: Attempt): Relation {
  const ownUnit = actor.unit === unit;
  const tree = { ownUnit, belowMe: unit === 'so-a' && actor.unit === 'so-tren' };
  // How a unit works inside is nobody's affair who only judges its figures.
  if (name === 'listAssignments') return tree;
  const ownArea = actor.roles.some(isAreaRole) && actor.name !== 'appraiser-of-other-area';
  const ownItem = ownUnit && item !== undefined && (actor.own ?? []).includes(item);
  // Reopening looks at the cards one by one, after the right to reopen any.
  const card = name === 'reopenCards' ? 'submitted' : at.state;
  return { ...tree, ownArea, ownItem, phase: at.phase, window: at.window, card };
}

function attempt(actor: Actor, at: Situation, unit: UnitCode, what: Attempt, key: string) {
  const unitId = road.ids[unit];
  const { method, path, ...flags } = ROUTES[what.name];
  const values: Readonly<Record<string, string>> = { roundId: at.id, unitId, itemId: what.item ?? '' };
  const url = path.replace(/:(\w+)/g, (_, part: string) => values[part] ?? part);
  const wide = what.name === 'extendCards' || what.name === 'reopenCards';
  const body = wide ? { unitIds: [unitId], reason: 'thử', until: UNTIL } : what.body;
  const client = clients.get(actor.name);
  return test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      ...(client && { cookie: client.cookie, 'x-csrf-token': client.csrfToken }),
      ...('ifMatch' in flags && { 'if-match': '"9999"' }),
      ...('idempotent' in flags && { 'idempotency-key': key }),
    },
    ...(body && { payload: body }),
  });
}

/** Everything that an act on a card could change. */
async function fingerprint(): Promise<string> {
  const { rows } = await sql`select
    (select count(*) from item_entry) as entries, (select count(*) from item_mark) as marks,
    (select count(*) from card_event) as events, (select count(*) from submission) as submissions,
    (select count(*) from report_detail) as details, (select count(*) from item_appraisal) as decisions,
    (select count(*) from receipt) as receipts, (select count(*) from notice) as notices,
    (select string_agg(id::text || coalesce(ends_at::text, ''), ',' order by id) from item_assignment) as given,
    (select string_agg(id || state || version, ',' order by id) from round) as rounds`.execute(test.owner);
  return JSON.stringify(rows[0]);
}

/** Takes back what an allowed act has added to the card. */
async function undo({ id, events }: Situation): Promise<void> {
  await test.owner
    .deleteFrom('cardEvent')
    .where('roundId', '=', id)
    .where('sequence', '>', events.length)
    .execute();
}

const REFUSED = new Set(['forbidden', 'not-found', 'card-state', 'round-phase', 'deadline-passed']);
const refusals = new Set<string>();
let cells = { allowed: 0, forbidden: 0 };

describe.each(SITUATIONS)('a card that is $state, window $window, round in $phase', (at) => {
  it('is opened by exactly those whom the table of rights names, and nothing else moves it', async () => {
    const before = await fingerprint();
    const touched: string[] = [];
    for (const actor of ACTORS) {
      for (const unit of ['so-a', 'so-b'] as const) {
        for (const what of ATTEMPTS) {
          const cell = `${at.id} ${actor.name} ${unit} ${what.name} ${what.item ?? ''}`;
          const action = ROUTES[what.name].permission as Action;
          const allowed = may(actor.roles, action, relationOf(actor, at, unit, what));
          const response = await attempt(actor, at, unit, what, cell.replaceAll(' ', '_'));
          const problem = response.json<{ code?: string; requestId?: string }>();
          if (allowed) {
            cells = { ...cells, allowed: cells.allowed + 1 };
            expect(response.statusCode, `${cell} ${response.body}`).not.toBe(403);
            expect(response.statusCode, `${cell} ${response.body}`).toBeLessThan(500);
            // Only what else is asked of the act may stand in its way: versions, gaps, the step of a named card.
            if (response.statusCode >= 400) expect(problem.code, cell).toMatch(STANDS_IN_THE_WAY);
            if (response.statusCode < 300 && ROUTES[what.name].method !== 'GET') {
              touched.push(cell);
              await undo(at);
            }
            continue;
          }
          cells = { ...cells, forbidden: cells.forbidden + 1 };
          expect(REFUSED, `${cell} ${response.statusCode} ${response.body}`).toContain(problem.code);
          expect([403, 404, 409], cell).toContain(response.statusCode);
          expect(response.body, cell).not.toContain(SECRET);
          refusals.add(problem.requestId ?? cell);
        }
      }
    }
    const after = await fingerprint();
    // Notices of allowed acts stay; whoever was refused has left nothing.
    expect(withoutNotices(after)).toBe(withoutNotices(before));
    if (touched.length === 0) expect(after).toBe(before);
  });
});

const STANDS_IN_THE_WAY =
  /^(edit-conflict|card-incomplete|not-found|card-state|bad-request|division-in-use|item-incomplete)$/;
const withoutNotices = (print: string): string => print.replace(/"notices":\d+,?/, '');

it('has walked thousands of cells, and every refusal has its line in the log', () => {
  expect(cells.forbidden).toBeGreaterThan(5000);
  expect(cells.allowed).toBeGreaterThan(500);
  const logged = new Set(test.logLines().map((line) => line['reqId'] ?? line['requestId']));
  const silent = [...refusals].filter((id) => !logged.has(id));
  expect(silent).toEqual([]);
});
