import { describeFactProblem, type FactProblem, type ItemFacts, loadFacts, type Plan } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import { pointerPart } from './figures.ts';

/** Lets the engine judge the facts of one item before anything is stored; refuses with JSON pointers. */
export function requireValidFacts(
  plan: Plan,
  unit: RoundUnit,
  itemId: string,
  facts: ItemFacts,
  locale: Locale,
  at = '',
): void {
  const { code, name, kind } = unit;
  const { problems } = loadFacts(plan, [
    { unit: code, name, kind, block: 'one', items: { [itemId]: facts } },
  ]);
  if (problems.length === 0) return;
  refuse('facts-invalid', { errors: problems.map((problem) => toError(problem, locale, at)) });
}

const toError = (problem: FactProblem, locale: Locale, at: string): PlacedError => ({
  place: `${at}${placeOf(problem)}`,
  code: problem.code,
  message: describeFactProblem(problem, locale),
  ...(problem.value !== null && { value: problem.value }),
});

function placeOf({ code, figure }: FactProblem): string {
  if (figure !== null) return `/figures/${pointerPart(figure)}`;
  if (code === 'not-applicable-forbidden') return '/notApplicableReason';
  return code === 'points-out-of-range' || code === 'points-not-in-step' ? '/points' : '/figures';
}
