import type { CellProblem } from './cell-problems.ts';
import { fold, readBoolean, readNumber } from './cell-values.ts';
import {
  COUNTING_WORDS,
  type CountingId,
  LATENESS_WORDS,
  type LatenessId,
  ONLINE_LEVEL_WORDS,
  type OnlineLevelId,
  type ProcedureWords,
} from './procedure-words.ts';
import { type Found, openRegister, type RegisterColumn, type Report } from './register-table.ts';
import { isBlank, placeOf, type Table } from './table.ts';

/**
 * One row of a catalogue of procedures: how the procedure is from a day on. `undefined`: the table does not say, so that
 * what stands (or the usual) stays; null: it says that there is none.
 */
export interface ProcedureRow {
  readonly code: string;
  readonly name: string;
  readonly sector: string;
  /** First day of receipt for which the row counts, ISO. */
  readonly validFrom: string;
  /** Working minutes; 480 are a working day. */
  readonly processingMinutes: number | null | undefined;
  readonly counting: CountingId | undefined;
  readonly lateness: LatenessId | undefined;
  readonly paymentStopsClock: boolean | undefined;
  readonly supplementLimit: number | undefined;
  readonly nearDueDays: number | undefined;
  readonly onlineLevel: OnlineLevelId | null | undefined;
  readonly hasFee: boolean | undefined;
  /** Day from which the procedure no longer exists. */
  readonly endedOn: string | null | undefined;
  readonly row: number;
}

const COLUMNS = [
  'procedure',
  'procedure-name',
  'sector',
  'valid-from',
  'hours',
  'counting',
  'online-level',
  'fee',
  'ended-on',
  'lateness',
  'payment-stops-clock',
  'supplement-limit',
  'near-due-days',
] as const satisfies readonly RegisterColumn[];
export type ProcedureColumn = (typeof COLUMNS)[number];
type Read = (column: ProcedureColumn) => Found;

export interface ProceduresReading {
  readonly procedures: readonly ProcedureRow[];
  readonly problems: readonly CellProblem[];
  /** What may be meant as written but is unusual: somebody should look. */
  readonly warnings: readonly CellProblem[];
  /** 0-based places of the columns that the table has. */
  readonly columns: ReadonlyMap<ProcedureColumn, number>;
}

/** On this day Nghị định 42/2022/NĐ-CP replaced levels 1 to 4 by information, partial and full. */
const NEW_LEVELS_FROM = '2022-08-15';
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u;

/** Reads a catalogue: code, name, sector and the day from which a row counts are required. */
export function proceduresFromTable(table: Table): ProceduresReading {
  const opened = openRegister(table, COLUMNS, ['procedure', 'procedure-name', 'sector', 'valid-from']);
  const { columns, problems, report, rows } = opened;
  const procedures: ProcedureRow[] = [];
  const warnings: CellProblem[] = [];
  if (!columns.has('procedure') || !columns.has('valid-from')) {
    return { procedures, problems, warnings, columns };
  }
  const seen = new Map<string, string>();
  for (const { row, read } of rows) {
    const procedure = procedureRow({ row, read, has: (column) => columns.has(column), report });
    if (procedure === null) continue;
    const { at } = read('procedure');
    const key = `${procedure.code} ${procedure.validFrom}`;
    const first = seen.get(key);
    if (first !== undefined) {
      report('duplicate-procedure', at, procedure.code, { first, day: procedure.validFrom });
      continue;
    }
    seen.set(key, placeOf(table, at.column, row).cell);
    procedures.push(procedure);
    const warning = levelWarning(table, procedure, read('online-level'));
    if (warning !== null) warnings.push(warning);
  }
  return { procedures, problems, warnings, columns };
}

interface RowReader {
  readonly row: number;
  readonly read: Read;
  readonly has: (column: ProcedureColumn) => boolean;
  readonly report: Report;
}

