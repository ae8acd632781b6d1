/** Answers about one unit and one item, summed over respondents. Whole numbers throughout. */
export interface AnswerSums {
  /** Respondents who gave at least one answer that counts. */
  readonly respondents: number;
  /** Answers that count, m; a respondent may be asked several questions of one item. */
  readonly answers: bigint;
  /** Sum of their values, t, in whole steps of the scale. */
  readonly sum: bigint;
  readonly sumSquares: bigint;
  readonly sumProducts: bigint;
  readonly answersSquared: bigint;
}

export const NO_ANSWERS: AnswerSums = {
  respondents: 0,
  answers: 0n,
  sum: 0n,
  sumSquares: 0n,
  sumProducts: 0n,
  answersSquared: 0n,
};

/** Adds one respondent: `values` of the answers that count, in whole steps of the scale; none leaves the sums as they are. */
export function addRespondent(sums: AnswerSums, values: readonly bigint[]): AnswerSums {
  if (values.length === 0) return sums;
  const m = BigInt(values.length);
  const t = values.reduce((total, value) => total + value, 0n);
  return {
    respondents: sums.respondents + 1,
    answers: sums.answers + m,
    sum: sums.sum + t,
    sumSquares: sums.sumSquares + t * t,
    sumProducts: sums.sumProducts + t * m,
    answersSquared: sums.answersSquared + m * m,
  };
}

/** Two-sided 95 % of the normal distribution. */
const Z95 = 1.959963984540054;

/**
 * Margin of error of the mean r = sum/answers at 95 % confidence, in steps of the scale, for a simple random sample of
 * respondents without replacement: z * sqrt((1 - n/N) * n/(n - 1) * sum((t - r m)^2) / (sum m)^2), the usual estimator of
 * a ratio (Cochran, Sampling Techniques, 3rd ed., 2.11 and 6.3). With one answer each it is z * sqrt((1 - n/N) s^2 / n).
 * Without a known population N the correction is left out. null: fewer than two respondents tell nothing.
 */
export function marginOf(sums: AnswerSums, population: number | null): number | null {
  const { respondents: n, answers, sum } = sums;
  if (population !== null && n > 0 && n >= population) return 0;
  if (n < 2) return null;
  // Exact until the last step: (sum m)^2 * sum((t - r m)^2) is a whole number.
  const residual =
    answers * answers * sums.sumSquares -
    2n * sum * answers * sums.sumProducts +
    sum * sum * sums.answersSquared;
  const spread = Number(residual) / Number(answers) ** 4;
  const correction = population === null ? 1 : 1 - n / population;
  return Z95 * Math.sqrt((correction * n * spread) / (n - 1));
}
