import { utf8ToBytes } from '@noble/hashes/utils.js';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseAllDocuments,
  type Document,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import type { SourcePath, SourceProblem, SourceProblemCode } from './problems.ts';

/** Largest document read, in bytes of UTF-8. */
export const MAX_SOURCE_BYTES = 2 * 1024 * 1024;
const MAX_DEPTH = 40;
const MAX_VALUES = 100_000;
/** Pieces of text (marks, spaces, values) before parsing; a set of 500 criteria has about 50 000. */
const MAX_TOKENS = 500_000;
const MAX_PROBLEMS = 100;
const MAX_ALIASES = 100;
/** Brackets open at once; far above any real document, far below what would exhaust the parser's stack. */
const MAX_OPEN_BRACKETS = 200;
/** Leading spaces and block indicators of one line. */
const MAX_INDENT = 200;

/** A parsed document: plain data, and where each part of it stands. */
export interface SourceDocument {
  readonly file: string;
  readonly value: unknown;
  /** 1-based place of the value at `path` (or of its nearest parent that exists); `key` gives the key's place. */
  readonly locate: (
    path: SourcePath,
    at?: 'value' | 'key',
  ) => { readonly line: number; readonly column: number };
}
export type ParsedSource =
  | { readonly ok: true; readonly document: SourceDocument }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

type Position = { readonly line: number; readonly column: number };
class Refusal extends Error {
  readonly code: SourceProblemCode;
  readonly offset: number;
  readonly detail: Readonly<Record<string, string>>;
  constructor(code: SourceProblemCode, offset: number, detail: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.offset = offset;
    this.detail = detail;
  }
}

/** Reads YAML 1.2 (core schema, no custom tags) within fixed limits of size, depth, values and aliases. */
export function parseSource(text: string, file: string): ParsedSource {
  const fail = (code: SourceProblemCode, at: Position, detail: Readonly<Record<string, string>> = {}) =>
    ({ code, severity: 'error', file, ...at, item: null, detail }) satisfies SourceProblem;
  const start = { line: 1, column: 1 };
  if (text.length > MAX_SOURCE_BYTES || utf8ToBytes(text).length > MAX_SOURCE_BYTES)
    return { ok: false, problems: [fail('too-large', start, { limit: '2 MB' })] };
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const deep = deepestNesting(text);
  if (deep !== null) return { ok: false, problems: [fail('too-deep', deep, { limit: String(MAX_DEPTH) })] };
  try {
    if (tooManyTokens(text))
      return { ok: false, problems: [fail('too-many-values', start, { limit: String(MAX_VALUES) })] };
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      schema: 'core',
      version: '1.2',
      strict: true,
      // Checked in toPlain: the parser's own check takes quadratic time.
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const [document, second] = Array.isArray(documents) ? documents : [];
    if (document === undefined) return { ok: false, problems: [fail('not-a-mapping', start)] };
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0)
      return {
        ok: false,
        problems: faults.slice(0, MAX_PROBLEMS).map((fault) => yamlProblem(fault, fail, position)),
      };
    if (second !== undefined)
      return { ok: false, problems: [fail('several-documents', position(second.range[0]))] };
    const value = toPlain(document);
    return { ok: true, document: { file, value, locate: locator(document, position) } };
  } catch (fault) {
    if (fault instanceof Refusal)
      return { ok: false, problems: [fail(fault.code, position(fault.offset), fault.detail)] };
    // The parser recurses over nested block collections; its stack is the only other thing that can give way.
    if (fault instanceof RangeError)
      return { ok: false, problems: [fail('too-deep', start, { limit: String(MAX_DEPTH) })] };
    throw fault;
  }
}

/**
 * Place where brackets or block indicators nest too deep, before the parser sees them (its own recursion and its
 * patterns for indentation are what such input exhausts); null when none does.
 */
function deepestNesting(text: string): Position | null {
  let open = 0;
  let line = 1;
  let lineStart = 0;
  let leading = true;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === NEWLINE) {
      line++;
      lineStart = i + 1;
      leading = true;
      continue;
    }
    if (leading) leading = INDENTING.has(char);
    if (OPENING.has(char)) open++;
    else if (CLOSING.has(char)) open = Math.max(0, open - 1);
    if (open > MAX_OPEN_BRACKETS || (leading && i - lineStart > MAX_INDENT))
      return { line, column: i - lineStart + 1 };
  }
  return null;
}
const codes = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map((c) => c.charCodeAt(0)));
const NEWLINE = 10;
const INDENTING = codes(' \t-?:');
const OPENING = codes('[{');
const CLOSING = codes(']}');

