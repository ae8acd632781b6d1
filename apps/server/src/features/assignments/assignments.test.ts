import type { Assignment, Card, Division, UnitPerson } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

interface Page<T> {
  items: T[];
  next: string | null;
}
let test: TestApp;
let road: Road;
let second: string;
let contributor: string;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  second = await test.addAccount('chuyenvien-a2', 'contributor', { unitId: road.ids['so-a'] });
  contributor = await idOf('chuyenvien-a');
  await createRound(road, { id: 'nam-2020', indexYear: 2020 });
  await createRound(road);
  await moveRound(road, 'nam-2021', 'self-scoring');
});
afterAll(() => test.close());

const idOf = async (username: string): Promise<string> =>
  (
    await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  ).id;
const unit = (rest: string, who: 'so-a' | 'so-b' = 'so-a'): string => `/units/${road.ids[who]}${rest}`;
const card = (rest: string, round = 'nam-2021'): string => `/rounds/${round}${unit(rest)}`;
const assign = (body: object, round = 'nam-2021', who: Client = road.unitA) =>
  who.send('POST', card('/assignments', round), body);
const person = (id: string) => ({ kind: 'person', id }) as const;
const assignments = async (query = '', round = 'nam-2021'): Promise<Assignment[]> =>
  (await ok<Page<Assignment>>(road.unitA.get(card(`/assignments${query}`, round)))).items;
const heldBy = (rows: readonly Assignment[]): string[] =>
  rows.map(({ itemId, assignee }) => `${itemId} ${assignee.name}`);

describe('divisions of a unit', () => {
  it('are kept by its focal point, by name, and hold people of the unit only', async () => {
    const made = await ok<Division>(road.unitA.send('POST', unit('/divisions'), { name: 'Phòng Nội vụ' }));
    const again = await road.unitA.send('POST', unit('/divisions'), { name: 'Phòng Nội vụ' });
    expect(again.json()).toMatchObject({ code: 'already-exists' });
    const renamed = await ok<Division>(
      road.unitA.send('PATCH', unit(`/divisions/${made.id}`), { name: 'Phòng Cải cách' }),
    );
    expect(renamed).toMatchObject({ name: 'Phòng Cải cách', people: 0, endedAt: null });
    const joined = await ok<UnitPerson>(
      road.unitA.send('PUT', unit(`/divisions/${made.id}/people/${contributor}`)),
    );
    expect(joined).toMatchObject({ divisionName: 'Phòng Cải cách', roles: ['contributor'] });
    const stranger = await idOf('donvi-b');
    const refused = await road.unitA.send('PUT', unit(`/divisions/${made.id}/people/${stranger}`));
    expect(refused.statusCode).toBe(404);
    const list = await ok<Page<Division>>(road.contributor.get(unit('/divisions')));
    expect(list.items).toMatchObject([{ name: 'Phòng Cải cách', people: 1 }]);
  });

  it('are closed to other units and to those who only fill items', async () => {
    expect((await road.unitB.get(unit('/divisions'))).statusCode).toBe(403);
    expect((await road.contributor.send('POST', unit('/divisions'), { name: 'Phòng lạ' })).statusCode).toBe(
      403,
    );
    expect((await road.appraiser.get(unit('/assignable-people'))).statusCode).toBe(403);
    const seen = await ok<Page<UnitPerson>>(road.standingBody.get(unit('/assignable-people?q=chuyenvien')));
    expect(seen.items.map((each) => each.displayName)).toEqual(['Người chuyenvien-a', 'Người chuyenvien-a2']);
  });
});

