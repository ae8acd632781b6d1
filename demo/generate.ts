/**
 * Writes the demo province's files (`node --import tsx demo/generate.ts`): 30 units in one block whose round gives
 * 2 good, 25 fair and 3 average, a year before it, and one district whose appraised total is 85.5 points.
 * All of it is made up and named so; the files are then loaded through the same imports that real users use.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyAmendment, itemsOf, loadAmendment, loadCriteriaSet } from '@parix/criteria-sets';
import {
  compileSet,
  scoreRound,
  type CriteriaSet,
  type Item,
  type ItemFacts,
  type Plan,
  type UnitFacts,
  type UnitResult,
} from '@parix/scoring';
import { tableFromFacts, writeCsv, type Cell, type WritableTable } from '@parix/sheets';
import { prng, type Prng } from '../bench/prng.ts';
import { makeFacts } from './make-figures.ts';
import { DEMO_UNITS, DISTRICT, REASONS, type DemoUnit } from './units.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = '../packages/criteria-sets/sets/sample-province-2020';

interface Target {
  readonly low: number;
  readonly high: number;
}
interface MadeUnit {
  readonly unit: DemoUnit;
  readonly facts: UnitFacts;
  readonly appraised: ReadonlyMap<string, { readonly points: string; readonly reason: string }>;
}

function loadSets(): { base: CriteriaSet; amended: CriteriaSet } {
  const loaded = loadCriteriaSet(readFileSync(here(`${folder}/set.yaml`), 'utf8'), 'set.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 5)));
  const amendment = loadAmendment(
    readFileSync(here(`${folder}/amendment-2021.yaml`), 'utf8'),
    'amendment-2021.yaml',
  );
  if (!amendment.ok) throw new Error(JSON.stringify(amendment.problems.slice(0, 5)));
  const amended = applyAmendment(loaded.set, amendment.amendment);
  if (!amended.ok) throw new Error(JSON.stringify(amended.problems.slice(0, 5)));
  return { base: loaded.set, amended: amended.set };
}

function planOf(set: CriteriaSet): Plan {
  const compiled = compileSet(set);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems.slice(0, 5)));
  return compiled.plan;
}

/** Tries seeds until the unit's appraised index falls into the target. */
function makeUnit(plan: Plan, unit: DemoUnit, target: Target, seed: number, year: number): MadeUnit {
  let quality = (target.low + target.high) / 200 + 0.04;
  for (let attempt = 0; attempt < 400; attempt++) {
    const random = prng(seed * 1000 + attempt);
    const made = attemptUnit(plan, unit, quality, random, year);
    const index = Number(made.result.printedIndex);
    if (index >= target.low && index < target.high) return made.unit;
    quality = Math.min(0.995, Math.max(0.2, quality + (index < target.low ? 0.004 : -0.004)));
  }
  throw new Error(`no figures found for ${unit.code}`);
}

function attemptUnit(
  plan: Plan,
  unit: DemoUnit,
  quality: number,
  random: Prng,
  year: number,
): { unit: MadeUnit; result: UnitResult } {
  const items = itemsOf(plan.set.areas);
  const facts: Record<string, ItemFacts> = {};
  for (const item of items) facts[item.id] = makeFacts(item, quality, random, year);
  const declared: UnitFacts = {
    unit: unit.code,
    name: unit.name,
    kind: unit.kind,
    block: unit.block,
    items: facts,
  };
  const self = resultOf(plan, declared);
  const appraised = reduceSome(items, self, random);
  const result = resultOf(plan, withAppraisal(declared, appraised));
  return { unit: { unit, facts: declared, appraised }, result };
}

/** An appraiser takes something off a few items, each with a reason, in quarters of a point. */
function reduceSome(
  items: readonly Item[],
  self: UnitResult,
  random: Prng,
): Map<string, { points: string; reason: string }> {
  const appraised = new Map<string, { points: string; reason: string }>();
  const open = items.filter(
    (item) => item.pointsFrom === 'appraisal' && item.selfScored && Number(item.min) === 0,
  );
  for (let k = random.int(5, 9); k > 0; k--) {
    const item = random.pick(open);
    const own = self.items.find((one) => one.id === item.id);
    if (own?.status !== 'scored' || Number(own.printedPoints) < 0.25) continue;
    const points = Math.max(0, Math.floor(Number(own.printedPoints) * 4 - 1) / 4);
    appraised.set(item.id, { points: points.toFixed(2), reason: random.pick(REASONS) });
  }
  return appraised;
}

function withAppraisal(unit: UnitFacts, appraised: MadeUnit['appraised']): UnitFacts {
  const items = { ...unit.items };
  for (const [id, awarded] of appraised) items[id] = { ...items[id], awarded };
  return { ...unit, items };
}

