import type {
  CriteriaSet,
  Figure,
  Item,
  Node,
  NotApplicable,
  Rounding,
  Rule,
  TieBreak,
} from '../../criteria-set.ts';
import type { FigureValue } from '../../criteria-set.ts';
import type { ItemFacts, UnitFacts } from '../../facts.ts';
import { flagFigure, integerFigure, sampleGroup, sampleItem, sampleSet } from '../../testing/sample-sets.ts';

/** Numbers 0 <= x < 1 that depend on the seed only. */
export type Random = () => number;
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
export const pick = <T>(random: Random, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;
const chance = (random: Random, share: number): boolean => random() < share;
const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));

export interface SampleRound {
  readonly set: CriteriaSet;
  readonly units: readonly UnitFacts[];
}
/** What a test may fix; everything else follows from the seed. */
export interface RoundWishes {
  readonly items?: number;
  readonly units?: number;
  /** Plain sets only: no caps, shares, coarse rounding or tie-breaks. */
  readonly plain?: boolean;
}

/** A small made-up round in which ties, thresholds, caps, shares and every rounding point occur. */
export function sampleRound(seed: number, wishes: RoundWishes = {}): SampleRound {
  const random = seeded(seed);
  const plain = wishes.plain ?? false;
  const items = Array.from({ length: wishes.items ?? 8 }, (_, i) => item(random, `i${i}`, plain));
  const half = Math.ceil(items.length / 2);
  const inner = sampleGroup('c1', items.slice(0, half), { level: 'criterion' });
  const areas = [sampleGroup('a1', [inner]), sampleGroup('a2', items.slice(half))];
  const basic = sampleSet(plain ? areas : [...areas, bonusArea(), deductionArea()], settings(random, plain));
  const set = plain ? basic : { ...basic, total: { ...basic.total, ...totalBounds(random) } };
  const count = wishes.units ?? 12;
  return { set, units: Array.from({ length: count }, (_, u) => unit(random, set, u)) };
}

const bonusArea = () =>
  sampleGroup(
    'bonus',
    ['b1', 'b2'].map((id) =>
      sampleItem(id, '2', { kind: 'count', count: { plus: ['n'], minus: [] }, each: '0.75' }, [
        integerFigure('n', '9'),
      ]),
    ),
    { role: 'bonus', cap: '2.5' },
  );
const deductionArea = () =>
  sampleGroup(
    'minus',
    ['d1', 'd2'].map((id) =>
      sampleItem(
        id,
        '0',
        { kind: 'deduction', start: '0', count: { plus: ['n'], minus: [] }, each: '0.5' },
        [integerFigure('n', '9')],
        {
          min: '-2',
        },
      ),
    ),
    { role: 'deduction', cap: '3' },
  );

const totalBounds = (random: Random) => ({
  floor: chance(random, 0.3) ? '1' : null,
  cap: chance(random, 0.3) ? '9' : null,
});

function settings(random: Random, plain: boolean): Partial<CriteriaSet> {
  const mode = (): Rounding['mode'] => pick(random, ['half-up', 'half-even', 'down', 'up'] as const);
  const coarse = (): Rounding | null =>
    !plain && chance(random, 0.35) ? { decimals: pick(random, [0, 1]), mode: mode() } : null;
  const breaks: readonly TieBreak[] = [
    { by: 'area', id: 'a1', prefer: 'highest' },
    { by: 'item', id: 'i0', prefer: 'lowest' },
    { by: 'points' },
    { by: 'figure', item: 'i1', figure: 'x', prefer: 'highest' },
  ];
  const tieBreak = plain ? [] : breaks.filter(() => chance(random, 0.25));
  const ties = plain
    ? pick(random, ['competition', 'dense'] as const)
    : pick(random, ['competition', 'dense', 'ordered'] as const);
  return {
    unitKinds: [
      { id: 'xa', name: 'Xã' },
      { id: 'so', name: 'Sở' },
    ],
    rounding: {
      item:
        !plain && chance(random, 0.12)
          ? null
          : { decimals: pick(random, [1, 2]), mode: plain ? 'half-up' : mode() },
      criterion: coarse(),
      area: coarse(),
      total: coarse(),
      printedIndex: { decimals: pick(random, [0, 1, 2]), mode: mode() },
      printedPoints: { decimals: 2, mode: 'half-up' },
    },
    classification: {
      basis: pick(random, ['unrounded', 'printed'] as const),
      schemes: [
        {
          kinds: null,
          bands: [
            { id: 'tot', name: 'Tốt', from: '75', inclusive: true },
            { id: 'kha', name: 'Khá', from: '50', inclusive: false },
            { id: 'kem', name: 'Kém', from: null, inclusive: true },
          ],
        },
      ],
    },
    ranking: {
      basis: pick(random, ['unrounded', 'printed'] as const),
      ties,
      tieBreak: ties === 'ordered' ? [...tieBreak, { by: 'unit-code' }] : tieBreak,
      unrankedKinds: !plain && chance(random, 0.2) ? ['so'] : [],
    },
  };
}

