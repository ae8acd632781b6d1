import { fold } from './cell-values.ts';
import { FIELD_HEADERS } from './dossiers-from-fields.ts';

export const ROW_FAULTS = ['csv-quotes', 'row-too-long', 'not-utf8'] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

/** One record of a text file; `row` counts records from 1 as a spreadsheet program shows them. */
export interface TextRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** Why its cells cannot be trusted; the rows after it can. */
  readonly fault?: RowFault;
}

/** Characters of one record, the line breaks within quotes included. */
const LONGEST = 65_536;

/**
 * Reads CSV of any size in batches, holding one piece and one batch: UTF-8 or announced UTF-16, separator , ; or TAB,
 * quotes of RFC 4180. What is wrong with a row is told with that row and reading goes on with the next line, also when
 * a quote is never closed.
 */
export async function* rowsFromText(
  chunks: AsyncIterable<Uint8Array>,
  batch: number,
): AsyncGenerator<readonly TextRow[]> {
  const records = recordReader();
  let rows: TextRow[] = [];
  for await (const text of decoded(chunks)) {
    for (const row of records.take(text, false)) {
      rows.push(row);
      if (rows.length === batch) {
        yield rows;
        rows = [];
      }
    }
  }
  for (const row of records.take('', true)) rows.push(row);
  if (rows.length > 0) yield rows;
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: ((chunk?: Uint8Array) => string) | undefined;
  let kept: Uint8Array = new Uint8Array();
  let head = '';
  let begun = false;
  for await (const chunk of chunks) {
    const bytes = kept.length > 0 ? joined(kept, chunk) : chunk;
    // The byte order mark has two bytes or three.
    kept = decode === undefined && bytes.length < 3 ? bytes : new Uint8Array();
    if (kept.length > 0) continue;
    decode ??= decoderOf(bytes);
    const text = decode(bytes);
    if (begun) yield text;
    else {
      // The first line tells separator and line breaks: it has to be here as a whole.
      head += text;
      begun = head.length > LONGEST || head.includes('\n');
      if (begun) yield head;
    }
  }
  decode ??= decoderOf(kept);
  const rest = decode(kept) + decode();
  yield begun ? rest : head + rest;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** Decodes piece by piece; called without one, what is left. Damaged bytes become U+FFFD, which no row is taken with. */
function decoderOf(head: Uint8Array): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder(encodingOf(head));
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

interface Shape {
  readonly separator: string;
  readonly lineBreak: string;
}

function recordReader() {
  let buffer = '';
  let row = 0;
  let shape: Shape | undefined;
  let skipping = false;
  return {
    *take(text: string, ended: boolean): Generator<TextRow> {
      buffer += text;
      shape ??= shapeOf(buffer);
      const { lineBreak, separator } = shape;
      const suspect = buffer.includes('\uFFFD') || buffer.includes('\u0000');
      let at = 0;
      let quote = buffer.indexOf('"');
      while (at < buffer.length) {
        const found = buffer.indexOf(lineBreak, at);
        const end = found < 0 ? buffer.length : found;
        if (found < 0 && !ended) {
          if (!skipping && buffer.length - at <= LONGEST) break;
          if (!skipping) yield { row: ++row, cells: [], fault: 'row-too-long' };
          skipping = true;
          at = buffer.length;
          break;
        }
        if (skipping) {
          skipping = false;
          at = end + 1;
          continue;
        }
        if (quote >= 0 && quote < at) quote = buffer.indexOf('"', at);
        let next = end + 1;
        let cells: readonly string[] | RowFault | undefined;
        if (end - at > LONGEST) cells = 'row-too-long';
        else if (quote < 0 || quote > end)
          cells = buffer.slice(at, withoutReturn(buffer, at, end)).split(separator);
        else {
          const read = readQuoted(buffer, at, shape, ended);
          if (read === 'more') break;
          if (read === 'fault') cells = 'csv-quotes';
          else ({ cells, next } = read);
        }
        row += 1;
        const from = at;
        at = next;
        if (typeof cells === 'string') yield { row, cells: [], fault: cells };
        else if (suspect && isDamaged(buffer, from, at)) yield { row, cells, fault: 'not-utf8' };
        else if (cells.some((cell) => cell !== '')) yield { row, cells };
      }
      buffer = buffer.slice(at);
    },
  };
}

function isDamaged(buffer: string, from: number, to: number): boolean {
  const text = buffer.slice(from, to);
  return text.includes('\uFFFD') || text.includes('\u0000');
}

const withoutReturn = (buffer: string, from: number, end: number): number =>
  end > from && buffer[end - 1] === '\r' ? end - 1 : end;

/** A record with quotes in it. `fault`: they do not match up within one record. */
function readQuoted(
  buffer: string,
  from: number,
  { separator, lineBreak }: Shape,
  ended: boolean,
): { readonly cells: readonly string[]; readonly next: number } | 'more' | 'fault' {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    if (buffer[at] === '"') {
      const close = closingQuote(buffer, at + 1, from + LONGEST);
      if (close === null) return ended || buffer.length - from > LONGEST ? 'fault' : 'more';
      cells.push(buffer.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      if (buffer[at] === '\r' && lineBreak === '\n' && (at + 1 === buffer.length || buffer[at + 1] === '\n'))
        at += 1;
      if (at >= buffer.length) return ended ? { cells, next: at } : 'more';
      if (buffer[at] === lineBreak) return { cells, next: at + 1 };
      if (buffer[at] !== separator) return 'fault';
      at += 1;
    } else {
      const stop = endOfPlain(buffer, at, separator, lineBreak);
      if (stop === buffer.length && !ended) return buffer.length - from > LONGEST ? 'fault' : 'more';
      const isLast = buffer[stop] !== separator;
      const text = buffer.slice(at, isLast ? withoutReturn(buffer, at, stop) : stop);
      if (text.includes('"')) return 'fault';
      cells.push(text);
      if (isLast) return { cells, next: stop + 1 };
      at = stop + 1;
    }
  }
}

function endOfPlain(buffer: string, from: number, separator: string, lineBreak: string): number {
  for (let at = from; at < buffer.length; at += 1)
    if (buffer[at] === separator || buffer[at] === lineBreak) return at;
  return buffer.length;
}

function closingQuote(buffer: string, from: number, limit: number): number | null {
  for (let at = buffer.indexOf('"', from); at >= 0 && at <= limit; at = buffer.indexOf('"', at + 2))
    if (buffer[at + 1] !== '"') return at;
  return null;
}

/** The separator that occurs most in the first line outside quotes; line breaks of old Macs where there is no other. */
function shapeOf(head: string): Shape {
  const lineBreak = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  for (const sign of head.trimStart().slice(0, LONGEST)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === lineBreak) break;
    else if (!quoted) {
      const known = counts.get(sign);
      if (known !== undefined) counts.set(sign, known + 1);
    }
  }
  const [separator] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [',', 0]);
  return { separator, lineBreak };
}

