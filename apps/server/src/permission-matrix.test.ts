import { type Round, type RouteName, type RoutePermission, ROUTES } from '@parix/api-contract';
import {
  type Action,
  type CardWindow,
  isAreaRole,
  isUnitRole,
  may,
  type Relation,
  type Role,
  ROLES,
  ROUND_PHASES,
  type RoundPhase,
  type RoundState,
} from '@parix/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, ok, openRoad, type Road, takeTo } from './testing/road.ts';
import { publishRound } from './testing/publish.ts';
import { callRoute, type Credentials } from './testing/route-calls.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let road: Road;
const roundOf = (phase: RoundPhase): string => `gd-${phase}`;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  /** Phases that follow from the clock. */
  const STATE_OF: Partial<Record<RoundPhase, RoundState>> = {
    scheduled: 'self-scoring',
    'self-closed': 'self-scoring',
    'explanation-closed': 'explanation',
  };
  const dates: Partial<Record<RoundPhase, object>> = {
    scheduled: { selfScoringOpensAt: '2023-01-01T00:00:00Z' },
    'self-closed': { selfScoringClosesAt: '2022-02-01T00:00:00Z' },
  };
  for (const phase of ROUND_PHASES) {
    await createRound(road, { id: roundOf(phase), ...dates[phase] });
    const state = STATE_OF[phase] ?? (phase as RoundState);
    if (state !== 'draft') await takeTo(road, roundOf(phase), state === 'published' ? 'approved' : state);
    if (phase !== 'explanation-closed') continue;
    const { version } = await ok<Round>(road.standingBody.get(`/rounds/${roundOf(phase)}`));
    const closed = { repliesCloseAt: '2022-02-01T00:00:00Z' };
    await ok(
      road.standingBody.send('PATCH', `/rounds/${roundOf(phase)}`, closed, { 'if-match': `"${version}"` }),
    );
  }
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2022-01-01' };
  await publishRound(test, road.standingBody, roundOf('published'), decision);
});
afterAll(() => test.close());

const people = (): Readonly<Record<Role, Credentials>> => ({
  administrator: road.admin,
  'standing-body': road.standingBody,
  appraiser: road.appraiser,
  'focal-point': road.unitA,
  contributor: road.contributor,
  'unit-leader': road.leaderA,
  'one-stop-clerk': road.clerkA,
  council: road.council,
  'lead-appraiser': road.leadAppraiser,
  inspector: road.inspector,
  approver: road.approver,
  viewer: road.viewer,
});

/** What no refused request may change. */
async function fingerprint(): Promise<string> {
  const { rows } = await import('kysely').then(({ sql }) =>
    sql`select (select count(*) from item_entry) e, (select count(*) from item_appraisal) a, (select count(*) from publication) p,
        (select string_agg(id || state || version, ',' order by id) from round) r, (select count(*) from account) c,
        (select count(*) from block) b, (select count(*) from criteria_set_version) s, (select count(*) from unit) u`.execute(
      test.owner,
    ),
  );
  return JSON.stringify(rows[0]);
}

const NAMES = Object.keys(ROUTES) as RouteName[];
/** Rights inside a unit and on a card's steps depend on more than a phase: their features walk them in tests of their own. */
const APART: ReadonlySet<string> = new Set([
  'assignments',
  'inspections',
  'sign-off',
  'reports',
  'replies',
  'remediation',
]);
/** Who calls these holds no right of the table: anybody, anybody signed in, a system with its token. */
const WITHOUT_RIGHT: ReadonlySet<RoutePermission> = new Set(['public', 'signed-in', 'dossier-source']);
const guarded = NAMES.filter(
  (name) => !APART.has(ROUTES[name].feature) && !WITHOUT_RIGHT.has(ROUTES[name].permission),
);
const codeOf = (response: { json: () => unknown; headers: Record<string, unknown> }): string =>
  String(response.headers['content-type']).includes('problem')
    ? (response.json() as { code: string }).code
    : '';
