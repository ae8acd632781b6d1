import type { AppraisalRow } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { filterRows, isOpen } from './row-filter.ts';

const row = (unitId: string, more: object): AppraisalRow =>
  ({
    unitId,
    unitKind: 'commune',
    editable: true,
    decision: null,
    stageNow: 'first',
    openFor: null,
    outliers: [],
    reply: null,
    self: { points: '2' },
    final: null,
    ...more,
  }) as unknown as AppraisalRow;

const rows = [
  row('open', {}),
  row('barred', { editable: false }),
  row('kept', { decision: 'accept', final: { points: '2' } }),
  row('reduced', { decision: 'reduce', final: { points: '1.5' }, unitKind: 'department' }),
  row('same', { decision: 'keep', final: { points: '2.0' } }),
  row('far', { decision: 'accept', outliers: [{ label: 'Tỷ lệ' }] }),
];
const ids = (...given: Parameters<typeof filterRows> extends [unknown, ...infer Rest] ? Rest : never) =>
  filterRows(rows, ...given).map(({ unitId }) => unitId);

describe('rows of the grid', () => {
  it('are filtered by what is to be done, what is far off, what was changed, and by kind of unit', () => {
    expect(ids('all', '')).toHaveLength(6);
    expect(ids('open', '')).toEqual(['open']);
    expect(ids('outlier', '')).toEqual(['far']);
    expect(ids('differs', '')).toEqual(['reduced']);
    expect(ids('all', 'department')).toEqual(['reduced']);
  });
  it('are open at the second stage where the unit was asked or disagrees', () => {
    expect(isOpen(row('x', { stageNow: 'second', decision: 'reduce', openFor: 'contested' }))).toBe(true);
    expect(isOpen(row('x', { stageNow: 'second', decision: 'reduce' }))).toBe(false);
  });
});
