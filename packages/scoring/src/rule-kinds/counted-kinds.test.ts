import { describe, expect, it } from 'vitest';
import type { Item, Rule } from '../criteria-set.ts';
import { renderItem } from '../explain/render-explanation.ts';
import {
  decimalFigure,
  flagFigure,
  integerFigure,
  problemCodes,
  sampleGroup,
  sampleItem,
  sampleSet,
  scoreOne,
} from '../testing/sample-sets.ts';

const codesOf = (item: Item): readonly string[] => problemCodes(sampleSet([sampleGroup('a', [item])]));

describe('count', () => {
  const rule: Rule = { kind: 'count', count: { plus: ['n'], minus: [] }, each: '0.5' };
  const item = sampleItem('i', '2', rule, [{ ...integerFigure('n', '50'), label: 'Số nội quy, quy chế' }]);

  it('counts points for each up to the maximum ("mỗi nội quy, quy chế đạt 0,5, tối đa 2")', () => {
    expect(['0', '3', '4', '9'].map((n) => scoreOne(item, { n }).points)).toEqual(['0', '1.5', '2', '2']);
    expect(scoreOne(item, { n: '9' }).replayed).toBe('2');
  });

  it('says how many more bring the next points and the maximum', () => {
    const { explanation } = scoreOne(item, { n: '1' });
    expect(renderItem(explanation, 'vi')).toEqual([
      'i: mất 1,50 điểm, đạt 0,50/2,00.',
      '1 × 0,5 = 0,50.',
      'Để đạt 1,00 điểm: thêm 1 nội quy, quy chế.',
      'Để đạt 2,00 điểm: thêm 3 nội quy, quy chế.',
    ]);
  });

  it('refuses points for each that are not above 0', () => {
    expect(codesOf({ ...item, rule: { ...rule, each: '0' } })).toContain('each-negative');
  });
});

describe('deduction', () => {
  const rule: Rule = { kind: 'deduction', start: '1', count: { plus: ['n'], minus: [] }, each: '0.25' };
  const item = sampleItem('i', '1', rule, [integerFigure('n', '50')]);

  it('loses points for each occurrence, not below the least points', () => {
    expect(['0', '1', '4', '9'].map((n) => scoreOne(item, { n }).points)).toEqual(['1', '0.75', '0', '0']);
    expect(scoreOne(item, { n: '9' }).replayed).toBe('0');
    const negative = { ...item, min: '-0.5' };
    expect(['5', '6', '9'].map((n) => scoreOne(negative, { n }).points)).toEqual(['-0.25', '-0.5', '-0.5']);
  });

  it('says how many fewer occurrences win points back', () => {
    const { explanation } = scoreOne(item, { n: '6' });
    expect(explanation.lostBecause).toEqual({ code: 'occurrences', detail: { count: '6' } });
    expect(explanation.toWin.map((win) => [win.change, win.points])).toEqual([
      ['-3', '0.25'],
      ['-6', '1'],
    ]);
  });
});

describe('sum', () => {
  const rule: Rule = {
    kind: 'sum',
    parts: [
      { figure: 'bang', points: '0.25', cap: null },
      { figure: 'web', points: '0.25', cap: null },
      { figure: 'buoi', points: '0.15', cap: '0.4' },
    ],
  };
  const item = sampleItem('i', '0.8', rule, [
    flagFigure('bang'),
    flagFigure('web'),
    integerFigure('buoi', '20'),
  ]);

  it('adds parts with their own caps, at most the maximum', () => {
    const points = (bang: boolean, web: boolean, buoi: string): string | null =>
      scoreOne(item, { bang, web, buoi }).points;
    expect(points(true, false, '0')).toBe('0.25');
    expect(points(false, false, '2')).toBe('0.3');
    expect(points(false, false, '3')).toBe('0.4');
    expect(points(true, true, '3')).toBe('0.8');
    expect(scoreOne(item, { bang: true, web: true, buoi: '3' }).replayed).toBe('0.8');
  });

  it('says what each part can still add', () => {
    const { explanation } = scoreOne(item, { bang: true, web: false, buoi: '0' });
    expect(explanation.toWin.map((win) => [win.figure, win.to, win.points])).toEqual([
      ['web', 'true', '0.5'],
      ['buoi', '3', '0.65'],
    ]);
  });
});

