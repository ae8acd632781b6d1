import type { AppraisalRow, Ranking, ReplyItem, ReplySummary, Round, UnitReplies } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxWords } from '../../testing/docx-words.ts';
import {
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
  signMinutes,
} from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';
type UnitCode = 'so-a' | 'so-b' | 'xa-dak';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { replyWaivedReason: null });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  await importSurveys(road, ROUND);
});
afterAll(() => test.close());

const itemPath = (unit: UnitCode, item: string): string =>
  `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}`;
const decide = (unit: UnitCode, item: string, version: number, body: object, who: Client = road.appraiser) =>
  who.send(
    'PUT',
    `${itemPath(unit, item)}/appraisal`,
    { points: null, reason: null, ...body },
    { 'if-match': `"${version}"` },
  );
const reply = (unit: UnitCode, item: string, version: number, body: object, who: Client = road.unitA) =>
  who.send(
    'PUT',
    `${itemPath(unit, item)}/reply`,
    { reason: null, evidence: [], ...body },
    { 'if-match': `"${version}"` },
  );
const repliesOf = (unit: UnitCode, who: Client = road.unitA) =>
  ok<UnitReplies>(who.get(`/rounds/${ROUND}/units/${road.ids[unit]}/replies`));
const countsOf = async (unit: UnitCode, who: Client): Promise<ReplySummary | undefined> =>
  (await ok<{ items: ReplySummary[] }>(who.get(`/rounds/${ROUND}/replies`))).items.find(
    ({ unitCode }) => unitCode === unit,
  );
const act = (kind: string, sequence: number, who: Client, more: object = {}) =>
  who.send('POST', `/rounds/${ROUND}/units/${road.ids['so-a']}/replies/${kind}`, { sequence, ...more });
const gridRow = async (unit: UnitCode, item: string): Promise<AppraisalRow> => {
  const { items } = await ok<{ items: AppraisalRow[] }>(
    road.appraiser.get(`/rounds/${ROUND}/items/${item}/appraisals`),
  );
  const row = items.find(({ unitId }) => unitId === road.ids[unit]);
  if (!row) throw new Error('no such row');
  return row;
};
const move = async (to: Round['state'], more: object = {}) => {
  const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
  const body = { to, reason: '', ...more };
  return road.standingBody.send('POST', `/rounds/${ROUND}/moves`, body, { 'if-match': `"${version}"` });
};
const notice = (who: Client, format = 'docx') =>
  who.get(`/rounds/${ROUND}/units/${road.ids['so-a']}/preliminary-notice/${format}`);
const pointsOf = async (unit: UnitCode): Promise<string | undefined> =>
  (await ok<Ranking>(road.standingBody.get(`/rounds/${ROUND}/ranking?layer=final`))).rows.find(
    ({ unitCode }) => unitCode === unit,
  )?.points;

