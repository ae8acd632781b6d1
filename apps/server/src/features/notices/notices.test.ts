import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notice, NoticeSettings } from '@parix/api-contract';
import { NOTICE_KINDS } from '@parix/workflow';
import { newId } from '../../platform/ids.ts';
import { createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { notifyItem, notifyRoles, notifyUnit, type NotifyContext } from './notify.read-model.ts';

let test: TestApp;
let road: Road;
let unitId: string;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  unitId = road.ids['so-a'];
  await createRound(road, { id: 'dot' });
});
afterAll(() => test.close());

const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
const context = (more: Partial<NotifyContext> = {}): NotifyContext => ({
  db: test.db,
  now: test.clock.now(),
  config,
  ...more,
});
const facts = {
  roundTitle: 'Đợt thử',
  unitName: 'Sở Á',
  by: 'Người lanhdao-a',
  reason: 'Thiếu <b>minh chứng</b>',
};
const returned = () =>
  notifyUnit(context(), ['contributor', 'focal-point'], { kind: 'returned', roundId: 'dot', unitId, facts });
const listed = async (client = road.contributor, query = '') =>
  (await ok<{ items: Notice[]; next: string | null }>(client.get(`/notices${query}`))).items;
const unseen = async (client = road.contributor) =>
  (await ok<{ unseen: number }>(client.get('/notices/unseen-count'))).unseen;
const see = (ids: readonly string[] | null, client = road.contributor) =>
  ok<{ unseen: number }>(client.send('POST', '/notices/seen', { ids }));

describe('a notice', () => {
  beforeEach(() => see(null));

  it('is told to those who hold one of the roles in the unit, in their words, and to nobody else', async () => {
    expect(await returned()).toBe(2);
    const [notice] = await listed();
    expect(notice).toMatchObject({
      kind: 'returned',
      legal: true,
      subject: 'Phiếu bị trả lại: Sở Á',
      path: `/rounds/dot/cards/${unitId}`,
      seenAt: null,
    });
    expect(notice?.paragraphs).toContain('Lý do: Thiếu <b>minh chứng</b>');
    expect(await unseen()).toBe(1);
    expect(await unseen(road.unitA)).toBe(1);
    for (const other of [road.leaderA, road.unitB, road.standingBody, road.admin])
      expect(await listed(other)).toEqual([]);
  });

  it('is in the language of the account', async () => {
    const id = await test.addAccount('english-a', 'contributor', { unitId, locale: 'en' });
    await returned();
    const row = await test.owner
      .selectFrom('notice')
      .select('subject')
      .where('accountId', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.subject).toBe('The card was returned: Sở Á');
  });

  it('is not told to whoever acted, nor to a closed account, nor to somebody whose role has ended', async () => {
    const focal = await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'donvi-a')
      .executeTakeFirstOrThrow();
    const closed = await test.addAccount('da-khoa', 'contributor', {
      unitId,
      disabledAt: '2022-01-01T00:00:00Z',
    });
    const former = await test.addAccount('da-thoi', 'contributor', { unitId });
    await test.owner
      .updateTable('roleGrant')
      .set({ endsAt: '2022-02-01T00:00:00Z' })
      .where('accountId', '=', former)
      .execute();
    const notice = { kind: 'sent', roundId: 'dot', unitId, facts } as const;
    await notifyUnit(context({ person: { accountId: focal.id } }), ['contributor', 'focal-point'], notice);
    const told = await test.owner
      .selectFrom('notice')
      .select('accountId')
      .where('kind', '=', 'sent')
      .execute();
    expect(told.length).toBeGreaterThan(0);
    for (const id of [focal.id, closed, former]) expect(told.map((row) => row.accountId)).not.toContain(id);
  });

  it('of an item goes to those to whom the item is given, by name or with their division', async () => {
    const division = newId();
    const at = '2022-01-01T00:00:00Z';
    const own = { unitId, id: division, name: 'Phòng Tổng hợp', createdAt: at };
    await test.owner.insertInto('division').values(own).execute();
    const inDivision = await test.addAccount('phong-a', 'contributor', { unitId, divisionId: division });
    const byName = await test.addAccount('rieng-a', 'contributor', { unitId });
    const given = { unitId, roundId: 'dot', startsAt: at };
    await test.owner
      .insertInto('itemAssignment')
      .values([
        { ...given, id: newId(), itemId: '1.1', divisionId: division },
        { ...given, id: newId(), itemId: '1.1', accountId: byName },
        { ...given, id: newId(), itemId: '1.2', accountId: byName, endsAt: '2022-02-01T00:00:00Z' },
      ])
      .execute();
    const flag = (itemId: string) => {
      const about = { ...facts, itemId, itemName: 'Báo cáo', note: 'Thiếu trang 3' };
      return notifyItem(context(), { kind: 'flagged', roundId: 'dot', unitId, facts: about });
    };
    expect(await flag('1.2')).toBe(0);
    expect(await flag('1.1')).toBe(2);
    const rows = await test.owner
      .selectFrom('notice')
      .select(['accountId', 'subject', 'path'])
      .where('kind', '=', 'flagged')
      .execute();
    expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([inDivision, byName]));
    expect(rows[0]).toMatchObject({
      subject: 'Mục 1.1 cần xem lại: Sở Á',
      path: `/rounds/dot/cards/${unitId}?item=1.1`,
    });
  });

  it('does not exist when the change that caused it does not stand', async () => {
    const before = (await listed()).length;
    const failed = test.db.transaction().execute(async (tx) => {
      await notifyUnit(context({ db: tx }), ['contributor'], {
        kind: 'returned',
        roundId: 'dot',
        unitId,
        facts,
      });
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    expect(await listed()).toHaveLength(before);
  });

  it('with a key is told once per person, however many ask at once', async () => {
    const notice = { kind: 'published', roundId: 'dot', unitId: null, facts, onceKey: 'một lần' } as const;
    const told = await Promise.all(
      Array.from({ length: 8 }, () => notifyRoles(context(), ['viewer'], notice)),
    );
    expect(told.reduce((sum, one) => sum + one)).toBe(1);
  });

  it('is listed page by page, newest first, without a gap', async () => {
    for (let index = 0; index < 5; index += 1) await returned();
    const all = await listed(road.contributor, '?limit=200');
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `/notices?limit=2${cursor}`;
      const page = await ok<{ items: Notice[]; next: string | null }>(road.contributor.get(path));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen).toEqual([...seen].sort().reverse());
  });
});