function tooManyTokens(text: string): boolean {
  let count = 0;
  for (const token of new Lexer().lex(text)) if (token !== '' && ++count > MAX_TOKENS) return true;
  return false;
}

function yamlProblem(
  fault: YAMLError,
  fail: (code: SourceProblemCode, at: Position, detail?: Readonly<Record<string, string>>) => SourceProblem,
  position: (offset: number) => Position,
): SourceProblem {
  const at = position(fault.pos[0]);
  if (fault.code === 'RESOURCE_EXHAUSTION') return fail('too-deep', at, { limit: String(MAX_DEPTH) });
  if (fault.code === 'TAG_RESOLVE_FAILED') return fail('unknown-tag', at);
  return fail('not-yaml', at, { reason: fault.message.split('\n')[0] ?? fault.code });
}

type AnyNode = ParsedNode | null | undefined;

/** Plain data with Unicode in NFC; nothing but maps, lists, text, numbers, booleans and null comes out. */
function toPlain(document: Document.Parsed): unknown {
  let values = 0;
  let aliases = 0;
  const open = new Set<AnyNode>();
  const convert = (node: AnyNode, depth: number): unknown => {
    if (++values > MAX_VALUES)
      throw new Refusal('too-many-values', offsetOf(node), { limit: String(MAX_VALUES) });
    if (depth > MAX_DEPTH) throw new Refusal('too-deep', offsetOf(node), { limit: String(MAX_DEPTH) });
    if (isAlias(node)) {
      if (++aliases > MAX_ALIASES)
        throw new Refusal('too-many-aliases', offsetOf(node), { limit: String(MAX_ALIASES) });
      const target = node.resolve(document) as AnyNode;
      if (target === undefined || open.has(target)) throw new Refusal('alias-cycle', offsetOf(node));
      return convert(target, depth + 1);
    }
    if (isScalar(node)) return typeof node.value === 'string' ? node.value.normalize('NFC') : node.value;
    if (!isMap(node) && !isSeq(node)) return null;
    open.add(node);
    const plain = isSeq(node)
      ? node.items.map((item) => convert(item as AnyNode, depth + 1))
      : Object.fromEntries(
          namedPairs(node.items).map(([key, value]) => [key, convert(value, depth + 1)] as const),
        );
    open.delete(node);
    return plain;
  };
  return convert(document.contents, 0);
}

function namedPairs(pairs: readonly { readonly key: unknown; readonly value: unknown }[]) {
  const seen = new Set<string>();
  return pairs.map((pair) => {
    const name = keyText(pair.key as AnyNode);
    if (seen.has(name)) throw new Refusal('duplicate-key', offsetOf(pair.key as AnyNode));
    seen.add(name);
    return [name, pair.value as AnyNode] as const;
  });
}
const offsetOf = (node: AnyNode) => node?.range?.[0] ?? 0;

function keyText(key: AnyNode): string {
  if (isScalar(key) && (typeof key.value === 'string' || typeof key.value === 'number'))
    return String(key.value).normalize('NFC');
  throw new Refusal('key-not-text', key?.range?.[0] ?? 0);
}

function locator(
  document: Document.Parsed,
  position: (offset: number) => Position,
): SourceDocument['locate'] {
  return (path, at = 'value') => {
    let node = document.contents as AnyNode;
    let offset = node?.range?.[0] ?? 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document) as AnyNode;
      if (isSeq(node)) {
        node = node.items[Number(step)];
        if (node?.range) offset = node.range[0];
      } else if (isMap(node)) {
        const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(step));
        if (pair === undefined) break;
        const key = pair.key as AnyNode;
        node = pair.value;
        const place = at === 'key' || !node?.range || isMap(node) || isSeq(node) ? key : node;
        if (place?.range) offset = place.range[0];
      } else break;
      if (node === undefined || node === null) break;
    }
    return position(offset);
  };
}
