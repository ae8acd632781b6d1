import type { CellProblem, CellProblemCode } from './cell-problems.ts';
import { fold, readDate, readText } from './cell-values.ts';
import { headerOf, namedColumn } from './fact-columns.ts';
import { EMPTY_CELL, cellText, isBlank, placeOf, type Cell, type Table } from './table.ts';

export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly block: string | null;
  readonly parent: string | null;
  /** First day of validity, ISO; null when the table does not say. */
  readonly validFrom: string | null;
  readonly row: number;
}
export interface UnitsOptions {
  /** Kinds allowed, by id; names are read as ids. */
  readonly kinds?: readonly { readonly id: string; readonly name: string }[];
  /** Codes of units known already, which may be parents. */
  readonly knownCodes?: readonly string[];
}

const COLUMNS = ['unit', 'name', 'kind', 'block', 'parent', 'valid-from'] as const;
type Column = (typeof COLUMNS)[number];
interface Address {
  readonly column: number;
  readonly row: number;
}
interface Found {
  readonly value: string;
  readonly at: Address;
}

/** Reads a register of units: code, name and kind are required, block, parent and valid from optional. */
export function unitsFromTable(
  table: Table,
  options: UnitsOptions = {},
): { readonly units: readonly UnitRow[]; readonly problems: readonly CellProblem[] } {
  const problems: CellProblem[] = [];
  const report: Report = (code, at, value, detail = {}, unit = null) => {
    problems.push({
      code,
      place: placeOf(table, at.column, at.row),
      value,
      unit,
      item: null,
      figure: null,
      detail,
    });
  };
  const columns = columnsOf(table, report);
  const units: UnitRow[] = [];
  const seen = new Map<string, { readonly at: Address; readonly parentAt: Address }>();
  if (!columns.has('unit')) return { units, problems };
  for (const { row, cells } of table.rows) {
    const read = (column: Column): Found => readCell(columns.get(column), column, cells, row, report);
    const unit = unitRow(read, row, options, report);
    if (unit === null) continue;
    const at = { column: columns.get('unit') ?? 0, row };
    const first = seen.get(unit.code);
    if (first !== undefined)
      report(
        'duplicate-unit',
        at,
        unit.code,
        { first: placeOf(table, first.at.column, first.at.row).cell },
        unit.code,
      );
    else {
      seen.set(unit.code, { at, parentAt: { column: columns.get('parent') ?? 0, row } });
      units.push(unit);
    }
  }
  checkParents(units, options, (unit, code) => {
    report(
      code,
      seen.get(unit.code)?.parentAt ?? { column: 0, row: unit.row },
      unit.parent ?? '',
      {},
      unit.code,
    );
  });
  return { units, problems };
}

type Report = (
  code: CellProblemCode,
  at: Address,
  value: string,
  detail?: Readonly<Record<string, string>>,
  unit?: string | null,
) => void;

function columnsOf(table: Table, report: Report): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [column, header] of table.header.entries()) {
    const at = { column, row: table.headerRow };
    const name = COLUMNS.find((one) => one === namedColumn(header));
    const first = name === undefined ? undefined : columns.get(name);
    if (header === '') continue;
    if (name === undefined) report('unknown-column', at, header);
    else if (first === undefined) columns.set(name, column);
    else report('duplicate-column', at, header, { first: placeOf(table, first, table.headerRow).cell });
  }
  for (const name of ['unit', 'name', 'kind'] as const) {
    if (!columns.has(name))
      report('missing-column', { column: 0, row: table.headerRow }, '', { column: headerOf(name) });
  }
  return columns;
}

function readCell(
  column: number | undefined,
  name: Column,
  cells: readonly Cell[],
  row: number,
  report: Report,
): Found {
  const at = { column: column ?? 0, row };
  const cell = column === undefined ? EMPTY_CELL : (cells[column] ?? EMPTY_CELL);
  if (isBlank(cell) && cell.formula !== true) return { value: '', at };
  const read = name === 'valid-from' ? readDate(cell) : readText(cell);
  if (read.ok) return { value: read.value, at };
  report(read.code, at, cellText(cell), read.detail);
  return { value: '', at };
}

function unitRow(
  read: (column: Column) => Found,
  row: number,
  options: UnitsOptions,
  report: Report,
): UnitRow | null {
  const code = read('unit');
  if (code.value === '') {
    report('missing-unit', code.at, '');
    return null;
  }
  const [name, kind] = [read('name'), read('kind')];
  if (name.value === '') report('missing-name', name.at, '', {}, code.value);
  return {
    code: code.value,
    name: name.value,
    kind: kindOf(kind, code.value, options, report),
    block: read('block').value || null,
    parent: read('parent').value || null,
    validFrom: read('valid-from').value || null,
    row,
  };
}

function kindOf(kind: Found, unit: string, options: UnitsOptions, report: Report): string {
  const kinds = options.kinds;
  const list = { options: (kinds ?? []).map((one) => one.id).join(', ') };
  if (kind.value === '') report('missing-kind', kind.at, '', list, unit);
  if (kind.value === '' || kinds === undefined) return kind.value;
  const found = kinds.find((one) => one.id === kind.value || fold(one.name) === fold(kind.value));
  if (found === undefined) report('unknown-kind', kind.at, kind.value, list, unit);
  return found?.id ?? kind.value;
}

/** Parents must be known, and no unit may be above itself. */
function checkParents(
  units: readonly UnitRow[],
  options: UnitsOptions,
  fault: (unit: UnitRow, code: 'unknown-parent' | 'parent-cycle') => void,
): void {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]));
  const known = new Set([...(options.knownCodes ?? []), ...parents.keys()]);
  const clear = new Set<string>();
  for (const unit of units) {
    if (unit.parent === null) continue;
    if (!known.has(unit.parent)) fault(unit, 'unknown-parent');
    else if (isInCycle(unit.code, parents, clear)) fault(unit, 'parent-cycle');
  }
}

/** Walks up; codes that lead to a root are remembered in `clear`, so the whole check is linear. */
function isInCycle(code: string, parents: ReadonlyMap<string, string | null>, clear: Set<string>): boolean {
  const path: string[] = [];
  const onPath = new Set<string>();
  let at: string | null | undefined = code;
  while (at !== null && at !== undefined && !clear.has(at)) {
    if (onPath.has(at)) return at === code;
    onPath.add(at);
    path.push(at);
    at = parents.get(at);
  }
  for (const step of path) clear.add(step);
  return false;
}
