/** Fewer values than this have no distribution to be far from. */
export const FEWEST_VALUES = 8;
/** Modified z-score beyond which a value is far from the others (Iglewicz and Hoaglin 1993). */
export const FAR = 3.5;
/** 0.6745 is the 0.75 quantile of the standard normal distribution: it puts the median deviation on its scale. */
const MEDIAN_SCALE = 0.6745;
/** √(2/π): the same for the mean deviation, which is taken where more than half of the values are equal. */
const MEAN_SCALE = 0.7979;

export interface Distance {
  readonly median: number;
  /** Modified z-score, with its sign. */
  readonly score: number;
}

/**
 * How far each value is from the others by the median and the median absolute deviation, which a few wild values do not
 * move. Where that deviation is 0 (more than half of the values are equal) the mean absolute deviation takes its place.
 * undefined: the value is not far, or there are too few to tell.
 */
export function findOutliers(values: readonly (number | null)[]): readonly (Distance | undefined)[] {
  const known = values.filter((value) => value !== null);
  if (known.length < FEWEST_VALUES) return values.map(() => undefined);
  const median = medianOf(known);
  const deviations = known.map((value) => Math.abs(value - median));
  const spread = medianOf(deviations) / MEDIAN_SCALE || meanOf(deviations) / MEAN_SCALE;
  if (spread === 0) return values.map(() => undefined);
  return values.map((value) => {
    if (value === null) return undefined;
    const score = (value - median) / spread;
    return Math.abs(score) > FAR ? { median, score } : undefined;
  });
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
