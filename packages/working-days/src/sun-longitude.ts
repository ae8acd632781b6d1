import { deltaT } from './delta-t.ts';

const DAY = 86_400_000;
const J2000 = 2_451_545;
/** Julian date of 1970-01-01T00:00Z. */
const UNIX_EPOCH = 2_440_587.5;

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** Amplitude in 1e-8 radians, phase in radians, radians per Julian millennium. */
type Series = readonly (readonly [number, number, number])[];

/**
 * Longitude of the earth: the largest terms of the planetary theory VSOP87 (Bretagnon, Francou), as Jean Meeus,
 * Astronomical Algorithms (1998), appendix III, chooses them.
 */
// prettier-ignore
const CONSTANT: Series = [
  [3341656, 4.6692568, 6283.07585],
  [34894, 4.6261, 12566.1517],
  [3497, 2.7441, 5753.3849],
  [3418, 2.8289, 3.5231],
  [3136, 3.6277, 77713.7715],
  [2676, 4.4181, 7860.4194],
  [2343, 6.1352, 3930.2097],
  [1324, 0.7425, 11506.7698],
  [1273, 2.0371, 529.691],
  [1199, 1.1096, 1577.3435],
  [990, 5.233, 5884.927],
  [902, 2.045, 26.298],
  [857, 3.508, 398.149],
  [780, 1.179, 5223.694],
  [753, 2.533, 5507.553],
  [505, 4.583, 18849.228],
  [492, 4.205, 775.523],
  [357, 2.92, 0.067],
  [317, 5.849, 11790.629],
  [284, 1.899, 796.298],
  [271, 0.315, 10977.079],
  [243, 0.345, 5486.778],
  [206, 4.806, 2544.314],
  [205, 1.869, 5573.143],
  [202, 2.458, 6069.777],
  [156, 0.833, 213.299],
  [132, 3.411, 2942.463],
  [126, 1.083, 20.775],
  [115, 0.645, 0.98],
  [103, 0.636, 4694.003],
  [102, 0.976, 15720.839],
  [102, 4.267, 7.114],
  [99, 6.21, 2146.17],
  [98, 0.68, 155.42],
  [86, 5.98, 161000.69],
  [85, 1.3, 6275.96],
  [85, 3.67, 71430.7],
  [80, 1.81, 17260.15],
  [79, 3.04, 12036.46],
  [75, 1.76, 5088.63],
  [74, 3.5, 3154.69],
  [74, 4.68, 801.82],
  [70, 0.83, 9437.76]
];
const LINEAR: Series = [
  [206059, 2.678235, 6283.07585],
  [4303, 2.6351, 12566.1517],
  [425, 1.59, 3.523],
  [119, 5.796, 26.298],
  [109, 2.966, 1577.344],
  [93, 2.59, 18849.23],
  [72, 1.14, 529.69],
];
const SQUARE: Series = [
  [8720, 1.0721, 6283.0758],
  [309, 0.867, 12566.152],
];

function sumOf(series: Series, t: number): number {
  let sum = 0;
  for (const [amplitude, phase, rate] of series) sum += amplitude * Math.cos(phase + rate * t);
  return sum;
}

/**
 * Apparent longitude of the sun in degrees, 0 <= longitude < 360, at an instant (epoch milliseconds): good to about three
 * seconds of arc (under a minute of time) in 1900-2199.
 */
export function sunLongitude(instant: number): number {
  const universal = instant / DAY + UNIX_EPOCH;
  const t = (universal + deltaT(universal) / 86_400 - J2000) / 365_250;
  const earth =
    175_347_046 +
    sumOf(CONSTANT, t) +
    (628_331_966_747 + sumOf(LINEAR, t)) * t +
    (52_919 + sumOf(SQUARE, t)) * t * t;
  const longitude = ((earth / 1e8) * 180) / Math.PI + 180 + nutation(t * 10) + aberration(t * 10);
  return ((longitude % 360) + 360) % 360;
}

/** In degrees; `t` in Julian centuries (Meeus, chapter 22). */
function nutation(t: number): number {
  const node = 125.04452 - 1934.136261 * t;
  const sun = 280.4665 + 36_000.7698 * t;
  const moon = 218.3165 + 481_267.8813 * t;
  return (-17.2 * sine(node) - 1.32 * sine(2 * sun) - 0.23 * sine(2 * moon) + 0.21 * sine(2 * node)) / 3600;
}

/** Light of the sun is under way, longer in summer; and 0.09 seconds of arc to the star catalogue (chapters 25, 32). */
function aberration(t: number): number {
  const distance = 1.00014 - 0.01671 * sine(357.529 + 35_999.05 * t + 90);
  return (-20.4898 / distance - 0.0903) / 3600;
}
