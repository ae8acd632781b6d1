import { createHash } from 'node:crypto';
import type { Approval, AppraisalRow, Card, CardItem, SignOff, SubmissionSummary } from '@parix/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

const OPEN = '2022-03-01T08:00:00.000Z';
const CLOSES = '2022-03-01T08:10:00.000Z';
let test: TestApp;
let road: Road;
let round = '';
let count = 0;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('lanhdao-a2', 'unit-leader', { unitId: road.ids['so-a'] });
});
afterAll(() => test.close());

/** Each test has a round of its own, open, with a date. */
beforeEach(async () => {
  test.clock.set(OPEN);
  round = `dot-${++count}`;
  await createRound(road, { id: round, selfScoringClosesAt: CLOSES });
  await moveRound(road, round, 'self-scoring');
});

const card = (rest: string): string => `/rounds/${round}/units/${road.ids['so-a']}${rest}`;
const EVIDENCE = [
  {
    title: 'Báo cáo',
    reference: '12/BC-SoA',
    url: '',
    page: '3',
    documentId: null,
    version: null,
    quote: '',
  },
];
const FIGURES: Readonly<Record<string, object>> = {
  '1.1': { bao_cao: '4' },
  '1.2': { dung_han: '95.5', tong: '100' },
  '2.2': { niem_yet: true, truc_tuyen: true },
};
const save = (item: string, version: number, body: object = {}, who: Client = road.unitA) =>
  who.send(
    'PUT',
    card(`/items/${item}`),
    { figures: FIGURES[item], notApplicableReason: null, explanation: null, evidence: EVIDENCE, ...body },
    { 'if-match': `"${version}"` },
  );
async function fillCard(): Promise<void> {
  for (const item of Object.keys(FIGURES)) await ok(save(item, 0));
}
const act = (what: string, body: object = {}, who: Client = road.unitA, headers = {}) =>
  who.send('POST', card(`/card/${what}`), body, headers);
const sign = (who: Client = road.unitA) => ok<SignOff>(who.get(card('/sign-off')));
async function sendFilled(): Promise<number> {
  await fillCard();
  return (await ok<SignOff>(act('send'))).sentSequence ?? 0;
}
const approve = async (sentSequence: number, who: Client = road.leaderA, headers = {}) =>
  ok<Approval>(act('approve', { sentSequence }, who, headers));
const submissions = async () =>
  (await ok<{ items: SubmissionSummary[] }>(road.unitA.get(card('/submissions')))).items;
const newDate = (kind: 'extensions' | 'reopenings', until: string, more: object = {}) =>
  road.standingBody.send('POST', `/rounds/${round}/${kind}`, {
    unitIds: [road.ids['so-a']],
    until,
    reason: 'Mất điện diện rộng',
    ...more,
  });

describe('an item that is ready', () => {
  const mark = (item: string, ready: boolean, version: number) =>
    road.unitA.send('POST', card(`/items/${item}/marks`), { ready, version });

  it('needs complete figures and what the set asks for as proof, and says which is missing', async () => {
    await ok(save('1.2', 0, { figures: { tong: '100' }, evidence: [] }));
    expect((await mark('1.2', true, 1)).json()).toMatchObject({
      code: 'item-incomplete',
      status: 422,
      errors: [{ place: 'item:1.2', code: 'no-data' }],
    });
    await ok(save('1.2', 1, { evidence: [] }));
    expect((await mark('1.2', true, 2)).json()).toMatchObject({
      code: 'item-incomplete',
      errors: [{ code: 'evidence-missing' }],
    });
    await ok(save('1.2', 2, { evidence: [], explanation: 'Số liệu trên hệ thống một cửa' }));
    expect(await ok(mark('1.2', true, 3))).toEqual({ ready: { by: 'Người donvi-a', at: OPEN } });
  });

  it('is so for the version that was seen: a later save makes the mark void, a stale mark is refused', async () => {
    await ok(save('1.1', 0));
    await ok(mark('1.1', true, 1));
    const readyOf = async (): Promise<CardItem['ready']> =>
      (await ok<Card>(road.unitA.get(card('/card')))).items.find((item) => item.itemId === '1.1')?.ready ??
      null;
    expect(await readyOf()).toMatchObject({ by: 'Người donvi-a' });
    const saved = await ok<{ item: CardItem }>(save('1.1', 1, { figures: { bao_cao: '3' } }));
    expect(saved.item.ready).toBeNull();
    expect(await readyOf()).toBeNull();
    expect((await mark('1.1', true, 1)).json()).toMatchObject({
      code: 'edit-conflict',
      current: { version: 2 },
    });
    await ok(mark('1.1', true, 2));
    expect(await ok(mark('1.1', false, 2))).toEqual({ ready: null });
    expect(await readyOf()).toBeNull();
  });

  it('marked by many at once is marked once', async () => {
    await ok(save('1.1', 0));
    await Promise.all(Array.from({ length: 8 }, () => mark('1.1', true, 1)));
    const rows = await test.owner
      .selectFrom('itemMark')
      .select('sequence')
      .where('roundId', '=', round)
      .execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual([1]);
  });
});

