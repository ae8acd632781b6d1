import type { Round } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  NEW_ROUND,
  ok,
  openRoad,
  type Road,
  signInAll,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());

interface Refused {
  code: string;
  errors: { place: string; code: string }[];
}
const create = (more: object) => road.standingBody.send('POST', '/rounds', { ...NEW_ROUND, ...more });
const move = (id: string, version: number, body: object) =>
  road.standingBody.send('POST', `/rounds/${id}/moves`, body, { 'if-match': `"${version}"` });

describe('creating a round', () => {
  it('takes the units of the block and answers with an ETag', async () => {
    const response = await create({ id: 'dau-tien' });
    expect(response.headers.etag).toBe('"1"');
    expect(response.json()).toMatchObject({
      state: 'draft',
      phase: 'draft',
      unitCount: 3,
      blockName: 'Khối sở',
      sample: true,
    });
    expect((await create({ id: 'dau-tien' })).json()).toMatchObject({ code: 'already-exists' });
  });

  it('is refused for a year outside the set, an unknown block, a slug with odd hyphens and dates in the wrong order', async () => {
    expect((await create({ id: 'r1', indexYear: 2019 })).json()).toMatchObject({
      code: 'set-not-usable',
      detail: expect.stringContaining('2020–2022'),
    });
    expect((await create({ id: 'r2', blockId: 'khong-co' })).statusCode).toBe(404);
    expect((await create({ id: 'r--3' })).json()).toMatchObject({
      code: 'bad-request',
      errors: [{ place: '/id' }],
    });
    const dates = {
      selfScoringOpensAt: '2022-03-02T00:00:00+07:00',
      selfScoringClosesAt: '2022-03-01T00:00:00+07:00',
    };
    expect((await create({ id: 'r4', ...dates })).json()).toMatchObject({
      errors: [{ place: '/selfScoringClosesAt', code: 'dates-out-of-order' }],
    });
  });

  it('leaves out units that did not exist in the index year', async () => {
    const csv = 'unit,name,kind,block,valid from\nmoi,Xã Mới,commune,khoi-so,2025-07-01\n';
    await ok(road.standingBody.upload('/units/import?dryRun=false', 'moi.csv', csv));
    expect((await createRound(road, { id: 'nam-cu' })).unitCount).toBe(3);
  });
});

describe('changing a round', () => {
  it('needs the version that is edited: 428 without, 412 with what stands when it is stale', async () => {
    const round = await createRound(road, { id: 'sua' });
    const without = await road.standingBody.send('PATCH', '/rounds/sua', { title: 'Mới' });
    expect(without.json()).toMatchObject({ code: 'precondition-required', status: 428 });
    const match = { 'if-match': `"${round.version}"` };
    expect(await ok(road.standingBody.send('PATCH', '/rounds/sua', { title: 'Mới' }, match))).toMatchObject({
      title: 'Mới',
      version: 2,
    });
    const stale = await road.standingBody.send('PATCH', '/rounds/sua', { title: 'Khác' }, match);
    expect(stale.json()).toMatchObject({
      code: 'edit-conflict',
      status: 412,
      current: { title: 'Mới', version: 2 },
    });
  });

  it('does not touch what was not sent', async () => {
    const closes = '2022-05-01T00:00:00.000Z';
    const round = await createRound(road, { id: 'giu', selfScoringClosesAt: closes });
    const match = { 'if-match': `"${round.version}"` };
    expect(
      await ok(road.standingBody.send('PATCH', '/rounds/giu', { title: 'Tên khác' }, match)),
    ).toMatchObject({ selfScoringClosesAt: closes });
  });
});

describe('the settings of a round', () => {
  it('hold milestones as a list, the days whose data count, and the day whose names are shown', async () => {
    const milestones = [
      { kind: 'plan', title: 'Ban hành kế hoạch', at: '2021-10-09T00:00:00+07:00' },
      { kind: 'other', title: 'Họp tổ giúp việc', at: '2022-01-08T08:00:00+07:00' },
    ];
    const round = await createRound(road, {
      id: 'moc',
      milestones,
      dataFrom: '2020-12-15',
      dataTo: '2021-12-14',
      nameAnchorDate: '2021-12-31',
    });
    expect(round).toMatchObject({
      milestones: [
        { title: 'Ban hành kế hoạch', at: '2021-10-08T17:00:00.000Z' },
        { kind: 'other', at: '2022-01-08T01:00:00.000Z' },
      ],
      dataFrom: '2020-12-15',
      dataTo: '2021-12-14',
      dataRefusedOutside: false,
      nameAnchorDate: '2021-12-31',
    });
    const change = (body: object, version: number) =>
      road.standingBody.send('PATCH', '/rounds/moc', body, { 'if-match': `"${version}"` });
    const wrong = await change({ dataTo: '2020-12-14' }, 1);
    expect(wrong.json()).toMatchObject({ errors: [{ place: '/dataTo', code: 'dates-out-of-order' }] });
    const fewer = await ok<Round>(change({ milestones: milestones.slice(1), dataTo: null }, 1));
    expect(fewer.milestones).toHaveLength(1);
    expect(fewer).toMatchObject({ dataFrom: '2020-12-15', dataTo: null });
  });
});