describe('states', () => {
  const options = [
    { id: 'kip-thoi', label: 'Kịp thời' },
    { id: 'khong-kip', label: 'Không kịp thời' },
    { id: 'khong', label: 'Không ban hành' },
  ];
  const points = [
    { option: 'kip-thoi', points: '1' },
    { option: 'khong-kip', points: '0.5' },
    { option: 'khong', points: '0' },
  ];
  const item = sampleItem('i', '1', { kind: 'states', figure: 's', points }, [
    { type: 'choice', key: 's', label: 'Ban hành kế hoạch', options, optional: false },
  ]);

  it('gives the points of the state (Cà Mau 1.1.1) and names the better ones', () => {
    const { points: got, explanation, replayed } = scoreOne(item, { s: 'khong' });
    expect([got, replayed]).toEqual(['0', '0']);
    expect(renderItem(explanation, 'vi')).toEqual([
      'i: mất 1,00 điểm, đạt 0,00/1,00.',
      'Mức "Không ban hành": 0,00 điểm.',
      'Để đạt 0,50 điểm: "Ban hành kế hoạch" ở mức "Không kịp thời".',
      'Để đạt 1,00 điểm: "Ban hành kế hoạch" ở mức "Kịp thời".',
    ]);
    expect(['kip-thoi', 'khong-kip'].map((s) => scoreOne(item, { s }).points)).toEqual(['1', '0.5']);
  });

  it('must cover every option exactly once', () => {
    const rule = (list: typeof points): Item => ({
      ...item,
      rule: { kind: 'states', figure: 's', points: list },
    });
    expect(codesOf(rule(points.slice(1)))).toContain('option-missing');
    expect(codesOf(rule([...points, { option: 'khac', points: '0' }]))).toContain('option-unknown');
    expect(codesOf(rule([...points, { option: 'khong', points: '0' }]))).toContain('option-duplicate');
  });
});

describe('all-of', () => {
  const item = sampleItem('i', '1', { kind: 'all-of', figures: ['nv', 'kp'], met: '1', unmet: '0' }, [
    flagFigure('nv'),
    flagFigure('kp'),
  ]);

  it('needs every requirement (Cà Mau 1.1.2)', () => {
    const at = (nv: boolean, kp: boolean): string | null => scoreOne(item, { nv, kp }).points;
    expect([at(true, true), at(true, false), at(false, true), at(false, false)]).toEqual([
      '1',
      '0',
      '0',
      '0',
    ]);
    const { explanation, replayed } = scoreOne(item, { nv: true, kp: false });
    expect(replayed).toBe('0');
    expect(explanation.steps).toEqual([{ op: 'requirement', met: ['nv'], unmet: ['kp'], value: '0' }]);
    expect(explanation.toWin.map((win) => [win.figure, win.to, win.points])).toEqual([['kp', 'true', '1']]);
  });

  it('reads yes/no figures only', () => {
    expect(codesOf({ ...item, figures: [flagFigure('nv'), integerFigure('kp')] })).toContain('figure-type');
  });
});

describe('given', () => {
  const item = sampleItem('i', '5', { kind: 'given', figure: 'p', step: '0.25' }, [
    decimalFigure('p', 2, '5'),
  ]);

  it('takes the points as they are, in the declared steps', () => {
    expect(scoreOne(item, { p: '4.75' }).points).toBe('4.75');
    expect(scoreOne(item, { p: '4.75' }).replayed).toBe('4.75');
    expect(() => scoreOne(item, { p: '4.8' })).toThrow('points-not-in-step');
    expect(() => scoreOne(item, { p: '5.25' })).toThrow('out-of-range');
  });

  it('refuses a figure that may leave the item', () => {
    expect(codesOf({ ...item, figures: [decimalFigure('p', 2, '6')] })).toContain('points-out-of-range');
  });
});