describe('sending to the leader', () => {
  it('is refused with every gap by item, and goes through when the gaps are sent knowingly', async () => {
    await ok(save('1.1', 0));
    const refused = await act('send');
    expect(refused.json()).toMatchObject({
      code: 'card-incomplete',
      status: 409,
      errors: [
        { place: 'item:1.2', code: 'no-data' },
        { place: 'item:2.2', code: 'no-data' },
      ],
    });
    expect((await sign()).state).toBe('in-progress');
    const sent = await ok<SignOff>(act('send', { withMissing: true, note: 'Còn chờ số liệu' }));
    expect(sent).toMatchObject({ state: 'unit-review', sequence: 1, sentSequence: 1 });
    const events = await ok<{ items: object[] }>(road.leaderA.get(card('/card-events')));
    expect(events.items).toMatchObject([
      {
        kind: 'sent',
        by: 'Người donvi-a',
        reason: 'Còn chờ số liệu',
        remarks: [
          { itemId: '1.2', remark: 'no-data' },
          { itemId: '2.2', remark: 'no-data' },
        ],
      },
    ]);
  });

  it('names an assigned item that nobody has called ready', async () => {
    const { id } = await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'chuyenvien-a')
      .executeTakeFirstOrThrow();
    await ok(road.unitA.send('POST', card('/assignments'), { itemIds: ['1.1'], to: { kind: 'person', id } }));
    await fillCard();
    expect((await act('send')).json()).toMatchObject({ errors: [{ place: 'item:1.1', code: 'not-ready' }] });
    await ok(road.contributor.send('POST', card('/items/1.1/marks'), { ready: true, version: 1 }));
    expect((await ok<SignOff>(act('send'))).state).toBe('unit-review');
  });

  it('shuts the card for writing until it is recalled or returned', async () => {
    const sent = await sendFilled();
    expect((await save('1.1', 1)).json()).toMatchObject({ code: 'card-state' });
    expect(await ok<SignOff>(act('recall'))).toMatchObject({ state: 'in-progress', sentSequence: null });
    await ok(save('1.1', 1, { figures: { bao_cao: '2' } }));
    expect((await act('approve', { sentSequence: sent }, road.leaderA)).json()).toMatchObject({
      code: 'card-state',
    });
    const again = await ok<SignOff>(act('send'));
    const back = await act(
      'return',
      {
        sentSequence: again.sentSequence,
        reason: 'Số liệu 1.1 chưa khớp báo cáo',
        remarks: [{ itemId: '1.1', remark: 'Đối chiếu lại quý III' }],
      },
      road.leaderA,
    );
    expect(back.json()).toMatchObject({ state: 'returned', may: { return: false, approve: false } });
    const seen = await sign();
    expect(seen.returned).toMatchObject({
      reason: 'Số liệu 1.1 chưa khớp báo cáo',
      remarks: [{ itemId: '1.1', remark: 'Đối chiếu lại quý III' }],
    });
    expect(seen.may).toMatchObject({ send: true, approve: false });
    await ok(save('1.1', 2, { figures: { bao_cao: '4' } }));
  });

  it('a leader decides on the sending that they have read, not on a later one', async () => {
    const first = await sendFilled();
    await ok(act('recall'));
    await ok(save('1.1', 1, { figures: { bao_cao: '1' } }));
    const second = (await ok<SignOff>(act('send'))).sentSequence;
    expect(second).not.toBe(first);
    const stale = await act('approve', { sentSequence: first }, road.leaderA);
    expect(stale.json()).toMatchObject({ code: 'edit-conflict', current: { sentSequence: second } });
    const returned = await act('return', { sentSequence: first, reason: 'x' }, road.leaderA);
    expect(returned.json()).toMatchObject({ code: 'edit-conflict' });
  });
});