it('shows units under the names that they had on the day that the round names', async () => {
  await createRound(road, { id: 'ten' });
  const nameOn = async (body: object, version: number): Promise<string | undefined> => {
    const match = { 'if-match': `"${version}"` };
    await ok(road.standingBody.send('PATCH', '/rounds/ten', body, match));
    const cards = await ok<{ items: { unitCode: string; unitName: string }[] }>(
      road.standingBody.get('/rounds/ten/cards'),
    );
    return cards.items.find((unit) => unit.unitCode === 'so-b')?.unitName;
  };
  const change = {
    kind: 'rename',
    unitId: road.ids['so-b'],
    name: 'Sở Bình Định mới',
    unitKind: null,
    effectiveOn: '2020-07-01',
    decisionNumber: '01/QĐ-MẪU',
    decisionDate: '2020-06-20',
    note: null,
  };
  const { hash } = await ok<{ hash: string }>(
    road.standingBody.send('POST', '/unit-changes/preview', change),
  );
  await ok(road.standingBody.send('POST', '/unit-changes', { change, preview: hash }));
  expect(await nameOn({ nameAnchorDate: '2020-06-30' }, 1)).toBe('Sở Bình Định');
  expect(await nameOn({ nameAnchorDate: '2020-07-01' }, 2)).toBe('Sở Bình Định mới');
  expect(await nameOn({ nameAnchorDate: '2020-06-30' }, 3)).toBe('Sở Bình Định');
  expect(await nameOn({ nameAnchorDate: null }, 4)).toBe('Sở Bình Định mới');
});

describe('the phase of a round', () => {
  it('follows the clock without any job', async () => {
    test.clock.set('2022-03-01T00:00:00Z');
    await createRound(road, {
      id: 'gio',
      selfScoringOpensAt: '2022-03-10T00:00:00Z',
      selfScoringClosesAt: '2022-03-20T00:00:00Z',
    });
    await moveRound(road, 'gio', 'self-scoring');
    const phaseAt = async (instant: string): Promise<string> => {
      test.clock.set(instant);
      return (await ok<Round>((await test.signIn('lanhdao')).get('/rounds/gio'))).phase;
    };
    expect(await phaseAt('2022-03-09T23:59:59.999Z')).toBe('scheduled');
    expect(await phaseAt('2022-03-10T00:00:00Z')).toBe('self-scoring');
    expect(await phaseAt('2022-03-19T23:59:59.999Z')).toBe('self-scoring');
    expect(await phaseAt('2022-03-20T00:00:00Z')).toBe('self-closed');
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });
});

describe('opening self-scoring', () => {
  it('names units without a focal point or a leader and a date that is missing, until that is known', async () => {
    const { version } = await createRound(road, { id: 'mo' });
    const refused = (await move('mo', version, { to: 'self-scoring' })).json<Refused>();
    expect(refused).toMatchObject({ code: 'round-warnings', status: 409 });
    expect(refused.errors.map(({ place, code }) => [place, code])).toEqual([
      ['/selfScoringClosesAt', 'no-deadline'],
      ['unit:xa-dak', 'no-focal-point'],
      ['unit:so-b', 'no-unit-leader'],
      ['unit:xa-dak', 'no-unit-leader'],
    ]);
    const known = await move('mo', version, { to: 'self-scoring', acknowledge: true });
    expect(known.json()).toMatchObject({ state: 'self-scoring' });
  });
});

