import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWaiting } from '../../testing/job-runs.ts';
import { publishRound } from '../../testing/publish.ts';
import { approve, createRound, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import './tell-published.job.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { id: 'dot' });
  await approve(road, 'dot');
});
afterAll(() => test.close());

const surroundings = () => {
  const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
  return { db: test.db, owner: test.owner, clock: test.clock, config };
};

it('a publication is told to the units of the round and to those who watch, once however often it is told', async () => {
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2022-01-01' };
  await publishRound(test, road.standingBody, 'dot', decision);
  expect(await runWaiting(surroundings(), 'notices.tell-published')).toBe(1);
  const told = async () =>
    (
      await test.owner
        .selectFrom('notice as n')
        .innerJoin('account as a', 'a.id', 'n.accountId')
        .select(['a.username', 'n.path'])
        .where('n.kind', '=', 'published')
        .orderBy('a.username')
        .execute()
    ).map(({ username, path }) => [username, path]);
  const names = ['chutich', 'chuyenvien-a', 'donvi-a', 'donvi-b', 'hoidong', 'lanhdao', 'lanhdao-a'];
  expect(await told()).toEqual(names.map((name) => [name, '/rounds/dot/results']));
  const { tellPublished } = await import('./tell-published.job.ts');
  await tellPublished.enqueue(test.db, { roundId: 'dot', sequence: 1 });
  await runWaiting(surroundings(), 'notices.tell-published');
  expect(await told()).toHaveLength(names.length);
});
