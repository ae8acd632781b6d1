import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceWork, type OpenUnit, type Worker } from './balance-work.ts';

const free = (accountId: string): Worker => ({ accountId, isBarred: () => false });
const unit = (unitId: string, left: number, ...holders: string[]): OpenUnit => ({ unitId, left, holders });
const loads = (units: readonly OpenUnit[], placed: ReadonlyMap<string, string>): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { unitId, left } of units) {
    const to = placed.get(unitId);
    if (to !== undefined) sums[to] = (sums[to] ?? 0) + left;
  }
  return sums;
};

describe('sharing out units', () => {
  it('gives the largest first to whoever has least', () => {
    const units = [unit('a', 5), unit('b', 4), unit('c', 3), unit('d', 2)];
    expect(loads(units, balanceWork(units, [free('p'), free('q')]).placed)).toEqual({ p: 7, q: 7 });
  });
  it('moves no more than need be from who has too much', () => {
    const units = [unit('a', 3, 'p'), unit('b', 3, 'p'), unit('c', 3, 'p'), unit('d', 3, 'q')];
    const { placed } = balanceWork(units, [free('p'), free('q')]);
    expect(placed.get('d')).toBe('q');
    expect([...placed.values()].filter((to) => to === 'p')).toHaveLength(2);
  });
  it('leaves what is even as it is, and what one person holds who stays', () => {
    const units = [unit('a', 3, 'p'), unit('b', 3, 'q')];
    expect([...balanceWork(units, [free('p'), free('q')]).placed]).toEqual([
      ['a', 'p'],
      ['b', 'q'],
    ]);
  });
  it('places nothing with somebody barred, and names units that nobody may judge', () => {
    const barred: Worker = { accountId: 'p', isBarred: (unitId) => unitId !== 'b' };
    const { placed, unplaced } = balanceWork([unit('a', 9, 'p'), unit('b', 1)], [barred]);
    expect([...placed]).toEqual([['b', 'p']]);
    expect(unplaced).toEqual(['a']);
  });

  const cases = fc
    .record({
      lefts: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
      people: fc.integer({ min: 1, max: 6 }),
      held: fc.array(fc.integer({ min: -1, max: 7 }), { minLength: 30, maxLength: 30 }),
      bars: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 }),
    })
    .map(({ lefts, people, held, bars }) => {
      const units = lefts.map((left, at) => {
        const holder = held[at] ?? -1;
        return unit(`u${at}`, left, ...(holder < 0 ? [] : [`p${holder}`]));
      });
      const barred = new Set(bars.map((bar) => `p${bar % people} u${bar % 30}`));
      const workers = Array.from({ length: people }, (_, at): Worker => ({
        accountId: `p${at}`,
        isBarred: (unitId) => barred.has(`p${at} ${unitId}`),
      }));
      return { units, workers };
    });

  it('loses no unit, never breaks a bar, and has nothing to move a second time', () => {
    fc.assert(
      fc.property(cases, ({ units, workers }) => {
        const { placed, unplaced } = balanceWork(units, workers);
        expect(placed.size + unplaced.length).toBe(units.length);
        for (const [unitId, to] of placed)
          expect(workers.find(({ accountId }) => accountId === to)?.isBarred(unitId)).toBe(false);
        for (const unitId of unplaced) expect(workers.every(({ isBarred }) => isBarred(unitId))).toBe(true);
        const settled = units.map((each) => ({ ...each, holders: [placed.get(each.unitId) ?? 'nobody'] }));
        expect(balanceWork(settled, workers).placed).toEqual(placed);
      }),
    );
  });
  it('ends with nobody further apart than the largest unit, where nobody is barred', () => {
    fc.assert(
      fc.property(cases, ({ units, workers }) => {
        const people = workers.map(({ accountId }) => free(accountId));
        const sums = loads(units, balanceWork(units, people).placed);
        const all = people.map(({ accountId }) => sums[accountId] ?? 0);
        const largest = Math.max(0, ...units.map(({ left }) => left));
        expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(largest);
      }),
    );
  });
});
