import type { Lineage, RecordedUnitChange, Unit, UnitChangePreview, UnitPage } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { idsBelow, isBelow, predecessorsAt, successorsAt, unitsOfBlockInYear } from './units.read-model.ts';

/** tinh-p ← huyen-1 (xa-1, xa-2), huyen-2 (xa-3); all commune-like units are of kind `commune`. */
const TREE = `unit,name,kind,parent,valid from
tinh-p,Tỉnh Mẫu,department,,2000-01-01
huyen-1,Huyện Một,department,tinh-p,2000-01-01
huyen-2,Huyện Hai,department,tinh-p,2000-01-01
xa-1,Xã Một,commune,huyen-1,2000-01-01
xa-2,Xã Hai,commune,huyen-1,2000-01-01
xa-3,Xã Ba,commune,huyen-2,2000-01-01
`;
const DOCUMENT = { decisionNumber: '01/NQ-MẪU', decisionDate: '2021-06-01', note: null };
const DAY = '2021-07-01';

let test: TestApp;
let road: Road;
let body: Client;
let ids: Record<string, string>;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  body = road.standingBody;
  await ok(body.upload('/units/import?dryRun=false', 'cay.csv', TREE));
});
afterAll(() => test.close());

/** Every test starts from the same register. */
beforeEach(async () => {
  const units = await test.owner.selectFrom('unit').select(['id', 'code']).execute();
  ids = Object.fromEntries(units.map(({ code, id }) => [code, id]));
});
afterEach(async () => {
  expect(await copiesAstray()).toEqual([]);
  for (;;) {
    const last = await test.owner
      .selectFrom('unitChange')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (!last) break;
    await ok(annul(last.id));
  }
});

const preview = (change: object): Promise<UnitChangePreview> =>
  ok(body.send('POST', '/unit-changes/preview', { ...DOCUMENT, effectiveOn: DAY, ...change }));
async function send(change: object) {
  const full = { ...DOCUMENT, effectiveOn: DAY, ...change };
  const { hash } = await preview(full);
  return body.send('POST', '/unit-changes', { change: full, preview: hash });
}
const record = (change: object): Promise<RecordedUnitChange> => ok(send(change));
const annul = (id: string, reason = 'nhập nhầm') =>
  body.send('POST', `/unit-changes/${id}/annulment`, { reason });
const page = (code: string, asOf = '2022-01-01'): Promise<UnitPage> =>
  ok(body.get(`/units/${ids[code] ?? code}?asOf=${asOf}`));
const problemsOf = async (change: object): Promise<string[]> =>
  (await preview(change)).problems.map(({ place, code }) => `${place} ${code}`);
const find = async (q: string, more = ''): Promise<Unit[]> =>
  (await ok<{ items: Unit[] }>(body.get(`/units?q=${encodeURIComponent(q)}${more}`))).items;
const below = async (code: string, day: string): Promise<string[]> => {
  const found = await idsBelow(test.db, ids[code] ?? '', day);
  return Object.entries(ids)
    .filter(([, id]) => found.includes(id))
    .map(([name]) => name)
    .sort();
};

/** Everything that is stored of the register; versions count on. */
async function registerState(): Promise<string> {
  const { rows } = await sql`
    select (select jsonb_agg(to_jsonb(u) - 'version' - 'created_at' order by u.code) from unit u) as units,
           (select jsonb_agg(to_jsonb(p) order by p.unit_id, p.valid_from) from unit_period p) as periods,
           (select jsonb_agg(to_jsonb(s) order by s) from unit_succession s) as links,
           (select jsonb_agg(to_jsonb(c) order by c.id) from unit_change c) as changes,
           (select jsonb_agg(to_jsonb(b) order by b.block_id, b.unit_id) from block_unit b) as blocks`.execute(
    test.owner,
  );
  return JSON.stringify(rows[0]);
}

