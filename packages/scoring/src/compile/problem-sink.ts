import type { Place } from '../criteria-set.ts';
import type { SetProblem, SetProblemCode } from '../problems.ts';

export interface Whereabouts {
  readonly item?: string | null;
  readonly place?: Place | null;
  readonly detail?: Readonly<Record<string, string>>;
  readonly severity?: SetProblem['severity'];
}

/** Collects what is wrong with a set, up to a number that still helps. */
export interface ProblemSink {
  readonly problems: SetProblem[];
  report(code: SetProblemCode, where?: Whereabouts): void;
  hasErrors(): boolean;
}

/** Beyond this a list of problems is no longer read. */
const MOST_PROBLEMS = 1000;

export function createSink(): ProblemSink {
  const problems: SetProblem[] = [];
  return {
    problems,
    report(code, where = {}) {
      if (problems.length >= MOST_PROBLEMS) return;
      problems.push({
        code,
        severity: where.severity ?? 'error',
        place: where.place ?? null,
        item: where.item ?? null,
        detail: where.detail ?? {},
      });
    },
    hasErrors: () => problems.some((problem) => problem.severity === 'error'),
  };
}
