import { checkSet, type CriteriaSet, type SetProblem, type SetProblemCode } from '@parix/scoring';
import { loadDocument } from './load.ts';
import type { SourcePath, SourceProblem } from './problems.ts';
import { parseSource, type SourceDocument } from './source-document.ts';

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
  const lines = text.split('\n');
  const found = checkSet(loaded.set).map((problem) =>
    placed(fromSetProblem(problem, file), parsed.document, lines),
  );
  return { set: loaded.set, problems: inOrder([...loaded.warnings, ...found]) };
}

/** An engine problem as a source problem; without its text at hand, a problem of the whole set stands on line 1. */
export function fromSetProblem(problem: SetProblem, file: string): SourceProblem {
  return {
    code: 'set-problem',
    severity: problem.severity,
    file: problem.place?.file ?? file,
    line: problem.place?.line ?? 1,
    column: 1,
    item: problem.item,
    detail: problem.detail,
    cause: problem,
  };
}

/** Which part of the document a problem of the whole set is about, by the first word of its code. */
const SECTIONS: Readonly<Record<string, SourcePath>> = {
  set: ['status'],
  areas: ['total'],
  total: ['total'],
  no: ['areas'],
  bands: ['classification'],
  band: ['classification'],
  tie: ['ranking'],
  kind: ['unit-kinds'],
  calendar: ['calendar'],
  rounding: ['rounding'],
  format: ['format'],
};
const sectionOf = (code: SetProblemCode): SourcePath => SECTIONS[code.split('-')[0] ?? ''] ?? [];

/** Nodes know their line; the column is where the line's text begins. */
function placed(problem: SourceProblem, document: SourceDocument, lines: readonly string[]): SourceProblem {
  if (problem.cause?.place == null)
    return { ...problem, ...document.locate(sectionOf(problem.cause?.code ?? 'set-incomplete'), 'key') };
  return { ...problem, column: Math.max(0, (lines[problem.line - 1] ?? '').search(/\S/)) + 1 };
}

const inOrder = (problems: readonly SourceProblem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