const REFUSED = new Set(['forbidden', 'round-phase', 'deadline-passed', 'card-state']);
const WINDOWS: Partial<Record<RoundPhase, CardWindow>> = {
  draft: 'before',
  scheduled: 'before',
  'self-scoring': 'open',
};

/** How a unit works inside is nobody's affair who only judges its figures. */
const INNER: ReadonlySet<RouteName> = new Set(['listAssignments']);

/** Routes whose handler looks at a round; the others are decided by the role alone. */
const byRound = (name: RouteName): boolean => ROUTES[name].path.includes(':roundId');

/** Rights by which a list over units shows a person of a unit the own line. */
const OWN_LINES: ReadonlySet<RoutePermission> = new Set(['appraisal.read', 'dossiers.read']);

function relationOf(name: RouteName, role: Role, phase: RoundPhase, own: boolean): Relation {
  const inUnit = ROUTES[name].path.includes(':unitId');
  const ownUnit = isUnitRole(role) && (inUnit ? own : OWN_LINES.has(ROUTES[name].permission));
  const window = WINDOWS[phase] ?? 'closed';
  const card = window === 'closed' ? 'not-submitted' : 'not-started';
  // A unit's own affairs know no round, not even where its path names one.
  if (INNER.has(name) || (inUnit && !byRound(name) && ROUTES[name].permission !== 'evidence.read'))
    return { ownUnit, belowMe: false };
  const shown = true;
  return { phase, shown, window, card, ownUnit, belowMe: false, ownItem: false, ownArea: isAreaRole(role) };
}

describe('nobody signed in', () => {
  it.each(NAMES.filter((name) => ROUTES[name].permission !== 'public'))('is refused %s', async (name) => {
    const target = { roundId: roundOf('published'), unitId: road.ids['so-a'] };
    const response = await callRoute(test, name, target, null, `anon-${name}`);
    expect(response.statusCode).toBe(401);
    const bySource = ROUTES[name].permission === 'dossier-source';
    expect(codeOf(response)).toBe(bySource ? 'source-token' : 'not-signed-in');
  });
});

describe.each(ROLES)('%s', (role) => {
  it('is refused exactly what the table of rights refuses, over HTTP, in every phase, and nothing changes', async () => {
    let forbidden = 0;
    for (const name of guarded) {
      const action = ROUTES[name].permission as Action;
      const phases = byRound(name) ? ROUND_PHASES : (['published'] as const);
      for (const phase of phases) {
        for (const own of ROUTES[name].path.includes(':unitId') ? [true, false] : [true]) {
          const allowed = may([role], action, relationOf(name, role, phase, own));
          if (allowed && name === 'publish') continue;
          const before = allowed ? '' : await fingerprint();
          const target = { roundId: roundOf(phase), unitId: road.ids[own ? 'so-a' : 'so-b'] };
          const cell = `${role} ${name} ${phase} ${own ? 'own' : 'other'}`;
          const response = await callRoute(test, name, target, people()[role], cell.replaceAll(' ', '-'));
          expect(response.statusCode, cell).not.toBe(401);
          expect(response.statusCode, `${cell} ${response.body}`).toBeLessThan(500);
          if (allowed) {
            expect(response.statusCode, `${cell} ${response.body}`).not.toBe(403);
            continue;
          }
          forbidden += 1;
          expect(REFUSED, `${cell} ${response.statusCode} ${response.body}`).toContain(codeOf(response));
          expect(await fingerprint(), cell).toBe(before);
        }
      }
    }
    expect(forbidden).toBeGreaterThan(20);
  });
});

it('leaves a line in the log for what was forbidden, without secrets', () => {
  const lines = test.logLines();
  const refused = lines.filter((line) => line['code'] === 'forbidden');
  expect(refused.length).toBeGreaterThan(50);
  expect(refused[0]).toMatchObject({ level: 40 });
  const text = JSON.stringify(lines);
  expect(text).not.toContain(road.unitA.csrfToken);
  expect(text).not.toContain(road.unitA.cookie.split('=')[1] ?? '?');
});