/** Rows whose copies (the last name in the unit, the end in the last period) do not say what they are copied from. */
async function copiesAstray(): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select u.code from unit u join unit_period p on p.unit_id = u.id
    where p.ends_on is distinct from coalesce(p.replaced_on, u.valid_to)
       or p.is_first <> (p.valid_from = u.valid_from)
       or (p.replaced_on is null and (p.name, p.kind) is distinct from (u.name, u.kind))
       or (p.replaced_on is null and p.parent_id is distinct from u.parent_id)`.execute(test.owner);
  return rows;
}

describe('a new name', () => {
  it('holds from its day on, by its document, wherever a date is asked for', async () => {
    await record({ kind: 'rename', unitId: ids['xa-1'], name: 'Phường Một', unitKind: null });
    expect((await page('xa-1', '2021-06-30')).unit.name).toBe('Xã Một');
    const after = await page('xa-1', DAY);
    expect(after.unit.name).toBe('Phường Một');
    expect(
      after.periods.map(({ from, to, name, naming }) => [from, to, name, naming?.decisionNumber]),
    ).toEqual([
      ['2000-01-01', DAY, 'Xã Một', undefined],
      [DAY, null, 'Phường Một', '01/NQ-MẪU'],
    ]);
  });

  it('that lies ahead is not shown today, and shows by itself when its day comes', async () => {
    await record({
      kind: 'rename',
      effectiveOn: '2022-03-02',
      unitId: ids['xa-1'],
      name: 'Phường Mới',
      unitKind: null,
    });
    // The test's clock stands at 15:00 of 1 March 2022 in Vietnam.
    expect((await find('xa-1'))[0]?.name).toBe('Xã Một');
    test.clock.set('2022-03-01T16:59:59.999Z');
    body = await test.signIn('thuongtruc');
    expect((await find('xa-1'))[0]?.name).toBe('Xã Một');
    test.clock.set('2022-03-01T17:00:00.000Z');
    expect((await find('xa-1'))[0]?.name).toBe('Phường Mới');
    test.clock.set('2022-03-01T08:00:00.000Z');
    body = road.standingBody;
  });

  it('lets the unit be found by every name it ever had', async () => {
    await record({ kind: 'rename', unitId: ids['xa-1'], name: 'Phường Đông Hà', unitKind: null });
    expect(await find('dong ha')).toMatchObject([{ code: 'xa-1', name: 'Phường Đông Hà', otherName: null }]);
    expect(await find('xã một')).toMatchObject([
      { code: 'xa-1', name: 'Phường Đông Hà', otherName: 'Xã Một' },
    ]);
    expect(await find('ha DONG')).toHaveLength(1);
    expect(await find('đông một')).toHaveLength(1);
    expect(await find('đông hai')).toEqual([]);
  });

  it('may be given with another kind, and both are judged as they were in the round’s year', async () => {
    const block = { blockId: 'khoi-so', unitId: ids['xa-1'] ?? '' };
    await test.owner.insertInto('blockUnit').values(block).execute();
    await record({ kind: 'rename', unitId: ids['xa-1'], name: 'Phòng Một', unitKind: 'department' });
    const inYear = async (year: number) =>
      (await unitsOfBlockInYear(test.db, 'khoi-so', year)).find(({ code }) => code === 'xa-1');
    expect(await inYear(2020)).toMatchObject({ name: 'Xã Một', kind: 'commune' });
    expect(await inYear(2021)).toMatchObject({ name: 'Phòng Một', kind: 'department' });
    await test.owner.deleteFrom('blockUnit').where('unitId', '=', block.unitId).execute();
  });

  it('is refused when nothing changes, before the unit began, and twice on one day', async () => {
    const rename = { kind: 'rename', unitId: ids['xa-1'], unitKind: null };
    expect(await problemsOf({ ...rename, name: 'Xã Một' })).toEqual(['unit:xa-1 nothing-changes']);
    expect(await problemsOf({ ...rename, name: 'X', effectiveOn: '2000-01-01' })).toEqual([
      'unit:xa-1 before-beginning',
    ]);
    expect(await problemsOf({ ...rename, name: 'X', unitKind: 'planet' })).toEqual([
      'unit:xa-1 unknown-kind',
    ]);
    await record({ ...rename, name: 'X' });
    expect(await problemsOf({ ...rename, name: 'Y' })).toEqual(['unit:xa-1 already-changed']);
    const move = { kind: 'move', unitIds: [ids['xa-1']], parentId: ids['huyen-2'] };
    expect(await problemsOf(move)).toEqual([]);
  });
});

describe('another superior', () => {
  it('is asked for by date: below, above and the path', async () => {
    const [unit, one, two] = [ids['xa-1'] ?? '', ids['huyen-1'] ?? '', ids['huyen-2'] ?? ''];
    await record({ kind: 'move', unitIds: [unit], parentId: two });
    expect(await isBelow(test.db, unit, one, '2021-06-30')).toBe(true);
    expect(await isBelow(test.db, unit, one, DAY)).toBe(false);
    expect(await isBelow(test.db, unit, two, DAY)).toBe(true);
    expect(await isBelow(test.db, unit, ids['tinh-p'] ?? '', DAY)).toBe(true);
    expect(await isBelow(test.db, unit, unit, DAY)).toBe(false);
    expect(await isBelow(test.db, unit, two, '1999-12-31')).toBe(false);
    expect(await below('huyen-1', '2021-06-30')).toEqual(['xa-1', 'xa-2']);
    expect(await below('huyen-1', DAY)).toEqual(['xa-2']);
    expect(await below('tinh-p', DAY)).toEqual(['huyen-1', 'huyen-2', 'xa-1', 'xa-2', 'xa-3']);
    expect((await page('xa-1', DAY)).unit.path.map(({ name }) => name)).toEqual(['Tỉnh Mẫu', 'Huyện Hai']);
    expect((await page('xa-1', '2021-06-30')).unit.parentName).toBe('Huyện Một');
  });

  it('never makes a unit stand above itself, on any day, also one that lies ahead', async () => {
    const move = (unit: string, parent: string, effectiveOn = DAY) => ({
      kind: 'move',
      effectiveOn,
      unitIds: [ids[unit]],
      parentId: ids[parent],
    });
    expect(await problemsOf(move('xa-1', 'xa-1'))).toEqual(['unit:xa-1 own-superior']);
    expect(await problemsOf(move('tinh-p', 'xa-1'))).toEqual(['unit:tinh-p superior-circle']);
    await record(move('huyen-1', 'huyen-2', '2023-01-01'));
    expect(await problemsOf(move('huyen-2', 'xa-1'))).toEqual(['unit:huyen-2 superior-circle']);
    const refused = await send(move('huyen-2', 'xa-1'));
    expect(refused.json()).toMatchObject({ code: 'unit-change-invalid', status: 422 });
    expect((await page('huyen-2')).unit.parentName).toBe('Tỉnh Mẫu');
  });

  it('is given to two units at the same time without a circle', async () => {
    const move = (unit: string, parent: string) => ({
      ...DOCUMENT,
      ...{ kind: 'move', effectiveOn: DAY, unitIds: [ids[unit]], parentId: ids[parent] },
    });
    const both = [move('huyen-1', 'huyen-2'), move('huyen-2', 'huyen-1')];
    const seen = await Promise.all(both.map(preview));
    const answers = await Promise.all(
      both.map((change, at) => body.send('POST', '/unit-changes', { change, preview: seen[at]?.hash })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  });
});

describe('a merger', () => {
  const merger = () => ({
    kind: 'merge',
    predecessorIds: [ids['huyen-1'], ids['huyen-2']],
    into: {
      is: 'new',
      unit: {
        code: 'tp-moi',
        name: 'Thành phố Mới',
        kind: 'department',
        parentId: ids['tinh-p'],
        blocks: ['khoi-so'],
      },
    },
  });

  it('is shown before it is recorded, and showing it stores nothing', async () => {
    const before = await registerState();
    const { effects, problems } = await preview(merger());
    expect(await registerState()).toBe(before);
    expect(problems).toEqual([]);
    expect(effects.map(({ code, effect, before: was, after }) => [code, effect, was, after])).toEqual([
      ['tp-moi', 'begins', null, 'Tỉnh Mẫu'],
      ['huyen-1', 'ends', null, 'Thành phố Mới'],
      ['xa-1', 'moved', 'Huyện Một', 'Thành phố Mới'],
      ['xa-2', 'moved', 'Huyện Một', 'Thành phố Mới'],
      ['huyen-2', 'ends', null, 'Thành phố Mới'],
      ['xa-3', 'moved', 'Huyện Hai', 'Thành phố Mới'],
    ]);
  });

  it('ends units, begins one, takes those below along and is known from either side', async () => {
    await record(merger());
    const [successor] = await find('tp-moi');
    expect(successor).toMatchObject({ name: 'Thành phố Mới', validFrom: DAY, blocks: ['khoi-so'] });
    const id = successor?.id ?? '';
    expect((await page('huyen-1')).unit.validTo).toBe(DAY);
    expect((await page('huyen-1')).ended).toMatchObject({ kind: 'merge', decisionNumber: '01/NQ-MẪU' });
    expect((await page('huyen-1')).successors).toMatchObject([
      { unit: { id, name: 'Thành phố Mới' }, share: '1' },
    ]);
    expect((await page(id)).predecessors.map(({ unit, share }) => [unit.name, share])).toEqual([
      ['Huyện Hai', '1'],
      ['Huyện Một', '1'],
    ]);
    expect((await page('xa-1')).unit.path.map(({ name }) => name)).toEqual(['Tỉnh Mẫu', 'Thành phố Mới']);
    expect(await find('huyện', '&standing=true&asOf=2021-06-30')).toHaveLength(2);
    expect(await find('huyện', `&standing=true&asOf=${DAY}`)).toHaveLength(0);
    expect(await find('huyện')).toHaveLength(2);
  });

  it('into a unit that goes on needs no new one, and can go no further back than that', async () => {
    await record({
      kind: 'merge',
      predecessorIds: [ids['xa-1']],
      into: { is: 'known', unitId: ids['xa-2'] },
    });
    expect((await page('xa-2')).predecessors).toHaveLength(1);
    const again = {
      kind: 'merge',
      predecessorIds: [ids['xa-2']],
      into: { is: 'known', unitId: ids['xa-1'] },
    };
    expect(await problemsOf({ ...again, effectiveOn: '2023-01-01' })).toEqual([
      'unit:xa-1 successor-missing',
    ]);
    expect(
      await problemsOf({
        ...again,
        predecessorIds: [ids['xa-1']],
        into: { is: 'known', unitId: ids['xa-3'] },
      }),
    ).toEqual(['unit:xa-1 already-ended']);
  });

  it('of one unit into a new one is a renaming with a new code', async () => {
    const unit = {
      code: 'xa-1-moi',
      name: 'Xã Một Mới',
      kind: 'commune',
      parentId: ids['huyen-1'],
      blocks: [],
    };
    const change = await record({ kind: 'merge', predecessorIds: [ids['xa-1']], into: { is: 'new', unit } });
    expect(change.kind).toBe('rename');
    expect((await page('xa-1')).successors).toMatchObject([{ unit: { code: 'xa-1-moi' }, share: '1' }]);
  });

  it('refuses a code that is taken, a unit named twice and a unit that takes itself over', async () => {
    const change = merger();
    const unit = { ...change.into.unit, code: 'xa-3', blocks: ['khong-co'] };
    expect(await problemsOf({ ...change, into: { is: 'new', unit } })).toEqual([
      'unit:xa-3 code-taken',
      'unit:xa-3 unknown-block',
    ]);
    expect(await problemsOf({ ...change, predecessorIds: [ids['xa-1'], ids['xa-1']] })).toContain(
      'unit:xa-1 named-twice',
    );
    expect(await problemsOf({ ...change, into: { is: 'known', unitId: ids['huyen-1'] } })).toContain(
      'unit:huyen-1 own-successor',
    );
  });

  it('says which accounts and open rounds it touches', async () => {
    await createRound(road, { id: 'dang-mo' });
    const { rounds, accounts } = await preview({
      kind: 'merge',
      predecessorIds: [ids['so-a'], ids['so-b']],
      into: {
        is: 'new',
        unit: { code: 'so-ab', name: 'Sở AB', kind: 'department', parentId: null, blocks: [] },
      },
    });
    expect(rounds).toEqual([{ roundId: 'dang-mo', title: expect.any(String), units: 2 }]);
    const working = await test.owner
      .selectFrom('account')
      .select('id')
      .where('unitId', 'in', [ids['so-a'] ?? '', ids['so-b'] ?? ''])
      .execute();
    expect(accounts).toBe(working.length);
    expect(accounts).toBeGreaterThan(1);
  });
});

describe('a split', () => {
  const part = (code: string, share: string) => ({
    into: {
      is: 'new',
      unit: { code, name: `Xã ${code}`, kind: 'commune', parentId: ids['huyen-1'], blocks: [] },
    },
    share,
  });
  const split = (...shares: string[]) => ({
    kind: 'split',
    unitId: ids['xa-1'],
    parts: shares.map((share, at) => part(`moi-${at}`, share)),
    childrenTo: 0,
  });

  it('needs parts that add up to exactly all of the unit', async () => {
    expect(await problemsOf(split('0.3333333333', '0.3333333333', '0.3333333334'))).toEqual([]);
    const { problems } = await preview(split('0.4', '0.5999999999'));
    expect(problems).toMatchObject([{ place: 'unit:xa-1', code: 'share-sum' }]);
    expect(problems[0]?.message).toContain('0,9999999999');
    expect(await problemsOf(split('0.5', '0.5', '0.1'))).toEqual(['unit:xa-1 share-sum']);
  });

  it.each(['0', '0.0', '1.1', '-0.5', '0,5', '.5', '0.12345678901', 'NaN', '1e-1'])(
    'refuses %s as a share',
    async (share) => {
      const answer = await body.send('POST', '/unit-changes/preview', {
        ...DOCUMENT,
        effectiveOn: DAY,
        ...split(share, '0.5'),
      });
      expect(answer.statusCode).toBe(400);
    },
  );

  it('tells over the years which part of which unit is in which', async () => {
    await record({
      kind: 'merge',
      effectiveOn: '2010-01-01',
      predecessorIds: [ids['xa-2']],
      into: { is: 'known', unitId: ids['xa-1'] },
    });
    await record(split('0.4', '0.6'));
    const [first] = await find('moi-0');
    const id = first?.id ?? '';
    expect(await predecessorsAt(test.db, id, '2009-12-31', '2022-01-01')).toMatchObject([
      { code: 'xa-2', name: 'Xã Hai', share: '0.4' },
      { code: 'xa-1', name: 'Xã Một', share: '0.4' },
    ]);
    expect(await predecessorsAt(test.db, id, '2015-01-01', '2022-01-01')).toMatchObject([
      { code: 'xa-1', share: '0.4' },
    ]);
    expect(
      (await successorsAt(test.db, ids['xa-2'] ?? '', '2022-01-01', '2009-01-01')).map(({ code, share }) => [
        code,
        share,
      ]),
    ).toEqual([
      ['moi-0', '0.4'],
      ['moi-1', '0.6'],
    ]);
    const lineage = await ok<Lineage>(body.get(`/units/${id}/lineage?at=2009-12-31&asOf=2022-01-01`));
    expect(lineage).toMatchObject({ direction: 'predecessors', units: [{ code: 'xa-2' }, { code: 'xa-1' }] });
  });
});

describe('a transfer', () => {
  it('leaves the unit with the rest, which must be something', async () => {
    const transfer = (share: string) => ({
      kind: 'transfer',
      unitId: ids['xa-1'],
      parts: [{ unitId: ids['xa-2'], share }],
    });
    expect(await problemsOf(transfer('1'))).toEqual(['unit:xa-1 share-left']);
    await record(transfer('0.25'));
    expect((await page('xa-1')).unit.validTo).toBeNull();
    expect(await successorsAt(test.db, ids['xa-1'] ?? '', '2022-01-01', '2021-01-01')).toMatchObject([
      { code: 'xa-2', share: '0.25' },
      { code: 'xa-1', share: '0.75' },
    ]);
    expect(await problemsOf(transfer('0.1'))).toEqual(['unit:xa-1 already-changed']);
  });
});

describe('an abolition', () => {
  it('asks where the units below go', async () => {
    const abolish = { kind: 'abolish', unitId: ids['huyen-1'] };
    expect(await problemsOf({ ...abolish, childrenTo: null })).toEqual(['/childrenTo units-below']);
    await record({ ...abolish, childrenTo: ids['tinh-p'] });
    expect((await page('xa-1')).unit.parentName).toBe('Tỉnh Mẫu');
    expect(await below('huyen-1', DAY)).toEqual([]);
    expect(await successorsAt(test.db, ids['huyen-1'] ?? '', '2022-01-01', '2021-01-01')).toEqual([]);
  });

  it('cannot leave a unit under one that no longer exists, nor change a unit after its end', async () => {
    await record({ kind: 'abolish', unitId: ids['xa-3'], childrenTo: null });
    const under = { kind: 'move', unitIds: [ids['xa-1']], parentId: ids['xa-3'] };
    expect(await problemsOf(under)).toEqual(['unit:xa-1 superior-missing']);
    expect(await problemsOf({ ...under, effectiveOn: '2020-01-01' })).toEqual(['unit:xa-1 superior-missing']);
    const rename = { kind: 'rename', unitId: ids['xa-3'], name: 'Xã Ma', unitKind: null };
    expect(await problemsOf({ ...rename, effectiveOn: '2023-01-01' })).toEqual([
      'unit:xa-3 period-outside-unit',
    ]);
  });
});

describe('recording', () => {
  const rename = () => ({
    ...DOCUMENT,
    kind: 'rename',
    effectiveOn: DAY,
    unitId: ids['xa-1'],
    name: 'Y',
    unitKind: null,
  });

  it('does what the person saw, or nothing', async () => {
    const { hash } = await preview({ kind: 'abolish', unitId: ids['huyen-2'], childrenTo: ids['tinh-p'] });
    const unit = { code: 'xa-4', name: 'Xã Bốn', kind: 'commune', parentId: ids['huyen-2'], blocks: [] };
    await record({ kind: 'establish', effectiveOn: '2021-01-01', unit });
    const change = {
      ...DOCUMENT,
      effectiveOn: DAY,
      kind: 'abolish',
      unitId: ids['huyen-2'],
      childrenTo: ids['tinh-p'],
    };
    const stale = await body.send('POST', '/unit-changes', { change, preview: hash });
    expect(stale.json()).toMatchObject({ code: 'edit-conflict', current: { effectCount: 3 } });
    expect((await page('huyen-2')).unit.validTo).toBeNull();
  });

  it('happens once however often it is sent', async () => {
    const { hash } = await preview(rename());
    const request = { change: rename(), preview: hash };
    const key = { 'idempotency-key': 'mot-lan' };
    const answers = await Promise.all([1, 2, 3].map(() => body.send('POST', '/unit-changes', request, key)));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(await test.owner.selectFrom('unitChange').selectAll().execute()).toHaveLength(1);
  });

  it('is refused to those who only read', async () => {
    for (const client of [road.unitA, road.viewer, road.appraiser]) {
      expect((await client.send('POST', '/unit-changes/preview', rename())).statusCode).toBe(403);
      expect((await client.send('POST', '/unit-changes', { change: rename(), preview: '' })).statusCode).toBe(
        403,
      );
      expect((await client.get(`/units/${ids['xa-1']}`)).statusCode).toBe(200);
    }
  });

  it('stands in the log with its decision, and in the list of changes', async () => {
    const { id } = await record(rename());
    const event = await test.owner
      .selectFrom('auditEvent')
      .selectAll()
      .where('subject', '=', `unit-change:${id}`)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      action: 'unit-change.recorded',
      detail: { decisionNumber: '01/NQ-MẪU', effectCount: 1 },
    });
    const list = await ok<{ items: object[] }>(body.get('/unit-changes?limit=1'));
    expect(list.items).toMatchObject([{ id, kind: 'rename', units: [{ name: 'Y' }], unitCount: 1 }]);
  });
});

describe('taking a change back', () => {
  it('restores the register exactly, whatever the change was', async () => {
    const unit = { code: 'moi', name: 'Mới', kind: 'commune', parentId: ids['tinh-p'], blocks: ['khoi-so'] };
    const changes = [
      { kind: 'establish', unit },
      { kind: 'rename', unitId: ids['xa-1'], name: 'Z', unitKind: 'department' },
      { kind: 'move', unitIds: [ids['xa-1'], ids['xa-2']], parentId: ids['huyen-2'] },
      { kind: 'merge', predecessorIds: [ids['huyen-1'], ids['huyen-2']], into: { is: 'new', unit } },
      { kind: 'transfer', unitId: ids['xa-1'], parts: [{ unitId: ids['xa-2'], share: '0.1' }] },
      { kind: 'abolish', unitId: ids['huyen-1'], childrenTo: ids['huyen-2'] },
    ];
    const before = await registerState();
    for (const change of changes) {
      const { id } = await record(change);
      expect(await registerState(), change.kind).not.toBe(before);
      await ok(annul(id));
      expect(await registerState(), change.kind).toBe(before);
    }
  });

  it('is refused while something depends on it, and then changes nothing', async () => {
    const unit = { code: 'moi', name: 'Mới', kind: 'commune', parentId: ids['tinh-p'], blocks: [] };
    const { id } = await record({
      kind: 'merge',
      predecessorIds: [ids['xa-1'], ids['xa-2']],
      into: { is: 'new', unit },
    });
    const [successor] = await find('moi');
    await record({
      kind: 'rename',
      effectiveOn: '2022-01-01',
      unitId: successor?.id,
      name: 'Mới Hơn',
      unitKind: null,
    });
    const before = await registerState();
    expect((await annul(id)).json()).toMatchObject({ code: 'unit-in-use', status: 409 });
    expect(await registerState()).toBe(before);
  });

  it('is refused while an account works for the unit that it established', async () => {
    const unit = { code: 'moi', name: 'Mới', kind: 'commune', parentId: null, blocks: [] };
    const { id } = await record({ kind: 'establish', unit });
    const [made] = await find('moi');
    const accountId = await test.addAccount('nguoi-moi', 'focal-point', { unitId: made?.id ?? null });
    expect((await annul(id)).json()).toMatchObject({ code: 'unit-in-use' });
    await test.owner.updateTable('account').set({ unitId: null }).where('id', '=', accountId).execute();
  });

  it('is refused where the unit would then stand under one that has ended', async () => {
    const { id } = await record({
      kind: 'move',
      effectiveOn: '2020-01-01',
      unitIds: [ids['xa-1']],
      parentId: ids['huyen-2'],
    });
    await record({
      kind: 'move',
      effectiveOn: '2020-01-01',
      unitIds: [ids['xa-2']],
      parentId: ids['huyen-2'],
    });
    await record({ kind: 'abolish', unitId: ids['huyen-1'], childrenTo: null });
    const refused = (await annul(id)).json<{ code: string; errors: { place: string; code: string }[] }>();
    expect(refused).toMatchObject({
      code: 'unit-in-use',
      errors: [{ place: 'unit:xa-1', code: 'superior-missing' }],
    });
  });

  it('stands in the log with everything it said', async () => {
    const { id } = await record({
      kind: 'merge',
      predecessorIds: [ids['xa-1']],
      into: { is: 'known', unitId: ids['xa-2'] },
    });
    await ok(annul(id, 'ghi nhầm đơn vị'));
    const event = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'unit-change.annulled')
      .where('subject', '=', `unit-change:${id}`)
      .executeTakeFirstOrThrow();
    expect(event.detail).toMatchObject({
      reason: 'ghi nhầm đơn vị',
      change: { decisionNumber: '01/NQ-MẪU', effectiveOn: DAY },
      ended: [ids['xa-1']],
      links: [{ predecessorId: ids['xa-1'], successorId: ids['xa-2'] }],
    });
    expect((await annul(id)).statusCode).toBe(404);
  });
});

describe('correcting', () => {
  const correct = (from: string, version: number, more: object = {}) =>
    body.send(
      'PATCH',
      `/units/${ids['xa-1']}/periods/${from}`,
      { name: 'Xã Mít', kind: 'commune', reason: 'gõ nhầm', ...more },
      { 'if-match': `"${version}"` },
    );

  it('puts a name right in its own period, with the version that was seen', async () => {
    const { version } = await page('xa-1');
    expect((await correct('2000-01-01', version + 1)).json()).toMatchObject({
      code: 'edit-conflict',
      current: { version },
    });
    const after = await ok<UnitPage>(correct('2000-01-01', version));
    expect(after).toMatchObject({ version: version + 1, periods: [{ name: 'Xã Mít', naming: null }] });
    expect((await find('mít'))[0]?.code).toBe('xa-1');
    expect((await correct('2000-01-01', version)).statusCode).toBe(412);
    expect((await correct('2001-01-01', version + 1)).statusCode).toBe(404);
    expect((await correct('2000-01-01', version + 1, { kind: 'planet' })).statusCode).toBe(422);
    const events = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'unit.corrected')
      .execute();
    expect(events).toMatchObject([
      { detail: { before: { name: 'Xã Một' }, after: { name: 'Xã Mít' }, reason: 'gõ nhầm' } },
    ]);
    await ok(correct('2000-01-01', version + 1, { name: 'Xã Một' }));
  });
});
