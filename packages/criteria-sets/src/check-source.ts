import { checkSet, type CriteriaSet, type SetProblem, type SetProblemCode } from '@parix/scoring';
import { loadDocument } from './load.ts';
import type { SourceProblem } from './problems.ts';
import { parseSource } from './source-document.ts';

export interface CheckedSource {
  /** The set when the document could be read, even if the engine refuses it. */
  readonly set: CriteriaSet | null;
  /** Errors and warnings of the document and of the engine, in order of lines. */
  readonly problems: readonly SourceProblem[];
}

/** Reads a set and lets the engine check it (sums, rules, worked cases): everything wrong with it in one list. */
export function checkSource(text: string, file: string): CheckedSource {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return { set: null, problems: inOrder(parsed.problems) };
  const loaded = loadDocument(parsed.document);
  if (!loaded.ok) return { set: null, problems: inOrder(loaded.problems) };
  const found = checkSet(loaded.set).map((problem) => fromSetProblem(problem, file, text));
  return { set: loaded.set, problems: inOrder([...loaded.warnings, ...found]) };
}

/**
 * An engine problem as a source problem. Nodes know their line; with the document's text at hand the column is where
 * that line begins, and a problem of the whole set stands at the part of the document it is about (else on line 1).
 */
export function fromSetProblem(problem: SetProblem, file: string, text?: string): SourceProblem {
  const lines = text?.split('\n') ?? [];
  const { place } = problem;
  const line = place?.line ?? sectionLine(problem.code, lines);
  const own = place === null || place.file === file;
  return {
    code: 'set-problem',
    severity: problem.severity,
    file: place?.file ?? file,
    line,
    column: own ? Math.max(0, (lines[line - 1] ?? '').search(/\S/)) + 1 : 1,
    item: problem.item,
    detail: problem.detail,
    cause: problem,
  };
}

/** Which key of the document a problem of the whole set is about, by the first word of its code. */
const SECTIONS: Readonly<Record<string, string>> = {
  set: 'status',
  areas: 'total',
  total: 'total',
  no: 'areas',
  bands: 'classification',
  band: 'classification',
  tie: 'ranking',
  kind: 'unit-kinds',
  calendar: 'calendar',
  rounding: 'rounding',
  format: 'format',
};

function sectionLine(code: SetProblemCode, lines: readonly string[]): number {
  const key = SECTIONS[code.split('-')[0] ?? ''];
  const found = lines.findIndex((line) => key !== undefined && line.startsWith(`${key}:`));
  return Math.max(0, found) + 1;
}

const inOrder = (problems: readonly SourceProblem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
