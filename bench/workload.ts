/**
 * The generated work of all benchmarks and oracle tests: 8 areas, 40 criteria, 100 items, 100.00 points in
 * steps of 0.25, ten ways of scoring, 16 items that may be not applicable. Figures cluster as real ones do
 * (denominators such as 12, 40, 200; growth of exactly 5 %), so exact ties and exact thresholds occur.
 */
import type { CriteriaSet, Figure, Item, NotApplicable, Rule } from '@parix/scoring';
import { prng, type Prng } from './prng.ts';

/** One item as plain numbers: points in hundredths, limits in whole percent. What the walks read. */
export type ItemSpec = { readonly id: string; readonly max: number; readonly mayBeNotApplicable: boolean } & (
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'tiers'; readonly steps: readonly (readonly [limit: number, points: number])[] }
  | { readonly kind: 'linear'; readonly floor: number }
  | { readonly kind: 'deduction'; readonly each: number }
  | { readonly kind: 'sum'; readonly parts: readonly number[] }
  | { readonly kind: 'growth'; readonly steps: readonly (readonly [percent: number, points: number])[] }
  | { readonly kind: 'mean' }
  | { readonly kind: 'percent' }
);
export interface Workload {
  readonly specs: readonly ItemSpec[];
  /** Item indices per criterion, criterion indices per area. */
  readonly criteria: readonly (readonly number[])[];
  readonly areas: readonly (readonly number[])[];
  readonly set: CriteriaSet;
}
/** Integers only: counts as they are, decimals and percentages in hundredths. null = not applicable. */
export type UnitFigures = readonly (readonly number[] | null)[];

const KINDS: readonly (readonly [ItemSpec['kind'], number])[] = [
  ['yes-no', 28],
  ['tiers', 18],
  ['linear', 18],
  ['deduction', 9],
  ['sum', 9],
  ['growth', 7],
  ['mean', 6],
  ['percent', 5],
];
export const BANDS = [
  ['excellent', 9000],
  ['good', 8000],
  ['fair', 7000],
  ['average', 5000],
] as const;

/** `size` items; 100 are the ordinary work, 566 the size of a national index abroad. */
export function makeWorkload(size = 100, seed = 20260701): Workload {
  const random = prng(seed);
  const repeat = Math.ceil(size / 100);
  const kinds = shuffled(
    KINDS.flatMap(([kind, count]) => Array<ItemSpec['kind']>(count * repeat).fill(kind)),
    random,
  ).slice(0, size);
  const maxima = splitPoints(10_000 * repeat, kinds.length, random);
  const specs = kinds.map((kind, index) =>
    makeSpec(kind, `i${index + 1}`, maxima[index] ?? 25, index % 6 === 1 && index < 96 * repeat, random),
  );
  const criteria = chunks(specs.length, 40 * repeat);
  const areas = chunks(criteria.length, 8);
  return { specs, criteria, areas, set: toCriteriaSet(specs, criteria, areas) };
}

export function makeUnits(workload: Workload, count: number, seed = 7): readonly UnitFigures[] {
  const random = prng(seed);
  return Array.from({ length: count }, () =>
    workload.specs.map((spec) =>
      spec.mayBeNotApplicable && random.chance(0.2) ? null : figuresOf(spec, random),
    ),
  );
}

export function figuresOf(spec: ItemSpec, random: Prng): readonly number[] {
  switch (spec.kind) {
    case 'yes-no':
      return [random.chance(0.85) ? 1 : 0];
    case 'tiers':
    case 'linear': {
      const total = random.pick([12, 20, 28, 40, 56, 60, 75, 120, 200, 250, 400, 500, 1000, 1200]);
      return [
        Math.max(0, total - random.int(0, Math.ceil(total * random.pick([0, 0.05, 0.1, 0.3, 0.6])))),
        total,
      ];
    }
    case 'deduction':
      return [random.pick([0, 0, 0, 1, 1, 2, 3, 6])];
    case 'sum':
      return spec.parts.map(() => (random.chance(0.8) ? 1 : 0));
    case 'growth': {
      const last = random.pick([10_40, 562_20, 200_00, 80_00, 1250_00, 333_40]);
      const percent = random.pick([5, 5, 3, 0, -2, 8]);
      return [Math.round((last * (100 + percent)) / 100) + random.pick([0, 0, 0, -1, 1]), last];
    }
    case 'mean':
      return [random.int(250, 500)];
    case 'percent':
      return [random.pick([10_000, 9_500, 8_750, 8_333, 7_777]) - random.int(0, 40)];
  }
}

