import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Period,
  periodOn,
  type Periods,
  withNaming,
  withoutChange,
  withPlacing,
  withStatement,
} from './periods.ts';

const first: Period = {
  from: '2000-01-01',
  name: 'Xã A',
  kind: 'xa',
  parentId: 'p',
  namedBy: null,
  placedBy: null,
};
const names = (periods: Periods) => periods.map(({ from, name, parentId }) => [from, name, parentId]);

describe('the periods of a unit', () => {
  it('carry on what a document does not speak of', () => {
    const renamed = withStatement([first], {
      from: '2010-01-01',
      changeId: 'c1',
      naming: { name: 'Phường A', kind: 'phuong' },
    });
    const moved = withStatement(renamed, { from: '2005-01-01', changeId: 'c2', placing: { parentId: 'q' } });
    expect(names(moved)).toEqual([
      ['2000-01-01', 'Xã A', 'p'],
      ['2005-01-01', 'Xã A', 'q'],
      ['2010-01-01', 'Phường A', 'q'],
    ]);
  });

  it('hold a name and a superior given by two documents on the same day, and take back either alone', () => {
    const both = withStatement(
      withStatement([first], { from: '2025-07-01', changeId: 'n', naming: { name: 'B', kind: 'xa' } }),
      { from: '2025-07-01', changeId: 'p', placing: { parentId: 'q' } },
    );
    expect(names(both)).toEqual([
      ['2000-01-01', 'Xã A', 'p'],
      ['2025-07-01', 'B', 'q'],
    ]);
    expect(names(withoutChange(both, 'n'))[1]).toEqual(['2025-07-01', 'Xã A', 'q']);
    expect(names(withoutChange(both, 'p'))[1]).toEqual(['2025-07-01', 'B', 'p']);
    expect(withoutChange(withoutChange(both, 'p'), 'n')).toEqual([first]);
  });

  it('correct a name where it was stated, also for the days that carry it on', () => {
    const moved = withStatement([first], { from: '2010-01-01', changeId: 'c', placing: { parentId: 'q' } });
    const corrected = withNaming(moved, '2015-01-01', { name: 'Xã Á', kind: 'xa' });
    expect(names(corrected)).toEqual([
      ['2000-01-01', 'Xã Á', 'p'],
      ['2010-01-01', 'Xã Á', 'q'],
    ]);
    expect(names(withPlacing(moved, '2015-01-01', 'r'))[1]).toEqual(['2010-01-01', 'Xã A', 'r']);
    expect(names(withPlacing(moved, '2005-01-01', 'r'))[0]).toEqual(['2000-01-01', 'Xã A', 'r']);
  });

  const day = fc.integer({ min: 1, max: 28 }).map((at) => `2010-01-${String(at).padStart(2, '0')}`);
  const statement = fc.record({
    from: day,
    naming: fc.option(
      fc.constantFrom('B', 'C', 'D').map((name) => ({ name, kind: 'xa' })),
      { nil: undefined },
    ),
    placing: fc.option(
      fc.constantFrom('q', 'r', null).map((parentId) => ({ parentId })),
      { nil: undefined },
    ),
  });

  /** Two documents that speak of the same thing on the same day are refused before it comes to this. */
  const statements = fc
    .array(statement, { maxLength: 12 })
    .map((all) =>
      all.filter(
        (one, at) =>
          (one.naming ?? one.placing) &&
          !all
            .slice(0, at)
            .some(
              (other) =>
                other.from === one.from && ((other.naming && one.naming) || (other.placing && one.placing)),
            ),
      ),
    );

  it('come out the same in whatever order the documents are recorded', () => {
    fc.assert(
      fc.property(statements, fc.infiniteStream(fc.nat()), (all, order) => {
        const marked = all.map((one, at) => ({ ...one, changeId: `c${at}` }));
        const shuffled = marked
          .map((one) => ({ one, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const apply = (list: typeof marked): Periods =>
          list.reduce<Periods>(
            (periods, { naming, placing, ...rest }) =>
              withStatement(periods, { ...rest, ...(naming && { naming }), ...(placing && { placing }) }),
            [first],
          );
        expect(apply(shuffled.map(({ one }) => one))).toEqual(apply(marked));
      }),
    );
  });

  it('are as before when everything is taken back, in any order', () => {
    fc.assert(
      fc.property(statements, fc.infiniteStream(fc.nat()), (all, order) => {
        const marked = all.map((one, at) => ({ ...one, changeId: `c${at}` }));
        const full = marked.reduce<Periods>(
          (periods, { naming, placing, ...rest }) =>
            withStatement(periods, { ...rest, ...(naming && { naming }), ...(placing && { placing }) }),
          [first],
        );
        const ids = marked
          .map(({ changeId }) => ({ changeId, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const emptied = ids.reduce<Periods>(
          (periods, { changeId }) => withoutChange(periods, changeId),
          full,
        );
        expect(emptied).toEqual([first]);
      }),
    );
  });

  it('never share a first day, and the one of a day is the latest that has begun', () => {
    fc.assert(
      fc.property(statements, day, (all, asked) => {
        const periods = all.reduce<Periods>(
          (now, { naming, placing, from }, at) =>
            withStatement(now, {
              from,
              changeId: `c${at}`,
              ...(naming && { naming }),
              ...(placing && { placing }),
            }),
          [first],
        );
        const days = periods.map(({ from }) => from);
        expect(days).toEqual([...new Set(days)].sort());
        const held = days.filter((from) => from <= asked).at(-1);
        expect(periodOn(periods, asked).from).toBe(held);
      }),
    );
  });
});