const zero = (random: Random) => ({ then: pick(random, ['zero', 'full-points', 'no-data'] as const) });

function rule(random: Random, max: string): Rule {
  const ratio = {
    numerator: { plus: ['x'], minus: [] },
    denominator: { plus: ['y'], minus: [] },
    zeroDenominator: zero(random),
    outside: 'clamp',
  } as const;
  const half = String(Number(max) / 2);
  const rules: readonly Rule[] = [
    {
      kind: 'ratio-linear',
      ratio,
      complement: chance(random, 0.3),
      target: pick(random, [null, '80']),
      floor: pick(random, [null, { limit: '40', inclusive: false }]),
    },
    {
      kind: 'ratio-steps',
      ratio,
      steps: [
        { limit: '90', inclusive: true, points: max },
        { limit: '66.6', inclusive: chance(random, 0.5), points: half },
        { otherwise: true, points: '0' },
      ],
    },
    {
      kind: 'ratio-linear',
      ratio: {
        ...ratio,
        numerator: { plus: ['x', 'y'], minus: ['x'] },
        zeroDenominator: { then: 'use', figure: 'x', divideBy: '2', else: 'zero' },
      },
      complement: false,
      target: null,
      floor: null,
    },
    { kind: 'deduction', start: max, count: { plus: ['x'], minus: [] }, each: '0.2' },
    { kind: 'count', count: { plus: ['x', 'y'], minus: [] }, each: '0.1' },
    {
      kind: 'sum',
      parts: [
        { figure: 'x', points: '0.1', cap: half },
        { figure: 'ok', points: half, cap: null },
      ],
    },
    {
      kind: 'formula',
      expression: 'if ok then min(max_points, x / y) else 0',
      divisionByZero: pick(random, ['zero', 'no-data'] as const),
    },
    { kind: 'all-of', figures: ['ok'], met: max, unmet: '0' },
  ];
  return pick(random, rules);
}

const POLICIES: readonly NotApplicable[] = [
  { policy: 'remove' },
  { policy: 'full-points' },
  { policy: 'zero' },
  { policy: 'older-value', ifNone: 'remove' },
];

function item(random: Random, id: string, plain: boolean): Item {
  const max = pick(random, ['1', '2', '1.5']);
  const figures: readonly Figure[] = [integerFigure('x', '12'), integerFigure('y', '12'), flagFigure('ok')];
  const policy: NotApplicable = plain
    ? pick(random, [{ policy: 'forbidden' }, { policy: 'remove' }] as const)
    : chance(random, 0.15)
      ? { policy: 'share', among: null, ifNone: 'remove' }
      : pick(random, [{ policy: 'forbidden' } as const, ...POLICIES]);
  const exempt = !plain && chance(random, 0.15) ? [{ kinds: ['so'], policy: pick(random, POLICIES) }] : [];
  return sampleItem(id, max, rule(random, max), figures, { notApplicable: policy, exemptKinds: exempt });
}

function unit(random: Random, set: CriteriaSet, at: number): UnitFacts {
  return {
    unit: `u${at}`,
    kind: chance(random, 0.8) ? 'xa' : 'so',
    block: chance(random, 0.7) ? 'A' : 'B',
    unranked: chance(random, 0.05),
    items: Object.fromEntries(itemsOf(set).map((own) => [own.id, itemFacts(random, own)])),
  };
}

export function itemsOf(set: CriteriaSet): readonly Item[] {
  const below = (node: Node): readonly Item[] =>
    node.node === 'item' ? [node] : node.children.flatMap(below);
  return set.areas.flatMap(below);
}

/** Facts that load without a problem: figures, gaps, claims where they are allowed, awards, items not judged yet. */
export function itemFacts(random: Random, own: Item): ItemFacts {
  const kind = random();
  if (kind < 0.05) return {};
  if (kind < 0.1) return { figures: figures(random, own), pending: true };
  if (kind < 0.17) {
    return {
      figures: figures(random, own),
      awarded: { points: own.min === '0' ? '0.5' : '-0.5', reason: 'thẩm định' },
    };
  }
  if (kind < 0.35 && own.notApplicable.policy !== 'forbidden') {
    return { notApplicable: { reason: 'không phát sinh' }, ...(chance(random, 0.5) ? { older: '0.3' } : {}) };
  }
  return { figures: figures(random, own) };
}

function figures(random: Random, own: Item): Record<string, FigureValue> {
  return Object.fromEntries(
    own.figures.map((figure) => {
      if (figure.type === 'boolean') return [figure.key, chance(random, 0.7)];
      return [figure.key, String(pick(random, [0, 4, 8, 9, upTo(random, 9)]))];
    }),
  );
}