function makeSpec(
  kind: ItemSpec['kind'],
  id: string,
  max: number,
  mayBeNotApplicable: boolean,
  random: Prng,
): ItemSpec {
  const base = { id, max, mayBeNotApplicable };
  const part = (share: number): number => Math.floor((max * share) / 25) * 25;
  switch (kind) {
    case 'tiers':
      return {
        ...base,
        kind,
        steps: [
          [100, max],
          [random.pick([95, 90]), part(0.75)],
          [random.pick([80, 70]), part(0.5)],
        ],
      };
    case 'linear':
      return { ...base, kind, floor: random.pick([0, 30, 50]) };
    case 'deduction':
      return { ...base, kind, each: random.pick([25, 50]) };
    case 'sum':
      return { ...base, kind, parts: [part(0.5), part(0.25), max - part(0.5) - part(0.25)] };
    case 'growth':
      return {
        ...base,
        kind,
        steps: [
          [105, max],
          [100, part(0.5)],
        ],
      };
    default:
      return { ...base, kind };
  }
}

/** `total` hundredths over `count` items in quarters, each at least 0.25. */
function splitPoints(total: number, count: number, random: Prng): number[] {
  const quarters = Array<number>(count).fill(1);
  let left = Math.max(0, total / 25 - count);
  while (left > 0) {
    const index = random.int(0, count - 1);
    if ((quarters[index] ?? 0) >= 12 && left < count * 8) continue;
    quarters[index] = (quarters[index] ?? 0) + 1;
    left--;
  }
  return quarters.map((quarter) => quarter * 25);
}

