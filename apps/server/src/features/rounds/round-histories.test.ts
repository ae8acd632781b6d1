import type { RoundState } from '@parix/workflow';
import { mayMove } from '@parix/workflow';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { type RoundAct, roundAct, type Stage, tryAct } from '../../testing/round-acts.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { lastFreeze } from '../ranking/frozen-results.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { requireRound } from './rounds.read-model.ts';

let test: TestApp;
let road: Road;
let leadOfB: Client;
let people: Pick<Stage, 'chairId' | 'secretaryId'>;
let rounds = 0;
/** How far histories came and how often somebody was refused: what none reaches proves nothing. */
const reached = new Map<string, number>();
const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('chu-tri-b', 'lead-appraiser', { unitId: road.ids['so-b'] });
  leadOfB = await test.signIn('chu-tri-b');
  const idOf = async (username: string): Promise<string> =>
    (
      await test.owner
        .selectFrom('account')
        .select('id')
        .where('username', '=', username)
        .executeTakeFirstOrThrow()
    ).id;
  people = { chairId: await idOf('hoidong'), secretaryId: await idOf('thuongtruc') };
});
afterAll(() => test.close());

/** A round in its appraisal, nothing decided; half of them hear their units. */
async function newRound(heard: boolean): Promise<Stage> {
  const roundId = `lich-su-${(rounds += 1)}`;
  await createRound(road, { id: roundId, ...(heard && { replyWaivedReason: null }) });
  await moveRound(road, roundId, 'self-scoring');
  await importFacts(road, roundId);
  await moveRound(road, roundId, 'appraisal');
  await importSurveys(road, roundId);
  return { test, road, leadOfB, ...people, roundId };
}

interface Trace {
  readonly state: RoundState;
  readonly trace: string;
}

/** The state of the round, and everything of it that an act could change, as one text. */
async function traceOf({ roundId }: Stage): Promise<Trace> {
  const tables = ['item_entry', 'item_appraisal', 'item_reply', 'reply_event', 'area_sign_off', 'area_lead'];
  const others = ['council_minutes', 'council_signature', 'council_vote', 'result_freeze', 'frozen_result'];
  const last = ['publication', 'publication_build', 'interest_declaration', 'notice'];
  const parts = [...tables, ...others, ...last].map(
    (table) => sql`(select md5(coalesce(string_agg(t::text, ',' order by t::text), ''))
      from ${sql.table(table)} t where t.round_id = ${roundId})`,
  );
  const { rows } = await sql<Trace>`
    select (select state from round where id = ${roundId}) as state, concat_ws(' ', (select md5(r::text) from round r where r.id = ${roundId}),
      (select count(*) from log_entry), ${sql.join(parts)}) as trace`.execute(test.owner);
  return rows[0] ?? { state: 'draft', trace: '' };
}

/** What must hold of the round whatever happened to it. */
async function requireSound(stage: Stage, state: RoundState): Promise<void> {
  const { roundId } = stage;
  const unreasoned = await test.owner
    .selectFrom('itemAppraisal')
    .select(['unitId', 'itemId', 'version'])
    .where('roundId', '=', roundId)
    .where('decision', '=', 'reduce')
    .where((eb) => eb.or([eb('reason', 'is', null), eb(sql`trim(reason)`, '=', '')]))
    .execute();
  expect(unreasoned).toEqual([]);
  if (state !== 'approved' && state !== 'published') return;
  const round = await requireRound(test.db, roundId, test.clock.now());
  const rows = await loadRoundRows(test.db, round);
  const { units } = scoreLayer(rows, 'final').result;
  for (const { unit, counts } of units)
    expect([unit, counts['not-appraised'], counts['no-data']]).toEqual([unit, 0, 0]);
  const freeze = await lastFreeze(test.db, roundId);
  const stored = await test.owner
    .selectFrom('frozenResult as f')
    .innerJoin('unit as u', 'u.id', 'f.unitId')
    .select(['u.code', 'f.points', 'f.maximum', 'f.indexValue', 'f.rank', 'f.classId'])
    .where('f.roundId', '=', roundId)
    .where('f.sequence', '=', freeze?.sequence ?? 0)
    .orderBy('u.code')
    .execute();
  expect(stored).toEqual(
    units
      .map(({ unit, points, maximum, index, rank, classId }) => ({
        ...{ code: unit, points, maximum, indexValue: index, rank, classId },
      }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  );
}

/**
 * Tries one act: a refused one changes nothing, and a state is left only by a move of the table.
 * @returns how the round stands after it
 */
async function attempt(stage: Stage, before: Trace, act: RoundAct): Promise<Trace> {
  const { statusCode, body } = await tryAct(stage, act);
  expect(statusCode, body).toBeLessThan(500);
  const after = await traceOf(stage);
  if (statusCode >= 400) expect(after.trace, `${act.act} was refused: ${body}`).toBe(before.trace);
  count(statusCode >= 400 ? 'refused' : act.act);
  if (after.trace === before.trace) return after;
  if (after.state !== before.state) {
    expect(mayMove(before.state, after.state), `${before.state} -> ${after.state}`).toBe(true);
    count(after.state);
  }
  await requireSound(stage, after.state);
  return after;
}

const PUSH: Readonly<Partial<Record<RoundState, (heard: boolean) => readonly RoundAct[]>>> = {
  appraisal: (heard) => [
    { act: 'decide', unit: 'so-a', item: '1.2', decision: 'reduce', points: '0.5', reasoned: true },
    ...ITEMS.map((item) => ({ act: 'accept-rest', item }) as const),
    { act: 'sign-area' },
    { act: 'move', to: heard ? 'explanation' : 'council', reasoned: false },
  ],
  explanation: () => [
    { act: 'reply', item: '1.2', stance: 'disagree' },
    { act: 'approve-replies', send: true },
    { act: 'approve-replies', send: false },
    { act: 'move', to: 'reappraisal', reasoned: false },
  ],
  reappraisal: () => [
    ...(['so-a', 'so-b', 'xa-dak'] as const).flatMap((unit) =>
      ITEMS.map(
        (item) => ({ act: 'decide', unit, item, decision: 'accept', points: '0', reasoned: true }) as const,
      ),
    ),
    { act: 'sign-area' },
    { act: 'move', to: 'council', reasoned: false },
  ],
  council: () => [
    { act: 'freeze' },
    { act: 'write-minutes' },
    { act: 'sign-minutes', part: 'chair' },
    { act: 'sign-minutes', part: 'secretary' },
    { act: 'move', to: 'approved', reasoned: false },
  ],
  approved: () => [{ act: 'publish' }],
};

/** An act of somebody, or everything that it takes to come to the next state. */
const step = fc.oneof(
  { weight: 3, arbitrary: roundAct },
  { weight: 2, arbitrary: fc.constant({ act: 'push' } as const) },
);

it(
  'whatever is tried in whatever order, nothing unsound is approved or published',
  { timeout: 400_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { minLength: 8, maxLength: 16 }),
        async (heard, steps) => {
          const stage = await newRound(heard);
          let now = await traceOf(stage);
          for (const each of steps) {
            const acts = each.act === 'push' ? (PUSH[now.state]?.(heard) ?? []) : [each];
            for (const one of acts) now = await attempt(stage, now, one);
          }
        },
      ),
      { numRuns: 20 },
    );
    for (const what of ['refused', 'council', 'approved', 'published', 'reply', 'sign-area', 'decide'])
      expect(reached.get(what) ?? 0, what).toBeGreaterThan(0);
  },
);
