import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { authorise } from '../../platform/permissions.ts';
import { findPersonByUsername } from '../../platform/person.queries.ts';
import {
  acceptEverything,
  createRound,
  importFacts,
  moveRound as moveOverHttp,
  openRoad,
  type Road,
  signMinutes,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { moveRound } from './move-round.service.ts';
import { findRoundRow } from './rounds.queries.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await moveOverHttp(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveOverHttp(road, ROUND, 'appraisal');
  await acceptEverything(road, ROUND);
});
afterAll(() => test.close());

/** Moves the round and counts the statements that read entries. */
async function readsOf(to: 'council' | 'approved'): Promise<number> {
  let reads = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes('"item_entry"')) reads += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const person = await findPersonByUsername(test.db, 'thuongtruc', test.clock.now());
  if (!person) throw new Error('there is nobody');
  const permit: Context['permit'] = (action, relation) => authorise(person, action, relation);
  const about = { now: test.clock.now(), locale: 'vi', requestId: newId(), config: test.config } as const;
  const db = test.db.withPlugin(counting);
  const version = (await findRoundRow(test.db, ROUND))?.version ?? 0;
  await moveRound({ ...about, db, person, permit }, ROUND, version, { to, reason: '', acknowledge: true });
  return reads;
}

describe('a step of a round', () => {
  it('reads the entries once for all its guards and for the freeze', async () => {
    expect(await readsOf('council')).toBe(1);
    await signMinutes(road, ROUND);
    expect(await readsOf('approved')).toBe(1);
  });
});
