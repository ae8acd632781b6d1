import { describe, expect, it } from 'vitest';
import type { Item, Rule } from '../criteria-set.ts';
import { randomRound } from '../testing/random-round.ts';
import { integerFigure, sampleItem, scoreOne } from '../testing/sample-sets.ts';
import { renderItem } from './render-explanation.ts';
import { renderRule } from './render-rule.ts';

const ratio: Rule = {
  kind: 'ratio-steps',
  ratio: {
    numerator: { plus: ['tong'], minus: ['qua_han', 'khong_hai_long'] },
    denominator: { plus: ['tong'], minus: [] },
    zeroDenominator: { then: 'not-applicable' },
    outside: 'reject',
  },
  steps: [
    { limit: '90', inclusive: false, points: '2' },
    { limit: '70', inclusive: true, points: '1' },
    { otherwise: true, points: '0' },
  ],
};
const figures = [
  { ...integerFigure('tong'), label: 'Tổng số hồ sơ đã tiếp nhận' },
  { ...integerFigure('qua_han'), label: 'Số hồ sơ quá hạn' },
  { ...integerFigure('khong_hai_long'), label: 'Hồ sơ không hài lòng' },
];
const item = (more: Partial<Item> = {}): Item =>
  sampleItem('5.4', '2', ratio, figures, { notApplicable: { policy: 'remove' }, ...more });

describe('a rule in words', () => {
  it('names figures by their labels, limits with their side, and every special case', () => {
    expect(renderRule(item(), 'vi')).toEqual([
      'Tỷ lệ = (Tổng số hồ sơ đã tiếp nhận - Số hồ sơ quá hạn - Hồ sơ không hài lòng) / Tổng số hồ sơ đã tiếp nhận × 100 %.',
      'Trên 90 %: 2,00 điểm.',
      'Từ 70 %: 1,00 điểm.',
      'Còn lại: 0,00 điểm.',
      'Mẫu số bằng 0: không áp dụng.',
      'Không áp dụng: bỏ khỏi điểm tối đa và quy đổi chỉ số.',
    ]);
    expect(renderRule(item(), 'en')[1]).toBe('Above 90 %: 2.00 points.');
  });

  it('exists for every kind of rule in both languages, with no key left', () => {
    for (let seed = 1; seed < 60; seed++) {
      const nodes = randomRound(seed).set.areas.flatMap((area) => area.children);
      const items = nodes.flatMap((node) => (node.node === 'item' ? [node] : node.children));
      for (const entry of items) {
        if (entry.node !== 'item') continue;
        for (const locale of ['vi', 'en'] as const) {
          const lines = renderRule(entry, locale);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.join(' ')).not.toMatch(/undefined|null|NaN/);
        }
      }
    }
  });
});

describe('an explanation in words', () => {
  it('offers each figure that alone would do', () => {
    const { explanation } = scoreOne(item(), { tong: '100', qua_han: '20', khong_hai_long: '5' });
    expect(renderItem(explanation, 'vi')).toEqual([
      '5.4: mất 1,00 điểm, đạt 1,00/2,00.',
      '75/100 = 75,00 % ≤ 90 % nên đạt bậc 2 (từ 70 %): 1,00/2,00.',
      'Để đạt bậc 1 (2,00 điểm): bớt 16 hồ sơ quá hạn.',
    ]);
  });

  it('does not print a ratio as the limit that it missed', () => {
    const { explanation } = scoreOne(item(), { tong: '99999', qua_han: '10000', khong_hai_long: '0' });
    expect(renderItem(explanation, 'vi')[1]).toBe(
      '89999/99999 ≈ 89,9999 % ≤ 90 % nên đạt bậc 2 (từ 70 %): 1,00/2,00.',
    );
  });

  it('tells full points, no data, not appraised and not applicable apart', () => {
    const words = (facts: Parameters<typeof scoreOne>[1]): readonly string[] =>
      renderItem(scoreOne(item(), facts).explanation, 'vi');
    expect(words({ tong: '10', qua_han: '0', khong_hai_long: '0' })[0]).toBe(
      '5.4: đạt điểm tối đa 2,00/2,00.',
    );
    expect(words({ tong: '10', qua_han: null, khong_hai_long: '0' })).toEqual([
      '5.4: chưa có số liệu, tạm tính 0,00/2,00 điểm.',
      'Còn thiếu: Số hồ sơ quá hạn.',
    ]);
    expect(words({ pending: true })[0]).toBe('5.4: chưa thẩm định, tạm tính 0,00/2,00 điểm.');
    expect(words({ notApplicable: { reason: 'không phát sinh hồ sơ' } })).toEqual([
      '5.4: không áp dụng, không tính vào điểm tối đa.',
      'Lý do không áp dụng: không phát sinh hồ sơ.',
    ]);
    expect(
      words({
        figures: { tong: '10', qua_han: '0', khong_hai_long: '0' },
        awarded: { points: '1.5', reason: 'thiếu tài liệu' },
      }),
    ).toEqual([
      '5.4: mất 0,50 điểm, đạt 1,50/2,00.',
      'Điểm thẩm định 1,50 (theo cách chấm: 2,00), lý do: thiếu tài liệu.',
    ]);
  });
});
