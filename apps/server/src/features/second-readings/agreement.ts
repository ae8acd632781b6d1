/** Two people's answers on the same things; null where there are none, or where agreement could not have been otherwise. */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | null {
  return kappaOf(pairs, (a, b) => (a === b ? 0 : 1));
}

/**
 * Weighted kappa over values that are ordered: a disagreement counts by its distance (linear) or the square of it. With
 * values at equal distances this is what is usually reckoned over the numbers of the categories.
 */
export function weightedKappa(
  pairs: readonly (readonly [number, number])[],
  weights: 'linear' | 'quadratic',
): number | null {
  return kappaOf(pairs, (a, b) => (weights === 'linear' ? Math.abs(a - b) : (a - b) ** 2));
}

/** 1 − observed ÷ expected disagreement; expected from how often each of the two gives each answer (Cohen 1960, 1968). */
function kappaOf<Answer extends string | number>(
  pairs: readonly (readonly [Answer, Answer])[],
  distance: (a: Answer, b: Answer) => number,
): number | null {
  const firsts = countsOf(pairs.map(([first]) => first));
  const seconds = countsOf(pairs.map(([, second]) => second));
  const observed = pairs.reduce((sum, [first, second]) => sum + distance(first, second), 0) / pairs.length;
  let expected = 0;
  for (const [first, times] of firsts)
    for (const [second, others] of seconds) expected += times * others * distance(first, second);
  expected /= pairs.length ** 2;
  return pairs.length === 0 || expected === 0 ? null : 1 - observed / expected;
}

function countsOf<Answer>(answers: readonly Answer[]): ReadonlyMap<Answer, number> {
  const counts = new Map<Answer, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}

/** How one person's points lie beside those of whoever judged the same, in shares of the maximum. */
export interface Lean {
  readonly pairs: number;
  /** Mean of own less other; below 0: stricter than the others. null without pairs. */
  readonly mean: number | null;
  readonly stricter: number;
  readonly same: number;
  readonly milder: number;
  /** Two-sided sign test over the pairs that differ: how often chance alone leans as much. null: none differs. */
  readonly chance: number | null;
}

export function leanOf(pairs: readonly { readonly own: number; readonly other: number }[]): Lean {
  const differences = pairs.map(({ own, other }) => own - other);
  const stricter = differences.filter((difference) => difference < 0).length;
  const milder = differences.filter((difference) => difference > 0).length;
  return {
    pairs: pairs.length,
    mean: pairs.length === 0 ? null : differences.reduce((sum, each) => sum + each, 0) / pairs.length,
    stricter,
    same: pairs.length - stricter - milder,
    milder,
    chance: signTest(stricter, milder),
  };
}

/** Exact two-sided p of the sign test. */
export function signTest(below: number, above: number): number | null {
  const all = below + above;
  if (all === 0) return null;
  // Probabilities of the binomial distribution at ½, from their logarithms so that many pairs do not overflow.
  let log = -all * Math.LN2;
  let tail = Math.exp(log);
  for (let at = 1; at <= Math.min(below, above); at += 1) {
    log += Math.log((all - at + 1) / at);
    tail += Math.exp(log);
  }
  return Math.min(1, 2 * tail);
}
