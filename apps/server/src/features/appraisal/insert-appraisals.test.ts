import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRound, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { insertAppraisals } from './appraisal.read-model.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
});
afterAll(() => test.close());

it('appends as many decisions as a round has, every column of them', async () => {
  const NUMBER = 6000;
  const row = {
    ...{ roundId: 'nam-2021', unitId: road.ids['so-a'], itemId: '1.1' },
    ...({ stage: 'first', decision: 'accept', kept: null, points: null } as const),
    ...{ reason: null, reasonCode: null, requirement: null, authorId: null },
    ...{ recordedAt: new Date('2022-02-01T00:00:00Z'), requestId: null, entryVersion: 0 },
  };
  await insertAppraisals(
    test.owner,
    Array.from({ length: NUMBER }, (_, at) => ({ ...row, version: at + 1 })),
  );
  const { last } = await test.owner
    .selectFrom('itemAppraisal')
    .select(({ fn }) => fn.max('version').as('last'))
    .executeTakeFirstOrThrow();
  expect(last).toBe(NUMBER);
});