function shuffled<T>(values: readonly T[], random: Prng): T[] {
  const keyed = values.map((value) => ({ value, key: random.int(0, 1_000_000_000) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

function chunks(length: number, count: number): number[][] {
  return Array.from({ length: count }, (_, c) => {
    const from = Math.floor((c * length) / count);
    return Array.from({ length: Math.floor(((c + 1) * length) / count) - from }, (_, k) => from + k);
  });
}

export const hundredths = (value: number): string => {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function toCriteriaSet(
  specs: readonly ItemSpec[],
  criteria: readonly (readonly number[])[],
  areas: readonly (readonly number[])[],
): CriteriaSet {
  const sum = (indices: readonly number[]): number =>
    indices.reduce((total, i) => total + (specs[i]?.max ?? 0), 0);
  const rounding = { decimals: 2, mode: 'half-up' } as const;
  return {
    format: 'parix.criteria-set/1',
    id: 'generated-work',
    version: '1',
    title: 'Generated work of the benchmark',
    status: 'complete',
    incompleteReason: '',
    sample: true,
    act: null,
    amendedBy: [],
    sources: [],
    indexYears: { from: 2026, to: 2026 },
    unitKinds: [{ id: 'unit', name: 'unit' }],
    appraisers: [],
    calendar: { weekend: [6, 7], holidays: [], workedDays: [] },
    rounding: {
      item: rounding,
      criterion: null,
      area: null,
      total: null,
      printedIndex: rounding,
      printedPoints: rounding,
    },
    total: { max: hundredths(sum(specs.map((_, i) => i))), floor: null, cap: null },
    classification: {
      basis: 'printed',
      schemes: [
        {
          kinds: null,
          bands: [
            ...BANDS.map(([id, from]) => ({ id, name: id, from: hundredths(from), inclusive: true })),
            { id: 'weak', name: 'weak', from: null, inclusive: true },
          ],
        },
      ],
    },
    ranking: { basis: 'printed', ties: 'competition', tieBreak: [], unrankedKinds: [] },
    areas: areas.map((criterionIndices, a) => ({
      node: 'group',
      level: 'area',
      id: `a${a + 1}`,
      code: `${a + 1}`,
      name: `Area ${a + 1}`,
      max: hundredths(sum(criterionIndices.flatMap((c) => criteria[c] ?? []))),
      role: 'ordinary',
      cap: null,
      place: null,
      children: criterionIndices.map((c) => ({
        node: 'group',
        level: 'criterion',
        id: `c${c + 1}`,
        code: `${a + 1}.${c + 1}`,
        name: `Criterion ${c + 1}`,
        max: hundredths(sum(criteria[c] ?? [])),
        role: 'ordinary',
        cap: null,
        place: null,
        children: (criteria[c] ?? []).flatMap((i) => {
          const spec = specs[i];
          return spec ? [toItem(spec)] : [];
        }),
      })),
    })),
  };
}

function toItem(spec: ItemSpec): Item {
  const { figures, rule } = ruleOf(spec);
  const notApplicable: NotApplicable = spec.mayBeNotApplicable
    ? { policy: 'remove' }
    : { policy: 'forbidden' };
  return {
    node: 'item',
    level: 'sub-criterion',
    id: spec.id,
    code: spec.id,
    name: `Item ${spec.id}`,
    max: hundredths(spec.max),
    min: '0',
    figures,
    rule,
    notApplicable,
    exemptKinds: [],
    pointsFrom: 'appraisal',
    selfScored: true,
    evidence: { required: 'none', text: '' },
    appraiser: null,
    source: 'generated',
    guidance: '',
    cases: [],
    place: null,
  };
}

const count = (key: string, max: number, decimals = 0, min = 0): Figure => ({
  type: decimals > 0 ? 'decimal' : 'integer',
  key,
  label: key,
  unit: '',
  min: String(min),
  max: String(max),
  decimals,
  optional: false,
});
const flag = (key: string): Figure => ({ type: 'boolean', key, label: key, optional: false });

function ruleOf(spec: ItemSpec): { figures: readonly Figure[]; rule: Rule } {
  const ratio = (outside: 'clamp' | 'allow') =>
    ({
      numerator: { plus: ['done'], minus: [] },
      denominator: { plus: ['total'], minus: [] },
      zeroDenominator: { then: 'zero' },
      outside,
    }) as const;
  const steps = (list: readonly (readonly [number, number])[]) => [
    ...list.map(([limit, points]) => ({ limit: String(limit), inclusive: true, points: hundredths(points) })),
    { otherwise: true as const, points: '0' },
  ];
  switch (spec.kind) {
    case 'yes-no':
      return {
        figures: [flag('ok')],
        rule: { kind: 'all-of', figures: ['ok'], met: hundredths(spec.max), unmet: '0' },
      };
    case 'tiers':
      return {
        figures: [count('done', 5000), count('total', 5000)],
        rule: { kind: 'ratio-steps', ratio: ratio('clamp'), steps: steps(spec.steps) },
      };
    case 'growth':
      return {
        figures: [count('done', 2000, 2), count('total', 2000, 2)],
        rule: { kind: 'ratio-steps', ratio: { ...ratio('allow') }, steps: steps(spec.steps) },
      };
    case 'linear':
      return {
        figures: [count('done', 5000), count('total', 5000)],
        rule: {
          kind: 'ratio-linear',
          ratio: ratio('clamp'),
          complement: false,
          target: null,
          floor: spec.floor === 0 ? null : { limit: String(spec.floor), inclusive: true },
        },
      };
    case 'deduction':
      return {
        figures: [count('times', 1000)],
        rule: {
          kind: 'deduction',
          start: hundredths(spec.max),
          count: { plus: ['times'], minus: [] },
          each: hundredths(spec.each),
        },
      };
    case 'sum':
      return {
        figures: spec.parts.map((_, i) => flag(`p${i + 1}`)),
        rule: {
          kind: 'sum',
          parts: spec.parts.map((points, i) => ({
            figure: `p${i + 1}`,
            points: hundredths(points),
            cap: null,
          })),
        },
      };
    case 'mean':
      return {
        figures: [count('mean', 5, 2, 1)],
        rule: { kind: 'survey-mean', mean: 'mean', low: '1', high: '5' },
      };
    case 'percent':
      return {
        figures: [count('percent', 100, 2)],
        rule: { kind: 'survey-mean', mean: 'percent', low: '0', high: '100' },
      };
  }
}
