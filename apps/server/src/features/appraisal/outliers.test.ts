import { describe, expect, it } from 'vitest';
import { FEWEST_VALUES, findOutliers } from './outliers.ts';

const marked = (values: readonly (number | null)[]): readonly number[] =>
  findOutliers(values).flatMap((found, at) => (found ? [at] : []));

describe('values far from the others', () => {
  it('are found where others find them: the three of Rosner’s 54 values (NIST handbook 1.3.5.17.3)', () => {
    const rosner = [
      -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69,
      1.7, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35,
      2.37, 2.4, 2.47, 2.54, 2.62, 2.64, 2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34,
      5.42, 6.01,
    ];
    expect(marked(rosner)).toEqual([51, 52, 53]);
  });
  it('do not hide each other, as they do from a mean and a standard deviation', () => {
    expect(marked([90, 91, 92, 93, 94, 95, 96, 5, 4])).toEqual([7, 8]);
  });
  it('are found where more than half of the values are equal', () => {
    expect(marked([100, 100, 100, 100, 100, 100, 100, 100, 40])).toEqual([8]);
  });
  it('are none among equal ones, among too few, and among what was not declared', () => {
    expect(marked(Array.from({ length: 20 }, () => 7))).toEqual([]);
    expect(marked([...Array.from({ length: FEWEST_VALUES - 2 }, (_, at) => at), 900])).toEqual([]);
    expect(marked([null, null, 1, 2, 3, 4, 5, 6, 7, 800, null])).toEqual([9]);
  });
});
