import { describe, expect, it } from 'vitest';
import { remarksOf } from './remarks.ts';
import { untilFault } from './until-fault.ts';

const closesAt = '2026-06-30T10:00:00.000Z';
const now = Date.parse('2026-06-30T03:00:00.000Z');

describe('a new deadline', () => {
  it.each([
    ['', 'unreadable'],
    ['../2026', 'unreadable'],
    ['10:00 30/06/2026', 'past'],
    ['17:00 30/06/2026', 'not-later'],
    ['17:01 30/06/2026', null],
  ] as const)('%s is judged in Vietnam time', (typed, expected) =>
    expect(untilFault(typed, closesAt, now, 'extend')).toBe(expected),
  );
  it('may lie before the former one when a card is opened again', () =>
    expect(untilFault('16:00 30/06/2026', closesAt, now, 'reopen')).toBeNull());
});

describe('remarks on items', () => {
  it('drop those without words and keep composed Vietnamese', () =>
    expect(
      remarksOf([
        { itemId: '1.1', remark: '  ' },
        { itemId: '1.2', remark: ' sửa số liệu '.normalize('NFD') },
      ]),
    ).toEqual([{ itemId: '1.2', remark: 'sửa số liệu' }]));
});
