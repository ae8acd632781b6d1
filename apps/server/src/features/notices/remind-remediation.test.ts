import type { RemediationTask, UnitRemediation } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../../testing/job-runs.ts';
import { publishRound } from '../../testing/publish.ts';
import { approve, createRound, ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import './remind-remediation.job.ts';

const ROUND = 'nam-2020';
let test: TestApp;
let road: Road;
let leaderB: Client;
let tasks: readonly RemediationTask[];
const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };

const base = () => `/rounds/${ROUND}/units/${road.ids['so-b']}/remediation`;
const act = (kind: string, sequence: number, who: Client) =>
  ok(who.send('POST', `${base()}/plans/1/${kind}`, { sequence }));
const save = ({ id, version, shortcoming }: RemediationTask, owner: unknown, dueOn: string) =>
  ok(
    road.unitB.send(
      'PUT',
      `/units/${road.ids['so-b']}/remediation-tasks/${id}`,
      { shortcoming, measure: 'Rà soát', product: 'Báo cáo', owner, dueOn },
      { 'if-match': `"${version}"` },
    ),
  );
async function look(instant: string): Promise<void> {
  test.clock.set(instant);
  await runJob({ db: test.db, owner: test.owner, clock: test.clock, config }, 'notices.remind-remediation');
}
/** Who was told what and where to go, in order. */
async function told(): Promise<readonly string[]> {
  const rows = await test.owner
    .selectFrom('notice as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .select(['a.username', 'n.subject', 'n.path'])
    .where('n.kind', '=', 'remediation-due')
    .orderBy('n.createdAt')
    .orderBy('a.username')
    .execute();
  expect(rows.every(({ path }) => path === `/rounds/${ROUND}/remediation/${road.ids['so-b']}`)).toBe(true);
  return rows.map(({ username, subject }) => `${username}: ${subject}`);
}

/** A plan of four tasks: two of the first person until 10 March, one of the leader until June, one claimed. */
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('lanhdao-b', 'unit-leader', { unitId: road.ids['so-b'] });
  await test.addAccount('chuyenvien-b', 'contributor', { unitId: road.ids['so-b'] });
  leaderB = await test.signIn('lanhdao-b');
  await createRound(road, { id: ROUND, indexYear: 2020 });
  await approve(road, ROUND);
  await publishRound(test, road.standingBody, ROUND);
  const { plans, owners } = await ok<UnitRemediation>(road.unitB.send('POST', `${base()}/plans`));
  tasks = plans[0]?.tasks ?? [];
  expect(tasks).toHaveLength(4);
  const owner = (name: string) => owners.find((each) => each.name === `Người ${name}`);
  const dates = ['2022-03-10', '2022-03-10', '2022-06-30', '2022-03-10'];
  for (const [at, task] of tasks.entries())
    await save(task, owner(at === 2 ? 'lanhdao-b' : 'chuyenvien-b'), dates[at] ?? '');
});
afterAll(() => test.close());

describe('a remediation task', () => {
  it('reminds nobody while the plan is not approved', async () => {
    await look('2022-03-08T02:00:00Z');
    expect(await told()).toEqual([]);
    test.clock.set('2022-03-01T08:00:00Z');
    await act('send', 1, road.unitB);
    await act('approve', 2, leaderB);
    const claimed = tasks[3];
    if (!claimed) throw new Error('no task');
    await ok(
      road.unitB.send('POST', `/units/${road.ids['so-b']}/remediation-tasks/${claimed.id}/claim`, {
        ...{ sequence: claimed.sequence, note: 'Đã làm' },
        evidence: [{ title: 'Báo cáo', reference: '9/BC', url: 'https://mau.test/bc9', page: '2' }],
      }),
    );
  });

  it('is told to whom it was given and to the focal point three days before, from eight on, and not twice', async () => {
    await look('2022-03-06T02:00:00Z');
    await look('2022-03-07T00:59:00Z');
    expect(await told()).toEqual([]);
    await look('2022-03-07T01:00:00Z');
    await look('2022-03-07T09:00:00Z');
    await look('2022-03-09T02:00:00Z');
    const soon = '2 nhiệm vụ khắc phục sắp đến hạn: Sở Bình Định';
    expect(await told()).toEqual([`chuyenvien-b: ${soon}`, `donvi-b: ${soon}`]);
  });

  it('is told as late once its last day has passed, then weekly, also when nobody looked in time', async () => {
    const before = (await told()).length;
    await look('2022-03-11T02:00:00Z');
    await look('2022-03-14T02:00:00Z');
    const late = '2 nhiệm vụ khắc phục quá hạn: Sở Bình Định';
    expect((await told()).slice(before)).toEqual([`chuyenvien-b: ${late}`, `donvi-b: ${late}`]);
    // The server was down on the 18th, when the next one fell due.
    await look('2022-03-20T02:00:00Z');
    expect((await told()).slice(before)).toHaveLength(4);
    await look('2022-03-21T02:00:00Z');
    expect((await told()).slice(before)).toHaveLength(4);
  });

  it('is silent once it was claimed to be done', async () => {
    const before = (await told()).length;
    test.clock.set('2022-03-21T08:00:00Z');
    road = { ...(await signInAll(test)), ids: road.ids };
    const { plans } = await ok<UnitRemediation>(road.unitB.get(base()));
    for (const { id, sequence, dueOn } of plans[0]?.tasks ?? [])
      if (dueOn === '2022-03-10' && id !== tasks[3]?.id)
        await ok(
          road.unitB.send('POST', `/units/${road.ids['so-b']}/remediation-tasks/${id}/claim`, {
            ...{ sequence, note: 'Đã làm' },
            evidence: [{ title: 'Báo cáo', reference: '9/BC', url: 'https://mau.test/bc9', page: '2' }],
          }),
        );
    await look('2022-03-26T02:00:00Z');
    expect((await told()).length).toBe(before);
  });
});