describe('an approval', () => {
  it('freezes values, words, proof, points, people and time under a hash that anybody can compute', async () => {
    const answer = await approve(await sendFilled());
    expect(answer).toMatchObject({
      submission: { number: 1, by: 'Người lanhdao-a', byRole: 'unit-leader', late: false, points: '8.00' },
      receivedAt: OPEN,
      closesAt: CLOSES,
      roundClosesAt: CLOSES,
    });
    const { sequence, sha256 } = answer.submission;
    const stored = await ok<{ record: string }>(road.unitA.get(card(`/submissions/${sequence}`)));
    expect(createHash('sha256').update(stored.record).digest('hex')).toBe(sha256);
    expect(JSON.parse(stored.record)).toMatchObject({
      format: 'parix.submission/1',
      unit: { code: 'so-a' },
      criteriaSet: { version: 'bo-thu@1', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
      sent: { name: 'Người donvi-a', role: 'focal-point', onBehalfOf: null },
      approved: { name: 'Người lanhdao-a', role: 'unit-leader', at: OPEN },
      late: false,
      totals: { points: '8' },
      items: [
        { id: '1.1', version: 1, figures: { bao_cao: '4' }, evidence: EVIDENCE, points: '2' },
        { id: '1.2', version: 1, figures: { dung_han: '95.5', tong: '100' }, points: '4' },
        { id: '2.2', version: 1, figures: { niem_yet: true, truc_tuyen: true }, points: '2' },
      ],
    });
    expect(answer.receipt.recordHash).toBe(sha256);
    expect((await sign()).state).toBe('submitted');
    expect((await save('1.1', 1)).json()).toMatchObject({ code: 'card-state' });
  });

  it('clicked twice, sent again and made by two leaders at once is one submission with one answer', async () => {
    const sent = await sendFilled();
    const second = await test.signIn('lanhdao-a2');
    const key = { 'idempotency-key': `hai-lan-${round}` };
    const answers = await Promise.all([
      approve(sent, road.leaderA, key),
      approve(sent, road.leaderA, key),
      approve(sent, second),
      approve(sent, road.leaderA),
      approve(sent, second),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await submissions()).toHaveLength(1);
    expect(await approve(sent, second)).toEqual(answers[0]);
    test.clock.set('2022-03-01T08:11:00.000Z');
    expect(await approve(sent)).toEqual(answers[0]);
    expect((await act('approve', { sentSequence: sent }, road.unitA)).json()).toMatchObject({
      code: 'forbidden',
    });
  });

  it('is the leader’s, not the focal point’s, and not that of another unit’s leader', async () => {
    const sent = await sendFilled();
    await test.addAccount(`lanhdao-b-${count}`, 'unit-leader', { unitId: road.ids['so-b'] });
    const other = await test.signIn(`lanhdao-b-${count}`);
    for (const who of [road.unitA, road.contributor, road.standingBody, road.admin, other])
      expect((await act('approve', { sentSequence: sent }, who)).json()).toMatchObject({ code: 'forbidden' });
    expect(await submissions()).toEqual([]);
  });

  it('by a delegation names both, and ends with it', async () => {
    const sent = await sendFilled();
    const [leader, deputy] = await Promise.all(
      ['lanhdao-a', 'chuyenvien-a'].map((username) =>
        test.owner
          .selectFrom('account')
          .select('id')
          .where('username', '=', username)
          .executeTakeFirstOrThrow(),
      ),
    );
    const delegation = {
      unitId: road.ids['so-a'],
      id: `01890000-0000-7000-8000-${String(count).padStart(12, '0')}`,
      fromAccountId: leader?.id ?? '',
      toAccountId: deputy?.id ?? '',
      startsAt: OPEN,
      endsAt: '2022-03-01T08:05:00Z',
      reason: 'Đi công tác',
      createdBy: leader?.id ?? '',
      createdAt: OPEN,
    };
    await test.owner.insertInto('delegation').values(delegation).execute();
    expect((await approve(sent, road.contributor)).submission).toMatchObject({
      by: 'Người chuyenvien-a',
      onBehalfOf: 'Người lanhdao-a',
    });
    await ok(newDate('reopenings', '2022-03-01T08:12:00Z'));
    test.clock.set('2022-03-01T08:05:00.000Z');
    const again = (await ok<SignOff>(act('send'))).sentSequence;
    expect((await act('approve', { sentSequence: again }, road.contributor)).json()).toMatchObject({
      code: 'forbidden',
    });
  });

  it('falls on the side of the deadline on which the server received it, and says so', async () => {
    const sent = await sendFilled();
    test.clock.set('2022-03-01T08:09:59.999Z');
    const { leaderA } = road;
    test.clock.set(CLOSES);
    const late = await act('approve', { sentSequence: sent }, leaderA);
    expect(late.json()).toMatchObject({
      code: 'deadline-passed',
      status: 409,
      errors: [
        {
          place: 'received',
          value: CLOSES,
          message: expect.stringContaining('15:10:00,000 ngày 01/03/2022'),
        },
        { place: 'deadline', value: CLOSES },
      ],
    });
    expect((await sign()).state).toBe('not-submitted');
    test.clock.set('2022-03-01T08:09:59.999Z');
    expect(await approve(sent, leaderA)).toMatchObject({
      submission: { late: false },
      receivedAt: '2022-03-01T08:09:59.999Z',
    });
  });

  it('received in time counts, though it had to wait for the card until self-scoring was over', async () => {
    const sent = await sendFilled();
    test.clock.set('2022-03-01T08:09:59.999Z');
    const { leaderA } = road;
    const key = { roundId: round, unitId: road.ids['so-a'] };
    const hold = await holdCard(test, key);
    const waiting = act('approve', { sentSequence: sent }, leaderA);
    await hold.untilWaitedFor();
    test.clock.set('2022-03-01T08:10:01.000Z');
    await test.owner
      .updateTable('round')
      .set({ state: 'appraisal', movedAt: '2022-03-01T08:10:01.000Z', movedFrom: 'self-scoring' })
      .where('id', '=', round)
      .execute();
    await hold.release();
    expect((await waiting).json()).toMatchObject({
      submission: { late: false },
      receivedAt: '2022-03-01T08:09:59.999Z',
    });
  });
});

/** Holds a card as another transaction would. */
async function holdCard(
  { owner }: TestApp,
  key: { roundId: string; unitId: string },
  strength: 'share' | 'alone' = 'alone',
) {
  const { lockCard } = await import('./lock-card.read-model.ts');
  const { sql } = await import('kysely');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => (held = resolve));
  const done = owner.transaction().execute(async (db) => {
    await lockCard(db, key, strength);
    held();
    await released;
  });
  await isHeld;
  return {
    /** Until another session waits for it. */
    untilWaitedFor: async (): Promise<void> => {
      for (;;) {
        const { rows } = await sql<{ waiting: boolean }>`
          select exists (select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())) as waiting`.execute(
          owner,
        );
        if (rows[0]?.waiting) return;
      }
    },
    release: async (): Promise<void> => {
      release();
      await done;
    },
  };
}

describe('a save that is being stored', () => {
  const key = () => ({ roundId: round, unitId: road.ids['so-a'] });

  it('is waited for by whoever sends, approves or gives more time, so that it never slips in behind them', async () => {
    const sent = await sendFilled();
    const acts = [
      () => act('recall'),
      () => act('send'),
      () => act('approve', { sentSequence: sent + 2 }, road.leaderA),
      () => newDate('reopenings', '2022-03-01T08:15:00Z'),
      () => newDate('extensions', '2022-03-01T08:16:00Z'),
    ];
    for (const begin of acts) {
      const hold = await holdCard(test, key(), 'share');
      const done = begin();
      const first = await Promise.race([hold.untilWaitedFor().then(() => 'waits'), done.then(() => 'done')]);
      expect(first).toBe('waits');
      await hold.release();
      await ok(done);
    }
  });

  it('waits for them in turn, and is then judged by what they left', async () => {
    const sent = await sendFilled();
    await ok(act('recall'));
    const hold = await holdCard(test, key());
    const saving = save('1.1', 1, { figures: { bao_cao: '1' } });
    await hold.untilWaitedFor();
    await test.owner
      .insertInto('cardEvent')
      .values({ ...key(), sequence: sent + 2, kind: 'sent', at: OPEN })
      .execute();
    await hold.release();
    expect((await saving).json()).toMatchObject({ code: 'card-state' });
  });
});

describe('more time', () => {
  it('is given with a reason and a date ahead, before the appraisal ends, later than what stands', async () => {
    expect((await newDate('extensions', '2022-03-01T08:00:00Z')).json()).toMatchObject({
      errors: [{ place: '/until', code: 'date-past' }],
    });
    expect((await newDate('extensions', CLOSES)).json()).toMatchObject({
      errors: [{ place: 'unit:so-a', code: 'not-later' }],
    });
    expect((await newDate('extensions', '2022-03-01T08:12:00Z', { reason: ' ' })).statusCode).toBe(400);
    expect(
      (
        await road.unitA.send('POST', `/rounds/${round}/extensions`, {
          unitIds: [road.ids['so-a']],
          until: '2022-03-01T08:12:00Z',
          reason: 'tự gia hạn',
        })
      ).json(),
    ).toMatchObject({ code: 'forbidden' });
    expect(await ok(newDate('extensions', '2022-03-01T08:12:00Z'))).toEqual({ units: 1 });
    expect(await sign()).toMatchObject({
      closesAt: '2022-03-01T08:12:00.000Z',
      extendedUntil: '2022-03-01T08:12:00.000Z',
    });
  });

  it('lets that unit write after the date of the others, marks its submission late, and ends by itself', async () => {
    await ok(newDate('extensions', '2022-03-01T08:12:00Z'));
    test.clock.set('2022-03-01T08:11:00.000Z');
    await fillCard();
    const other = `/rounds/${round}/units/${road.ids['so-b']}/items/1.1`;
    const shut = await road.unitB.send(
      'PUT',
      other,
      { figures: {}, notApplicableReason: null, explanation: null, evidence: [] },
      { 'if-match': '"0"' },
    );
    expect(shut.json()).toMatchObject({ code: 'deadline-passed' });
    const sent = (await ok<SignOff>(act('send'))).sentSequence ?? 0;
    expect(await approve(sent)).toMatchObject({ submission: { late: true } });
    test.clock.set('2022-03-01T08:12:00.000Z');
    expect((await newDate('extensions', '2022-03-01T08:13:00Z')).json()).toMatchObject({
      code: 'card-state',
      errors: [{ place: 'unit:so-a', code: 'submitted' }],
    });
  });

  it('is given to all the named units or to none', async () => {
    await approve(await sendFilled());
    const both = { unitIds: [road.ids['so-a'], road.ids['so-b']] };
    const refused = await newDate('extensions', '2022-03-01T08:12:00Z', both);
    expect(refused.json()).toMatchObject({ code: 'card-state', errors: [{ place: 'unit:so-a' }] });
    const events = await test.owner
      .selectFrom('cardEvent')
      .select('kind')
      .where('roundId', '=', round)
      .where('kind', '=', 'extended')
      .execute();
    expect(events).toEqual([]);
    const two = { unitIds: [road.ids['so-b'], road.ids['xa-dak'], road.ids['so-b']] };
    expect(await ok(newDate('extensions', '2022-03-01T08:12:00Z', two))).toEqual({ units: 2 });
  });
});

describe('reopening', () => {
  it('keeps what was submitted; the next submission stands beside it and the difference is told', async () => {
    const first = await approve(await sendFilled());
    expect((await newDate('reopenings', '2022-03-01T08:05:00Z')).json()).toMatchObject({
      errors: [{ code: 'not-later' }],
    });
    await ok(newDate('reopenings', '2022-03-01T08:15:00Z'));
    expect(await sign()).toMatchObject({ state: 'in-progress', latest: { number: 1 } });
    await ok(save('1.1', 1, { figures: { bao_cao: '2' }, explanation: 'Đính chính' }));
    const sent = (await ok<SignOff>(act('send'))).sentSequence ?? 0;
    const second = await approve(sent);
    expect((await submissions()).map(({ number, sha256 }) => [number, sha256])).toEqual([
      [2, second.submission.sha256],
      [1, first.submission.sha256],
    ]);
    const changes = await ok(road.appraiser.get(card(`/submissions/${second.submission.sequence}/changes`)));
    expect(changes).toEqual({
      since: first.submission.sequence,
      pointsBefore: '8.00',
      pointsAfter: '7.00',
      changes: [
        { itemId: '1.1', part: 'figures', key: 'bao_cao', before: '4', after: '2' },
        { itemId: '1.1', part: 'explanation', key: null, before: null, after: 'Đính chính' },
        { itemId: '1.1', part: 'points', key: null, before: '2', after: '1' },
      ],
    });
    expect((await road.unitA.get(card(`/submissions/${first.submission.sequence}/changes`))).statusCode).toBe(
      404,
    );
  });

  it('in the appraisal makes a decision stale that was made on what has changed since', async () => {
    await approve(await sendFilled());
    test.clock.set('2022-03-01T08:11:00.000Z');
    await moveRound(road, round, 'appraisal');
    const grid = async (item: string): Promise<AppraisalRow | undefined> =>
      (
        await ok<{ items: AppraisalRow[] }>(road.appraiser.get(`/rounds/${round}/items/${item}/appraisals`))
      ).items.find((row) => row.unitCode === 'so-a');
    const decide = (item: string, version: number) =>
      road.appraiser.send(
        'PUT',
        card(`/items/${item}/appraisal`),
        { decision: 'accept', points: null, reason: null },
        { 'if-match': `"${version}"` },
      );
    await ok(decide('1.1', 0));
    await ok(decide('1.2', 0));
    await ok(newDate('reopenings', '2022-03-01T08:20:00Z'));
    expect((await decide('2.2', 0)).json()).toMatchObject({ code: 'card-state' });
    // The same instant as the decision: versions tell, not times.
    await ok(save('1.1', 1, { figures: { bao_cao: '2' } }));
    expect(await grid('1.1')).toMatchObject({
      decision: null,
      version: 1,
      staleSince: '2022-03-01T08:11:00.000Z',
      editable: false,
    });
    expect(await grid('1.2')).toMatchObject({ decision: 'accept', staleSince: null });
    const sent = (await ok<SignOff>(act('send'))).sentSequence ?? 0;
    expect(await approve(sent)).toMatchObject({ submission: { number: 2, late: true } });
    expect(await ok(decide('1.1', 1))).toMatchObject({ decision: 'accept', staleSince: null });
  });
});

describe('the history of an item', () => {
  it('tells saves, marks, assignments, the card’s way and decisions with who, when, before and after', async () => {
    await ok(save('1.1', 0));
    await ok(save('1.1', 1, { figures: { bao_cao: '3' }, explanation: 'Thiếu một báo cáo' }));
    await ok(road.unitA.send('POST', card('/items/1.1/marks'), { ready: true, version: 2 }));
    await ok(act('send', { withMissing: true }));
    const { items } = await ok<{ items: Record<string, unknown>[] }>(
      road.unitA.get(card('/items/1.1/timeline')),
    );
    expect(items.map(({ what }) => what)).toEqual(['sent', 'ready', 'saved', 'saved']);
    expect(items[2]).toMatchObject({
      by: 'Người donvi-a',
      version: 2,
      requestId: expect.stringMatching(/.+/),
      changes: [
        { part: 'figures/bao_cao', before: '4', after: '3' },
        { part: 'explanation', before: null, after: 'Thiếu một báo cáo' },
      ],
    });
  });

  it('is paged without losing or doubling anything, at one instant too', async () => {
    for (let version = 0; version < 7; version += 1)
      await ok(save('1.1', version, { figures: { bao_cao: String(version) } }));
    for (let version = 0; version < 3; version += 1)
      await ok(road.unitA.send('POST', card('/items/1.1/marks'), { ready: version % 2 === 0, version: 7 }));
    const whole = await ok<{ items: { id: string }[] }>(road.unitA.get(card('/items/1.1/timeline')));
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await ok<{ items: { id: string }[]; next: string | null }>(
        road.unitA.get(card(`/items/1.1/timeline?limit=3${cursor && `&cursor=${cursor}`}`)),
      );
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(ids).toEqual(whole.items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(10);
  });

  it('shows outsiders nothing of how the unit worked inside', async () => {
    await sendFilled();
    const seen = await ok<{ items: { what: string }[] }>(road.appraiser.get(card('/items/1.1/timeline')));
    expect(seen.items.map(({ what }) => what)).toEqual(['saved']);
    expect((await ok<SignOff>(road.appraiser.get(card('/sign-off')))).gaps).toEqual([]);
    expect((await ok<{ items: object[] }>(road.appraiser.get(card('/card-events')))).items).toEqual([]);
    expect((await road.unitB.get(card('/items/1.1/timeline'))).json()).toMatchObject({ code: 'forbidden' });
  });
});