describe('giving out items', () => {
  it('makes an item the person’s own, and no other: they save it, and are refused the rest', async () => {
    expect(await ok(assign({ itemIds: ['1.1'], to: person(contributor) }))).toEqual({
      assigned: 1,
      ended: 0,
      unchanged: 0,
    });
    const save = (item: string) =>
      road.contributor.send(
        'PUT',
        card(`/items/${item}`),
        { figures: {}, notApplicableReason: null, explanation: null, evidence: [] },
        { 'if-match': '"0"' },
      );
    expect((await save('1.1')).statusCode).toBe(200);
    expect((await save('1.2')).json()).toMatchObject({ code: 'forbidden' });
    const seen = await ok<Card>(road.contributor.get(card('/card')));
    expect(seen.items.find((item) => item.itemId === '1.1')).toMatchObject({
      mine: true,
      editable: true,
      assignees: [{ kind: 'person', name: 'Người chuyenvien-a' }],
    });
    expect(seen.items.find((item) => item.itemId === '1.2')).toMatchObject({
      mine: false,
      editable: false,
      assignees: [],
    });
  });

  it('gives a whole area at once, without what the unit does not score, and does nothing the second time', async () => {
    const whole = { groupIds: ['1', '2'], to: person(second) };
    expect(await ok(assign(whole))).toEqual({ assigned: 3, ended: 0, unchanged: 0 });
    expect(await ok(assign(whole))).toEqual({ assigned: 0, ended: 0, unchanged: 3 });
    expect(heldBy(await assignments('?group=1'))).toEqual([
      '1.1 Người chuyenvien-a',
      '1.1 Người chuyenvien-a2',
      '1.2 Người chuyenvien-a2',
    ]);
  });

  it('gives an item to one at a time when the former is to be replaced', async () => {
    const outcome = await ok(assign({ itemIds: ['1.1'], to: person(contributor), replace: true }));
    expect(outcome).toEqual({ assigned: 0, ended: 1, unchanged: 1 });
    expect(heldBy(await assignments('?item=1.1'))).toEqual(['1.1 Người chuyenvien-a']);
    const past = await assignments('?item=1.1&ended=true');
    expect(past.find((row) => row.endsAt !== null)).toMatchObject({ endedBy: 'Người donvi-a' });
  });

  it('two focal points who give the same item to the same person leave one assignment', async () => {
    await Promise.all(Array.from({ length: 6 }, () => assign({ itemIds: ['2.2'], to: person(contributor) })));
    expect(heldBy(await assignments('?item=2.2')).filter((row) => row.endsWith('-a'))).toHaveLength(1);
  });

  it('refuses survey items, unknown items and people of other units', async () => {
    const to = person(contributor);
    expect((await assign({ itemIds: ['2.1'], to })).json()).toMatchObject({ code: 'not-self-scored' });
    expect((await assign({ itemIds: ['1.1', '9.9'], to })).json()).toMatchObject({
      code: 'bad-request',
      errors: [{ place: '/itemIds/1', value: '9.9' }],
    });
    const stranger = await idOf('donvi-b');
    expect((await assign({ itemIds: ['1.1'], to: person(stranger) })).statusCode).toBe(404);
  });

  it('is the focal point’s alone, and ends with the deadline', async () => {
    const body = { itemIds: ['1.1'], to: person(second) };
    expect((await assign(body, 'nam-2021', road.contributor)).json()).toMatchObject({ code: 'forbidden' });
    expect((await assign(body, 'nam-2021', road.unitB)).json()).toMatchObject({ code: 'forbidden' });
    expect((await assign(body, 'nam-2021', road.standingBody)).json()).toMatchObject({ code: 'forbidden' });
    await createRound(road, { id: 'dong', selfScoringClosesAt: '2022-03-02T00:00:00Z' });
    await moveRound(road, 'dong', 'self-scoring');
    test.clock.set('2022-03-02T00:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    expect((await assign(body, 'dong')).json()).toMatchObject({
      code: 'deadline-passed',
      errors: [
        { place: 'received', value: '2022-03-02T00:00:00.000Z' },
        { place: 'deadline', value: '2022-03-02T00:00:00.000Z' },
      ],
    });
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });
});

describe('when staff change', () => {
  it('hands everything over in one act, from somebody who has left too', async () => {
    await test.owner
      .updateTable('account')
      .set({ disabledAt: '2022-03-01T07:00:00Z' })
      .where('id', '=', second)
      .execute();
    const gone = await assignments('?unreachable=true');
    expect(gone.map((row) => row.itemId)).toEqual(['1.2', '2.2']);
    expect((await assign({ itemIds: ['1.1'], to: person(second) })).statusCode).toBe(404);
    const handed = await ok(
      road.unitA.send('POST', card('/assignments/hand-over'), {
        from: person(second),
        to: person(contributor),
      }),
    );
    expect(handed).toEqual({ assigned: 1, ended: 2, unchanged: 1 });
    expect(await assignments('?unreachable=true')).toEqual([]);
    expect(heldBy(await assignments())).toEqual([
      '1.1 Người chuyenvien-a',
      '1.2 Người chuyenvien-a',
      '2.2 Người chuyenvien-a',
    ]);
  });

  it('does not end a division that still has items to fill', async () => {
    const { items } = await ok<Page<Division>>(road.unitA.get(unit('/divisions')));
    const id = items[0]?.id ?? '';
    await ok(assign({ itemIds: ['1.2'], to: { kind: 'division', id } }));
    const refused = await road.unitA.send('DELETE', unit(`/divisions/${id}`));
    expect(refused.json()).toMatchObject({
      code: 'division-in-use',
      errors: [{ place: 'round:nam-2021/item:1.2' }],
    });
    const [row] = await assignments(`?division=${id}`);
    const ended = await ok<Assignment>(road.unitA.send('DELETE', card(`/assignments/${row?.id}`)));
    expect(ended.endsAt).toBe('2022-03-01T08:00:00.000Z');
    expect(await ok(road.unitA.send('DELETE', unit(`/divisions/${id}`)))).toMatchObject({
      endedAt: '2022-03-01T08:00:00.000Z',
    });
    expect((await assign({ itemIds: ['1.2'], to: { kind: 'division', id } })).statusCode).toBe(404);
  });
});

describe('the assignment of an earlier round', () => {
  it('is taken over in one act by item, for those who are still there', async () => {
    await createRound(road, { id: 'nam-2022', indexYear: 2022 });
    await test.owner
      .insertInto('itemAssignment')
      .values({
        unitId: road.ids['so-a'],
        roundId: 'nam-2021',
        id: '01890000-0000-7000-8000-000000000001',
        itemId: '1.2',
        accountId: second,
        startsAt: '2022-03-01T07:00:00Z',
      })
      .execute();
    const copied = await ok(road.unitA.send('POST', card('/assignments/copy', 'nam-2022'), {}));
    expect(copied).toEqual({
      fromRoundId: 'nam-2021',
      assigned: 3,
      unchanged: 0,
      skipped: [{ itemId: '1.2', name: 'Người chuyenvien-a2', why: 'person-gone' }],
    });
    const again = await ok(
      road.unitA.send('POST', card('/assignments/copy', 'nam-2022'), { fromRoundId: 'nam-2021' }),
    );
    expect(again).toMatchObject({ assigned: 0, unchanged: 3 });
    const none = await road.unitA.send('POST', card('/assignments/copy', 'nam-2020'), {});
    expect(none.statusCode).toBe(404);
  });
});
