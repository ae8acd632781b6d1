import type { CellProblem } from './cell-problems.ts';
import { fold, readNumber } from './cell-values.ts';
import { type Found, openRegister, type RegisterColumn, type Report } from './register-table.ts';
import { cellText, placeOf, type Table } from './table.ts';

export const SUCCESSION_KINDS = ['merge', 'split', 'rename', 'transfer', 'abolish'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

/** One row: what became of a unit, or of a part of it. */
export interface SuccessionRow {
  /** Codes of units. */
  readonly predecessor: string;
  /** null for a unit that is abolished. */
  readonly successor: string | null;
  readonly kind: SuccessionKind;
  /** First day on which it holds, ISO. */
  readonly on: string;
  /** Part of the predecessor, exact decimal text above 0 up to 1. */
  readonly share: string;
  readonly decisionNumber: string | null;
  readonly decisionDate: string | null;
  readonly row: number;
}

const COLUMNS = [
  'predecessor',
  'successor',
  'change',
  'effective-on',
  'share',
  'decision-number',
  'decision-date',
] as const satisfies readonly RegisterColumn[];
export type SuccessionColumnName = (typeof COLUMNS)[number];

const WORDS: Readonly<Record<SuccessionKind, readonly string[]>> = {
  merge: ['merge', 'sáp nhập', 'hợp nhất', 'nhập'],
  split: ['split', 'chia', 'tách', 'chia tách', 'chia, tách'],
  rename: ['rename', 'đổi tên', 'đổi mã', 'chuyển đổi'],
  transfer: ['transfer', 'chuyển giao', 'điều chuyển', 'điều chỉnh'],
  abolish: ['abolish', 'giải thể', 'kết thúc hoạt động', 'bãi bỏ'],
};
/** How a kind is written in messages. */
const OPTIONS = Object.values(WORDS)
  .map((words) => words[1] ?? words[0])
  .join(', ');
const PLACES = 10;

export interface SuccessionsReading {
  readonly successions: readonly SuccessionRow[];
  readonly problems: readonly CellProblem[];
  readonly columns: ReadonlyMap<SuccessionColumnName, number>;
}

/** Reads predecessors and successors: both, the kind and the first day are required, the share where a part goes. */
export function successionsFromTable(
  table: Table,
  { knownCodes }: { readonly knownCodes: readonly string[] },
): SuccessionsReading {
  const { columns, problems, report, rows } = openRegister(table, COLUMNS, [
    'predecessor',
    'successor',
    'change',
    'effective-on',
  ]);
  const known = new Set(knownCodes);
  const successions: SuccessionRow[] = [];
  const seen = new Map<string, string>();
  if (columns.size < 4) return { successions, problems, columns };
  for (const { row, read } of rows) {
    const succession = successionRow(read, row, known, report);
    if (succession === null) continue;
    const { at } = read('predecessor');
    const key = [succession.predecessor, succession.on, succession.successor].join(' ');
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, placeOf(table, at.column, row).cell);
      successions.push(succession);
    } else report('duplicate-value', at, succession.predecessor, { first }, succession.predecessor);
  }
  return { successions, problems, columns };
}

function successionRow(
  read: (column: SuccessionColumnName) => Found,
  row: number,
  known: ReadonlySet<string>,
  report: Report,
): SuccessionRow | null {
  const [predecessor, successor] = [read('predecessor'), read('successor')];
  if (predecessor.value === '') report('missing-unit', predecessor.at, '');
  for (const unit of [predecessor, successor]) {
    if (unit.value !== '' && !known.has(unit.value)) report('unknown-unit', unit.at, unit.value);
  }
  const [kind, on] = [kindOf(read('change'), report), read('effective-on')];
  if (on.value === '') report('missing-date', on.at, '');
  if (predecessor.value === '' || kind === null || on.value === '') return null;
  checkSuccessor(predecessor, successor, kind, report);
  return {
    predecessor: predecessor.value,
    successor: successor.value || null,
    kind,
    on: on.value,
    share: shareOf(read('share'), kind, report),
    decisionNumber: read('decision-number').value || null,
    decisionDate: read('decision-date').value || null,
    row,
  };
}

function kindOf(cell: Found, report: Report): SuccessionKind | null {
  const kind = SUCCESSION_KINDS.find((one) => WORDS[one].includes(fold(cell.value)));
  if (kind === undefined) report('not-a-choice', cell.at, cell.value, { options: OPTIONS });
  return kind ?? null;
}

function checkSuccessor(predecessor: Found, successor: Found, kind: SuccessionKind, report: Report): void {
  const ends = kind === 'abolish';
  if (ends && successor.value !== '') report('needless-successor', successor.at, successor.value);
  if (!ends && successor.value === '') report('missing-successor', successor.at, '');
  if (successor.value !== '' && successor.value === predecessor.value) {
    report('own-successor', successor.at, successor.value);
  }
}

/** A share may be written as a percentage: here, unlike in a scorecard, 60 % can only mean 0.6. */
function shareOf({ value, cell, at }: Found, kind: SuccessionKind, report: Report): string {
  if (value === '') {
    if (kind === 'split' || kind === 'transfer') report('missing-share', at, '');
    return '1';
  }
  const plain = cell.kind === 'number' ? { kind: cell.kind, text: cell.text } : cell;
  const read = readNumber(plain, { decimals: PLACES, min: '0', max: '1' });
  const bounds = { min: '0', max: '1', decimals: String(PLACES) };
  if (!read.ok) report(read.code, at, cellText(cell), { ...read.detail, ...bounds });
  else if (!/[1-9]/.test(read.value)) report('out-of-range', at, cellText(cell), bounds);
  return read.ok ? read.value : '1';
}
