import type { CriteriaSet, RoundResult } from '@parix/scoring';
import type { WritableTable } from '@parix/sheets';
import type { BlockSummary } from './score-summary.ts';

type Cell = WritableTable['rows'][number]['cells'][number];

/** The ranking as a sheet: one row per unit, printed values, then the points of every area. */
export function scoreSheet(set: CriteriaSet, blocks: readonly BlockSummary[]): WritableTable {
  const header = ['rank', 'unit', 'name', 'kind', 'block', 'points', 'maximum', 'index', 'class'];
  const units = blocks.flatMap((block) => block.units);
  return {
    sheet: 'Parix',
    header: [...header, ...set.areas.map((area) => `${area.code} ${area.name}`)],
    rows: units.map(({ name, className, result }, position) => ({
      row: position + 2,
      cells: [
        result.rank === null ? EMPTY : number(String(result.rank)),
        ...[result.unit, name, result.kind, result.block].map(text),
        number(result.printedPoints),
        exact(result.maximum),
        number(result.printedIndex),
        text(className),
        ...set.areas.map((area) => {
          const found = result.groups.find((group) => group.id === area.id && group.level === 'area');
          return found === undefined ? EMPTY : number(found.printedPoints);
        }),
      ],
    })),
  };
}

const EMPTY: Cell = { kind: 'empty' };

function text(value: string): Cell {
  return value === '' ? EMPTY : { kind: 'text', text: value };
}

function number(value: string): Cell {
  return { kind: 'number', text: value };
}

/** A maximum that took over a third of a point is no decimal: it stays the exact ratio, as text. */
function exact(value: string): Cell {
  return value.includes('/') ? text(value) : number(value);
}

/** The whole result as JSON, exact values and printed ones, with the summary a reader looks for first. */
export function scoreJson(set: CriteriaSet, result: RoundResult, blocks: readonly BlockSummary[]): string {
  const names = new Map(
    blocks.flatMap((block) => block.units.map((unit) => [unit.result.unit, unit.name] as const)),
  );
  const body = {
    format: 'parix.result/1',
    set: { id: set.id, version: set.version, title: set.title, sample: set.sample },
    engine: result.engine,
    blocks: blocks.map(({ block, mean, ranked, classes }) => ({ block, meanIndex: mean, ranked, classes })),
    units: result.units.map((unit) => ({ ...unit, name: names.get(unit.unit) ?? unit.unit })),
    warnings: result.warnings,
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
