import { compileSet, scoreRound, type UnitFacts } from '@parix/scoring';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { round } from '../tools/expected-points.ts';
import { readShipped, shippedSet } from './shipped-files.ts';

const published = z.strictObject({
  title: z.string(),
  source: z.string(),
  means: z.array(z.strictObject({ block: z.string(), value: z.string(), arithmetic: z.string() })),
  rows: z.array(
    z.strictObject({
      block: z.string(),
      rank: z.int(),
      unit: z.string(),
      name: z.string(),
      index: z.string(),
    }),
  ),
});

/** The wide layout of `parix score`: unit columns, then `<item>.<figure>`. */
function factsOf(csv: string): readonly UnitFacts[] {
  const [header = [], ...rows] = csv.trim().split('\n').map(cells);
  return rows.map((row) => {
    const own = Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']));
    const items: Record<string, { figures: Record<string, string> }> = {};
    for (const [name, value] of Object.entries(own)) {
      const [item, figure] = name.split('.');
      if (item === undefined || figure === undefined) continue;
      items[item] = { figures: { ...items[item]?.figures, [figure]: value } };
    }
    return {
      unit: own['unit'] ?? '',
      name: own['name'] ?? '',
      kind: own['kind'] ?? '',
      block: own['block'] ?? '',
      items,
    };
  });
}
const cells = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((found) => found[1] ?? found[2] ?? '');

describe.each([
  ['vinhphuc-2019', 22],
  ['thanhhoa-2024', 20],
  ['par-index-2012', 19],
])('published table %s', (id, count) => {
  const table = published.parse(parse(readShipped(`golden/tables/${id}/published.yaml`)));
  const compiled = compileSet(shippedSet(`golden/tables/${id}/set.yaml`));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const scored = scoreRound(compiled.plan, factsOf(readShipped(`golden/tables/${id}/facts.csv`)));
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
  const units = scored.result.units;

  it('gives every total and rank as published', () => {
    expect(table.rows).toHaveLength(count);
    const ranked = units.map(({ unit, block, rank, printedIndex }) => ({
      unit,
      block,
      rank,
      index: printedIndex,
    }));
    expect(ranked).toEqual(table.rows.map(({ unit, block, rank, index }) => ({ unit, block, rank, index })));
  });
  it('leaves no tie open', () => {
    expect(scored.result.warnings).toEqual([]);
  });
  it.each(table.means)('gives the published mean of $block', ({ block, value }) => {
    const own = units.filter((unit) => unit.block === block);
    const mean = own.reduce((sum, unit) => sum.add(unit.index), new Fraction(0)).div(own.length);
    expect(round(mean, { decimals: 2, mode: 'half-up' }).equals(value)).toBe(true);
  });
});
