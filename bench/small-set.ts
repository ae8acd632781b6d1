import type { CriteriaSet, Figure, Item, Rule, UnitFacts } from '@parix/scoring';
import { makeWorkload } from './workload.ts';

export interface SmallItem {
  readonly id: string;
  readonly max: string;
  readonly figures: readonly Figure[];
  readonly rule: Rule;
}

/** A set of one criterion with the given items: item points rounded half-up to 2 decimals, classes by 90/80/70/50. */
export function smallSet(items: readonly SmallItem[], total: string): CriteriaSet {
  const { set } = makeWorkload();
  const area = set.areas[0];
  const criterion = area?.children[0];
  if (!area || criterion?.node !== 'group') throw new Error('the generated set has no criterion');
  return {
    ...set,
    total: { max: total, floor: null, cap: null },
    areas: [{ ...area, max: total, children: [{ ...criterion, max: total, children: items.map(toItem) }] }],
  };
}

function toItem({ id, max, figures, rule }: SmallItem): Item {
  return {
    node: 'item',
    level: 'sub-criterion',
    id,
    code: id,
    name: id,
    max,
    min: '0',
    figures,
    rule,
    notApplicable: { policy: 'forbidden' },
    exemptKinds: [],
    pointsFrom: 'appraisal',
    selfScored: true,
    evidence: { required: 'none', text: '' },
    appraiser: null,
    source: 'constructed',
    guidance: '',
    cases: [],
    place: null,
  };
}

export const number = (key: string, max: string, decimals = 0): Figure => ({
  type: decimals > 0 ? 'decimal' : 'integer',
  key,
  label: key,
  unit: '',
  min: '0',
  max,
  decimals,
  optional: false,
});
export const linear: Rule = {
  kind: 'ratio-linear',
  ratio: {
    numerator: { plus: ['a'], minus: [] },
    denominator: { plus: ['b'], minus: [] },
    zeroDenominator: { then: 'zero' },
    outside: 'clamp',
  },
  complement: false,
  target: null,
  floor: null,
};
export const atLeast = (percent: string, points: string): Rule => ({
  kind: 'ratio-steps',
  ratio: {
    numerator: { plus: ['a'], minus: [] },
    denominator: { plus: ['b'], minus: [] },
    zeroDenominator: { then: 'zero' },
    outside: 'allow',
  },
  steps: [
    { limit: percent, inclusive: true, points },
    { otherwise: true, points: '0' },
  ],
});

export const unitOf = (unit: string, items: UnitFacts['items']): UnitFacts => ({
  unit,
  kind: 'unit',
  block: 'b',
  items,
});
