import type { CellProblem, CellProblemCode } from './cell-problems.ts';
import { fold, readDate, readText } from './cell-values.ts';
import { headerOf, namedColumn } from './fact-columns.ts';
import { type Cell, cellText, EMPTY_CELL, isBlank, placeOf, type Table } from './table.ts';

/** Columns of the tables that describe units, their successions and procedures, and the names each may have. */
const ALIASES = {
  unit: [],
  name: [],
  kind: [],
  block: [],
  parent: [],
  'valid-from': [],
  'valid-to': ['valid to', 'valid-to', 'hiệu lực đến', 'kết thúc từ', 'ngày kết thúc', 'đến ngày'],
  'changed-on': ['changed on', 'changed-on', 'thay đổi từ', 'thay đổi từ ngày', 'ngày thay đổi'],
  'decision-number': [
    'decision number',
    'decision-number',
    'decision',
    'số quyết định',
    'số, ký hiệu',
    'văn bản',
  ],
  'decision-date': ['decision date', 'decision-date', 'ngày quyết định', 'ngày văn bản', 'ngày ban hành'],
  predecessor: ['predecessor', 'mã đơn vị trước', 'đơn vị trước', 'mã đơn vị cũ', 'đơn vị cũ'],
  successor: ['successor', 'mã đơn vị sau', 'đơn vị sau', 'mã đơn vị mới', 'đơn vị mới'],
  change: ['change', 'hình thức', 'loại thay đổi', 'hình thức sắp xếp'],
  'effective-on': ['effective on', 'effective-on', 'ngày hiệu lực', 'hiệu lực từ', 'từ ngày'],
  share: ['share', 'tỷ lệ', 'tỉ lệ', 'phần'],
  procedure: ['code', 'procedure', 'mã thủ tục', 'mã tthc', 'mã thủ tục hành chính', 'mã'],
  'procedure-name': ['name', 'tên thủ tục', 'tên tthc', 'tên thủ tục hành chính', 'tên'],
  sector: ['sector', 'lĩnh vực'],
  hours: [
    'hours',
    'số giờ làm việc',
    'số giờ',
    'thời hạn giải quyết (giờ)',
    'thời hạn giải quyết (giờ làm việc)',
    'thời hạn (giờ)',
    'thời hạn (giờ làm việc)',
  ],
  counting: ['counting', 'cách tính hạn', 'cách tính', 'cách tính thời hạn'],
  'online-level': [
    'online level',
    'online_level',
    'online-level',
    'mức độ dvc',
    'mức độ dịch vụ công',
    'mức độ',
  ],
  fee: ['fee', 'phí, lệ phí', 'có phí', 'phí', 'lệ phí', 'thu phí'],
  'ended-on': [
    'ended on',
    'ended_on',
    'ended-on',
    'hết hiệu lực từ',
    'bãi bỏ từ',
    'bãi bỏ từ ngày',
    'ngày bãi bỏ',
  ],
  lateness: ['lateness', 'cách xét trễ hạn', 'xét trễ hạn'],
  'payment-stops-clock': ['payment stops clock', 'dừng tính giờ khi chờ nộp phí', 'dừng khi chờ nộp phí'],
  'supplement-limit': ['supplement limit', 'số lần bổ sung', 'số lần được yêu cầu bổ sung'],
  'near-due-days': ['near due days', 'sắp đến hạn trước (ngày)', 'sắp đến hạn trước'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type RegisterColumn = keyof typeof ALIASES;

interface Address {
  readonly column: number;
  readonly row: number;
}
/** What stands in a cell; empty text for an empty or unreadable one. */
export interface Found {
  readonly value: string;
  readonly cell: Cell;
  readonly at: Address;
}
export type Report = (
  code: CellProblemCode,
  at: Address,
  value: string,
  detail?: Readonly<Record<string, string>>,
  unit?: string | null,
) => void;

/** A table opened by the names of its columns. */
export interface RegisterTable<Column extends RegisterColumn> {
  readonly columns: ReadonlyMap<Column, number>;
  readonly problems: readonly CellProblem[];
  readonly report: Report;
  /** One row, by column; dates are read as dates, everything else as text. */
  readonly rows: Iterable<{ readonly row: number; readonly read: (column: Column) => Found }>;
}

const DATES: ReadonlySet<RegisterColumn> = new Set([
  'valid-from',
  'valid-to',
  'changed-on',
  'decision-date',
  'effective-on',
  'ended-on',
]);

export function openRegister<Column extends RegisterColumn>(
  table: Table,
  wanted: readonly Column[],
  required: readonly Column[],
): RegisterTable<Column> {
  const problems: CellProblem[] = [];
  const report: Report = (code, at, value, detail = {}, unit = null) => {
    const place = placeOf(table, at.column, at.row);
    problems.push({ code, place, value, unit, item: null, figure: null, detail });
  };
  const columns = columnsOf(table, wanted, required, report);
  const rows = function* () {
    for (const { row, cells } of table.rows) {
      yield { row, read: (column: Column): Found => readCell(columns, column, cells, row, report) };
    }
  };
  return { columns, problems, report, rows: { [Symbol.iterator]: rows } };
}

/** Name to write in the header of a column. */
export const registerHeader = (column: RegisterColumn): string =>
  ALIASES[column][0] ?? headerOf(shared(column));

/** Codes of units that stand in the columns, as written: which of them are units is for the register to say. */
export function codesIn(table: Table, wanted: readonly RegisterColumn[]): string[] {
  const columns = table.header.flatMap((header, column) =>
    wanted.some((name) => isNamed(header, name)) ? [column] : [],
  );
  const codes = table.rows.flatMap(({ cells }) =>
    columns.map((column) => cellText(cells[column] ?? EMPTY_CELL).trim()),
  );
  return [...new Set(codes)].filter((code) => code !== '');
}

const isNamed = (header: string, column: RegisterColumn): boolean => {
  const names: readonly string[] = ALIASES[column];
  return names.length > 0 ? names.includes(fold(header)) : namedColumn(header) === column;
};

/** Columns that the tables of figures have too take their names from there. */
const shared = (column: RegisterColumn) =>
  column === 'unit' || column === 'name' || column === 'kind' || column === 'block' || column === 'parent'
    ? column
    : 'valid-from';

function columnsOf<Column extends RegisterColumn>(
  table: Table,
  wanted: readonly Column[],
  required: readonly Column[],
  report: Report,
): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [column, header] of table.header.entries()) {
    if (header === '') continue;
    const at = { column, row: table.headerRow };
    const name = wanted.find((one) => isNamed(header, one));
    const first = name === undefined ? undefined : columns.get(name);
    if (name === undefined) report('unknown-column', at, header);
    else if (first === undefined) columns.set(name, column);
    else report('duplicate-column', at, header, { first: placeOf(table, first, table.headerRow).cell });
  }
  for (const name of required) {
    if (!columns.has(name)) {
      report('missing-column', { column: 0, row: table.headerRow }, '', { column: registerHeader(name) });
    }
  }
  return columns;
}

function readCell<Column extends RegisterColumn>(
  columns: ReadonlyMap<Column, number>,
  name: Column,
  cells: readonly Cell[],
  row: number,
  report: Report,
): Found {
  const column = columns.get(name);
  const at = { column: column ?? 0, row };
  const cell = column === undefined ? EMPTY_CELL : (cells[column] ?? EMPTY_CELL);
  if (isBlank(cell) && cell.formula !== true) return { value: '', cell, at };
  const read = DATES.has(name) ? readDate(cell) : readText(cell);
  if (read.ok) return { value: read.value, cell, at };
  report(read.code, at, cellText(cell), read.detail);
  return { value: '', cell, at };
}
