import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runHere } from './testing/run-parix.ts';

const TABLES = fileURLToPath(new URL('../../../packages/criteria-sets/golden/tables/', import.meta.url));

const published = z.object({
  means: z.array(z.object({ block: z.string(), value: z.string() })),
  rows: z.array(z.object({ block: z.string(), rank: z.number(), unit: z.string(), index: z.string() })),
});
const scored = z.object({
  blocks: z.array(z.object({ block: z.string(), meanIndex: z.string() })),
  units: z.array(
    z.object({ unit: z.string(), block: z.string(), rank: z.number(), printedIndex: z.string() }),
  ),
});

describe('tables as provinces published them', () => {
  it.each(['vinhphuc-2019', 'thanhhoa-2024', 'par-index-2012'])(
    '%s comes out of parix score',
    async (name) => {
      const folder = join(TABLES, name);
      const expected = published.parse(parse(await readFile(join(folder, 'published.yaml'), 'utf8')));
      const run = await runHere([
        'score',
        join(folder, 'set.yaml'),
        join(folder, 'facts.csv'),
        '--format',
        'json',
      ]);
      expect(run.err).toBe('');
      const { blocks, units } = scored.parse(JSON.parse(run.out));
      const rows = units.map(({ block, rank, unit, printedIndex }) => ({
        block,
        rank,
        unit,
        index: printedIndex,
      }));
      const inOrder = <T extends { block: string; rank: number; unit: string }>(
        list: readonly T[],
      ): readonly T[] =>
        list.toSorted(
          (a, b) => a.block.localeCompare(b.block) || a.rank - b.rank || a.unit.localeCompare(b.unit),
        );
      expect(inOrder(rows)).toEqual(
        inOrder(expected.rows.map(({ block, rank, unit, index }) => ({ block, rank, unit, index }))),
      );
      for (const { block, value } of expected.means) {
        expect(blocks.find((one) => one.block === block)?.meanIndex).toBe(value);
      }
    },
  );
});
