import { Differs } from './difference.ts';

/** Where two JSON values first differ: keys and indexes from the root, with both values there. */
export interface ValueDifference {
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly found: unknown;
}

export function firstDifference(expected: unknown, found: unknown): ValueDifference | undefined {
  if (Object.is(expected, found)) return undefined;
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found))
    return { path: [], expected, found };
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  for (const key of keys) {
    const inside = firstDifference(expected[key], found[key]);
    if (inside === undefined) continue;
    const step = Array.isArray(expected) ? Number(key) : key;
    return { ...inside, path: [step, ...inside.path] };
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Names the unit, item and field of the first difference between two results. */
export function resultsDiffer(path: string, expected: unknown, found: unknown): Differs | undefined {
  const difference = firstDifference(expected, found);
  if (difference === undefined) return undefined;
  return new Differs(path, 'value-differs', {
    what: describePath(expected, difference.path),
    expected: printed(difference.expected),
    found: printed(difference.found),
  });
}

/** "unit so-noi-vu, item 1.2, points": members of lists are named by their own code where they have one. */
function describePath(root: unknown, path: readonly (string | number)[]): string {
  const words: string[] = [];
  let at: unknown = root;
  let list = '';
  for (const step of path) {
    const next: unknown = isObject(at) ? at[step] : undefined;
    if (typeof step === 'number') words.push(`${SINGULAR[list] ?? list} ${nameOf(next) ?? step + 1}`);
    else if (!(step in SINGULAR)) words.push(step);
    list = String(step);
    at = next;
  }
  return words.join(', ');
}
const SINGULAR: Readonly<Record<string, string>> = {
  units: 'unit',
  items: 'item',
  groups: 'group',
  warnings: 'warning',
};

function nameOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const name = value['unit'] ?? value['id'];
  return typeof name === 'string' ? name : undefined;
}

function printed(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '').slice(0, 500);
}

/** Names row and column of the first line of a CSV file that is not as computed. */
export function csvDiffers(path: string, lines: Iterable<string>, found: string): Differs {
  let at = found.startsWith('\ufeff') ? 1 : 0;
  let header: readonly string[] = [];
  let row = 0;
  for (const line of lines) {
    row += 1;
    if (row === 1) header = cellsOf(line);
    if (found.startsWith(`${line}\r\n`, at)) {
      at += line.length + 2;
      continue;
    }
    const end = found.indexOf('\r\n', at);
    return cellDiffers(path, row, header, cellsOf(line), cellsOf(found.slice(at, end < 0 ? undefined : end)));
  }
  return new Differs(path, 'value-differs', {
    what: `row ${row + 1}`,
    found: found.slice(at, at + 200),
  });
}

function cellDiffers(
  path: string,
  row: number,
  header: readonly string[],
  expected: readonly string[],
  found: readonly string[],
): Differs {
  const longer = expected.length > found.length ? expected : found;
  const column = Math.max(
    0,
    longer.findIndex((_, i) => expected[i] !== found[i]),
  );
  return new Differs(path, 'value-differs', {
    what: `row ${row} (${expected.slice(0, 2).join(', ')}), ${header[column] ?? `column ${column + 1}`}`,
    expected: expected[column] ?? '',
    found: (found[column] ?? '').slice(0, 500),
  });
}

/** Cells of one CSV record; quoted cells keep their commas. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