describe('the preliminary result', () => {
  it('is not told while an item is undecided', async () => {
    expect((await move('explanation')).json()).toMatchObject({
      code: 'not-ready',
      errors: expect.arrayContaining([expect.objectContaining({ place: 'unit:so-a/item:1.1' })]),
    });
  });

  it('does not skip the right of reply without a reason on record', async () => {
    expect((await move('council')).json()).toMatchObject({ errors: [{ code: 'reply-not-waived' }] });
  });

  it('asks for the explanation of an item, which then counts for nothing yet', async () => {
    const flag = { decision: 'needs-explanation', reason: 'Báo cáo nào?', reasonCode: 'evidence-missing' };
    const row = await ok<AppraisalRow>(decide('so-a', '1.1', 0, flag));
    expect(row).toMatchObject({
      decision: 'needs-explanation',
      reasonCode: 'evidence-missing',
      stageNow: 'first',
    });
    await ok(
      decide('so-a', '1.2', 0, {
        decision: 'reduce',
        points: '3',
        reason: 'Thiếu hồ sơ',
        requirement: 'Hồ sơ đủ',
      }),
    );
    expect((await decide('so-a', '2.2', 0, { decision: 'keep', reason: 'x' })).json()).toMatchObject({
      code: 'facts-invalid',
    });
    for (const item of ITEMS)
      await ok(road.appraiser.send('POST', `/rounds/${ROUND}/items/${item}/accept-rest`, { reason: null }));
    const draft = await notice(road.standingBody);
    expect(draft.headers['content-disposition']).toContain(`thong-bao-so-bo-so-a-${ROUND}-du-thao.docx`);
    expect(docxWords(draft.rawPayload)).toContain('DỰ THẢO');
    // Hidden from the unit until it is told.
    expect((await notice(road.unitA)).json()).toMatchObject({ code: 'forbidden' });
    expect((await road.unitA.get(`/rounds/${ROUND}/units/${road.ids['so-a']}/replies`)).statusCode).toBe(403);
  });

  it('is told with a date, or with the knowledge that there is none', async () => {
    expect((await move('explanation')).json()).toMatchObject({
      code: 'round-warnings',
      errors: [{ code: 'no-deadline' }],
    });
    const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
    const patch = (repliesCloseAt: string, at: number) =>
      ok<Round>(
        road.standingBody.send('PATCH', `/rounds/${ROUND}`, { repliesCloseAt }, { 'if-match': `"${at}"` }),
      );
    const past = await patch('2022-02-01T00:00:00Z', version);
    expect((await move('explanation')).json()).toMatchObject({ errors: [{ code: 'deadline-past' }] });
    await patch('2022-03-05T00:00:00Z', past.version);
    expect((await move('explanation')).statusCode).toBe(200);
  });

  it('shows the unit what differs from its own score, and only that; nobody else’s', async () => {
    const own = await repliesOf('so-a');
    expect(own.items.map(({ itemId, final }) => [itemId, final?.points ?? null])).toEqual([
      ['1.1', null],
      ['1.2', '3'],
    ]);
    expect(own.items[1]?.stages).toMatchObject([{ stage: 'first', requirement: 'Hồ sơ đủ' }]);
    expect(own).toMatchObject({ state: 'open', acts: ['sent'] });
    expect((await road.unitB.get(`/rounds/${ROUND}/units/${road.ids['so-a']}/replies`)).statusCode).toBe(403);
    const { items } = await ok<{ items: ReplySummary[] }>(road.unitB.get(`/rounds/${ROUND}/replies`));
    expect(items.map(({ unitCode }) => unitCode)).toEqual(['so-b']);
  });

  it('is told as an official notice with points, reason, requirement and the end of the window', async () => {
    const docx = await notice(road.unitA);
    expect(docx.statusCode).toBe(200);
    const words = docxWords(docx.rawPayload);
    for (const text of [
      'Yêu cầu giải trình',
      'Báo cáo nào?',
      'Thiếu hồ sơ',
      'Yêu cầu chưa đạt: Hồ sơ đủ',
      '07:00:00 ngày 05/03/2022',
      'Có 2 mục được kết luận khác với điểm tự chấm, trong đó 1 mục',
      `http://parix.test/rounds/${ROUND}/replies/${road.ids['so-a']}`,
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('DỰ THẢO');
    const pdf = await notice(road.unitA, 'pdf');
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await notice(road.unitB)).statusCode).toBe(403);
  });

  it('is decided by nobody while units are heard', async () => {
    expect((await decide('so-a', '1.2', 1, { decision: 'accept', reason: 'x' })).json()).toMatchObject({
      code: 'round-phase',
    });
  });
});

describe('the replies of a unit', () => {
  it('open only what was flagged or judged otherwise', async () => {
    expect((await reply('so-a', '2.2', 0, { stance: 'agree' })).json()).toMatchObject({
      code: 'nothing-to-answer',
    });
    expect((await reply('so-a', '1.2', 0, { stance: 'disagree' })).json()).toMatchObject({
      code: 'reason-required',
    });
    const saved = await ok<ReplyItem>(
      reply('so-a', '1.2', 0, { stance: 'disagree', reason: 'Hồ sơ ở trang 4' }),
    );
    expect(saved).toMatchObject({ version: 1, reply: { stance: 'disagree', appraisalVersion: 1 } });
    expect((await reply('so-a', '1.2', 0, { stance: 'agree' })).json()).toMatchObject({
      code: 'edit-conflict',
      current: { version: 1 },
    });
    await ok(reply('so-a', '1.1', 0, { stance: 'disagree', reason: 'Đã gửi ngày 3/1' }));
  });

  it('are read by those who judge only once the leader has approved them', async () => {
    const seen = await repliesOf('so-a', road.appraiser);
    expect(seen.items.every(({ reply: answer }) => answer === null)).toBe(true);
    expect(await countsOf('so-a', road.appraiser)).toMatchObject({ open: 2, answered: 0, disagreed: 0 });
    expect(await countsOf('so-a', road.unitA)).toMatchObject({ open: 2, answered: 2, disagreed: 2 });
    expect((await move('reappraisal')).json()).toMatchObject({ errors: [{ place: 'unit:so-a' }] });
    expect((await act('approve', 0, road.leaderA)).json()).toMatchObject({ code: 'reply-state' });
    await ok(act('send', 0, road.unitA));
    expect((await act('return', 1, road.leaderA, { reason: ' ' })).statusCode).toBe(400);
    await ok(act('return', 1, road.leaderA, { reason: 'Ghi rõ số công văn' }));
    await ok(reply('so-a', '1.1', 1, { stance: 'disagree', reason: 'Công văn 12 ngày 3/1' }));
    await ok(act('send', 2, road.unitA));
    expect((await reply('so-a', '1.1', 2, { stance: 'agree' })).json()).toMatchObject({
      code: 'reply-state',
    });
    expect((await act('approve', 2, road.leaderA)).json()).toMatchObject({ code: 'edit-conflict' });
    const approved = await ok<UnitReplies>(act('approve', 3, road.leaderA));
    expect(approved.events.map(({ kind }) => kind)).toEqual(['sent', 'returned', 'sent', 'approved']);
    expect((await repliesOf('so-a', road.appraiser)).items[0]?.reply?.reason).toBe('Công văn 12 ngày 3/1');
    expect(await countsOf('so-a', road.appraiser)).toMatchObject({ open: 2, answered: 2, disagreed: 2 });
  });

  it('are opened again by the standing body with a reason', async () => {
    await ok(act('reopen', 4, road.standingBody, { reason: 'Gửi nhầm tệp' }));
    await ok(act('send', 5, road.unitA));
    await ok(act('approve', 6, road.leaderA));
  });

  it('end at their instant, and keep what was written', async () => {
    test.clock.set('2022-03-05T00:00:00Z');
    const unitA = await test.signIn('donvi-a');
    expect((await reply('so-a', '1.1', 2, { stance: 'agree' }, unitA)).statusCode).toBe(409);
    expect((await repliesOf('so-a', unitA)).items[0]?.reply?.stance).toBe('disagree');
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });
});

