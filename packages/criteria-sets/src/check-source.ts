import { checkSet, type CriteriaSet, type SetProblem } from '@parix/scoring';
import { loadCriteriaSet } from './load.ts';
import type { SourceProblem } from './problems.ts';

export interface CheckedSource {
  /** The set when the document could be read, even if the engine refuses it. */
  readonly set: CriteriaSet | null;
  /** Errors and warnings of the document and of the engine, in order of lines. */
  readonly problems: readonly SourceProblem[];
}

/** Reads a set and lets the engine check it (sums, rules, worked cases): everything wrong with it in one list. */
export function checkSource(text: string, file: string): CheckedSource {
  const loaded = loadCriteriaSet(text, file);
  if (!loaded.ok) return { set: null, problems: inOrder(loaded.problems) };
  const found = checkSet(loaded.set).map((problem) => fromSetProblem(problem, file));
  return { set: loaded.set, problems: inOrder([...loaded.warnings, ...found]) };
}

/** An engine problem as a source problem; nodes carry their own place, the set as a whole stands on line 1. */
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

const inOrder = (problems: readonly SourceProblem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
