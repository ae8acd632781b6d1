import type { z } from 'zod';
import type { SourcePath, SourceProblem, SourceProblemCode } from './problems.ts';
import { DATE_PATTERN, DECIMAL_PATTERN, QUANTITY_PATTERN } from './schema-values.ts';
import type { SourceDocument } from './source-document.ts';

type Issue = z.core.$ZodIssue;
type Found = {
  readonly code: SourceProblemCode;
  readonly path: SourcePath;
  readonly detail: Record<string, string>;
};

/** Checks a parsed document against a schema; every fault comes with its line, column and what was expected. */
export function readDocument<T extends z.ZodType>(
  schema: T,
  document: SourceDocument,
): { ok: true; data: z.output<T> } | { ok: false; problems: readonly SourceProblem[] } {
  if (typeof document.value !== 'object' || document.value === null || Array.isArray(document.value))
    return { ok: false, problems: [problemAt(document, { code: 'not-a-mapping', path: [], detail: {} })] };
  const parsed = schema.safeParse(document.value);
  if (parsed.success) return { ok: true, data: parsed.data };
  const found = parsed.error.issues.slice(0, 100).flatMap((issue) => explain(issue, [], document.value));
  return { ok: false, problems: found.map((each) => problemAt(document, each)) };
}

export function problemAt(document: SourceDocument, found: Found, severity: 'error' | 'warning' = 'error') {
  const at = document.locate(found.path, found.code === 'unknown-key' ? 'key' : 'value');
  const problem: SourceProblem = {
    code: found.code,
    severity,
    file: document.file,
    ...at,
    item: itemAt(document.value, found.path),
    detail: found.detail,
  };
  return problem;
}

/** Id (or code) of the innermost coded node on the way to `path`. */
function itemAt(root: unknown, path: SourcePath): string | null {
  let value: unknown = root;
  let item: string | null = null;
  for (const step of path) {
    value = childOf(value, step);
    const name = childOf(value, 'id') ?? childOf(value, 'code');
    if (typeof name === 'string' && typeof childOf(value, 'code') === 'string') item = name;
  }
  return item;
}

function childOf(value: unknown, step: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
}
const valueAt = (root: unknown, path: SourcePath) => path.reduce<unknown>(childOf, root);
const show = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 80);

function explain(issue: Issue, base: SourcePath, root: unknown): Found[] {
  const path = [...base, ...issue.path];
  const value = valueAt(root, path);
  const key = String(path.at(-1) ?? '');
  const one = (code: SourceProblemCode, detail: Record<string, string> = {}): Found[] => [
    { code, path, detail: { key, value: show(value), ...detail } },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        code: 'unknown-key',
        path: [...path, name],
        detail: { key: name },
      }));
    case 'invalid_type':
      if (value === undefined) return one('missing-key');
      if (typeof value === 'number' && issue.expected === 'string') return one('bare-number');
      return one('wrong-type', { expected: issue.expected, found: typeName(value) });
    case 'invalid_format':
      return formatProblem(issue, value, one);
    case 'invalid_value':
      if (value === undefined) return one('missing-key');
      return one('not-allowed-value', { allowed: issue.values.map(String).join(', ') });
    case 'invalid_union':
      return unionProblem(issue, path, root, value, one);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) =>
        issue.code === 'invalid_key'
          ? [{ code: 'not-a-key' as const, path, detail: { key: keyOf(base, issue.path), value: show(key) } }]
          : explain(inner, path, root),
      );
    case 'too_big':
      return one('too-long', { limit: String(issue.maximum) });
    case 'too_small':
      return one('too-short', { limit: String(issue.minimum) });
    default:
      return one('not-allowed-value', { allowed: issue.message });
  }
}

function formatProblem(
  issue: Extract<Issue, { code: 'invalid_format' }>,
  value: unknown,
  one: (code: SourceProblemCode, detail?: Record<string, string>) => Found[],
): Found[] {
  const pattern = issue.pattern ?? '';
  if (pattern === String(DECIMAL_PATTERN)) {
    const repaired = typeof value === 'string' ? value.trim().replace(',', '.') : '';
    return one('not-a-decimal', DECIMAL_PATTERN.test(repaired) ? { suggestion: `"${repaired}"` } : {});
  }
  if (pattern === String(DATE_PATTERN)) return one('not-a-date');
  if (pattern === String(QUANTITY_PATTERN)) return one('not-a-quantity');
  return one('not-a-key');
}

/** Of several alternatives, speak about the one the author evidently meant: the one that got furthest. */
function unionProblem(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: SourcePath,
  root: unknown,
  value: unknown,
  one: (code: SourceProblemCode, detail?: Record<string, string>) => Found[],
): Found[] {
  if (value === undefined) return one('missing-key');
  if ('discriminator' in issue && typeof issue.discriminator === 'string') {
    const at = path.at(-1) === issue.discriminator ? path : [...path, issue.discriminator];
    const tag = valueAt(root, at);
    const detail = { key: issue.discriminator, value: show(tag), allowed: FIGURE_TYPES };
    return [{ code: tag === undefined ? 'missing-key' : 'not-allowed-value', path: at, detail }];
  }
  const alternatives = issue.errors.map((issues) => issues.flatMap((inner) => explain(inner, path, root)));
  const depth = (found: readonly Found[]) => Math.max(...found.map((each) => each.path.length));
  const wrongKind = (found: readonly Found[]) =>
    found.some(
      (each) =>
        each.path.length === path.length && (each.code === 'wrong-type' || each.code === 'bare-number'),
    );
  const fitting = alternatives.filter((found) => !wrongKind(found));
  if (typeof value === 'number' && fitting.length === 0 && !Number.isInteger(value))
    return one('bare-number');
  const best = (fitting.length > 0 ? fitting : alternatives).toSorted((a, b) => depth(b) - depth(a))[0];
  return best ?? one('wrong-type', { expected: '?', found: typeName(value) });
}

/** The only union told apart by a key of its members. */
const FIGURE_TYPES = 'integer, decimal, yes-no, choice, date';
/** A fault in a key is a fault of the mapping that holds it. */
const keyOf = (base: SourcePath, path: SourcePath) => String([...base, ...path].at(-2) ?? '');
const typeName = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
