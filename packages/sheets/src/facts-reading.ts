import type { CriteriaSet, FigureValue, Item } from '@parix/scoring';
import type { CellProblem, CellProblemCode } from './cell-problems.ts';
import { readBoolean, readText, type CellReading } from './cell-values.ts';
import {
  factColumns,
  headerOf,
  namedColumn,
  type FactColumns,
  type FactField,
  type LongColumn,
  type UnitColumn,
} from './fact-columns.ts';
import { EMPTY_CELL, cellText, isBlank, placeOf, type Cell, type Table } from './table.ts';

export interface FactsOptions {
  /** Units of the round: gives name, kind and block, and makes any other code a problem. */
  readonly units?: readonly KnownUnit[];
  /** Only these items are accepted (survey points, one appraiser's items). */
  readonly onlyItems?: readonly string[];
  /** Block of units for which the table gives none. */
  readonly defaultBlock?: string;
  /** Problems listed at most; `problemCount` counts all. Default 1 000. */
  readonly maxProblems?: number;
}

export interface KnownUnit {
  readonly code: string;
  readonly name?: string;
  readonly kind: string;
  readonly block: string;
  readonly unranked?: boolean;
}

export interface Address {
  readonly column: number;
  readonly row: number;
}

export interface ItemDraft {
  readonly item: Item;
  /** A list and a map made late: a country's table holds a million items, most with figures alone. */
  readonly figures: (readonly [string, FigureValue])[];
  texts: Map<string, { readonly value: string; readonly at: Address }> | null;
  claimed: boolean;
  pending: boolean;
}

export interface UnitDraft {
  readonly unit: string;
  readonly at: Address;
  readonly items: Map<string, ItemDraft>;
  readonly own: Map<UnitColumn, { readonly value: string; readonly at: Address }>;
}

export interface Reading {
  readonly set: CriteriaSet;
  readonly table: Table;
  readonly options: FactsOptions;
  readonly columns: FactColumns;
  readonly allowed: ReadonlySet<string> | null;
  readonly known: ReadonlyMap<string, KnownUnit> | null;
  readonly drafts: Map<string, UnitDraft>;
  /** Wide layout: column by item and figure. Long layout: cell by unit, item and figure. */
  readonly places: Map<string, Address>;
  readonly problems: CellProblem[];
  count: number;
}

export function startReading(set: CriteriaSet, table: Table, options: FactsOptions): Reading {
  return {
    set,
    table,
    options,
    columns: factColumns(set),
    allowed: options.onlyItems === undefined ? null : new Set(options.onlyItems),
    known: options.units === undefined ? null : new Map(options.units.map((unit) => [unit.code, unit])),
    drafts: new Map(),
    places: new Map(),
    problems: [],
    count: 0,
  };
}

interface About {
  readonly unit?: string;
  readonly item?: string;
  readonly figure?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

export function report(
  reading: Reading,
  code: CellProblemCode,
  at: Address,
  value: string,
  about: About = {},
): void {
  reading.count += 1;
  if (reading.problems.length >= (reading.options.maxProblems ?? 1000)) return;
  const { unit = null, item = null, figure = null, detail = {} } = about;
  reading.problems.push({
    code,
    place: placeOf(reading.table, at.column, at.row),
    value,
    unit,
    item,
    figure,
    detail,
  });
}

export function addressText(reading: Reading, at: Address): string {
  return placeOf(reading.table, at.column, at.row).cell;
}

export type Named = ReadonlyMap<UnitColumn | LongColumn, number>;

/** The fixed columns by header; the first of two equal ones counts, the second is reported. */
export function namedColumns(reading: Reading): Named {
  const named = new Map<UnitColumn | LongColumn, number>();
  for (const [column, header] of reading.table.header.entries()) {
    const name =
      header === '' || reading.columns.find(header) !== undefined ? undefined : namedColumn(header);
    if (name === undefined || name === 'parent' || name === 'valid-from') continue;
    const first = named.get(name);
    if (first === undefined) named.set(name, column);
    else {
      const at = { column: first, row: reading.table.headerRow };
      const detail = { first: addressText(reading, at) };
      report(reading, 'duplicate-column', { column, row: reading.table.headerRow }, header, { detail });
    }
  }
  if (!named.has('unit')) {
    const detail = { column: headerOf('unit') };
    report(reading, 'missing-column', { column: 0, row: reading.table.headerRow }, '', { detail });
  }
  return named;
}

/** The unit's code, or null when the row cannot be used; codes may be typed as numbers. */
export function unitOf(reading: Reading, cell: Cell, at: Address): string | null {
  const text = readText(cell);
  if (!text.ok) report(reading, text.code, at, cellText(cell));
  else if (text.value === '') report(reading, 'missing-unit', at, '');
  else if (reading.known !== null && !reading.known.has(text.value)) {
    report(reading, 'unknown-unit', at, text.value, { unit: text.value });
  } else return text.value;
  return null;
}

export function draftOf(reading: Reading, unit: string, at: Address): UnitDraft {
  const draft: UnitDraft = { unit, at, items: new Map(), own: new Map() };
  reading.drafts.set(unit, draft);
  return draft;
}

const OWN_COLUMNS = ['name', 'kind', 'block', 'unranked'] as const;

export function readOwnColumns(
  reading: Reading,
  draft: UnitDraft,
  named: Named,
  cells: readonly Cell[],
  row: number,
): void {
  for (const name of OWN_COLUMNS) {
    const column = named.get(name);
    const cell = column === undefined ? EMPTY_CELL : (cells[column] ?? EMPTY_CELL);
    if (column === undefined || (isBlank(cell) && cell.formula !== true)) continue;
    const at = { column, row };
    const read = name === 'unranked' ? textOfBoolean(readBoolean(cell)) : readText(cell);
    const known = draft.own.get(name);
    if (!read.ok) report(reading, read.code, at, cellText(cell), { unit: draft.unit });
    else if (known === undefined) draft.own.set(name, { value: read.value, at });
    else if (known.value !== read.value) {
      const detail = { field: name, first: addressText(reading, known.at) };
      report(reading, 'conflicting-unit', at, read.value, { unit: draft.unit, detail });
    }
  }
}

function textOfBoolean(read: CellReading<boolean>): CellReading<string> {
  return read.ok ? { ok: true, value: String(read.value) } : read;
}

export function isAllowed(reading: Reading, item: Item, at: Address, value: string): boolean {
  if (reading.allowed === null || reading.allowed.has(item.id)) return true;
  report(reading, 'item-not-asked', at, value, { item: item.id });
  return false;
}

export function figureList(item: Item): string {
  return item.figures.map((figure) => figure.key).join(', ');
}

export function reportNamelessCells(reading: Reading, cells: readonly Cell[], row: number): void {
  for (const [column, cell] of cells.entries()) {
    if ((reading.table.header[column] ?? '') === '' && !isBlank(cell)) {
      report(reading, 'column-without-name', { column, row }, cellText(cell));
    }
  }
}

export function fieldKey(field: FactField): string {
  return field.part === 'figure' ? `=${field.figure.key}` : field.part;
}

export function placeKey(unit: string | null, item: string, field: string): string {
  return JSON.stringify([unit, item, field]);
}