describe('the second appraisal', () => {
  it('starts once everybody who may answer has answered, and takes up what was flagged or contested only', async () => {
    await ok(move('reappraisal'));
    expect(await gridRow('so-a', '1.1')).toMatchObject({ openFor: 'flagged', editable: true });
    expect(await gridRow('so-a', '1.2')).toMatchObject({
      openFor: 'contested',
      reply: { reason: 'Hồ sơ ở trang 4' },
    });
    expect(await gridRow('so-b', '1.2')).toMatchObject({ openFor: null, editable: false });
    expect((await decide('so-b', '1.2', 1, { decision: 'accept', reason: 'x' })).json()).toMatchObject({
      code: 'not-contested',
    });
  });

  it('goes to nobody before each of them is decided with a reason', async () => {
    expect((await move('council')).json()).toMatchObject({
      code: 'not-ready',
      errors: [{ code: 'still-flagged' }, { code: 'still-contested' }],
    });
    expect((await decide('so-a', '1.1', 1, { decision: 'accept' })).json()).toMatchObject({
      code: 'reason-required',
    });
    expect((await decide('so-a', '1.1', 1, { decision: 'keep', reason: 'x' })).json()).toMatchObject({
      errors: [{ code: 'nothing-to-keep' }],
    });
    await ok(decide('so-a', '1.1', 1, { decision: 'accept', reason: 'Công văn hợp lệ' }));
    const kept = await ok<AppraisalRow>(
      decide('so-a', '1.2', 1, { decision: 'keep', reason: 'Trang 4 không có hồ sơ' }),
    );
    expect(kept).toMatchObject({ openFor: null, final: { points: '3' } });
    expect(kept.stages.map(({ stage, decision }) => [stage, decision])).toEqual([
      ['first', 'reduce'],
      ['second', 'keep'],
    ]);
    expect(await pointsOf('so-a')).toBe('8.50');
    // What the unit answered was the preliminary result, not what came of it.
    const counts = { open: 2, answered: 2, disagreed: 2, undecided: 0 };
    expect(await countsOf('so-a', road.appraiser)).toMatchObject(counts);
  });
});

describe('the council', () => {
  it('gets a frozen table, and nothing is approved that differs from a new computation', async () => {
    await ok(move('council'));
    const council = (body: object, version: number, who: Client = road.council) =>
      who.send(
        'PUT',
        `${itemPath('so-a', '1.2')}/council-decision`,
        { points: null, reason: null, ...body },
        { 'if-match': `"${version}"` },
      );
    expect((await council({ decision: 'accept' }, 2)).json()).toMatchObject({ code: 'reason-required' });
    expect((await council({ decision: 'accept', reason: 'x' }, 2, road.appraiser)).statusCode).toBe(403);
    const row = await ok<AppraisalRow>(council({ decision: 'accept', reason: 'Hội đồng thống nhất' }, 2));
    expect(row.stages.map(({ stage }) => stage)).toEqual(['first', 'second', 'council']);
    expect((await move('approved')).json()).toMatchObject({
      code: 'not-ready',
      errors: [
        { place: 'unit:so-a', code: 'result-differs' },
        { place: 'unit:xa-dak', message: expect.stringContaining('hạng 2') },
      ],
    });
    const freeze = () => road.standingBody.send('POST', `/rounds/${ROUND}/result-freezes`, {});
    expect(await ok(freeze())).toMatchObject({ sequence: 2 });
    expect((await move('approved')).json()).toMatchObject({ errors: [{ code: 'minutes-none-written' }] });
    await signMinutes(road, ROUND);
    await ok(move('approved'));
    expect((await freeze()).json()).toMatchObject({ code: 'round-phase' });
  });

  it('changes nothing in what the notice said before the unit was heard', async () => {
    const words = docxWords((await notice(road.unitA)).rawPayload);
    expect(words).toContain('Yêu cầu giải trình');
    expect(words).toContain('Thiếu hồ sơ');
    expect(words).not.toContain('Hội đồng thống nhất');
  });

  it('leaves every layer beside the others for the unit to read', async () => {
    const { items } = await repliesOf('so-a');
    expect(items.map(({ itemId, stages }) => [itemId, stages.length])).toEqual([
      ['1.1', 2],
      ['1.2', 3],
    ]);
  });
});