describe('ending self-scoring', () => {
  it('waits for its instant, with how many cards stand where', async () => {
    await createRound(road, { id: 'som', selfScoringClosesAt: '2022-03-20T00:00:00Z' });
    const { version } = await moveRound(road, 'som', 'self-scoring');
    const early = await move('som', version, { to: 'appraisal', acknowledge: true });
    expect(early.json()).toMatchObject({
      code: 'self-scoring-open',
      errors: [{ place: '', code: 'not-started', value: '3' }],
    });
    test.clock.set('2022-03-20T00:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    expect((await move('som', version, { to: 'appraisal' })).json()).toMatchObject({ state: 'appraisal' });
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });

  it('may come before its instant once every card is submitted', async () => {
    await createRound(road, { id: 'xong', selfScoringClosesAt: '2022-03-20T00:00:00Z' });
    const { version } = await moveRound(road, 'xong', 'self-scoring');
    const card = (rest: string): string => `/rounds/xong/units/${road.ids['so-a']}/card/${rest}`;
    const { sequence: sentSequence } = await ok<{ sequence: number }>(
      road.unitA.send('POST', card('send'), { withMissing: true }),
    );
    await ok(road.leaderA.send('POST', card('approve'), { sentSequence }));
    expect((await move('xong', version, { to: 'appraisal' })).json()).toMatchObject({
      errors: [
        { code: 'not-started', value: '2' },
        { code: 'submitted', value: '1' },
      ],
    });
    await test.owner
      .deleteFrom('roundUnit')
      .where('roundId', '=', 'xong')
      .where('unitId', '<>', road.ids['so-a'])
      .execute();
    expect((await move('xong', version, { to: 'appraisal' })).json()).toMatchObject({ state: 'appraisal' });
  });

  it('of a round without a date is done by somebody who knows what is not submitted', async () => {
    await createRound(road, { id: 'khong-han' });
    const { version } = await moveRound(road, 'khong-han', 'self-scoring');
    expect((await move('khong-han', version, { to: 'appraisal' })).json()).toMatchObject({
      code: 'round-warnings',
      errors: [{ code: 'not-started', value: '3' }],
    });
  });
});

describe('moving a round', () => {
  it('goes step by step; publishing is no move', async () => {
    const { version } = await createRound(road, { id: 'buoc' });
    expect((await move('buoc', version, { to: 'approved' })).json()).toMatchObject({ code: 'round-phase' });
    const round = await moveRound(road, 'buoc', 'self-scoring');
    expect((await move('buoc', round.version, { to: 'published' })).json()).toMatchObject({
      code: 'round-phase',
    });
  });

  it('does not go to the council before everything is decided, and says what is missing', async () => {
    await createRound(road, { id: 'thieu' });
    await moveRound(road, 'thieu', 'self-scoring');
    await importFacts(road, 'thieu');
    let round = await moveRound(road, 'thieu', 'appraisal');
    const refused = (await move('thieu', round.version, { to: 'council' })).json<{
      code: string;
      errors: { place: string; code: string }[];
    }>();
    expect(refused.code).toBe('not-ready');
    expect(refused.errors).toHaveLength(3 * 4);
    expect(refused.errors).toContainEqual(
      expect.objectContaining({ place: 'unit:so-a/item:2.1', code: 'figures-missing' }),
    );
    expect(refused.errors).toContainEqual(
      expect.objectContaining({ place: 'unit:so-a/item:1.1', code: 'not-appraised' }),
    );
    for (const item of ITEMS)
      await ok(road.appraiser.send('POST', `/rounds/thieu/items/${item}/accept-rest`, { reason: null }));
    await importSurveys(road, 'thieu');
    round = await moveRound(road, 'thieu', 'council');
    expect(round.state).toBe('council');
  });

  it('back a step needs a reason, and opens what was decided again only where figures change', async () => {
    const round = await ok<Round>(road.standingBody.get('/rounds/thieu'));
    expect((await move('thieu', round.version, { to: 'appraisal' })).json()).toMatchObject({
      errors: [{ place: '/reason' }],
    });
    await moveRound(road, 'thieu', 'appraisal', 'Đơn vị khiếu nại');
    test.clock.set('2022-03-01T09:00:00Z');
    await importFacts(road, 'thieu', 'unit,1.1.bao_cao\nso-b,4\n');
    const { version } = await ok<Round>(road.standingBody.get('/rounds/thieu'));
    const refused = (await move('thieu', version, { to: 'council' })).json<{
      errors: { place: string }[];
    }>();
    expect(refused.errors.map((error) => error.place)).toEqual(['unit:so-b/item:1.1']);
  });
});
