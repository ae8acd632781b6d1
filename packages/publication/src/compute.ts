import {
  applyAmendment,
  fingerprint,
  fromSetProblem,
  loadAmendment,
  loadCriteriaSet,
  type SourceProblem,
} from '@parix/criteria-sets';
import {
  checkSet,
  compileSet,
  scoreRound,
  type CriteriaSet,
  type FactTable,
  type Plan,
  type RoundResult,
  type Scores,
  type UnitFacts,
} from '@parix/scoring';
import type { PublicationProblem } from './problems.ts';

/** The criteria set that judges the round, loaded from its documents, checked and compiled. */
export interface JudgingSet {
  readonly set: CriteriaSet;
  readonly fingerprint: string;
  readonly plan: Plan;
}
export interface Computed extends JudgingSet {
  readonly table: FactTable;
  readonly scores: Scores;
  readonly result: RoundResult;
}
type Refused = { readonly ok: false; readonly problems: readonly PublicationProblem[] };

export const SET_PATH = 'data/criteria-set.yaml';
export function amendmentPath(index: number): string {
  return `data/amendment-${index + 1}.yaml`;
}

/** Loads the set, applies its amendments in order, runs every worked case and compiles. */
export function loadJudgingSet(
  setDocument: string,
  amendments: readonly string[],
): { readonly ok: true; readonly judging: JudgingSet } | Refused {
  const loaded = loadCriteriaSet(setDocument, SET_PATH);
  if (!loaded.ok) return refused(loaded.problems);
  let set = loaded.set;
  for (const [index, text] of amendments.entries()) {
    const amendment = loadAmendment(text, amendmentPath(index));
    if (!amendment.ok) return refused(amendment.problems);
    const amended = applyAmendment(set, amendment.amendment);
    if (!amended.ok) return refused(amended.problems);
    set = amended.set;
  }
  if (set.status === 'incomplete') {
    const detail = { set: `${set.id}@${set.version}`, reason: set.incompleteReason };
    return { ok: false, problems: [{ code: 'set-incomplete', detail }] };
  }
  const errors = checkSet(set).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return refused(errors.map((problem) => fromSetProblem(problem, SET_PATH)));
  const compiled = compileSet(set);
  if (!compiled.ok) return refused(compiled.problems.map((problem) => fromSetProblem(problem, SET_PATH)));
  return { ok: true, judging: { set, fingerprint: fingerprint(set), plan: compiled.plan } };
}

/** Scores, classes and ranks of all units. */
export function compute(
  judging: JudgingSet,
  facts: readonly UnitFacts[],
): { readonly ok: true; readonly computed: Computed } | Refused {
  const scored = scoreRound(judging.plan, facts);
  if (!scored.ok) {
    const problems = scored.problems.map((fact) => ({
      code: 'facts-refused' as const,
      detail: { unit: fact.unit },
      fact,
    }));
    return { ok: false, problems };
  }
  const { result, table, scores } = scored;
  return { ok: true, computed: { ...judging, result, table, scores } };
}

function refused(problems: readonly SourceProblem[]): Refused {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { ok: false, problems: errors.map((source) => ({ code: 'set-refused', detail: {}, source })) };
}
