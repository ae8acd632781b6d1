import { describe, expect, it } from 'vitest';
import type { CriteriaSet, Item, RankingRule } from './criteria-set.ts';
import type { UnitFacts } from './facts.ts';
import {
  decimalFigure,
  problemCodes,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from './testing/sample-sets.ts';

function given(id: string, max: string, min = '0'): Item {
  const figure = { ...decimalFigure('p', 2, max), min } as Item['figures'][number];
  return sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [figure], {
    min,
    notApplicable: { policy: 'remove' },
  });
}

function setOf(ranking: Partial<RankingRule> = {}, more: Partial<CriteriaSet> = {}): CriteriaSet {
  return sampleSet([sampleGroup('a', [given('x', '60')]), sampleGroup('b', [given('y', '40')])], {
    ranking: { basis: 'unrounded', ties: 'competition', tieBreak: [], unrankedKinds: [], ...ranking },
    ...more,
  });
}
const unit = (code: string, x: string, y: string, more: Partial<UnitFacts> = {}): UnitFacts =>
  unitOf(code, { x: { figures: { p: x } }, y: { figures: { p: y } } }, more);

const FOUR = [unit('a', '50', '30'), unit('b', '45', '30'), unit('c', '40', '35'), unit('d', '10', '10')];

describe('ranks', () => {
  const ranks = (set: CriteriaSet, units: readonly UnitFacts[] = FOUR): readonly (number | null)[] =>
    roundOf(set, units).result.units.map((entry) => entry.rank);

  it('share ties 1-2-2-4 or 1-2-2-3', () => {
    expect(ranks(setOf())).toEqual([1, 2, 2, 4]);
    expect(ranks(setOf({ ties: 'dense' }))).toEqual([1, 2, 2, 3]);
  });

  it('part ties by the declared tie-breaks in turn', () => {
    const by = (prefer: 'highest' | 'lowest') => setOf({ tieBreak: [{ by: 'area', id: 'a', prefer }] });
    expect(ranks(by('highest'))).toEqual([1, 2, 3, 4]);
    expect(ranks(by('lowest'))).toEqual([1, 3, 2, 4]);
    expect(ranks(setOf({ tieBreak: [{ by: 'item', id: 'y', prefer: 'highest' }] }))).toEqual([1, 3, 2, 4]);
    expect(ranks(setOf({ tieBreak: [{ by: 'figure', item: 'y', figure: 'p', prefer: 'lowest' }] }))).toEqual([
      1, 2, 3, 4,
    ]);
    expect(ranks(setOf({ ties: 'ordered', tieBreak: [{ by: 'unit-code' }] }))).toEqual([1, 2, 3, 4]);
  });

  it('warn of a tie that an ordered ranking could not part', () => {
    const set = setOf({ ties: 'ordered', tieBreak: [{ by: 'points' }] });
    const { result } = roundOf(set, FOUR);
    expect(result.units.map((entry) => entry.rank)).toEqual([1, 2, 2, 4]);
    expect(result.warnings).toEqual([{ code: 'tie-not-broken', block: 'b', units: ['b', 'c'] }]);
    expect(problemCodes(setOf({ ties: 'ordered' }))).toContain('tie-break-missing');
    expect(problemCodes(setOf({ tieBreak: [{ by: 'area', id: 'x', prefer: 'highest' }] }))).toContain(
      'tie-break-unknown',
    );
  });

  it('compare unrounded indices, or the printed ones where the set says so', () => {
    const close = [unit('a', '50', '30.01'), unit('b', '50', '30.02'), unit('c', '50', '30')];
    const coarse = {
      rounding: { ...sampleSet([]).rounding, printedIndex: { decimals: 1, mode: 'half-up' } as const },
    };
    expect(ranks(setOf({}, coarse), close)).toEqual([2, 1, 3]);
    expect(ranks(setOf({ basis: 'printed' }, coarse), close)).toEqual([1, 1, 1]);
  });

  it('are given inside a block, not to unranked units or kinds, nor where nothing applies', () => {
    const nothing = unitOf('n', {
      x: { notApplicable: { reason: 'r' } },
      y: { notApplicable: { reason: 'r' } },
    });
    const units = [
      unit('a', '50', '30', { block: 'b1' }),
      unit('b', '10', '10', { block: 'b2' }),
      unit('c', '60', '40', { unranked: true, block: 'b1' }),
      nothing,
    ];
    const { result } = roundOf(setOf(), units);
    expect(result.units.map((entry) => [entry.rank, entry.classId])).toEqual([
      [1, 'tot'],
      [1, 'trung-binh'],
      [null, 'tot'],
      [null, null],
    ]);
    expect(ranks(setOf({ unrankedKinds: ['xa'] }))).toEqual([null, null, null, null]);
  });

  it('are exact where no common factor fits: a set that does not round', () => {
    const third = (code: string, n: string): UnitFacts =>
      unitOf(code, { x: { figures: { p: n } }, y: { figures: { p: '0' } } });
    const set = setOf({}, { rounding: { ...sampleSet([]).rounding, item: null } });
    expect(ranks(set, [third('a', '33.33'), third('b', '33.34'), third('c', '33.33')])).toEqual([2, 1, 2]);
  });
});

