import { describe, expect, it } from 'vitest';
import type { Item, NotApplicable } from './criteria-set.ts';
import { explainItem } from './explain/explain-item.ts';
import { replay } from './explain/replay.ts';
import type { ItemFacts } from './facts.ts';
import { scoreRound } from './round-result.ts';
import {
  decimalFigure,
  integerFigure,
  planOf,
  problemCodes,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from './testing/sample-sets.ts';

function given(id: string, max: string, notApplicable: NotApplicable, more: Partial<Item> = {}): Item {
  return sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, max)], {
    notApplicable,
    ...more,
  });
}
const NONE: ItemFacts = { notApplicable: { reason: 'không phát sinh' } };
const points = (p: string): ItemFacts => ({ figures: { p } });

function itemsOf(items: readonly Item[], facts: Readonly<Record<string, ItemFacts>>, kind = 'xa') {
  const set = sampleSet([sampleGroup('a', items)], {
    unitKinds: [
      { id: 'xa', name: 'Xã' },
      { id: 'so', name: 'Sở' },
    ],
  });
  const { result, plan, table, scores } = roundOf(set, [unitOf('u', facts, { kind })]);
  const unit = result.units[0];
  const replayed = items.map((item) => replay(explainItem(plan, table, scores, 0, item.id)));
  return { unit, items: unit?.items ?? [], replayed };
}

describe('not applicable', () => {
  const rest = given('r', '4', { policy: 'forbidden' });
  const outcome = (policy: NotApplicable, facts: ItemFacts = NONE): readonly unknown[] => {
    const { unit, items, replayed } = itemsOf([given('i', '6', policy), rest], { i: facts, r: points('3') });
    const item = items[0];
    return [
      item?.status,
      item?.treatment,
      item?.points,
      item?.maximum,
      replayed[0],
      unit?.maximum,
      unit?.printedIndex,
    ];
  };

  it('may count as full points, as zero, or leave the maximum', () => {
    expect(outcome({ policy: 'full-points' })).toEqual([
      'not-applicable',
      'full-points',
      '6',
      '6',
      '6',
      '10',
      '90.00',
    ]);
    expect(outcome({ policy: 'zero' })).toEqual(['not-applicable', 'zero', '0', '6', '0', '10', '30.00']);
    expect(outcome({ policy: 'remove' })).toEqual([
      'not-applicable',
      'remove',
      null,
      '0',
      null,
      '4',
      '75.00',
    ]);
  });

  it('may take the points of an earlier period, and says what holds when there are none', () => {
    const policy: NotApplicable = { policy: 'older-value', ifNone: 'remove' };
    expect(outcome(policy, { ...NONE, older: '4.5' })).toEqual([
      'not-applicable',
      'older-value',
      '4.5',
      '6',
      '4.5',
      '10',
      '75.00',
    ]);
    expect(outcome(policy)).toEqual(['not-applicable', 'remove', null, '0', null, '4', '75.00']);
  });

  it('is refused where the item always applies', () => {
    const plan = planOf(sampleSet([sampleGroup('a', [rest])]));
    const scored = scoreRound(plan, [unitOf('u', { r: NONE })]);
    expect(scored.ok ? [] : scored.problems.map((problem) => problem.code)).toEqual([
      'not-applicable-forbidden',
    ]);
  });

  it('holds for exempt kinds whatever their figures say', () => {
    const exempt = given(
      'i',
      '6',
      { policy: 'forbidden' },
      { exemptKinds: [{ kinds: ['so'], policy: { policy: 'remove' } }] },
    );
    const facts = { i: points('1'), r: points('3') };
    expect(itemsOf([exempt, rest], facts, 'so').unit?.maximum).toBe('4');
    expect(itemsOf([exempt, rest], facts, 'xa').unit?.maximum).toBe('10');
  });
});

