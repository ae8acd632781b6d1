import type { CriteriaSet, FigureValue, Item, ItemFacts, UnitFacts } from '@parix/scoring';
import type { CellProblem, CellProblemCode } from './cell-problems.ts';
import {
  fold,
  isNotApplicable,
  readBoolean,
  readFigure,
  readNumber,
  readText,
  type CellReading,
} from './cell-values.ts';
import {
  factColumns,
  headerOf,
  namedColumn,
  type FactColumns,
  type FactField,
  type FactTarget,
  type LongColumn,
  type UnitColumn,
} from './fact-columns.ts';
import { EMPTY_CELL, cellText, isBlank, placeOf, type Cell, type CellPlace, type Table } from './table.ts';

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
export interface FactsReading {
  readonly units: readonly UnitFacts[];
  readonly problems: readonly CellProblem[];
  readonly problemCount: number;
  /** Where a fact was read, so that a later fault (of the engine) can name its cell too. */
  readonly cellOf: (unit: string, item: string | null, figure: string | null) => CellPlace | null;
}

/**
 * Reads units' facts from a wide table (one row per unit, one column per figure) or a long one (columns
 * unit, item, figure, value). Every cell is judged by itself, so all faults are reported at once; a table
 * with problems must not be imported in part.
 */
export function factsFromTable(set: CriteriaSet, table: Table, options: FactsOptions = {}): FactsReading {
  const reading = startReading(set, table, options);
  const named = namedColumns(reading);
  if (named.has('item') && named.has('value')) readLong(reading, named);
  else readWide(reading, named);
  const units = [...reading.drafts.values()].map((draft) => finishUnit(reading, draft));
  return {
    units,
    problems: reading.problems,
    problemCount: reading.count,
    cellOf: (...at) => cellOf(reading, ...at),
  };
}

