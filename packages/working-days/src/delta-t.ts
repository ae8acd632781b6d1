const J2000 = 2_451_545;

/**
 * Terrestrial time minus universal time in seconds, by year: observed up to 2020, then as expected, since the rotation
 * of the earth is not known in advance. In between, straight lines.
 */
const DELTA_T: readonly (readonly [number, number])[] = [
  [1900, -3],
  [1910, 10],
  [1920, 21],
  [1930, 24],
  [1940, 24],
  [1950, 29],
  [1960, 33],
  [1970, 40],
  [1980, 51],
  [1990, 57],
  [2000, 64],
  [2010, 66],
  [2020, 69],
  [2050, 80],
  [2100, 140],
  [2150, 220],
  [2200, 330],
];

export function deltaT(julianDate: number): number {
  const year = 2000 + (julianDate - J2000) / 365.25;
  const at = DELTA_T.findIndex(([from]) => from > year);
  const [before, low] = DELTA_T[at - 1] ?? [year, 0];
  const [after, high] = DELTA_T[at] ?? [year + 1, low];
  return low + ((high - low) * (year - before)) / (after - before);
}
