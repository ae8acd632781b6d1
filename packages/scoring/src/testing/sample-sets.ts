import { compileSet } from '../compile-set.ts';
import type { CriteriaSet, Figure, Group, Item, Node, Rule } from '../criteria-set.ts';
import type { FactTable } from '../fact-table.ts';
import type { ItemFacts, UnitFacts } from '../facts.ts';
import { formatRatio, addFraction, parseRatio } from '../fraction.ts';
import type { Plan } from '../plan.ts';
import type { ItemExplanation, RoundResult } from '../results.ts';
import { replay } from '../explain/replay.ts';
import { explainItem } from '../explain/explain-item.ts';
import { scoreRound } from '../round-result.ts';
import type { Scores } from '../scores.ts';

/** Small sets for tests; every default is the plainest choice. */
export function sampleItem(
  id: string,
  max: string,
  rule: Rule | null,
  figures: readonly Figure[],
  more: Partial<Item> = {},
): Item {
  return {
    node: 'item',
    level: 'sub-criterion',
    id,
    code: id,
    name: `Item ${id}`,
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
    source: '',
    guidance: '',
    cases: [],
    place: null,
    ...more,
  };
}

/** A group whose maximum is the sum of its children unless stated. */
export function sampleGroup(id: string, children: readonly Node[], more: Partial<Group> = {}): Group {
  return {
    node: 'group',
    level: 'area',
    id,
    code: id,
    name: `Group ${id}`,
    max: sumOfMaxima(children),
    role: 'ordinary',
    cap: null,
    children,
    place: null,
    ...more,
  };
}

function sumOfMaxima(children: readonly Node[]): string {
  const sum = children.reduce(
    (total, child) => {
      const max = parseRatio(child.max ?? '0');
      return max === null ? total : addFraction(total, max);
    },
    parseRatio('0') ?? { n: 0, d: 1 },
  );
  return formatRatio(sum);
}

export function sampleSet(areas: readonly Group[], more: Partial<CriteriaSet> = {}): CriteriaSet {
  return {
    format: 'parix.criteria-set/1',
    id: 'sample',
    version: '1',
    title: 'Bộ tiêu chí mẫu',
    status: 'complete',
    incompleteReason: '',
    sample: true,
    act: null,
    amendedBy: [],
    sources: [],
    indexYears: { from: 2025, to: 2025 },
    unitKinds: [{ id: 'xa', name: 'Xã' }],
    appraisers: [],
    calendar: { weekend: [6, 7], holidays: [], workedDays: [] },
    rounding: {
      item: { decimals: 2, mode: 'half-up' },
      criterion: null,
      area: null,
      total: null,
      printedIndex: { decimals: 2, mode: 'half-up' },
      printedPoints: { decimals: 2, mode: 'half-up' },
    },
    total: { max: sumOfMaxima(areas.filter((area) => area.role === 'ordinary')), floor: null, cap: null },
    classification: {
      basis: 'unrounded',
      schemes: [
        {
          kinds: null,
          bands: [
            { id: 'tot', name: 'Tốt', from: '80', inclusive: true },
            { id: 'kha', name: 'Khá', from: '70', inclusive: true },
            { id: 'trung-binh', name: 'Trung bình', from: null, inclusive: true },
          ],
        },
      ],
    },
    ranking: { basis: 'unrounded', ties: 'competition', tieBreak: [], unrankedKinds: [] },
    areas,
    ...more,
  };
}

export function integerFigure(key: string, max = '1000000', optional = false, min = '0'): Figure {
  return { type: 'integer', key, label: `Số ${key}`, unit: 'hồ sơ', min, max, decimals: 0, optional };
}

export function decimalFigure(key: string, decimals: number, max = '1000000'): Figure {
  return { type: 'decimal', key, label: key, unit: '', min: '0', max, decimals, optional: false };
}

export function flagFigure(key: string): Figure {
  return { type: 'boolean', key, label: key, optional: false };
}

/** Compiles or throws with the codes, for tests that are about something else. */
export function planOf(set: CriteriaSet): Plan {
  const compiled = compileSet(set);
  if (compiled.ok) return compiled.plan;
  throw new Error(
    compiled.problems
      .map((problem) => `${problem.code} ${problem.item} ${JSON.stringify(problem.detail)}`)
      .join('\n'),
  );
}

export function problemCodes(set: CriteriaSet): readonly string[] {
  const compiled = compileSet(set);
  return (compiled.ok ? compiled.warnings : compiled.problems).map((problem) => problem.code);
}

export function unitOf(
  unit: string,
  items: Readonly<Record<string, ItemFacts>>,
  more: Partial<UnitFacts> = {},
): UnitFacts {
  return { unit, kind: 'xa', block: 'b', items, ...more };
}

export interface Round {
  readonly plan: Plan;
  readonly result: RoundResult;
  readonly table: FactTable;
  readonly scores: Scores;
}

/** Scores or throws with the codes. */
export function roundOf(set: CriteriaSet, units: readonly UnitFacts[]): Round {
  const plan = planOf(set);
  const scored = scoreRound(plan, units);
  if (!scored.ok)
    throw new Error(
      scored.problems.map((problem) => `${problem.code} ${problem.unit} ${problem.item}`).join('\n'),
    );
  return { plan, ...scored };
}

export interface OneItem {
  readonly points: string | null;
  readonly status: string;
  readonly maximum: string;
  readonly explanation: ItemExplanation;
  /** The points computed again from the explanation alone. */
  readonly replayed: string | null;
}

/** One item of one unit through everything: the columns, the result, the explanation and its replay. */
export function scoreOne(item: Item, facts: ItemFacts | ItemFacts['figures']): OneItem {
  const rest = sampleItem('rest', '10', { kind: 'given', figure: 'p', step: null }, [
    decimalFigure('p', 2, '10'),
  ]);
  const set = sampleSet([sampleGroup('a', [item, rest], item.max === '0' ? { max: '10' } : {})]);
  const own: ItemFacts = isFacts(facts) ? facts : { figures: facts ?? {} };
  const { plan, result, table, scores } = roundOf(set, [
    unitOf('u', { [item.id]: own, rest: { figures: { p: '5' } } }),
  ]);
  const explanation = explainItem(plan, table, scores, 0, item.id);
  const found = result.units[0]?.items[0];
  return {
    points: found?.points ?? null,
    status: found?.status ?? '',
    maximum: found?.maximum ?? '',
    explanation,
    replayed: replay(explanation),
  };
}

const FACT_KEYS = ['figures', 'notApplicable', 'older', 'awarded', 'pending'];

function isFacts(facts: ItemFacts | ItemFacts['figures']): facts is ItemFacts {
  return facts !== undefined && Object.keys(facts).some((key) => FACT_KEYS.includes(key));
}