describe('sharing (766, 5.3: no petitions, its 6 points go to 5.2 and 5.4)', () => {
  const linear = (id: string, notApplicable: NotApplicable): Item =>
    sampleItem(
      id,
      '6',
      {
        kind: 'ratio-linear',
        ratio: {
          numerator: { plus: ['a'], minus: [] },
          denominator: { plus: ['b'], minus: [] },
          zeroDenominator: { then: notApplicable.policy === 'forbidden' ? 'zero' : 'not-applicable' },
          outside: 'reject',
        },
        complement: false,
        target: null,
        floor: null,
      },
      [integerFigure('a'), integerFigure('b')],
      { notApplicable },
    );
  const items = [
    linear('5.2', { policy: 'share', among: ['5.4'], ifNone: 'full-points' }),
    linear('5.3', { policy: 'share', among: ['5.2', '5.4'], ifNone: 'full-points' }),
    linear('5.4', { policy: 'forbidden' }),
  ];
  const figures = (a: string, b: string): ItemFacts => ({ figures: { a, b } });

  it('divides the maximum equally and scales the points before rounding', () => {
    const {
      unit,
      items: got,
      replayed,
    } = itemsOf(items, { '5.2': figures('1', '3'), '5.3': figures('0', '0'), '5.4': figures('9', '10') });
    expect(got.map((item) => [item.points, item.maximum])).toEqual([
      ['3', '9'],
      [null, '0'],
      ['8.1', '9'],
    ]);
    expect(replayed).toEqual(['3', null, '8.1']);
    expect([unit?.points, unit?.maximum]).toEqual(['11.1', '18']);
  });

  it('follows the chain when 5.2 has no denominator either', () => {
    const { unit, items: got } = itemsOf(items, {
      '5.2': figures('0', '0'),
      '5.3': figures('0', '0'),
      '5.4': figures('1', '2'),
    });
    expect(got.map((item) => [item.status, item.points, item.maximum])).toEqual([
      ['not-applicable', null, '0'],
      ['not-applicable', null, '0'],
      ['scored', '9', '18'],
    ]);
    expect(unit?.printedIndex).toBe('50.00');
  });

  it('ends in the declared policy when nobody is left', () => {
    const alone = [
      linear('x', { policy: 'share', among: ['y'], ifNone: 'full-points' }),
      linear('y', { policy: 'share', among: ['x'], ifNone: 'remove' }),
    ];
    const { items: got } = itemsOf(alone, { x: figures('0', '0'), y: figures('0', '0') });
    expect(got.map((item) => [item.treatment, item.points, item.maximum])).toEqual([
      ['full-points', '6', '6'],
      ['remove', null, '0'],
    ]);
  });

  it('never rounds above a maximum that grew by a third', () => {
    const three = ['p', 'q', 's'].map((id) => linear(id, { policy: 'forbidden' }));
    const one = given('n', '1', { policy: 'share', among: ['p', 'q', 's'], ifNone: 'zero' });
    const { unit, items: got } = itemsOf([...three, one], {
      p: figures('1', '1'),
      q: figures('1', '1'),
      s: figures('2', '3'),
      n: NONE,
    });
    expect(got.map((item) => item.maximum)).toEqual(['19/3', '19/3', '19/3', '0']);
    expect(got.map((item) => item.points)).toEqual(['6.33', '6.33', '4.22', null]);
    expect(unit?.maximum).toBe('19');
  });

  it('knows whom it shares with', () => {
    const codes = (item: Item): readonly string[] =>
      problemCodes(
        sampleSet([
          sampleGroup('a', [
            item,
            given('r', '4', { policy: 'forbidden' }),
            given('w', '0', { policy: 'forbidden' }),
          ]),
        ]),
      );
    expect(codes(given('i', '6', { policy: 'share', among: ['x'], ifNone: 'zero' }))).toContain(
      'share-unknown',
    );
    expect(codes(given('i', '6', { policy: 'share', among: ['i'], ifNone: 'zero' }))).toContain(
      'share-unknown',
    );
    expect(codes(given('i', '6', { policy: 'share', among: ['w'], ifNone: 'zero' }))).toContain(
      'share-target',
    );
  });
});

describe('the four different things', () => {
  it('zero, not applicable, no data and not appraised are told apart and counted', () => {
    const items = ['zero', 'na', 'missing', 'pending'].map((id) => given(id, '1', { policy: 'full-points' }));
    const { unit, items: got } = itemsOf(items, {
      zero: points('0'),
      na: NONE,
      pending: { ...points('1'), pending: true },
    });
    expect(got.map((item) => [item.id, item.status, item.points])).toEqual([
      ['zero', 'scored', '0'],
      ['na', 'not-applicable', '1'],
      ['missing', 'no-data', '0'],
      ['pending', 'not-appraised', '0'],
    ]);
    expect(unit?.counts).toEqual({ scored: 1, 'not-applicable': 1, 'no-data': 1, 'not-appraised': 1 });
  });

  it('points set by an appraiser stand, within the bounds, and are named when they differ', () => {
    const items = [given('i', '2', { policy: 'zero' })];
    const set = sampleSet([sampleGroup('a', items)]);
    const award = (p: string): ItemFacts => ({
      ...points('1.5'),
      awarded: { points: p, reason: 'thiếu tài liệu' },
    });
    const { result } = roundOf(set, [unitOf('u', { i: award('1') }), unitOf('v', { i: award('1.5') })]);
    expect(result.units.map((unit) => [unit.points, unit.items[0]?.awarded])).toEqual([
      ['1', true],
      ['1.5', true],
    ]);
    expect(result.warnings).toEqual([
      { code: 'awarded-differs', unit: 'u', item: 'i', byRule: '1.5', awarded: '1' },
    ]);
    const refused = ['2.01', '-0.01', '1.005', '1,5'].map((p) =>
      scoreRound(planOf(set), [unitOf('u', { i: award(p) })]),
    );
    expect(refused.map((scored) => (scored.ok ? '' : scored.problems[0]?.code))).toEqual([
      'points-out-of-range',
      'points-out-of-range',
      'too-many-decimals',
      'not-a-number',
    ]);
  });

  it('an award says so in words', () => {
    const items = [given('i', '2', { policy: 'zero' })];
    const { items: got } = itemsOf(items, {
      i: { ...points('1.5'), awarded: { points: '1', reason: 'thiếu tài liệu' } },
    });
    expect(got[0]?.printedPoints).toBe('1.00');
  });
});