/** Encodings from before Unicode that offices still export: they cannot be told apart from noise, but by the headers. */
export type OldEncoding = 'TCVN3' | 'VNI';

const TELL_TALES: Readonly<Record<OldEncoding, RegExp>> = {
  // hồ sơ, ngày, đơn vị, tiếp nhận, trạng thái
  TCVN3: /h\u00e5 s\u00ac|ng\u00b5y|\u00ae\u00ac?n v\u00de|ti\u00d5p nh\u00cbn|tr\u00b9ng th\u00b8i/i,
  VNI: /ho\u00e0 s\u00f4|nga\u00f8y|\u00f1\u00f4n v\u00f2|tie\u00e1p nha\u00e4n|tra\u00ef?ng tha\u00f9i/i,
};

/** Whether the beginning of a file is written in such an encoding, stored as bytes or as the signs that those look like. */
export function oldEncodingOf(head: Uint8Array): OldEncoding | null {
  const readings = [new TextDecoder('windows-1252').decode(head), new TextDecoder().decode(head)];
  for (const name of ['TCVN3', 'VNI'] as const)
    if (readings.some((text) => TELL_TALES[name].test(text.slice(0, 4096)))) return name;
  return null;
}

/** Row of the header: the first that names at least two fields, within the first twenty; else the first row. */
export function findHeader(rows: readonly TextRow[]): TextRow | undefined {
  const known = new Set(Object.values(FIELD_HEADERS).flat());
  const named = rows
    .slice(0, 20)
    .find(({ cells }) => cells.filter((cell) => known.has(fold(cell))).length >= 2);
  return named ?? rows[0];
}
