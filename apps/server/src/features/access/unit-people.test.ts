import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { newId } from '../../platform/ids.ts';
import { createRound, moveRound, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let unitA: string;
beforeAll(async () => {
  test = await createTestApp({}, { access: { ...DEFAULT_ACCESS, secondFactor: 'optional' } });
  road = await openRoad(test);
  unitA = road.ids['so-a'];
});
afterAll(() => test.close());

const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;
const add = (username: string, role: Parameters<TestApp['addAccount']>[1] = 'contributor') =>
  test.addAccount(username, role, { unitId: unitA });
const idOf = async (username: string): Promise<string> =>
  (
    await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  ).id;
const rolesOf = async (username: string): Promise<string[]> => {
  const client = await test.signIn(username);
  return (await client.get('/session')).json<{ account: { roles: string[] } }>().account.roles;
};

const people = (path = ''): string => `/units/${unitA}/people${path}`;
const newcomer = (username: string) => ({
  username,
  displayName: 'Người mới',
  email: null,
  divisionId: null,
});

describe('the people of a unit', () => {
  it('are invited by the focal point as contributors, whatever the body asks for', async () => {
    const made = await road.unitA.send('POST', people(), newcomer('moi-vao'));
    expect(made.statusCode, made.body).toBe(200);
    const { id } = made.json<{ id: string }>();
    const { items } = (await road.unitA.get(people())).json<{ items: Record<string, unknown>[] }>();
    expect(items.find((item) => item['id'] === id)).toMatchObject({
      roles: ['contributor'],
      state: 'invited',
      manageable: true,
    });
    const link = await road.unitA.send('POST', people(`/${id}/link`));
    expect(link.json()).toMatchObject({ mail: 'no-address', url: expect.stringContaining('#') });
    for (const extra of [
      { roles: [{ role: 'administrator' }] },
      { role: 'unit-leader' },
      { unitId: road.ids['so-b'] },
      { password: 'một mật khẩu rất dài' },
      { areas: ['1'] },
    ]) {
      const answer = await road.unitA.send('POST', people(), { ...newcomer('leo-thang'), ...extra });
      expect(codeOf(answer), JSON.stringify(extra)).toBe('bad-request');
    }
  });

  it('of other units are neither seen nor touched', async () => {
    const stranger = await idOf('donvi-b');
    expect(codeOf(await road.unitA.get(`/units/${road.ids['so-b']}/people`))).toBe('forbidden');
    for (const [method, path, body] of [
      ['PATCH', `/${stranger}`, { displayName: 'x' }],
      ['DELETE', `/${stranger}`, undefined],
      ['POST', `/${stranger}/link`, undefined],
      ['POST', `/${stranger}/substitution`, { toAccountId: newId(), reason: 'x', disable: false }],
    ] as const) {
      const own = await road.unitA.send(method, people(path), body, { 'if-match': '"1"' });
      expect(codeOf(own), path).toBe('not-found');
      const theirs = `/units/${road.ids['so-b']}/people${path}`;
      const other = await road.unitA.send(method, theirs, body, { 'if-match': '"1"' });
      expect(codeOf(other), path).toBe('forbidden');
    }
  });

  it('raise nobody: a focal point touches neither themselves, nor an equal, nor the leader, nor who does more', async () => {
    await add('dau-moi-hai', 'focal-point');
    await add('kiem-nhiem', ['contributor', 'appraiser']);
    for (const username of ['donvi-a', 'dau-moi-hai', 'lanhdao-a', 'kiem-nhiem']) {
      const id = await idOf(username);
      const changed = await road.unitA.send(
        'PATCH',
        people(`/${id}`),
        { displayName: 'x' },
        { 'if-match': '"1"' },
      );
      expect(codeOf(changed), username).toBe('forbidden');
      expect(codeOf(await road.unitA.send('DELETE', people(`/${id}`))), username).toBe('forbidden');
      const replaced = { toAccountId: await idOf('chuyenvien-a'), reason: 'thử', disable: false };
      const answer = await road.unitA.send('POST', people(`/${id}/substitution`), replaced);
      expect(codeOf(answer), username).toBe('forbidden');
    }
  });

  it('to come count too: whoever will be an appraiser next month is not the unit’s to disable', async () => {
    const id = await add('sap-tham-dinh');
    const grant = {
      accountId: id,
      id: newId(),
      role: 'appraiser',
      startsAt: '2022-04-01T00:00:00Z',
    } as const;
    await test.owner
      .insertInto('roleGrant')
      .values({ ...grant, grantedAt: '2022-03-01T00:00:00Z' })
      .execute();
    expect(codeOf(await road.unitA.send('DELETE', people(`/${id}`)))).toBe('forbidden');
  });

  it('are disabled by the unit with every session, but their password is not the unit’s to reset', async () => {
    const id = await add('roi-di');
    const person = await test.signIn('roi-di');
    expect(codeOf(await road.unitA.send('POST', people(`/${id}/link`)))).toBe('forbidden');
    expect((await road.unitA.send('DELETE', people(`/${id}`))).statusCode).toBe(200);
    expect((await person.get('/session')).statusCode).toBe(401);
  });

  it('work in a division of their own unit only', async () => {
    const id = await add('co-phong');
    const [own, foreign] = [newId(), newId()];
    const createdAt = '2022-01-01T00:00:00Z';
    await test.owner
      .insertInto('division')
      .values([
        { unitId: unitA, id: own, name: 'Phòng Một cửa', createdAt },
        { unitId: road.ids['so-b'], id: foreign, name: 'Văn phòng', createdAt },
      ])
      .execute();
    const place = (divisionId: string, version: number) =>
      road.unitA.send('PATCH', people(`/${id}`), { divisionId }, { 'if-match': `"${version}"` });
    expect(codeOf(await place(foreign, 1))).toBe('bad-request');
    expect((await place(own, 1)).json()).toMatchObject({ divisionName: 'Phòng Một cửa', version: 2 });
    expect(codeOf(await place(own, 1))).toBe('edit-conflict');
  });
});

describe('a delegation', () => {
  const until = '2022-03-01T08:10:00Z';

  it('lends the roles in the unit until its end, and not a moment longer', async () => {
    await add('di-cong-tac', 'focal-point');
    const stand = await add('lam-thay');
    const from = await test.signIn('di-cong-tac');
    const made = await from.send('POST', '/account/delegations', {
      toAccountId: stand,
      endsAt: until,
      reason: 'Đi công tác',
    });
    expect(made.statusCode, made.body).toBe(200);
    expect(await rolesOf('lam-thay')).toEqual(['contributor', 'focal-point']);
    const helper = await test.signIn('lam-thay');
    expect((await helper.get(people())).statusCode).toBe(200);
    test.clock.set('2022-03-01T08:09:59.999Z');
    expect((await helper.get(people())).statusCode).toBe(200);
    test.clock.set(until);
    expect(codeOf(await helper.get(people()))).toBe('forbidden');
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('is not lent on, has an end, and stays in the unit', async () => {
    await add('goc', 'focal-point');
    const middle = await add('trung-gian', 'viewer');
    const last = await add('cuoi', 'viewer');
    const from = await test.signIn('goc');
    const body = { toAccountId: middle, endsAt: until, reason: 'x' };
    await from.send('POST', '/account/delegations', body);
    const helper = await test.signIn('trung-gian');
    const onwards = await helper.send('POST', '/account/delegations', { ...body, toAccountId: last });
    expect(codeOf(onwards)).toBe('bad-request');
    expect(await rolesOf('cuoi')).toEqual(['viewer']);
    const { endsAt: _none, ...endless } = body;
    expect(codeOf(await from.send('POST', '/account/delegations', endless))).toBe('bad-request');
    const outside = { ...body, toAccountId: await idOf('donvi-b') };
    expect(codeOf(await from.send('POST', '/account/delegations', outside))).toBe('bad-request');
    const self = { ...body, toAccountId: await idOf('goc') };
    expect(codeOf(await from.send('POST', '/account/delegations', self))).toBe('bad-request');
    expect(codeOf(await road.viewer.send('POST', '/account/delegations', body))).toBe('forbidden');
  });

  it('is called off by whoever made it, and by nobody of another unit', async () => {
    await add('doi-y', 'contributor');
    const to = await add('duoc-nho', 'viewer');
    const from = await test.signIn('doi-y');
    const body = { toAccountId: to, endsAt: until, reason: 'x' };
    const { id } = (await from.send('POST', '/account/delegations', body)).json<{ id: string }>();
    const strangers: readonly Client[] = [road.unitB, await test.signIn('duoc-nho')];
    for (const stranger of strangers) {
      expect((await stranger.send('DELETE', `/account/delegations/${id}`)).statusCode).toBe(404);
    }
    expect(codeOf(await road.unitB.send('DELETE', `/units/${unitA}/delegations/${id}`))).toBe('forbidden');
    expect((await from.send('DELETE', `/account/delegations/${id}`)).statusCode).toBe(200);
    expect(await rolesOf('duoc-nho')).toEqual(['viewer']);
  });

  it('by the unit’s manager goes from people below to others, never to the manager', async () => {
    const ill = await add('om');
    const helper = await add('giup', 'viewer');
    const wish = { fromAccountId: ill, toAccountId: helper, endsAt: until, reason: 'Ốm' };
    const path = `/units/${unitA}/delegations`;
    expect((await road.unitA.send('POST', path, wish)).statusCode).toBe(200);
    const me = await idOf('donvi-a');
    expect(codeOf(await road.unitA.send('POST', path, { ...wish, toAccountId: me }))).toBe('forbidden');
    const leader = { ...wish, fromAccountId: await idOf('lanhdao-a') };
    expect(codeOf(await road.unitA.send('POST', path, leader))).toBe('forbidden');
    const { items } = (await road.leaderA.get(path)).json<{ items: { reason: string }[] }>();
    expect(items.map(({ reason }) => reason)).toContain('Ốm');
  });

  it('ends with the account of either', async () => {
    const from = await add('se-nghi', 'focal-point');
    const to = await add('duoc-giao-viec', 'viewer');
    const client = await test.signIn('se-nghi');
    await client.send('POST', '/account/delegations', { toAccountId: to, endsAt: until, reason: 'x' });
    expect(await rolesOf('duoc-giao-viec')).toEqual(['focal-point', 'viewer']);
    await road.leaderA.send('DELETE', people(`/${from}`));
    expect(await rolesOf('duoc-giao-viec')).toEqual(['viewer']);
  });
});

describe('a substitution', () => {
  let roundId: string;
  beforeAll(async () => {
    ({ id: roundId } = await createRound(road, { id: 'thay-nguoi' }));
    await moveRound(road, roundId, 'self-scoring');
  });

  const assign = (accountId: string, itemId: string) =>
    test.owner
      .insertInto('itemAssignment')
      .values({ unitId: unitA, roundId, id: newId(), itemId, accountId, startsAt: '2022-02-01T00:00:00Z' })
      .execute();
  const itemsOf = async (accountId: string): Promise<string[]> => {
    const rows = await test.owner
      .selectFrom('itemAssignment')
      .select('itemId')
      .where('accountId', '=', accountId)
      .where('endsAt', 'is', null)
      .orderBy('itemId')
      .execute();
    return rows.map(({ itemId }) => itemId);
  };

  it('gives roles and items to the other person in one step, and leaves the history', async () => {
    const from = await add('nghi-huu', ['focal-point', 'contributor']);
    const to = await add('ke-nhiem');
    await assign(from, '1.1');
    await assign(from, '1.2');
    await assign(to, '1.2');
    const body = { toAccountId: to, reason: 'Nghỉ hưu', disable: true };
    const done = await road.leaderA.send('POST', people(`/${from}/substitution`), body);
    expect(done.json()).toEqual({ roles: ['contributor', 'focal-point'], items: 2 });
    expect(await rolesOf('ke-nhiem')).toEqual(['contributor', 'focal-point']);
    expect(await itemsOf(to)).toEqual(['1.1', '1.2']);
    expect(await itemsOf(from)).toEqual([]);
    const history = await test.owner
      .selectFrom('itemAssignment')
      .select('itemId')
      .where('accountId', '=', from)
      .execute();
    expect(history).toHaveLength(2);
    const grants = await test.owner
      .selectFrom('roleGrant')
      .selectAll()
      .where('accountId', '=', from)
      .execute();
    expect(grants.every(({ endsAt }) => endsAt !== null)).toBe(true);
    const events = await road.admin.get(`/audit-events?subject=account:${from}`);
    expect(events.json<{ items: { action: string }[] }>().items.map(({ action }) => action)).toEqual([
      'account.disabled',
      'person.substituted',
    ]);
  });

  it('is all or nothing: when the roles do not fit, no item has moved', async () => {
    const from = await add('khong-thay-duoc');
    const to = await test.addAccount('quan-tri-don-vi', 'administrator', { unitId: unitA });
    await assign(from, '2.2');
    const body = { toAccountId: to, reason: 'x', disable: true };
    expect(codeOf(await road.admin.send('POST', `/accounts/${from}/substitution`, body))).toBe('bad-request');
    expect(await itemsOf(from)).toEqual(['2.2']);
    expect(await rolesOf('khong-thay-duoc')).toEqual(['contributor']);
  });

  it('puts nobody in the place of somebody by their own hand, and nobody of another unit', async () => {
    const from = await idOf('chuyenvien-a');
    const body = { reason: 'x', disable: false };
    const self = { ...body, toAccountId: await idOf('donvi-a') };
    expect(codeOf(await road.unitA.send('POST', people(`/${from}/substitution`), self))).toBe('forbidden');
    const foreign = { ...body, toAccountId: await idOf('donvi-b') };
    expect(codeOf(await road.unitA.send('POST', people(`/${from}/substitution`), foreign))).toBe(
      'bad-request',
    );
  });
});
