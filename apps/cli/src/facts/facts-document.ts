import type { UnitFacts } from '@parix/scoring';
import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type ParsedNode,
} from 'yaml';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { EXIT } from '../exit-codes.ts';
import { both, say, visible, type Text } from '../text.ts';

const text = z.string();
const itemFacts = z.strictObject({
  figures: z.record(text, z.union([text, z.boolean()]).nullable()).exactOptional(),
  notApplicable: z.strictObject({ reason: text }).exactOptional(),
  older: text.exactOptional(),
  awarded: z.strictObject({ points: text, reason: text }).exactOptional(),
  pending: z.boolean().exactOptional(),
});
const unitFacts = z.strictObject({
  unit: text.min(1),
  name: text.exactOptional(),
  kind: text,
  block: text,
  unranked: z.boolean().exactOptional(),
  items: z.record(text, itemFacts),
});
const factsSchema = z.union([
  z.array(unitFacts),
  z.strictObject({ format: z.literal('parix.facts/1').exactOptional(), units: z.array(unitFacts) }),
]);

export type Locate = (unit: string, item: string | null, figure: string | null) => string;
export interface FactsDocument {
  readonly units: readonly UnitFacts[];
  /** `file:line:col` of a fact, or the file alone. */
  readonly locate: Locate;
}

const MAX_DEPTH = 12;
const MAX_PROBLEMS = 200;

/**
 * Reads facts from YAML or JSON: a list of units, or `units:` with one. Numbers are taken by their digits as
 * written, never through a float. Throws `Failure` with line and column of every fault.
 */
