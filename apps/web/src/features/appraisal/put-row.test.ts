import type { AppraisalRow } from '@parix/api-contract';
import { expect, it } from 'vitest';
import { newer } from './put-row.ts';

const row = (version: number, more: object = {}): AppraisalRow =>
  ({ unitId: 'so-a', itemId: '1.1', version, outliers: [], ...more }) as unknown as AppraisalRow;
const known = row(1, { decision: null, outliers: [{ label: 'Tỷ lệ' }] });

it('puts a saved row in place of the one before and keeps how its figures lie among those of all units', () => {
  expect(newer(known, row(2, { decision: 'accept' }))).toEqual({
    ...row(2, { decision: 'accept' }),
    outliers: [{ label: 'Tỷ lệ' }],
  });
});

it('leaves a newer row and the rows of others', () => {
  expect(newer(known, row(0))).toBe(known);
  expect(newer(known, row(2, { unitId: 'so-b' }))).toBe(known);
  expect(newer(known, row(2, { itemId: '1.2' }))).toBe(known);
});
