import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let admin: TestBrowser;
beforeAll(async () => {
  test = await createTestApp({}, { access: { ...DEFAULT_ACCESS, secondFactor: 'optional' } });
  road = await openRoad(test);
  admin = await signedIn('quantri');
});
afterAll(() => test.close());

async function signedIn(username: string): Promise<TestBrowser> {
  const browser = openBrowser(test.app);
  const answer = await browser.signIn(username, PASSWORD);
  expect(answer.statusCode, answer.body).toBe(200);
  return browser;
}
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;
const idOf = async (username: string): Promise<string> =>
  (
    await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  ).id;

interface Detail {
  readonly version: number;
  readonly grants: readonly { readonly id: string; readonly role: string; readonly endsAt: string | null }[];
  readonly [name: string]: unknown;
}
const detailOf = async (id: string): Promise<Detail> => (await admin.get(`/accounts/${id}`)).json<Detail>();
const grant = (id: string, body: object) => admin.send('POST', `/accounts/${id}/roles`, body);

describe('roles', () => {
  it('are several, each with its time, and act at once in sessions that are open', async () => {
    const id = await test.addAccount('nhieu-vai', 'viewer');
    const person = await signedIn('nhieu-vai');
    expect(codeOf(await person.get('/audit-events'))).toBe('forbidden');
    const given = (await grant(id, { role: 'standing-body', endsAt: '2022-03-01T08:10:00Z' })).json<{
      id: string;
    }>();
    expect((await person.get('/audit-events')).statusCode).toBe(200);
    expect((await grant(id, { role: 'council', startsAt: '2022-03-01T08:05:00Z' })).statusCode).toBe(200);
    expect((await person.get('/session')).json()).toMatchObject({
      account: { roles: ['standing-body', 'viewer'] },
    });
    test.clock.set('2022-03-01T08:05:00Z');
    expect((await person.get('/session')).json()).toMatchObject({
      account: { roles: ['council', 'standing-body', 'viewer'] },
    });
    expect(
      (await admin.send('POST', `/accounts/${id}/roles/${given.id}/end`, { endsAt: null })).statusCode,
    ).toBe(200);
    expect(codeOf(await person.get('/audit-events'))).toBe('forbidden');
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('end by themselves at their instant', async () => {
    const id = await test.addAccount('het-han', 'viewer');
    const person = await signedIn('het-han');
    await grant(id, { role: 'standing-body', endsAt: '2022-03-01T08:04:00Z' });
    test.clock.set('2022-03-01T08:03:59.999Z');
    expect((await person.get('/audit-events')).statusCode).toBe(200);
    test.clock.set('2022-03-01T08:04:00Z');
    expect(codeOf(await person.get('/audit-events'))).toBe('forbidden');
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('that are called off before their start are never held', async () => {
    const id = await test.addAccount('chua-toi', 'viewer');
    const given = (await grant(id, { role: 'council', startsAt: '2022-04-01T00:00:00Z' })).json<{
      id: string;
    }>();
    await admin.send('POST', `/accounts/${id}/roles/${given.id}/end`, { endsAt: null });
    const { grants } = await detailOf(id);
    expect(grants[0]).toMatchObject({ role: 'council', endsAt: '2022-04-01T00:00:00.000Z' });
    expect((await grant(id, { role: 'council', startsAt: '2022-04-01T00:00:00Z' })).statusCode).toBe(200);
  });

  it('that exclude each other are refused at any moment, and allowed one after the other', async () => {
    const id = await test.addAccount('xung-dot', 'viewer');
    await grant(id, { role: 'appraiser', endsAt: '2022-06-01T00:00:00Z' });
    expect(codeOf(await grant(id, { role: 'administrator' }))).toBe('bad-request');
    const later = { role: 'administrator', startsAt: '2022-05-31T23:59:59Z' };
    expect(codeOf(await grant(id, later))).toBe('bad-request');
    expect((await grant(id, { ...later, startsAt: '2022-06-01T00:00:00Z' })).statusCode).toBe(200);
    expect(codeOf(await grant(id, { role: 'appraiser', startsAt: '2022-07-01T00:00:00Z' }))).toBe(
      'bad-request',
    );
    expect(codeOf(await grant(id, { role: 'appraiser' }))).toBe('already-exists');
  });

  it('of a unit need the unit, and a span must lie ahead', async () => {
    const id = await test.addAccount('khong-don-vi', 'viewer');
    expect(codeOf(await grant(id, { role: 'contributor' }))).toBe('bad-request');
    const past = { role: 'council', startsAt: '2022-02-01T00:00:00Z', endsAt: '2022-03-01T08:00:00Z' };
    expect(codeOf(await grant(id, past))).toBe('bad-request');
    expect(codeOf(await grant(crypto.randomUUID(), { role: 'council' }))).toBe('not-found');
  });

  it('leave an administrator: nobody ends their own last one, not even at a later date', async () => {
    const me = await idOf('quantri');
    const { grants } = await detailOf(me);
    const end = (endsAt: string | null) =>
      admin.send('POST', `/accounts/${me}/roles/${grants[0]?.id}/end`, { endsAt });
    expect(codeOf(await end(null))).toBe('last-administrator');
    expect(codeOf(await end('2030-01-01T00:00:00Z'))).toBe('last-administrator');
    await test.addAccount('quantri-hai', 'administrator');
    const other = await signedIn('quantri-hai');
    const path = `/accounts/${me}/roles/${grants[0]?.id}/end`;
    expect((await other.send('POST', path, { endsAt: '2030-01-01T00:00:00Z' })).statusCode).toBe(200);
    await test.owner.updateTable('roleGrant').set({ endsAt: null }).where('id', '=', grants[0]!.id).execute();
  });

  it('given twice at the same moment are given once', async () => {
    const id = await test.addAccount('dong-thoi', 'viewer');
    const answers = await Promise.all([1, 2, 3].map(() => grant(id, { role: 'council' })));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
  });
});

describe('an account', () => {
  it('is changed under its version, and the change says what was before', async () => {
    const id = await test.addAccount('sua', 'viewer');
    const patch = (version: number, body: object) =>
      admin.send('PATCH', `/accounts/${id}`, body, { 'if-match': `"${version}"` });
    const changed = await patch(1, { displayName: 'Tên mới', email: 'Sua@Example.vn' });
    expect(changed.json()).toMatchObject({ displayName: 'Tên mới', email: 'sua@example.vn', version: 2 });
    expect(changed.headers['etag']).toBe('"2"');
    const stale = await patch(1, { displayName: 'Tên khác' });
    expect(stale.json()).toMatchObject({ code: 'edit-conflict', current: { displayName: 'Tên mới' } });
    const events = await admin.get(`/audit-events?subject=account:${id}`);
    expect(events.json<{ items: unknown[] }>().items[0]).toMatchObject({
      action: 'account.changed',
      detail: { before: { displayName: 'Người sua', email: null }, after: { displayName: 'Tên mới' } },
    });
    const other = await test.addAccount('sua-hai', 'viewer');
    const same = await admin.send(
      'PATCH',
      `/accounts/${other}`,
      { email: 'sua@example.vn' },
      { 'if-match': '"1"' },
    );
    expect(codeOf(same)).toBe('email-taken');
  });

  it('moves to another unit only without roles in the old one', async () => {
    const id = await test.addAccount('chuyen', 'contributor', { unitId: road.ids['so-a'] });
    const move = () =>
      admin.send('PATCH', `/accounts/${id}`, { unitId: road.ids['so-b'] }, { 'if-match': '"1"' });
    expect(codeOf(await move())).toBe('bad-request');
    const { grants } = await detailOf(id);
    await admin.send('POST', `/accounts/${id}/roles/${grants[0]?.id}/end`, { endsAt: null });
    expect((await move()).json()).toMatchObject({ unitId: road.ids['so-b'] });
  });

  it('is found without diacritics, by role, unit and state', async () => {
    await test.addAccount('tim-thay', 'inspector', {
      displayName: 'Đặng Thị Bưởi',
      unitId: road.ids['xa-dak'],
      passwordHash: null,
    });
    const search = async (query: string): Promise<string[]> => {
      const { items } = (await admin.get(`/accounts?${query}`)).json<{ items: { username: string }[] }>();
      return items.map(({ username }) => username);
    };
    expect(await search('q=dang%20thi%20buoi')).toEqual(['tim-thay']);
    expect(await search('q=TIM-')).toEqual(['tim-thay']);
    expect(await search('q=%25')).toEqual([]);
    expect(await search('role=inspector')).toEqual(['doankiemtra', 'tim-thay']);
    expect(await search(`unitId=${road.ids['xa-dak']}`)).toEqual(['tim-thay']);
    expect(await search('state=invited')).toContain('tim-thay');
    expect(await search('state=active')).not.toContain('tim-thay');
  });

  it('that is disabled leaves at once, keeps its delegations from nobody, and comes back by hand', async () => {
    const id = await test.addAccount('nghi-viec', 'viewer');
    const person = await signedIn('nghi-viec');
    expect((await admin.send('DELETE', `/accounts/${id}`)).statusCode).toBe(200);
    expect((await person.get('/session')).statusCode).toBe(401);
    expect((await detailOf(id)).state).toBe('disabled');
    expect((await admin.send('POST', `/accounts/${id}/enable`)).statusCode).toBe(200);
    expect((await openBrowser(test.app).signIn('nghi-viec', PASSWORD)).statusCode).toBe(200);
  });

  it('that is locked by wrong tries is opened by the administrator', async () => {
    const id = await test.addAccount('bi-khoa', 'viewer');
    for (let attempt = 0; attempt < 5; attempt += 1) await openBrowser(test.app).signIn('bi-khoa', 'sai');
    expect((await detailOf(id))['lockedUntil']).toBe('2022-03-01T08:05:00.000Z');
    await admin.send('POST', `/accounts/${id}/unlock`);
    expect((await openBrowser(test.app).signIn('bi-khoa', PASSWORD)).statusCode).toBe(200);
  });

  it('has all its sessions ended by the administrator', async () => {
    const id = await test.addAccount('nhieu-phien', 'viewer');
    const browsers = [await signedIn('nhieu-phien'), await signedIn('nhieu-phien')];
    expect((await admin.send('POST', `/accounts/${id}/sessions/end`)).json()).toEqual({ ended: 2 });
    for (const browser of browsers) expect((await browser.get('/session')).statusCode).toBe(401);
  });
});

describe('accounts that nobody uses', () => {
  const DAY = 86_400_000;
  const daysBefore = (days: number): string =>
    new Date(Date.parse('2022-03-01T08:00:00Z') - days * DAY).toISOString();

  it('are closed by the sign-in that comes after 45 days, whatever the password says, and opened by hand', async () => {
    const old = { createdAt: daysBefore(400), lastSignInAt: daysBefore(45) };
    const id = await test.addAccount('bo-quen', 'viewer', old);
    await test.addAccount('con-dung', 'viewer', { ...old, lastSignInAt: daysBefore(44.9) });
    expect((await openBrowser(test.app).signIn('con-dung', PASSWORD)).statusCode).toBe(200);
    expect(codeOf(await openBrowser(test.app).signIn('bo-quen', 'sai'))).toBe('wrong-credentials');
    expect(codeOf(await openBrowser(test.app).signIn('bo-quen', PASSWORD))).toBe('account-dormant');
    expect(codeOf(await openBrowser(test.app).signIn('bo-quen', PASSWORD))).toBe('account-dormant');
    expect((await detailOf(id)).state).toBe('dormant');
    await admin.send('POST', `/accounts/${id}/enable`);
    expect((await openBrowser(test.app).signIn('bo-quen', PASSWORD)).statusCode).toBe(200);
  });

  it('do not include the last administrator, whom nobody could let in again', async () => {
    const alone = await createTestApp();
    await alone.addAccount('quantri', 'administrator', { createdAt: daysBefore(400) });
    expect((await openBrowser(alone.app).signIn('quantri', PASSWORD)).statusCode).toBe(200);
    await alone.close();
  });

  it('are listed once a year for review, the longest unused first, until somebody confirms them', async () => {
    const created = { createdAt: daysBefore(366) };
    await test.addAccount('ra-soat-a', 'viewer', { ...created, lastSignInAt: daysBefore(10) });
    const id = await test.addAccount('ra-soat-b', 'viewer', { ...created, lastSignInAt: daysBefore(30) });
    await test.addAccount('ra-soat-c', 'viewer', created);
    await test.addAccount('ra-soat-d', 'viewer', { ...created, reviewedAt: daysBefore(100) });
    const due = async (): Promise<string[]> => {
      const names: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const answer = await admin.get(`/accounts?review=true&limit=1${cursor && `&cursor=${cursor}`}`);
        const page: { items: { username: string }[]; next: string | null } = answer.json();
        names.push(...page.items.map(({ username }) => username));
        cursor = page.next;
      }
      return names.filter((name) => name.startsWith('ra-soat'));
    };
    expect(await due()).toEqual(['ra-soat-c', 'ra-soat-b', 'ra-soat-a']);
    await admin.send('POST', `/accounts/${id}/review`);
    expect(await due()).toEqual(['ra-soat-c', 'ra-soat-a']);
  });
});

describe('mass assignment', () => {
  /** Everything about an account that a body could try to set. */
  const EVERYTHING = {
    id: crypto.randomUUID(),
    username: 'khac',
    roles: ['administrator'],
    role: 'administrator',
    passwordHash: 'x',
    password: 'mật khẩu của kẻ khác đặt',
    disabledAt: null,
    unitId: null,
    email: 'ke-khac@example.vn',
    areas: [],
    version: 99,
    enabledAt: '2022-01-01T00:00:00Z',
    reviewedAt: '2022-01-01T00:00:00Z',
    divisionId: null,
    isAdmin: true,
    constructor: { prototype: { roles: ['administrator'] } },
  };
  const WRITABLE = {
    own: ['displayName', 'locale'],
    administrator: ['displayName', 'email', 'unitId', 'divisionId', 'areas', 'locale'],
  };

  it('of the own account gets nowhere: every field but name and language is refused, and nothing changes', async () => {
    await test.addAccount('tu-nang', 'viewer');
    const person = await signedIn('tu-nang');
    const before = await person.get('/account');
    for (const [name, value] of Object.entries(EVERYTHING)) {
      if (WRITABLE.own.includes(name)) continue;
      const body = { displayName: 'Tên', [name]: value };
      const answer = await person.send('PATCH', '/account', body, { 'if-match': '"1"' });
      expect(codeOf(answer), name).toBe('bad-request');
    }
    expect((await person.get('/account')).body).toBe(before.body);
  });

  it('by the administrator sets only what the act is for', async () => {
    const id = await test.addAccount('bi-sua', 'viewer');
    for (const [name, value] of Object.entries(EVERYTHING)) {
      if (WRITABLE.administrator.includes(name)) continue;
      const answer = await admin.send('PATCH', `/accounts/${id}`, { [name]: value }, { 'if-match': '"1"' });
      expect(codeOf(answer), name).toBe('bad-request');
    }
    for (const name of ['password', 'passwordHash', 'disabledAt', 'version', 'isAdmin'] as const) {
      const body = {
        username: 'm',
        displayName: 'M',
        email: null,
        unitId: null,
        roles: [{ role: 'viewer' }],
      };
      const answer = await admin.send('POST', '/accounts/invitations', { ...body, [name]: EVERYTHING[name] });
      expect(codeOf(answer), name).toBe('bad-request');
    }
    expect((await detailOf(id)).version).toBe(1);
  });
});

describe('the missing check on a sibling action', () => {
  it('is not there: every act on accounts is the administrator’s alone', async () => {
    const id = await test.addAccount('muc-tieu', 'viewer');
    const acts = [
      ['GET', `/accounts/${id}`],
      ['POST', `/accounts/${id}/link`],
      ['POST', `/accounts/${id}/factors/reset`],
      ['PATCH', `/accounts/${id}`],
      ['DELETE', `/accounts/${id}`],
      ['POST', `/accounts/${id}/enable`],
      ['POST', `/accounts/${id}/unlock`],
      ['POST', `/accounts/${id}/sessions/end`],
      ['POST', `/accounts/${id}/review`],
      ['POST', `/accounts/${id}/roles`],
      ['POST', `/accounts/${id}/roles/${id}/end`],
      ['POST', `/accounts/${id}/substitution`],
      ['POST', '/accounts/invitations'],
      ['POST', '/accounts'],
      ['GET', '/accounts?q=muc'],
    ] as const;
    for (const client of [road.standingBody, road.unitA, road.leaderA, road.viewer]) {
      for (const [method, path] of acts) {
        const answer = method === 'GET' ? await client.get(path) : await client.send(method, path, {});
        expect(codeOf(answer), `${method} ${path}`).toBe('forbidden');
      }
    }
    expect((await detailOf(id)).version).toBe(1);
  });
});