function resultOf(plan: Plan, unit: UnitFacts): UnitResult {
  const scored = scoreRound(plan, [unit]);
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems.slice(0, 5)));
  const [result] = scored.result.units;
  if (!result) throw new Error('no result');
  return result;
}

/** The district of the demo history: appraised to exactly 85.5 points. */
function makeDistrict(plan: Plan): MadeUnit {
  for (let seed = 1; seed < 500; seed++) {
    const made = makeUnit(plan, DISTRICT, { low: 85.5, high: 86.4 }, seed, 2020);
    const result = resultOf(plan, withAppraisal(made.facts, made.appraised));
    const over = Math.round((Number(result.points) - 85.5) * 100);
    if (result.maximum !== '100' || over < 0) continue;
    const item = itemsOf(plan.set.areas).find((one) => takes(one, result, made, over));
    const own = result.items.find((one) => one.id === item?.id);
    if (!item || !own) continue;
    const points = ((Math.round(Number(own.printedPoints) * 100) - over) / 100).toFixed(2);
    const appraised = new Map(made.appraised);
    if (over > 0) appraised.set(item.id, { points, reason: REASONS[0] ?? '' });
    const final = resultOf(plan, withAppraisal(made.facts, appraised));
    if (final.points === '85.5') return { ...made, appraised };
  }
  throw new Error('no district of 85.5 points found');
}

function takes(item: Item, result: UnitResult, made: MadeUnit, over: number): boolean {
  const own = result.items.find((one) => one.id === item.id);
  const open = item.pointsFrom === 'appraisal' && item.selfScored && !made.appraised.has(item.id);
  return (
    open &&
    own?.status === 'scored' &&
    Math.round(Number(own.printedPoints) * 100) > over &&
    Number(item.min) === 0
  );
}

function write(name: string, table: WritableTable): void {
  writeFileSync(here(`./data/${name}`), writeCsv(table));
}

function writeRound(name: string, plan: Plan, made: readonly MadeUnit[], selfOnly = false): void {
  const items = itemsOf(plan.set.areas);
  const ids = (survey: boolean): string[] =>
    items
      .filter((item) => (item.pointsFrom !== 'appraisal' || !item.selfScored) === survey)
      .map(({ id }) => id);
  const facts = made.map((one) => one.facts);
  write(`${name}-self.csv`, tableFromFacts(plan.set, facts, { onlyItems: ids(false) }));
  if (selfOnly) return;
  write(`${name}-surveys.csv`, tableFromFacts(plan.set, facts, { onlyItems: ids(true) }));
  const rows = made.flatMap(({ unit, appraised }) =>
    [...appraised].flatMap(([item, { points, reason }]) => [
      [unit.code, item, 'points', points],
      [unit.code, item, 'reason', reason],
    ]),
  );
  write(`${name}-appraisal.csv`, {
    sheet: null,
    header: ['unit', 'item', 'figure', 'value'],
    rows: rows.map((cells, index) => ({
      row: index + 2,
      cells: cells.map((text): Cell => ({ kind: 'text', text })),
    })),
  });
}

const bands: readonly Target[] = [
  { low: 82, high: 90 },
  { low: 80.5, high: 82 },
  ...Array.from({ length: 25 }, (_, k) => ({ low: 70.3 + (k % 5) * 1.8, high: 72.2 + (k % 5) * 1.8 })),
  ...Array.from({ length: 3 }, (_, k) => ({ low: 62 + k * 2.5, high: 65 + k * 2.4 })),
];

const { base, amended } = loadSets();
const plan = planOf(amended);
const year2021 = DEMO_UNITS.map((unit, u) =>
  makeUnit(plan, unit, bands[(u * 7) % 30] ?? { low: 70, high: 79 }, 100 + u, 2021),
);
const year2020 = DEMO_UNITS.map((unit, u) => {
  const band = bands[(u * 7) % 30] ?? { low: 70, high: 79 };
  const shift = ((u * 5) % 7) - 4.5;
  return makeUnit(plan, unit, { low: band.low + shift, high: band.high + shift + 0.5 }, 500 + u, 2020);
});
writeRound('2021', plan, year2021);
writeRound('2020', plan, year2020);
writeRound('2020-huyen', plan, [makeDistrict(plan)]);
const open = planOf(base);
const started = DEMO_UNITS.filter(({ code }) => code === 'MAU-H02' || code === 'MAU-S01').map((unit, u) =>
  makeUnit(open, unit, { low: 60, high: 85 }, 900 + u, 2022),
);
writeRound('2022', open, started, true);
write('units.csv', {
  sheet: null,
  header: ['unit', 'name', 'kind', 'block', 'valid from'],
  rows: [...DEMO_UNITS, DISTRICT].map((unit, index) => ({
    row: index + 2,
    cells: [unit.code, unit.name, unit.kind, unit.block, '2016-01-01'].map((text): Cell => ({
      kind: 'text',
      text,
    })),
  })),
});
