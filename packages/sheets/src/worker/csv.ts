import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TableLimits } from '../limits.ts';
import { unescapeFormula } from '../formula-injection.ts';
import { Refusal } from './refusal.ts';
import type { RowSink } from './row-sink.ts';
import { chunksOf, type ByteSource } from './source.ts';

/**
 * Reads RFC 4180 text. Every filled cell is text: numbers are judged where a number is expected, because
 * only there is it known whether "1.234" may be one. Rows are counted as records, as Excel shows them.
 */
export async function readCsv(source: ByteSource, limits: TableLimits, sink: RowSink): Promise<void> {
  const text = textOf(source);
  const first = await text.next();
  const head = first.done === true ? '' : first.value;
  const parser = parse({
    delimiter: separatorOf(head),
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: Math.min(limits.textLength, limits.columns * limits.cellLength),
  });
  pipeline(Readable.from(joined(head, text)), parser, () => undefined);
  try {
    let row = 0;
    for await (const record of parser) {
      row += 1;
      for (const [column, value] of (record as readonly string[]).entries()) {
        if (value !== '') sink.cell(column, row, `t${unescapeFormula(value).normalize('NFC')}`);
      }
      sink.endRow(row);
    }
  } catch (error) {
    throw csvRefusal(error);
  }
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* rest;
}

function csvRefusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const lines: unknown = Reflect.get(error, 'lines');
  const place = typeof lines === 'number' ? { line: lines } : {};
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Refusal('csv-quotes', {}, place);
  return new Refusal('csv-quotes', { reason: error.code }, place);
}

/** UTF-8, or UTF-16 announced by a byte order mark; anything else is refused, never guessed. */
async function* textOf(source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(source.head), { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) {
      const text = decoder.decode(chunk, { stream: true });
      if (text.includes('\u0000')) throw new Refusal('not-utf8');
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw error instanceof TypeError ? new Refusal('not-utf8') : error;
  }
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The separator that occurs most in the first line outside quotes; comma when none does. */
function separatorOf(head: string): string {
  const counts: Record<string, number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  let seen = false;
  for (const sign of head) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (seen) break;
    } else {
      seen = true;
      if (!quoted && sign in counts) counts[sign] = (counts[sign] ?? 0) + 1;
    }
  }
  return Object.entries(counts).reduce((best, entry) => (entry[1] > best[1] ? entry : best), [',', 0] as [
    string,
    number,
  ])[0];
}
