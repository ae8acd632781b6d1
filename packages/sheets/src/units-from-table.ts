import type { CellProblem } from './cell-problems.ts';
import { fold } from './cell-values.ts';
import { type Found, openRegister, type RegisterColumn, type Report } from './register-table.ts';
import { placeOf, type Table } from './table.ts';

/** One row of a register of units. Without `changedOn` it describes the unit, with it what changes from that day on. */
export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly block: string | null;
  /** Code of the superior; null: none; undefined: the table has no such column. */
  readonly parent: string | null | undefined;
  /** First day of the unit, ISO; null when the table does not say. */
  readonly validFrom: string | null;
  /** Day from which the unit no longer exists. */
  readonly validTo: string | null;
  readonly changedOn: string | null;
  readonly decisionNumber: string | null;
  readonly decisionDate: string | null;
  readonly row: number;
}
export interface UnitsOptions {
  /** Kinds allowed, by id; names are read as ids. */
  readonly kinds?: readonly { readonly id: string; readonly name: string }[];
  /** Codes of units known already, which may be parents and may change. */
  readonly knownCodes?: readonly string[];
}

const COLUMNS = [
  'unit',
  'name',
  'kind',
  'block',
  'parent',
  'valid-from',
  'valid-to',
  'changed-on',
  'decision-number',
  'decision-date',
] as const satisfies readonly RegisterColumn[];
export type UnitColumnName = (typeof COLUMNS)[number];
type Read = (column: UnitColumnName) => Found;

export interface UnitsReading {
  readonly units: readonly UnitRow[];
  readonly problems: readonly CellProblem[];
  /** 0-based places of the columns that the table has. */
  readonly columns: ReadonlyMap<UnitColumnName, number>;
}

/** Reads a register of units: code, name and kind are required. A unit may have a row for each day it changed. */
export function unitsFromTable(table: Table, options: UnitsOptions = {}): UnitsReading {
  const { columns, problems, report, rows } = openRegister(table, COLUMNS, ['unit', 'name', 'kind']);
  const units: UnitRow[] = [];
  const seen = new Map<string, { readonly column: number; readonly row: number }>();
  if (!columns.has('unit')) return { units, problems, columns };
  const hasParent = columns.has('parent');
  for (const { row, read } of rows) {
    const unit = unitRow(read, row, hasParent, options, report);
    if (unit === null) continue;
    const { at } = read('unit');
    const key = `${unit.code} ${unit.changedOn ?? ''}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, at);
      units.push(unit);
    } else {
      const cell = placeOf(table, first.column, first.row).cell;
      report('duplicate-unit', at, unit.code, { first: cell }, unit.code);
    }
  }
  checkKnown(units, options, (unit, column, code, value) =>
    report(code, { column: columns.get(column) ?? 0, row: unit.row }, value, {}, unit.code),
  );
  return { units, problems, columns };
}

function unitRow(
  read: Read,
  row: number,
  hasParent: boolean,
  options: UnitsOptions,
  report: Report,
): UnitRow | null {
  const code = read('unit');
  if (code.value === '') {
    report('missing-unit', code.at, '');
    return null;
  }
  const [name, kind, from, to] = [read('name'), read('kind'), read('valid-from'), read('valid-to')];
  if (name.value === '') report('missing-name', name.at, '', {}, code.value);
  if (from.value !== '' && to.value !== '' && to.value <= from.value) {
    report('date-order', to.at, to.value, { first: from.value }, code.value);
  }
  return {
    code: code.value,
    name: name.value,
    kind: kindOf(kind, code.value, options, report),
    block: read('block').value || null,
    parent: hasParent ? read('parent').value || null : undefined,
    validFrom: from.value || null,
    validTo: to.value || null,
    changedOn: read('changed-on').value || null,
    decisionNumber: read('decision-number').value || null,
    decisionDate: read('decision-date').value || null,
    row,
  };
}

function kindOf(kind: Found, unit: string, options: UnitsOptions, report: Report): string {
  const kinds = options.kinds;
  const list = { options: (kinds ?? []).map(({ id, name }) => `${id} (${name})`).join(', ') };
  if (kind.value === '') report('missing-kind', kind.at, '', list, unit);
  if (kind.value === '' || kinds === undefined) return kind.value;
  const found = kinds.find((one) => one.id === kind.value || fold(one.name) === fold(kind.value));
  if (found === undefined) report('unknown-kind', kind.at, kind.value, list, unit);
  return found?.id ?? kind.value;
}

type Fault = (
  unit: UnitRow,
  column: UnitColumnName,
  code: 'unknown-parent' | 'parent-cycle' | 'undescribed-unit',
  value: string,
) => void;

/**
 * Parents must be known, and what changes must be described somewhere; no unit is above itself as the table describes
 * it. Circles that only arise by changes are found when the table meets the register.
 */
function checkKnown(units: readonly UnitRow[], options: UnitsOptions, fault: Fault): void {
  const described = units.filter((unit) => unit.changedOn === null);
  const parents = new Map(described.map((unit) => [unit.code, unit.parent ?? null]));
  const known = new Set([...(options.knownCodes ?? []), ...parents.keys()]);
  const clear = new Set<string>();
  for (const unit of units) {
    if (!known.has(unit.code)) fault(unit, 'unit', 'undescribed-unit', unit.code);
    const parent = unit.parent ?? null;
    if (parent === null) continue;
    if (!known.has(parent)) fault(unit, 'parent', 'unknown-parent', parent);
    else if (unit.changedOn === null && isInCycle(unit.code, parents, clear)) {
      fault(unit, 'parent', 'parent-cycle', parent);
    }
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
