import { expect, it } from 'vitest';
import { readTarget } from './read-target.ts';

it('reads a quota and a number of people that go together', () => {
  expect(readTarget({ quota: '30', population: '' })).toEqual({ quota: 30, population: null });
  expect(readTarget({ quota: ' 1 200 ', population: '1200' })).toEqual({ quota: 1200, population: 1200 });
  expect(readTarget({ quota: '0', population: '' })).toEqual({ quota: 0, population: null });
  for (const [quota, population] of [
    ['', '5'],
    ['1.200', ''],
    ['30', '29'],
    ['-1', ''],
    ['0', '0'],
    ['ba', ''],
  ] as const)
    expect(readTarget({ quota, population }), `${quota} ${population}`).toBeUndefined();
});
