import { readFileSync } from 'node:fs';
import { applyAmendment, loadAmendment, loadCriteriaSet } from '@parix/criteria-sets';
import {
  compileSet,
  scoreRound,
  type CriteriaSet,
  type ItemFacts,
  type UnitFacts,
  type UnitResult,
} from '@parix/scoring';
import { factsFromTable, readTable } from '@parix/sheets';
import { describe, expect, it } from 'vitest';

const folder = new URL('../packages/criteria-sets/sets/sample-province-2020/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

function amendedSet(): CriteriaSet {
  const loaded = loadCriteriaSet(text('set.yaml'), 'set.yaml');
  const amendment = loadAmendment(text('amendment-2021.yaml'), 'amendment-2021.yaml');
  if (!loaded.ok || !amendment.ok) throw new Error('the sample set does not load');
  const amended = applyAmendment(loaded.set, amendment.amendment);
  if (!amended.ok) throw new Error(JSON.stringify(amended.problems));
  return amended.set;
}

async function read(set: CriteriaSet, name: string): Promise<readonly UnitFacts[]> {
  const bytes = readFileSync(new URL(`data/${name}`, import.meta.url));
  const table = await readTable({ bytes, name });
  if (!table.ok) throw new Error(JSON.stringify(table.problems));
  const facts = factsFromTable(set, table.table, { units: UNITS });
  expect(facts.problems).toEqual([]);
  return facts.units;
}

const UNITS: readonly { code: string; name: string; kind: string; block: string }[] = readFileSync(
  new URL('data/units.csv', import.meta.url),
  'utf8',
)
  .split('\r\n')
  .slice(1)
  .filter((line) => line !== '')
  .map(
    (line) =>
      line.match(/("([^"]*)"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')) ?? [],
  )
  .map(([code = '', name = '', kind = '', block = '']) => ({ code, name, kind, block }));

async function appraisedResult(year: string): Promise<readonly UnitResult[]> {
  const set = SET;
  const layers = [
    await read(set, `${year}-self.csv`),
    await read(set, `${year}-surveys.csv`),
    await read(set, `${year}-appraisal.csv`),
  ];
  const merged = (layers[0] ?? []).map((unit) => ({
    ...unit,
    items: layers.reduce<Record<string, ItemFacts>>((items, layer) => {
      const own = layer.find((one) => one.unit === unit.unit)?.items ?? {};
      for (const [id, facts] of Object.entries(own)) items[id] = { ...items[id], ...facts };
      return items;
    }, {}),
  }));
  const compiled = compileSet(set);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const scored = scoreRound(compiled.plan, merged);
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems.slice(0, 3)));
  return scored.result.units;
}

const SET = amendedSet();
const className = (id: string | null): string => {
  const bands = SET.classification.schemes.flatMap((scheme) => scheme.bands);
  return bands.find((band) => band.id === id)?.name ?? '';
};

describe('the demo province', () => {
  it('gives 2 tốt, 25 khá and 3 trung bình among 30 units', async () => {
    const results = await appraisedResult('2021');
    const counts: Record<string, number> = {};
    for (const unit of results) counts[className(unit.classId)] = (counts[className(unit.classId)] ?? 0) + 1;
    expect(counts).toEqual({ Tốt: 2, Khá: 25, 'Trung bình': 3 });
  });

  it('gives the district of the amended set 85.5 points over eight areas', async () => {
    const [district] = await appraisedResult('2020-huyen');
    expect(district?.points).toBe('85.5');
    expect(SET.areas.filter((area) => area.role === 'ordinary')).toHaveLength(8);
  });
});