describe('seeing', () => {
  it('counts the first time, and only for the person themself', async () => {
    await see(null);
    await returned();
    const [notice] = await listed();
    expect(await see([notice!.id], road.unitB)).toEqual({ unseen: 0 });
    expect(await unseen()).toBe(1);
    expect(await see([notice!.id])).toEqual({ unseen: 0 });
    const first = (await listed())[0]?.seenAt;
    test.clock.set('2022-03-01T08:10:00Z');
    await see([notice!.id]);
    expect((await listed())[0]?.seenAt).toBe(first);
    expect(await listed(road.contributor, '?unseen=true')).toEqual([]);
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('by two windows at once is one line', async () => {
    await returned();
    const [notice] = await listed();
    await Promise.all([see([notice!.id]), see(null), see([notice!.id])]);
    const rows = await test.owner
      .selectFrom('noticeDelivery')
      .selectAll()
      .where('noticeId', '=', notice!.id)
      .execute();
    expect(rows).toHaveLength(1);
  });
});

describe('settings', () => {
  const put = (off: readonly object[]) => road.contributor.send('PUT', '/notices/settings', { off });

  it('list every kind with its channels, and what is fixed', async () => {
    const settings = await ok<NoticeSettings>(road.contributor.get('/notices/settings'));
    expect(settings.kinds.map(({ kind }) => kind)).toEqual([...NOTICE_KINDS]);
    for (const { legal, channels } of settings.kinds)
      for (const { fixed, on } of channels) expect([fixed, on]).toEqual([legal, true]);
    expect(settings).toMatchObject({ mailConfigured: false, webhookConfigured: false });
  });

  it.each(['deadline', 'returned', 'extended', 'reopened'])(
    'refuse to switch %s off on any channel',
    async (kind) => {
      for (const channel of ['in-app', 'mail', 'webhook']) {
        const refused = (
          await put([
            { kind: 'sent', channel: 'mail' },
            { kind, channel },
          ])
        ).json();
        expect(refused).toMatchObject({ code: 'bad-request', errors: [{ place: '/off/1', code: 'fixed' }] });
      }
      const settings = await ok<NoticeSettings>(road.contributor.get('/notices/settings'));
      expect(settings.kinds.every(({ channels }) => channels.every(({ on }) => on))).toBe(true);
    },
  );

  it('switch a kind off at the bell; it stays in the list', async () => {
    await see(null);
    await ok(put([{ kind: 'submitted', channel: 'in-app' }]));
    const told = { ...facts, late: false };
    await notifyUnit(context(), ['contributor'], { kind: 'submitted', roundId: 'dot', unitId, facts: told });
    expect(await unseen()).toBe(0);
    expect((await listed())[0]).toMatchObject({ kind: 'submitted', seenAt: null });
    await ok(put([]));
    expect(await unseen()).toBe(1);
  });
});
