import { canonicalJson } from '@parix/criteria-sets';
import { joinChunks } from './csv.ts';

/** A JSON array with one record a line, keys in order: canonical, easy to compare line by line, made piece by piece. */
export function recordsFile(records: Iterable<unknown>): Uint8Array {
  return joinChunks(mapped(records), '[\n', ',\n', '\n]\n');
}

/** A JSON object whose key `list` holds records, one a line, after the other keys on the first line. */
export function headedRecordsFile(
  head: Readonly<Record<string, unknown>>,
  list: string,
  records: Iterable<unknown>,
): Uint8Array {
  const start = `${canonicalJson(head).slice(0, -1)},${JSON.stringify(list)}:[\n`;
  return joinChunks(mapped(records), start, ',\n', '\n]}\n');
}

function* mapped(records: Iterable<unknown>): Generator<string> {
  for (const record of records) yield canonicalJson(record);
}
