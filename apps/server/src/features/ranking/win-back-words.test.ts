import { describe, expect, it } from 'vitest';
import type { Item, WinBack } from '@parix/scoring';
import { winBackWords } from './win-back-words.ts';

const figures: Item['figures'] = [
  {
    type: 'integer',
    key: 'ho_so',
    label: 'Hồ sơ đúng hạn',
    unit: 'hồ sơ',
    min: '0',
    max: '999',
    decimals: 0,
    optional: false,
  },
  { type: 'boolean', key: 'co', label: 'Có quy chế', optional: false },
  { type: 'choice', key: 'muc', label: 'Mức', options: [{ id: 'du', label: 'Đầy đủ' }], optional: false },
  {
    type: 'date',
    key: 'ngay',
    label: 'Ngày ban hành',
    min: '2020-01-01',
    max: '2022-01-01',
    optional: false,
  },
];
const item = { figures } as unknown as Item;
const winBack = (more: Partial<WinBack>): WinBack => ({
  figure: 'ho_so',
  label: 'Hồ sơ đúng hạn',
  unit: 'hồ sơ',
  change: '18',
  to: '450.5',
  toLabel: '450.5',
  points: '2',
  gain: '1',
  ...more,
});

describe('how points are won back', () => {
  it('is said as an official would: more or less of something, with comma decimals', () => {
    expect(winBackWords(winBack({}), item, 'vi')).toBe('Hồ sơ đúng hạn: thêm 18 hồ sơ (đạt 450,5)');
    expect(winBackWords(winBack({ change: '-2.5' }), item, 'en')).toBe(
      'Hồ sơ đúng hạn: less by 2.5 hồ sơ (to 450.5)',
    );
    expect(winBackWords(null, item, 'vi')).toBe('Đạt điểm tối đa của mục');
  });

  it('names an option, a yes and a date as the form shows them', () => {
    const to = (figure: string, value: string) =>
      winBackWords(winBack({ figure, label: 'X', change: null, to: value }), item, 'vi');
    expect(to('muc', 'du')).toBe('X: đạt "Đầy đủ"');
    expect(to('co', 'true')).toBe('X: đạt "có"');
    expect(to('ngay', '2021-03-31')).toBe('X: đạt "31/03/2021"');
  });
});