describe('bonus, deduction and bounds', () => {
  const bonus = sampleGroup('bonus', [given('plus', '9')], { role: 'bonus', cap: '5' });
  const penalty = sampleGroup('penalty', [given('minus', '0', '-9')], { role: 'deduction', cap: '3' });
  const set = (total: Partial<CriteriaSet['total']> = {}): CriteriaSet => {
    const base = setOf();
    return { ...base, areas: [...base.areas, bonus, penalty], total: { ...base.total, ...total } };
  };
  const facts = (x: string, plus: string, minus: string): UnitFacts =>
    unitOf('u', {
      x: { figures: { p: x } },
      y: { figures: { p: '40' } },
      plus: { figures: { p: plus } },
      minus: { figures: { p: minus } },
    });

  it('stand outside the maximum and are capped', () => {
    const at = (plus: string, minus: string): unknown[] => {
      const scored = roundOf(set(), [facts('50', plus, minus)]).result.units[0];
      return [scored?.points, scored?.maximum];
    };
    expect(at('2', '-1')).toEqual(['91', '100']);
    expect(at('9', '0')).toEqual(['95', '100']);
    expect(at('0', '-9')).toEqual(['87', '100']);
  });

  it('may lead above the maximum or below 0 unless the total is bounded', () => {
    const total = (bounds: Partial<CriteriaSet['total']>): string | undefined =>
      roundOf(set(bounds), [facts('60', '5', '0')]).result.units[0]?.points;
    expect(total({})).toBe('105');
    expect(total({ cap: '100' })).toBe('100');
  });

  it('keep their signs and their caps', () => {
    const wrong = sampleGroup('bonus', [given('plus', '9', '-1')], { role: 'bonus', cap: '5' });
    expect(problemCodes({ ...set(), areas: [...setOf().areas, wrong] })).toContain('points-sign');
    const ordinary = sampleGroup('a', [given('x', '100')], { cap: '5' });
    expect(problemCodes(sampleSet([ordinary]))).toContain('cap-invalid');
  });
});

describe('declared rounding points', () => {
  it('round criteria, areas and the total in turn', () => {
    const half = { decimals: 0, mode: 'half-up' } as const;
    const rounding = (more: object): CriteriaSet['rounding'] => ({ ...sampleSet([]).rounding, ...more });
    const points = (more: object): string | undefined =>
      roundOf(setOf({}, { rounding: rounding(more) }), [unit('u', '10.5', '10.4')]).result.units[0]?.points;
    expect(points({})).toBe('20.9');
    expect(points({ area: half })).toBe('21');
    expect(points({ total: half })).toBe('21');
    expect(points({ area: { decimals: 0, mode: 'down' } })).toBe('20');
    expect(points({ area: { decimals: 0, mode: 'half-even' } })).toBe('20');
  });
});

describe('classes', () => {
  const bands = (inclusive: boolean): CriteriaSet['classification'] => ({
    basis: 'unrounded',
    schemes: [
      {
        kinds: null,
        bands: [
          { id: 'tot', name: 'Tốt', from: '80', inclusive },
          { id: 'rest', name: 'Còn lại', from: null, inclusive: true },
        ],
      },
    ],
  });
  const classAt = (
    x: string,
    y: string,
    classification: CriteriaSet['classification'],
  ): string | null | undefined =>
    roundOf(setOf({}, { classification }), [unit('u', x, y)]).result.units[0]?.classId;

  it('begin exactly at their limit, or just above it', () => {
    expect([classAt('40', '40', bands(true)), classAt('40', '39.99', bands(true))]).toEqual(['tot', 'rest']);
    expect([classAt('40', '40', bands(false)), classAt('40.01', '40', bands(false))]).toEqual([
      'rest',
      'tot',
    ]);
  });

  it('go by the printed index where the set says so', () => {
    const coarse = { ...sampleSet([]).rounding, printedIndex: { decimals: 0, mode: 'half-up' } as const };
    const printed = setOf({}, { classification: { ...bands(true), basis: 'printed' }, rounding: coarse });
    expect(roundOf(printed, [unit('u', '40', '39.5')]).result.units[0]?.classId).toBe('tot');
    expect(roundOf(printed, [unit('u', '40', '39.49')]).result.units[0]?.classId).toBe('rest');
  });

  it('must fall, be complete and named once', () => {
    const codes = (list: readonly { id: string; from: string | null }[]): readonly string[] =>
      problemCodes(
        setOf(
          {},
          {
            classification: {
              basis: 'unrounded',
              schemes: [
                { kinds: null, bands: list.map((band) => ({ ...band, name: band.id, inclusive: true })) },
              ],
            },
          },
        ),
      );
    expect(codes([{ id: 'a', from: '80' }])).toContain('bands-not-complete');
    expect(
      codes([
        { id: 'a', from: '80' },
        { id: 'b', from: '90' },
        { id: 'c', from: null },
      ]),
    ).toContain('bands-order');
    expect(
      codes([
        { id: 'a', from: '80' },
        { id: 'a', from: null },
      ]),
    ).toContain('band-duplicate');
    expect(
      codes([
        { id: 'a', from: '8e1' },
        { id: 'b', from: null },
      ]),
    ).toContain('not-a-decimal');
  });
});
