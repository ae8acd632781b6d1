import type {
  CriteriaSet,
  Figure,
  FigureValue,
  Item,
  NotApplicable,
  RatioStep,
  Rounding,
  Rule,
} from '../criteria-set.ts';
import type { ItemFacts, UnitFacts } from '../facts.ts';
import { formatScaled } from '../points.ts';
import { sampleGroup, sampleItem, sampleSet } from './sample-sets.ts';

/** A stream of whole numbers, the same for the same seed. */
export interface Dice {
  /** Whole number from `low` to `high`, both included. */
  roll(low: number, high: number): number;
  pick<T>(values: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  let state = (seed | 0) + 0x9e3779b9;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const roll = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return { roll, pick: (values) => values[roll(0, values.length - 1)] as (typeof values)[number] };
}

export interface RandomRound {
  readonly set: CriteriaSet;
  readonly units: readonly UnitFacts[];
}

/** A small valid set with every kind of rule and policy, and facts that meet ties, boundaries and gaps often. */
export function randomRound(seed: number): RandomRound {
  const dice = diceOf(seed);
  const set = randomSet(dice);
  const items = set.areas.flatMap((area) =>
    area.children.flatMap((node) => (node.node === 'item' ? [node] : node.children)),
  );
  const units = Array.from({ length: dice.roll(2, 12) }, (_, at) =>
    randomUnit(dice, `u${at}`, items as readonly Item[]),
  );
  return { set, units };
}

function randomRounding(dice: Dice): Rounding {
  return { decimals: dice.roll(0, 3), mode: dice.pick(['half-up', 'half-even', 'down', 'up']) };
}

function randomSet(dice: Dice): CriteriaSet {
  const rounded = dice.roll(0, 4) > 0;
  const areas = Array.from({ length: dice.roll(1, 3) }, (_, area) => {
    const criteria = Array.from({ length: dice.roll(1, 3) }, (_, criterion) => {
      const id = `${area + 1}.${criterion + 1}`;
      const items = Array.from({ length: dice.roll(1, 4) }, (_, item) =>
        randomItem(dice, `${id}.${item + 1}`),
      );
      return sampleGroup(id, items, { level: 'criterion' });
    });
    return sampleGroup(`${area + 1}`, criteria);
  });
  const bonus = sampleItem('b.1', '3', { kind: 'count', count: { plus: ['n'], minus: [] }, each: '0.5' }, [
    integer('n', 9),
  ]);
  const penalty = sampleItem(
    'd.1',
    '0',
    { kind: 'deduction', start: '0', count: { plus: ['n'], minus: [] }, each: '0.25' },
    [integer('n', 20)],
    { min: '-4' },
  );
  const extra =
    dice.roll(0, 1) === 0
      ? []
      : [
          sampleGroup('b', [bonus], { role: 'bonus', cap: '2' }),
          sampleGroup('d', [penalty], { role: 'deduction', cap: '3' }),
        ];
  const base = sampleSet(areas);
  return sampleSet([...areas, ...extra], {
    total: { max: base.total.max, floor: dice.pick([null, '0']), cap: dice.pick([null, base.total.max]) },
    unitKinds: [
      { id: 'xa', name: 'Xã' },
      { id: 'so', name: 'Sở' },
    ],
    calendar: { weekend: [6, 7], holidays: ['2025-04-30', '2025-05-01'], workedDays: ['2025-05-03'] },
    rounding: {
      item: rounded ? { ...randomRounding(dice), decimals: dice.roll(2, 3) } : null,
      criterion: dice.roll(0, 3) === 0 ? randomRounding(dice) : null,
      area: dice.roll(0, 3) === 0 ? randomRounding(dice) : null,
      total: dice.roll(0, 3) === 0 ? randomRounding(dice) : null,
      printedIndex: { decimals: dice.roll(0, 3), mode: dice.pick(['half-up', 'down']) },
      printedPoints: { decimals: 2, mode: 'half-up' },
    },
    classification: { ...base.classification, basis: dice.pick(['unrounded', 'printed']) },
    ranking: {
      basis: dice.pick(['unrounded', 'printed']),
      ties: dice.pick(['competition', 'dense']),
      tieBreak:
        dice.roll(0, 2) === 0 ? [{ by: 'area', id: '1', prefer: 'highest' }, { by: 'unit-code' }] : [],
      unrankedKinds: [],
    },
  });
}

function integer(key: string, max: number): Figure {
  return {
    type: 'integer',
    key,
    label: key,
    unit: '',
    min: '0',
    max: String(max),
    decimals: 0,
    optional: false,
  };
}

function policyOf(dice: Dice): NotApplicable {
  return dice.pick<NotApplicable>([
    { policy: 'full-points' },
    { policy: 'zero' },
    { policy: 'remove' },
    { policy: 'remove' },
    { policy: 'share', among: null, ifNone: dice.pick(['remove', 'full-points', 'zero']) },
    { policy: 'older-value', ifNone: dice.pick(['remove', 'zero']) },
  ]);
}

function randomItem(dice: Dice, id: string): Item {
  const max = dice.pick(['0.25', '0.5', '0.75', '1', '1.5', '2', '2.25', '3']);
  const { rule, figures } = randomRule(dice, max);
  return sampleItem(id, max, rule, figures, {
    notApplicable: policyOf(dice),
    exemptKinds: dice.roll(0, 9) === 0 ? [{ kinds: ['so'], policy: { policy: 'remove' } }] : [],
  });
}

function partOf(max: string, quarters: number): string {
  return formatScaled(Math.floor((Number(max) * 100 * quarters) / 4), 2);
}

function randomRule(dice: Dice, max: string): { rule: Rule; figures: readonly Figure[] } {
  const big = dice.roll(0, 7) === 0;
  const pair = [integer('x', big ? 9e15 : 5000), integer('y', big ? 9e15 : 5000)];
  const ratio = {
    numerator: { plus: ['x'], minus: dice.roll(0, 4) === 0 ? ['z'] : [] },
    denominator: { plus: ['y'], minus: [] },
    zeroDenominator: dice.pick([
      { then: 'zero' } as const,
      { then: 'not-applicable' } as const,
      { then: 'full-points' } as const,
      { then: 'no-data' } as const,
      { then: 'use', figure: 'w', divideBy: '12', else: 'not-applicable' } as const,
    ]),
    outside: dice.pick(['clamp', 'allow'] as const),
  };
  const ratioFigures = [
    ...pair,
    ...(ratio.numerator.minus.length > 0 ? [integer('z', 50)] : []),
    ...(ratio.zeroDenominator.then === 'use' ? [{ ...integer('w', 500), optional: true }] : []),
  ];
  const zero = '0';
  switch (dice.roll(0, 11)) {
    case 0: {
      const options = ['a', 'b', 'c'].map((option) => ({ id: option, label: option }));
      return {
        rule: {
          kind: 'states',
          figure: 's',
          points: options.map((option, at) => ({ option: option.id, points: partOf(max, 4 - 2 * at) })),
        },
        figures: [{ type: 'choice', key: 's', label: 's', options, optional: false }],
      };
    }
    case 1: {
      const figures = ['p', 'q']
        .slice(0, dice.roll(1, 2))
        .map((key): Figure => ({ type: 'boolean', key, label: key, optional: false }));
      return {
        rule: { kind: 'all-of', figures: figures.map((figure) => figure.key), met: max, unmet: zero },
        figures,
      };
    }
    case 2:
    case 3: {
      const limits = dice.pick([
        ['100', '95', '90'],
        ['80', '50'],
        ['99.5', '66.67', '33.3', '10', '5'],
        ['0'],
      ]);
      const steps: RatioStep[] = limits.map((limit, at) => ({
        limit,
        inclusive: limit === '100' || dice.roll(0, 1) === 0,
        points: partOf(max, Math.max(0, 4 - at)),
      }));
      return {
        rule: { kind: 'ratio-steps', ratio, steps: [...steps, { otherwise: true, points: zero }] },
        figures: ratioFigures,
      };
    }
    case 4:
    case 5: {
      const target = dice.pick([null, '80', '90', '66.6']);
      const floor =
        dice.roll(0, 1) === 0
          ? null
          : { limit: dice.pick(['60', '33.3', '0']), inclusive: dice.roll(0, 1) === 0 };
      return {
        rule: { kind: 'ratio-linear', ratio, complement: dice.roll(0, 2) === 0, target, floor },
        figures: ratioFigures,
      };
    }
    case 6:
      return {
        rule: {
          kind: 'count',
          count: { plus: ['n'], minus: ['m'] },
          each: dice.pick(['0.5', '0.125', '0.333']),
        },
        figures: [integer('n', 9), integer('m', 9)],
      };
    case 7:
      return {
        rule: {
          kind: 'sum',
          parts: [
            { figure: 'p', points: '0.25', cap: null },
            { figure: 'v', points: '0.15', cap: '0.4' },
            { figure: 'k', points: '-0.1', cap: '0.3' },
          ],
        },
        figures: [
          { type: 'boolean', key: 'p', label: 'p', optional: dice.roll(0, 1) === 0 },
          {
            type: 'decimal',
            key: 'v',
            label: 'v',
            unit: '',
            min: '-5',
            max: '20',
            decimals: 1,
            optional: false,
          },
          integer('k', 9),
        ],
      };
    case 8:
      return {
        rule: {
          kind: 'deadline',
          done: 'done',
          due: dice.pick([{ figure: 'due' }, { date: '2025-04-29' }]),
          offset: dice.roll(-6, 6),
          steps: [
            { lateUpTo: -2, points: max },
            { lateUpTo: 0, points: partOf(max, 3) },
            { lateUpTo: 5, points: partOf(max, 1) },
            { otherwise: true, points: zero },
          ],
        },
        figures: [
          { type: 'date', key: 'done', label: 'done', min: '2025-01-01', max: '2025-12-31', optional: true },
          { type: 'date', key: 'due', label: 'due', min: '2025-01-01', max: '2025-12-31', optional: false },
        ],
      };
    case 9:
      return {
        rule: {
          kind: 'survey-grades',
          grades: [
            { figure: 'a', weight: '100' },
            { figure: 'b', weight: '62.5' },
            { figure: 'c', weight: '0' },
          ],
          none: dice.pick(['no-data', 'not-applicable', 'zero']),
        },
        figures: ['a', 'b', 'c'].map((key) => integer(key, 40)),
      };
    case 10:
      return {
        rule: { kind: 'survey-mean', mean: 'm', low: '1', high: '5' },
        figures: [
          {
            type: 'decimal',
            key: 'm',
            label: 'm',
            unit: '',
            min: '1',
            max: '5',
            decimals: 2,
            optional: false,
          },
        ],
      };
    default:
      return {
        rule: {
          kind: 'formula',
          expression: `min(${max}, if x > y + 5 then ${max} else x / y * ${max})`,
          divisionByZero: dice.pick(['zero', 'not-applicable', 'full-points', 'no-data']),
        },
        figures: [integer('x', 60), integer('y', 60)],
      };
  }
}

function randomUnit(dice: Dice, unit: string, items: readonly Item[]): UnitFacts {
  return {
    unit,
    kind: dice.pick(['xa', 'so']),
    block: dice.pick(['b1', 'b2']),
    unranked: dice.roll(0, 9) === 0,
    items: Object.fromEntries(items.flatMap((item) => randomFacts(dice, item))),
  };
}

function randomFacts(dice: Dice, item: Item): readonly (readonly [string, ItemFacts])[] {
  if (dice.roll(0, 15) === 0) return [];
  const older = dice.roll(0, 3) === 0 ? { older: partOf(item.max ?? '0', dice.roll(0, 4)) } : {};
  const claim = dice.roll(0, 9) === 0 && item.notApplicable.policy !== 'forbidden';
  const awarded =
    dice.roll(0, 15) === 0 && item.max !== '0' ? { awarded: { points: '0.25', reason: 'r' } } : {};
  const facts: ItemFacts = {
    figures: Object.fromEntries(item.figures.map((figure) => [figure.key, randomValue(dice, figure)])),
    ...(claim ? { notApplicable: { reason: 'r' } } : {}),
    ...(dice.roll(0, 20) === 0 ? { pending: true } : {}),
    ...awarded,
    ...older,
  };
  return [[item.id, facts]];
}

function randomValue(dice: Dice, figure: Figure): FigureValue | null {
  if (dice.roll(0, 30) === 0 || (figure.optional && dice.roll(0, 2) === 0)) return null;
  switch (figure.type) {
    case 'boolean':
      return dice.roll(0, 2) > 0;
    case 'choice':
      return dice.pick(figure.options).id;
    case 'date':
      return `2025-0${dice.roll(4, 5)}-${String(dice.roll(1, 30)).padStart(2, '0')}`;
    default:
      return randomNumber(dice, Number(figure.min), Number(figure.max), figure.decimals);
  }
}

/** Often zero, a small divisor, or an end of the range, where ties and boundaries are. */
function randomNumber(dice: Dice, min: number, max: number, decimals: number): string {
  const scale = 10 ** decimals;
  const high = max * scale;
  const low = min * scale;
  const candidate = dice.pick([0, 12, 20, 40, 200, high, low, dice.roll(low, high), dice.roll(low, high)]);
  return formatScaled(Math.min(high, Math.max(low, candidate)), decimals);
}
