import type { CriteriaSet, UnitFacts } from '@parix/scoring';
import type { PublicationProblem } from './problems.ts';
import { indexSet } from './set-index.ts';
import type { SnapshotInput } from './snapshot.ts';
import { unitPath } from './unit-path.ts';

/** An instant with its offset: what a log entry and a page may print. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** What the engine does not look at but a publication must not get wrong. */
export function inputProblems(input: SnapshotInput, set: CriteriaSet): readonly PublicationProblem[] {
  return [...roundProblems(input, set), ...pageNameProblems(input.facts), ...strayProblems(input, set)];
}

function roundProblems({ round, facts }: SnapshotInput, set: CriteriaSet): readonly PublicationProblem[] {
  const problems: PublicationProblem[] = [];
  const { from, to } = set.indexYears;
  if (!INSTANT.test(round.publishedAt) || Number.isNaN(Date.parse(round.publishedAt)))
    problems.push({ code: 'not-an-instant', detail: { value: round.publishedAt } });
  if (round.indexYear < from || round.indexYear > to) {
    const detail = { set: `${set.id}@${set.version}`, years: `${from}–${to}`, year: String(round.indexYear) };
    problems.push({ code: 'year-outside-set', detail });
  }
  if (facts.length === 0) problems.push({ code: 'no-units', detail: {} });
  return problems;
}

function pageNameProblems(facts: readonly UnitFacts[]): readonly PublicationProblem[] {
  const taken = new Map<string, string>();
  const problems: PublicationProblem[] = [];
  for (const { unit } of facts) {
    const path = unitPath(unit).toLowerCase();
    const first = taken.get(path);
    if (first === undefined) taken.set(path, unit);
    else problems.push({ code: 'same-page-name', detail: { first, second: unit } });
  }
  return problems;
}

function strayProblems(input: SnapshotInput, set: CriteriaSet): readonly PublicationProblem[] {
  const units = new Set(input.facts.map(({ unit }) => unit));
  const { itemById } = indexSet(set);
  const problems: PublicationProblem[] = [];
  const check = (what: string, rows: readonly { readonly unit: string; readonly item: string }[]): void => {
    for (const { unit, item } of rows)
      if (!units.has(unit)) problems.push({ code: 'unknown-unit', detail: { what, unit } });
      else if (!itemById.has(item)) problems.push({ code: 'unknown-item', detail: { what, unit, item } });
  };
  check('layers', input.layers);
  check('evidence', input.evidence);
  return problems;
}