/** null without the code and the day, which make the row. */
function procedureRow(reader: RowReader): ProcedureRow | null {
  const { row, read, has, report } = reader;
  const [code, name, sector, from] = [
    read('procedure'),
    read('procedure-name'),
    read('sector'),
    read('valid-from'),
  ];
  if (code.value === '') report('missing-procedure', code.at, '');
  else if (!CODE.test(code.value)) report('procedure-code', code.at, code.value);
  if (name.value === '') report('missing-procedure-name', name.at, '');
  if (sector.value === '') report('missing-sector', sector.at, '');
  if (isBlank(from.cell)) report('missing-date', from.at, '');
  const ended = read('ended-on');
  if (from.value !== '' && ended.value !== '' && ended.value <= from.value) {
    report('date-order', ended.at, ended.value, { first: from.value });
  }
  const rest = {
    processingMinutes: has('hours') ? minutesOf(read('hours'), report) : undefined,
    counting: choiceOf(read('counting'), COUNTING_WORDS, report),
    lateness: choiceOf(read('lateness'), LATENESS_WORDS, report),
    paymentStopsClock: flagOf(read('payment-stops-clock'), report),
    supplementLimit: countOf(read('supplement-limit'), '100', report),
    nearDueDays: countOf(read('near-due-days'), '365', report),
    onlineLevel: has('online-level')
      ? (choiceOf(read('online-level'), ONLINE_LEVEL_WORDS, report) ?? null)
      : undefined,
    hasFee: flagOf(read('fee'), report),
    endedOn: has('ended-on') ? ended.value || null : undefined,
  };
  if (code.value === '' || from.value === '') return null;
  return { code: code.value, name: name.value, sector: sector.value, validFrom: from.value, ...rest, row };
}

/** Hours as exact decimal text to minutes: 0.05 hours are three. */
function minutesOf({ cell, at, value }: Found, report: Report): number | null {
  if (value === '') return null;
  const read = readNumber(cell, { decimals: 2, min: '0', max: '20000' });
  if (!read.ok) {
    report(read.code, at, value, read.detail);
    return null;
  }
  const [whole = '0', fraction = ''] = read.value.split('.');
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (hundredths % 5 !== 0) report('part-of-minute', at, value);
  return (hundredths / 5) * 3;
}

function countOf({ cell, at, value }: Found, max: string, report: Report): number | undefined {
  if (value === '') return undefined;
  const read = readNumber(cell, { decimals: 0, min: '0', max });
  if (read.ok) return Number(read.value);
  report(read.code, at, value, read.detail);
  return undefined;
}

function flagOf({ cell, at, value }: Found, report: Report): boolean | undefined {
  if (value === '') return undefined;
  const read = readBoolean(cell);
  if (read.ok) return read.value;
  report(read.code, at, value, read.detail);
  return undefined;
}

function choiceOf<Words extends ProcedureWords>(
  { at, value }: Found,
  choices: Words,
  report: Report,
): (keyof Words & string) | undefined {
  if (value === '') return undefined;
  const ids: readonly (keyof Words & string)[] = Object.keys(choices);
  const found = ids.find((id) => choices[id]?.some((word) => fold(word) === fold(value)));
  if (found === undefined) {
    report('not-a-choice', at, value, { options: ids.map((id) => choices[id]?.[0] ?? id).join(', ') });
  }
  return found;
}

/** A label that did not exist on the first day of the row; it is told, never changed. */
function levelWarning(
  table: Table,
  { onlineLevel, validFrom, code }: ProcedureRow,
  { at, value }: Found,
): CellProblem | null {
  if (onlineLevel === null || onlineLevel === undefined) return null;
  const isOld = onlineLevel.startsWith('level-');
  if (isOld === validFrom < NEW_LEVELS_FROM) return null;
  const place = placeOf(table, at.column, at.row);
  const problem = isOld ? ('level-too-late' as const) : ('level-too-early' as const);
  return { code: problem, place, value, unit: null, item: null, figure: null, detail: { procedure: code } };
}
