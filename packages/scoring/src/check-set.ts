import { compileSet } from './compile-set.ts';
import type { CriteriaSet, WorkedCase } from './criteria-set.ts';
import { evaluateItem } from './evaluate-unit.ts';
import { allocateTable } from './fact-table.ts';
import type { ItemFacts } from './facts.ts';
import { cmpFraction, formatRatio, parseRatio } from './fraction.ts';
import { setItemFacts } from './load-facts.ts';
import { MARK, STATUS_OF_MARK } from './marks.ts';
import type { ItemPlan, Plan } from './plan.ts';
import type { SetProblem } from './problems.ts';

/** Everything `compileSet` checks and every worked case. No `error` among the problems = the set may be used. */
export function checkSet(set: CriteriaSet): readonly SetProblem[] {
  const compiled = compileSet(set);
  if (!compiled.ok) return compiled.problems;
  const { plan, warnings } = compiled;
  const failures = plan.items.flatMap((item) =>
    item.item.cases.flatMap((worked) => runCase(plan, item, worked)),
  );
  return [...warnings, ...failures];
}

function runCase(plan: Plan, item: ItemPlan, worked: WorkedCase): readonly SetProblem[] {
  const problem = (code: 'case-figures' | 'case-failed', detail: Record<string, string>): SetProblem => ({
    code,
    severity: 'error',
    place: worked.place ?? item.item.place,
    item: item.item.id,
    detail: { case: worked.name, ...detail },
  });
  const table = allocateTable(plan, 1);
  // A case speaks of a unit to which the item applies.
  table.units.kinds[0] = Math.max(0, item.exempt.indexOf(false));
  const faults = setItemFacts(table, 0, item.index, factsOf(worked));
  if (faults.length > 0) {
    return faults.map((fault) =>
      problem('case-figures', { fault: fault.code, figure: fault.figure ?? '', value: fault.value ?? '' }),
    );
  }
  const outcome = evaluateItem(table, item, 0);
  const status = STATUS_OF_MARK[outcome.mark] ?? 'no-data';
  const left = outcome.mark === MARK.naRemoved || outcome.mark === MARK.naShared;
  const expected = worked.expect.points === null ? null : parseRatio(worked.expect.points);
  const samePoints =
    expected === null ? left || status === 'no-data' : !left && cmpFraction(expected, outcome.points) === 0;
  if (status === worked.expect.status && samePoints) return [];
  return [
    problem('case-failed', {
      expectedStatus: worked.expect.status,
      expectedPoints: worked.expect.points ?? '-',
      status,
      points: left ? '-' : formatRatio(outcome.points),
    }),
  ];
}

function factsOf(worked: WorkedCase): ItemFacts {
  return {
    figures: worked.figures,
    ...(worked.notApplicable === true ? { notApplicable: { reason: worked.name } } : {}),
    ...(worked.older === undefined ? {} : { older: worked.older }),
  };
}
