import { isUnitRole } from '@parix/workflow';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Card, DossierStatistics, Ranking } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../testing/test-app.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { seedDemo } from './seed-demo.service.ts';

const root = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
let test: TestApp;
const seed = () =>
  seedDemo({
    db: test.db,
    clock: test.clock,
    config: { dataDir: test.dataDir, publicUrl: 'http://parix.test' },
    root,
  });
const enter = (username: string): Promise<Client> => test.signIn(username, DEMO_PASSWORD);

beforeAll(async () => {
  test = await createTestApp();
  expect(await seed()).toBe(true);
});
afterAll(() => test.close());

describe('the demo province', () => {
  it('is loaded into an empty installation only', async () => {
    expect(await seed()).toBe(false);
  });

  it('has a catalogue of procedures that are named samples', async () => {
    const { items } = await ok<{ items: { name: string }[] }>(
      (await enter('lanhdao')).get('/procedures?on=2022-09-01'),
    );
    expect(items).toHaveLength(10);
    expect(items.every(({ name }) => name.endsWith('(mẫu)'))).toBe(true);
  });

  it('has 30 units in 2021: 2 good, 25 fair, 3 average, approved and not published', async () => {
    const standingBody = await enter('thuongtruc');
    expect(await ok(standingBody.get('/rounds/demo-2021'))).toMatchObject({
      state: 'approved',
      unitCount: 30,
      sample: true,
    });
    const ranking = await ok<Ranking>(standingBody.get('/rounds/demo-2021/ranking'));
    const counts = Object.fromEntries(ranking.classes.map(({ name, count }) => [name, count]));
    expect(counts).toMatchObject({ Tốt: 2, Khá: 25, 'Trung bình': 3 });
    expect(ranking.provisional).toBe(false);
    expect(ranking.previousRound).toMatchObject({ id: 'demo-2020', indexYear: 2020 });
    expect(ranking.rows.every((row) => row.previous !== null)).toBe(true);
  });

  it('has a district history of 85.5 points over eight areas by the set amended in 2021', async () => {
    const viewer = await enter('lanhdao');
    const ranking = await ok<Ranking>(viewer.get('/rounds/demo-2020-huyen/ranking'));
    expect(ranking.rows[0]).toMatchObject({
      points: expect.stringMatching(/^85\.50?$/),
      classId: expect.any(String),
    });
    expect(ranking.areas.filter((area) => area.role === 'ordinary')).toHaveLength(8);
    expect(ranking.setVersionId).toBe('sample-province-2020@2');
  });

  it('has made-up dossiers of every unit, late ones and open ones among them', async () => {
    const viewer = await enter('lanhdao');
    const year = 'from=2021-01-01&to=2022-03-01&by=unit';
    const { rows, total } = await ok<DossierStatistics>(viewer.get(`/dossier-figures?${year}`));
    expect(rows).toHaveLength(30);
    const valueOf = (name: string) => Number(total[`one-stop.${name}`]?.value);
    expect(valueOf('received')).toBe(1800);
    for (const name of ['settled-early', 'settled-late', 'open', 'open-overdue'])
      expect(valueOf(name), name).toBeGreaterThan(10);
  });

  it('lets each of its accounts in, and its units into a round that is open', async () => {
    for (const { username, role } of DEMO_ACCOUNTS) {
      const me = await ok<{ account: { roles: string[]; unitId: string | null } }>(
        (await enter(username)).get('/session'),
      );
      expect(me.account.roles).toEqual([role]);
      expect(me.account.unitId !== null).toBe(isUnitRole(role));
    }
    const unit = await enter('donvi01');
    expect(await ok(unit.get('/rounds/demo-2022'))).toMatchObject({ phase: 'self-scoring' });
    const cards = await ok<{ items: { unitId: string }[] }>(unit.get('/rounds/demo-2022/cards'));
    expect(cards.items).toHaveLength(1);
  });

  it('has every card of a published round submitted by the leader of its unit', async () => {
    const counted = await test.owner
      .selectFrom('roundUnit as ru')
      .innerJoin('round as r', 'r.id', 'ru.roundId')
      .leftJoin('submission as s', (join) =>
        join.onRef('s.unitId', '=', 'ru.unitId').onRef('s.roundId', '=', 'ru.roundId'),
      )
      .select((eb) => [
        eb.fn.count<number>('ru.unitId').as('cards'),
        eb.fn.count<number>('s.unitId').as('sent'),
      ])
      .where('r.state', '=', 'published')
      .executeTakeFirstOrThrow();
    expect(counted).toEqual({ cards: 31, sent: 31 });
    const standingBody = await enter('thuongtruc');
    const { items } = await ok<{ items: { unitId: string }[] }>(standingBody.get('/rounds/demo-2020/cards'));
    const submissions = await ok<{ items: object[] }>(
      standingBody.get(`/rounds/demo-2020/units/${items[0]?.unitId}/submissions`),
    );
    expect(submissions.items).toMatchObject([{ number: 1, late: false, byRole: 'unit-leader' }]);
  });

  it('gives the first unit’s open card to its two contributors, area by area', async () => {
    const contributor = await enter('chuyenvien01');
    const { items } = await ok<{ items: { unitId: string }[] }>(contributor.get('/rounds/demo-2022/cards'));
    const card = await ok<Card>(contributor.get(`/rounds/demo-2022/units/${items[0]?.unitId}/card`));
    const mine = card.items.filter((item) => item.mine);
    expect(mine.length).toBeGreaterThan(5);
    expect(mine.every((item) => item.editable)).toBe(true);
    const others = card.items.filter((item) => item.assignees.length > 0 && !item.mine);
    expect(others.length).toBeGreaterThan(5);
    expect(others.some((item) => item.editable)).toBe(false);
  });
});
