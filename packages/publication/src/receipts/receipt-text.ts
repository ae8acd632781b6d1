/**
 * The text of a receipt (biên nhận): nine lines, each exactly once and in this order, one accepted spelling per value.
 * It names the installation, the unit, the thing and the time, and carries one hash; no person and no free words.
 */

export const RECEIPT_FORMAT = 'parix.receipt/1';

/** What a receipt acknowledges: a saved item, an uploaded file, a submitted card. */
export const RECEIPT_KINDS = ['save', 'upload', 'submission'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

export interface ReceiptStatement {
  /** Name of the installation's log and of the key that signs: `<host>/log`. */
  readonly origin: string;
  readonly kind: ReceiptKind;
  /** Code of the unit. */
  readonly unit: string;
  /** Id of the round; null for an upload, which belongs to the unit's library and to no round. */
  readonly round: string | null;
  /** save: item id; upload: SHA-256 (hex) of the file's name; submission: the number that names it. */
  readonly subject: string;
  /** Version of the item or of the file; which submission of the card it is, from 1. */
  readonly version: number;
  /** SHA-256 (lower-case hex) of what was received: `recordHash`. */
  readonly sha256: string;
  /** When the server had it: RFC 3339 in UTC with milliseconds, `2026-12-31T16:59:58.123Z`. */
  readonly receivedAt: string;
}

export const RECEIPT_FAULTS = ['missing-line', 'extra-line', 'wrong-line', 'wrong-value'] as const;

/** The first line that is not as it must be; lines count from 1. */
export interface ReceiptLineFault {
  readonly line: number;
  readonly code: (typeof RECEIPT_FAULTS)[number];
  readonly expected: string;
  readonly found: string;
}
export type ParsedReceipt =
  | { readonly ok: true; readonly statement: ReceiptStatement }
  | { readonly ok: false; readonly fault: ReceiptLineFault };

/** Word before the subject, by kind. */
const SUBJECTS = { save: 'item', upload: 'file', submission: 'sequence' } as const;
const NO_ROUND = '-';

const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;
const HASH = /^[0-9a-f]{64}$/;
const COUNT = /^[1-9]\d{0,8}$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A line: the word it starts with (empty: none), and whether its value is spelled as it must be. */
interface Line {
  readonly word: string;
  readonly fits: (value: string) => boolean;
}

const isKind = (value: string): value is ReceiptKind => RECEIPT_KINDS.some((kind) => kind === value);

function linesOf(kind: ReceiptKind): readonly Line[] {
  const fitsSubject = { save: ID, upload: HASH, submission: COUNT }[kind];
  return [
    { word: '', fits: (value) => /^[^\s+]+$/u.test(value) },
    { word: '', fits: (value) => value === RECEIPT_FORMAT },
    { word: 'kind', fits: isKind },
    { word: 'unit', fits: (value) => ID.test(value) },
    { word: 'round', fits: (value) => (kind === 'upload' ? value === NO_ROUND : SLUG.test(value)) },
    { word: SUBJECTS[kind], fits: (value) => fitsSubject.test(value) },
    { word: 'version', fits: (value) => COUNT.test(value) },
    { word: 'sha256', fits: (value) => HASH.test(value) },
    { word: 'received', fits: isInstant },
  ];
}

/**
 * The text to be signed. Throws RangeError when a value has no place in a receipt (a space in a code, a time in another
 * form): that is a fault of the caller.
 */
export function receiptText(statement: ReceiptStatement): string {
  const { origin, kind, unit, round, subject, version, sha256, receivedAt } = statement;
  const values = [origin, RECEIPT_FORMAT, kind, unit, round ?? NO_ROUND, subject, String(version), sha256];
  const lines = linesOf(kind).map((line, at) => withWord(line, values[at] ?? receivedAt));
  const text = `${lines.join('\n')}\n`;
  const parsed = parseReceiptText(text);
  if (!parsed.ok) throw new RangeError(`a receipt cannot say "${parsed.fault.found}"`);
  return text;
}

const withWord = ({ word }: Line, value: string): string => (word === '' ? value : `${word} ${value}`);

/** The statement of a receipt's text, or the first line at fault. Nothing is verified yet. */
export function parseReceiptText(text: string): ParsedReceipt {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  const named = /^kind (.*)$/.exec(lines[2] ?? '')?.[1] ?? '';
  const kind = isKind(named) ? named : 'save';
  const form = linesOf(kind);
  const values: string[] = [];
  for (const [at, line] of form.entries()) {
    const read = readLine(line, lines[at], at + 1);
    if ('fault' in read) return { ok: false, fault: read.fault };
    values.push(read.value);
  }
  const extra = lines[form.length];
  if (extra !== undefined)
    return {
      ok: false,
      fault: { line: form.length + 1, code: 'extra-line', expected: '', found: extra },
    };
  const [origin = '', , , unit = '', round = '', subject = '', version = '', sha256 = '', receivedAt = ''] =
    values;
  const statement = { origin, kind, unit, round: round === NO_ROUND ? null : round, subject };
  return { ok: true, statement: { ...statement, version: Number(version), sha256, receivedAt } };
}

type ReadLine = { readonly value: string } | { readonly fault: ReceiptLineFault };

function readLine(line: Line, text: string | undefined, number: number): ReadLine {
  const expected = line.word === '' ? (number === 2 ? RECEIPT_FORMAT : '') : `${line.word} …`;
  const fault = (code: ReceiptLineFault['code']): ReadLine => ({
    fault: { line: number, code, expected, found: text ?? '' },
  });
  if (text === undefined) return fault('missing-line');
  const start = line.word === '' ? '' : `${line.word} `;
  if (!text.startsWith(start)) return fault('wrong-line');
  const value = text.slice(start.length);
  return line.fits(value) ? { value } : fault('wrong-value');
}

/** An instant in the one spelling that receipts use. */
function isInstant(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}
