import {
  describeFactProblem,
  loadFacts,
  scoreTable,
  type FactTable,
  type Plan,
  type Scores,
} from '@parix/scoring';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { both, say } from '../text.ts';
import type { Facts } from './read-facts.ts';

const MAX_LINES = 200;

export interface Scored {
  readonly table: FactTable;
  readonly scores: Scores;
}

/** Scores facts, or `Failure` with the place of every figure that the set does not accept. */
export function scoreFacts(plan: Plan, facts: Facts): Scored {
  if (facts.units.length === 0) {
    throw new Failure(EXIT.badInput, [
      say('Không có đơn vị nào trong tệp số liệu.', 'The facts hold no unit.'),
    ]);
  }
  const { table, problems } = loadFacts(plan, facts.units);
  if (problems.length > 0) {
    const lines = problems
      .slice(0, MAX_LINES)
      .map((problem) =>
        both(
          (locale) =>
            `${facts.locate(problem.unit, problem.item, problem.figure)}: ${describeFactProblem(problem, locale)}`,
        ),
      );
    const more = problems.length - lines.length;
    throw new Failure(
      EXIT.badInput,
      more > 0 ? [...lines, say(`… và ${more} lỗi khác.`, `… and ${more} more.`)] : lines,
    );
  }
  return { table, scores: scoreTable(plan, table) };
}

/** Index of a unit by its code. Throws `Failure` (bad input) naming some codes there are. */
export function unitIndexOf(facts: Facts, code: string): number {
  const index = facts.units.findIndex((unit) => unit.unit === code);
  if (index >= 0) return index;
  const some = facts.units
    .slice(0, 10)
    .map((unit) => unit.unit)
    .join(', ');
  throw new Failure(EXIT.badInput, [
    say(
      `Không có đơn vị "${code}" trong số liệu. Ví dụ có: ${some}.`,
      `The facts hold no unit "${code}". Some there are: ${some}.`,
    ),
  ]);
}