interface ItemDraft {
  readonly item: Item;
  readonly figures: Map<string, FigureValue>;
  readonly texts: Map<string, { readonly value: string; readonly at: Address }>;
  claimed: boolean;
  pending: boolean;
}
interface Address {
  readonly column: number;
  readonly row: number;
}
interface UnitDraft {
  readonly unit: string;
  readonly at: Address;
  readonly items: Map<string, ItemDraft>;
  readonly own: Map<UnitColumn, { readonly value: string; readonly at: Address }>;
}
interface Reading {
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

function startReading(set: CriteriaSet, table: Table, options: FactsOptions): Reading {
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

function report(
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

function addressText(reading: Reading, at: Address): string {
  return placeOf(reading.table, at.column, at.row).cell;
}

type Named = ReadonlyMap<UnitColumn | LongColumn, number>;

/** The fixed columns by header; the first of two equal ones counts, the second is reported. */
function namedColumns(reading: Reading): Named {
  const named = new Map<UnitColumn | LongColumn, number>();
  for (const [column, header] of reading.table.header.entries()) {
    const name = header === '' || isItemHeader(reading, header) ? undefined : namedColumn(header);
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

function isItemHeader(reading: Reading, header: string): boolean {
  return reading.columns.find(header) !== undefined;
}

function readWide(reading: Reading, named: Named): void {
  const unitColumn = named.get('unit');
  if (unitColumn === undefined) return;
  const targets = itemColumns(reading, named);
  for (const { row, cells } of reading.table.rows) {
    const at = { column: unitColumn, row };
    const unit = unitOf(reading, cells[unitColumn] ?? EMPTY_CELL, at);
    if (unit === null) continue;
    const first = reading.drafts.get(unit)?.at;
    if (first !== undefined) {
      report(reading, 'duplicate-unit', at, unit, { unit, detail: { first: addressText(reading, first) } });
      continue;
    }
    const draft = draftOf(reading, unit, at);
    readOwnColumns(reading, draft, named, cells, row);
    for (const [column, target] of targets) {
      const cell = cells[column] ?? EMPTY_CELL;
      if (!isBlank(cell) || cell.formula === true) readFact(reading, draft, target, cell, { column, row });
    }
    reportNamelessCells(reading, cells, row);
  }
}

function itemColumns(reading: Reading, named: Named): readonly (readonly [number, FactTarget])[] {
  const fixed = new Set(named.values());
  const targets: [number, FactTarget][] = [];
  for (const [column, header] of reading.table.header.entries()) {
    if (header === '' || fixed.has(column)) continue;
    const at = { column, row: reading.table.headerRow };
    const target = targetOf(reading, header, at);
    if (target === null) continue;
    const key = placeKey(null, target.item.id, fieldKey(target.field));
    const first = reading.places.get(key);
    if (first !== undefined) {
      report(reading, 'duplicate-column', at, header, { detail: { first: addressText(reading, first) } });
    } else {
      reading.places.set(key, at);
      targets.push([column, target]);
    }
  }
  return targets;
}

function targetOf(reading: Reading, header: string, at: Address): FactTarget | null {
  const target = reading.columns.find(header);
  if (target === 'ambiguous') {
    const example = header.replace(/\.([^.]*)$/, '#$1');
    report(reading, 'ambiguous-column', at, header, { detail: { example } });
    return null;
  }
  if (target === undefined) {
    if (namedColumn(header) === undefined) reportUnknownHeader(reading, header, at);
    return null;
  }
  return isAllowed(reading, target.item, at, header) ? target : null;
}

/** Tells a wrong figure of a known item from a column that means nothing. */
function reportUnknownHeader(reading: Reading, header: string, at: Address): void {
  const split = Math.max(header.lastIndexOf('.'), header.lastIndexOf('#'));
  const item =
    reading.columns.itemByName.get(header) ??
    reading.columns.itemByName.get(header.slice(0, Math.max(split, 0)));
  if (item === undefined) report(reading, 'unknown-column', at, header);
  else
    report(reading, 'unknown-figure', at, header, { item: item.id, detail: { options: figureList(item) } });
}

function figureList(item: Item): string {
  return item.figures.map((figure) => figure.key).join(', ');
}

function isAllowed(reading: Reading, item: Item, at: Address, value: string): boolean {
  if (reading.allowed === null || reading.allowed.has(item.id)) return true;
  report(reading, 'item-not-asked', at, value, { item: item.id });
  return false;
}

function reportNamelessCells(reading: Reading, cells: readonly Cell[], row: number): void {
  for (const [column, cell] of cells.entries()) {
    if ((reading.table.header[column] ?? '') === '' && !isBlank(cell)) {
      report(reading, 'column-without-name', { column, row }, cellText(cell));
    }
  }
}

function readLong(reading: Reading, named: Named): void {
  const [unitColumn, itemColumn = 0, valueColumn = 0] = [
    named.get('unit'),
    named.get('item'),
    named.get('value'),
  ];
  if (unitColumn === undefined) return;
  reportStrangeColumns(reading, named);
  for (const { row, cells } of reading.table.rows) {
    const at = { column: unitColumn, row };
    const unit = unitOf(reading, cells[unitColumn] ?? EMPTY_CELL, at);
    if (unit === null) continue;
    const draft = reading.drafts.get(unit) ?? draftOf(reading, unit, at);
    readOwnColumns(reading, draft, named, cells, row);
    reportNamelessCells(reading, cells, row);
    const itemCell = cells[itemColumn] ?? EMPTY_CELL;
    if (isBlank(itemCell)) continue;
    const target = longTarget(reading, named, cells, row, unit);
    const cell = cells[valueColumn] ?? EMPTY_CELL;
    if (target === null || (isBlank(cell) && cell.formula !== true)) continue;
    const key = placeKey(unit, target.item.id, fieldKey(target.field));
    const first = reading.places.get(key);
    if (first !== undefined) {
      const detail = { first: addressText(reading, first) };
      report(reading, 'duplicate-value', { column: valueColumn, row }, cellText(cell), {
        unit,
        item: target.item.id,
        detail,
      });
      continue;
    }
    reading.places.set(key, { column: valueColumn, row });
    readFact(reading, draft, target, cell, { column: valueColumn, row });
  }
}

function reportStrangeColumns(reading: Reading, named: Named): void {
  const fixed = new Set(named.values());
  for (const [column, header] of reading.table.header.entries()) {
    if (header === '' || fixed.has(column) || namedColumn(header) !== undefined) continue;
    report(reading, 'unknown-column', { column, row: reading.table.headerRow }, header);
  }
}

function longTarget(
  reading: Reading,
  named: Named,
  cells: readonly Cell[],
  row: number,
  unit: string,
): FactTarget | null {
  const itemColumn = named.get('item') ?? 0;
  const figureColumn = named.get('figure') ?? itemColumn;
  const name = cellText(cells[itemColumn] ?? EMPTY_CELL).trim();
  const figure = figureColumn === itemColumn ? '' : cellText(cells[figureColumn] ?? EMPTY_CELL).trim();
  const item = reading.columns.itemByName.get(name);
  if (item === undefined) {
    report(reading, 'unknown-item', { column: itemColumn, row }, name, { unit });
    return null;
  }
  if (!isAllowed(reading, item, { column: itemColumn, row }, name)) return null;
  const field = reading.columns.findIn(item, figure);
  if (field !== undefined) return { item, field };
  const detail = { options: figureList(item) };
  report(reading, 'unknown-figure', { column: figureColumn, row }, figure, { unit, item: item.id, detail });
  return null;
}

/** The unit's code, or null when the row cannot be used; codes may be typed as numbers. */
function unitOf(reading: Reading, cell: Cell, at: Address): string | null {
  const text = readText(cell);
  if (!text.ok) report(reading, text.code, at, cellText(cell));
  else if (text.value === '') report(reading, 'missing-unit', at, '');
  else if (reading.known !== null && !reading.known.has(text.value)) {
    report(reading, 'unknown-unit', at, text.value, { unit: text.value });
  } else return text.value;
  return null;
}

function draftOf(reading: Reading, unit: string, at: Address): UnitDraft {
  const draft: UnitDraft = { unit, at, items: new Map(), own: new Map() };
  reading.drafts.set(unit, draft);
  return draft;
}

const OWN_COLUMNS = ['name', 'kind', 'block', 'unranked'] as const;

function readOwnColumns(
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

function readFact(reading: Reading, draft: UnitDraft, target: FactTarget, cell: Cell, at: Address): void {
  const { item, field } = target;
  const facts = draft.items.get(item.id) ?? {
    item,
    figures: new Map(),
    texts: new Map(),
    claimed: false,
    pending: false,
  };
  draft.items.set(item.id, facts);
  const fault = applyCell(facts, field, cell, at);
  if (fault === null || fault.ok) return;
  const figure = field.part === 'figure' ? field.figure.key : undefined;
  const about = {
    unit: draft.unit,
    item: item.id,
    detail: fault.detail,
    ...(figure === undefined ? {} : { figure }),
  };
  report(reading, fault.code, at, cellText(cell), about);
}

/** Puts one filled cell into the draft; returns the fault if there is one. */
function applyCell(facts: ItemDraft, field: FactField, cell: Cell, at: Address): CellReading<unknown> | null {
  switch (field.part) {
    case 'figure': {
      const read = readFigure(field.figure, cell);
      if (read.ok) facts.figures.set(field.figure.key, read.value);
      else if (isNotApplicable(cell)) facts.claimed = true;
      else return read;
      return null;
    }
    case 'claim': {
      if (!isNotApplicable(cell)) return { ok: false, code: 'not-a-choice', detail: { options: 'KAD' } };
      facts.claimed = true;
      return null;
    }
    case 'na':
    case 'pending': {
      const read = isNotApplicable(cell) ? ({ ok: true, value: true } as const) : readBoolean(cell);
      if (!read.ok) return read;
      if (field.part === 'na') facts.claimed = read.value;
      else facts.pending = read.value;
      return null;
    }
    case 'points':
    case 'older':
      return keepText(facts, field.part, readNumber(cell, {}), at);
    case 'reason':
    case 'na-reason':
      return keepText(facts, field.part, readText(cell), at);
  }
}

function keepText(
  facts: ItemDraft,
  part: string,
  read: CellReading<string>,
  at: Address,
): CellReading<unknown> | null {
  if (!read.ok) return read;
  facts.texts.set(part, { value: read.value, at });
  return null;
}

function finishUnit(reading: Reading, draft: UnitDraft): UnitFacts {
  const known = reading.known?.get(draft.unit);
  const name = draft.own.get('name')?.value ?? known?.name;
  const unranked = draft.own.has('unranked')
    ? draft.own.get('unranked')?.value === 'true'
    : known?.unranked === true;
  const items = [...draft.items].map(([id, facts]) => [id, finishItem(reading, draft.unit, facts)] as const);
  return {
    unit: draft.unit,
    ...(name === undefined ? {} : { name }),
    kind: kindOf(reading, draft, known),
    block: blockOf(reading, draft, known),
    ...(unranked ? { unranked } : {}),
    items: Object.fromEntries(items.filter(([, facts]) => Object.keys(facts).length > 0)),
  };
}

function kindOf(reading: Reading, draft: UnitDraft, known: KnownUnit | undefined): string {
  const { unitKinds } = reading.set;
  const given = draft.own.get('kind');
  const options = unitKinds.map((kind) => kind.id).join(', ');
  if (given !== undefined) {
    const found = unitKinds.find((kind) => kind.id === given.value || fold(kind.name) === fold(given.value));
    if (found === undefined)
      report(reading, 'unknown-kind', given.at, given.value, { unit: draft.unit, detail: { options } });
    return found?.id ?? given.value;
  }
  const [only, second] = unitKinds;
  const implied = known?.kind ?? (second === undefined ? only?.id : undefined);
  if (implied === undefined)
    report(reading, 'missing-kind', draft.at, draft.unit, { unit: draft.unit, detail: { options } });
  return implied ?? '';
}

function blockOf(reading: Reading, draft: UnitDraft, known: KnownUnit | undefined): string {
  const block = draft.own.get('block')?.value ?? known?.block ?? reading.options.defaultBlock;
  if (block === undefined) report(reading, 'missing-block', draft.at, draft.unit, { unit: draft.unit });
  return block ?? '';
}

function finishItem(reading: Reading, unit: string, facts: ItemDraft): ItemFacts {
  const text = (part: string): string | undefined => facts.texts.get(part)?.value;
  const points = text('points');
  const older = text('older');
  const orphan = (part: string, code: CellProblemCode): void => {
    const found = facts.texts.get(part);
    if (found !== undefined) report(reading, code, found.at, found.value, { unit, item: facts.item.id });
  };
  if (points === undefined) orphan('reason', 'reason-without-points');
  if (!facts.claimed) orphan('na-reason', 'reason-without-claim');
  return {
    ...(facts.figures.size === 0 ? {} : { figures: Object.fromEntries(facts.figures) }),
    ...(facts.claimed ? { notApplicable: { reason: text('na-reason') ?? '' } } : {}),
    ...(older === undefined ? {} : { older }),
    ...(points === undefined ? {} : { awarded: { points, reason: text('reason') ?? '' } }),
    ...(facts.pending ? { pending: true } : {}),
  };
}

function fieldKey(field: FactField): string {
  return field.part === 'figure' ? `=${field.figure.key}` : field.part;
}

function placeKey(unit: string | null, item: string, field: string): string {
  return JSON.stringify([unit, item, field]);
}

function cellOf(
  reading: Reading,
  unit: string,
  item: string | null,
  figure: string | null,
): CellPlace | null {
  const own = reading.drafts.get(unit)?.at;
  if (own === undefined) return null;
  if (item === null) return placeOf(reading.table, own.column, own.row);
  const fields = figure === null ? possibleFields(reading, item) : [`=${figure}`];
  for (const field of fields) {
    const long = reading.places.get(placeKey(unit, item, field));
    if (long !== undefined) return placeOf(reading.table, long.column, long.row);
    const wide = reading.places.get(placeKey(null, item, field));
    if (wide !== undefined) return placeOf(reading.table, wide.column, own.row);
  }
  return placeOf(reading.table, own.column, own.row);
}

function possibleFields(reading: Reading, id: string): readonly string[] {
  const figures = reading.columns.itemByName.get(id)?.figures ?? [];
  return [...figures.map((figure) => `=${figure.key}`), 'claim', 'points', 'na', 'older'];
}
