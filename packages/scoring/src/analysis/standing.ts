import { indexOf } from '../evaluate-unit.ts';
import type { Decimal } from '../criteria-set.ts';
import type { FactProblem } from '../facts.ts';
import { formatRatio, printFraction, scaledFraction } from '../fraction.ts';
import type { Plan } from '../plan.ts';
import { formatScaled } from '../points.ts';
import type { ExactTotals } from '../scores.ts';

/** Where a unit stands, as plain texts. */
export interface StandingTexts {
  /** Exact total and maximum (points): decimals when finite, else "a/b". */
  readonly points: string;
  readonly maximum: string;
  readonly printedPoints: Decimal;
  /** Exact index in %; "0" for a unit to which nothing applies. */
  readonly index: string;
  readonly printedIndex: Decimal;
  readonly classId: string | null;
  readonly rank: number | null;
}

/**
 * Where a unit stands after a change. A class, because it is made millions of times and hardly ever printed: its
 * texts are written when they are asked for. `toJSON` gives all of them.
 */
export class Standing implements StandingTexts {
  /** null for units without rank. */
  readonly rank: number | null;
  readonly classId: string | null;
  /** What is wrong with the facts that led here; a faulty item stands without data. */
  readonly problems: readonly FactProblem[];
  readonly #plan: Plan;
  readonly #units: number;
  readonly #maximum: number;
  readonly #exact: ExactTotals | undefined;

  /** `units` and `maximum` in units of the plan; `exact` when they are not whole ones. */
  constructor(
    plan: Plan,
    units: number,
    maximum: number,
    exact: ExactTotals | undefined,
    rank: number | null,
    classId: string | null,
    problems: readonly FactProblem[],
  ) {
    this.rank = rank;
    this.classId = classId;
    this.problems = problems;
    this.#plan = plan;
    this.#units = units;
    this.#maximum = maximum;
    this.#exact = exact;
  }

  get points(): string {
    return this.#exact ? formatRatio(this.#exact.points) : formatScaled(this.#units, this.#plan.decimals);
  }
  get maximum(): string {
    return this.#exact ? formatRatio(this.#exact.maximum) : formatScaled(this.#maximum, this.#plan.decimals);
  }
  get printedPoints(): Decimal {
    const { total, printedPoints } = this.#plan.set.rounding;
    return printFraction(this.#totals().points, total ?? printedPoints);
  }
  get index(): string {
    return formatRatio(this.#index());
  }
  get printedIndex(): Decimal {
    return printFraction(this.#index(), this.#plan.set.rounding.printedIndex);
  }

  toJSON(): StandingTexts {
    const { points, maximum, printedPoints, index, printedIndex, classId, rank } = this;
    return { points, maximum, printedPoints, index, printedIndex, classId, rank };
  }

  #totals(): ExactTotals {
    const { decimals } = this.#plan;
    return (
      this.#exact ?? {
        points: scaledFraction(this.#units, decimals),
        maximum: scaledFraction(this.#maximum, decimals),
      }
    );
  }
  #index(): ReturnType<typeof indexOf> {
    const { points, maximum } = this.#totals();
    return indexOf(points, maximum);
  }
}
