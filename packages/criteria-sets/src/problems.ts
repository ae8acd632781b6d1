import type { SetProblem } from '@parix/scoring';

/** Everything that can be wrong with a document before the engine looks at it. */
export const SOURCE_PROBLEM_CODES = [
  'too-large',
  'too-deep',
  'too-many-values',
  'not-yaml',
  'duplicate-key',
  'unknown-tag',
  'too-many-aliases',
  'alias-cycle',
  'several-documents',
  'key-not-text',
  'not-a-mapping',
  'bare-number',
  'not-a-decimal',
  'not-a-date',
  'not-a-key',
  'not-a-quantity',
  'missing-key',
  'unknown-key',
  'wrong-type',
  'not-allowed-value',
  'too-long',
  'too-short',
  'one-rule',
  'rule-and-sub-criteria',
  'option-without-label',
  'undeclared-figure',
  'figure-declared-twice',
  'zero-denominator-undeclared',
  'step-limit',
  'floor-limit',
  'one-of',
  'only-with',
  'duplicate-id',
  'unknown-appraiser',
  'unknown-kind',
  'incomplete-without-reason',
  'years-reversed',
  'one-operation',
  'wrong-base',
  'base-years',
  'same-version',
  'unknown-target',
  'wrong-parent',
  'cannot-scale',
  'points-undeclared',
  'unknown-measure',
  'measure-part',
  'measure-type',
  'measure-period',
  'measure-not-in-force',
] as const;
export type SourceProblemCode = (typeof SOURCE_PROBLEM_CODES)[number];

/**
 * One fault in a criteria set or amendment document. `line` and `column` are 1-based.
 * `code` is one of SOURCE_PROBLEM_CODES, or `set-problem` when the engine refused the content (then `cause` says why).
 */
export interface SourceProblem {
  readonly code: SourceProblemCode | 'set-problem';
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Id of the item concerned, when known. */
  readonly item: string | null;
  readonly detail: Readonly<Record<string, string>>;
  readonly cause?: SetProblem;
}

export type SourcePath = readonly PropertyKey[];