export function readFactsDocument(source: string, file: string): FactsDocument {
  const plain = /^\s*[[{]/.test(source) ? parseJson(source) : undefined;
  const quick = plain === undefined ? undefined : factsSchema.safeParse(plain);
  if (quick?.success === true) return { units: unitsOf(quick.data), locate: () => file };
  const document = parseYaml(source, file);
  const read = factsSchema.safeParse(document.value);
  if (!read.success) throw new Failure(EXIT.badInput, issuesOf(read.error, document, file));
  const units = unitsOf(read.data);
  return { units, locate: locator(units, Array.isArray(read.data) ? [] : ['units'], document, file) };
}

function unitsOf(read: z.output<typeof factsSchema>): readonly UnitFacts[] {
  return 'units' in read ? read.units : read;
}

/** JSON as it is, if it is JSON; a number in it sends the document to the other reader, which keeps digits. */
function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

interface Parsed {
  readonly value: unknown;
  readonly place: (path: readonly PropertyKey[], wanted?: 'value' | 'key') => string;
}

function parseYaml(source: string, file: string): Parsed {
  const lines = new LineCounter();
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  refuseDeepText(source, file);
  try {
    const document = parseDocument(source, {
      lineCounter: lines,
      schema: 'core',
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'silent',
    });
    const [fault] = document.errors;
    if (fault !== undefined)
      throw failure(
        at(fault.pos[0]),
        `YAML không đọc được: ${visible(fault.message)}`,
        `the YAML cannot be read: ${visible(fault.message)}`,
      );
    const value = plainOf(document.contents, 0, at);
    return { value, place: (path, wanted = 'value') => at(offsetOf(document, path, wanted)) };
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
}

/** Brackets or indents beyond any real document would exhaust the parser's stack before it can refuse them. */
function refuseDeepText(source: string, file: string): void {
  let open = 0;
  for (const sign of source) {
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    if (open > 200) throw tooDeep(file);
  }
  if (/^[ \t]{200}|^(?:[-?] ){40}/m.test(source)) throw tooDeep(file);
}

function tooDeep(file: string): Failure {
  return failure(
    file,
    'lồng quá sâu. Dùng đúng mẫu units > items > figures',
    'is nested too deeply. Use the form units > items > figures',
  );
}

type AnyNode = ParsedNode | null | undefined;

function plainOf(node: AnyNode, depth: number, at: (offset: number) => string): unknown {
  const offset = node?.range?.[0] ?? 0;
  if (depth > MAX_DEPTH) throw failure(at(offset), 'lồng quá sâu', 'nested too deeply');
  if (isAlias(node))
    throw failure(
      at(offset),
      'bí danh (*) không dùng được ở đây; viết lại giá trị',
      'aliases (*) are not accepted here; write the value again',
    );
  if (isSeq(node)) return node.items.map((item) => plainOf(item as AnyNode, depth + 1, at));
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map(
        (pair) => [keyOf(pair.key as AnyNode, at), plainOf(pair.value as AnyNode, depth + 1, at)] as const,
      ),
    );
  }
  if (!isScalar(node)) return null;
  if (typeof node.value === 'number' || typeof node.value === 'bigint')
    return node.source ?? String(node.value);
  return typeof node.value === 'string' ? node.value.normalize('NFC') : node.value;
}

function keyOf(key: AnyNode, at: (offset: number) => string): string {
  const text = keyText(key);
  if (text !== null) return text;
  throw failure(at(key?.range?.[0] ?? 0), 'khóa phải là chữ', 'a key must be text');
}

/** A key as it is written: an item's id 1.10 is not the number 1.1. */
function keyText(key: unknown): string | null {
  if (!isScalar(key)) return null;
  const { source, value } = key;
  return (source ?? (typeof value === 'string' ? value : null))?.normalize('NFC') ?? null;
}

/** Offset of the value at a path: of the key where the value spans lines or the key itself is meant. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], wanted: 'value' | 'key'): number {
  let node = document.contents as AnyNode;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = node?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find((one) => keyText(one.key) === String(step));
      if (pair === undefined) return offset;
      node = pair.value;
      const place = isScalar(node) && wanted === 'value' ? node : (pair.key as AnyNode);
      offset = place?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function issuesOf(error: z.ZodError, document: Parsed, file: string): readonly Text[] {
  const lines = error.issues.slice(0, MAX_PROBLEMS).flatMap((issue) => explain(issue, [], document));
  return lines.length > 0
    ? lines
    : [say(`${file}: không đúng mẫu số liệu.`, `${file}: is not in the form of facts.`)];
}

type Issue = z.core.$ZodIssue;

function explain(issue: Issue, base: readonly PropertyKey[], document: Parsed): readonly Text[] {
  const path = [...base, ...issue.path];
  const place = document.place(path);
  const key = visible(String(path.at(-1) ?? ''));
  if (issue.code === 'invalid_union') {
    const branch = issue.errors[Array.isArray(document.value) ? 0 : 1] ?? [];
    const inner = branch.flatMap((one) => explain(one, path, document));
    return inner.length > 0 && path.length === 0 ? inner : [wrongValue(place, key)];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => {
      const shown = visible(name);
      return both(
        (locale) =>
          `${document.place([...path, name], 'key')}: ${UNKNOWN_KEY[locale].replace('{key}', shown)}`,
      );
    });
  }
  return [wrongValue(place, key)];
}

const UNKNOWN_KEY: Text = say(
  'không có khóa "{key}" ở đây. Khóa được dùng: xem docs/cli.md, mục số liệu.',
  'there is no key "{key}" here. See docs/cli.md, facts, for the keys.',
);

function wrongValue(place: string, key: string): Text {
  return say(
    `${place}: "${key}" thiếu hoặc sai dạng. Mẫu: units > unit, kind, block, items > mã > figures.`,
    `${place}: "${key}" is missing or has the wrong form. Form: units > unit, kind, block, items > id > figures.`,
  );
}

function failure(place: string, vi: string, en: string): Failure {
  return new Failure(EXIT.badInput, [say(`${place}: ${vi}.`, `${place}: ${en}.`)]);
}

function locator(
  units: readonly UnitFacts[],
  base: readonly PropertyKey[],
  document: Parsed,
  file: string,
): Locate {
  const index = new Map(units.map((unit, position) => [unit.unit, position]));
  return (unit, item, figure) => {
    const position = index.get(unit);
    if (position === undefined) return file;
    const inside =
      item === null ? [] : figure === null ? ['items', item] : ['items', item, 'figures', figure];
    return document.place([...base, position, ...inside]);
  };
}
