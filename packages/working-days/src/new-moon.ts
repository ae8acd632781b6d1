import { deltaT } from './delta-t.ts';

const DAY = 86_400_000;
/** Julian date of 1970-01-01T00:00Z. */
const UNIX_EPOCH = 2_440_587.5;

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** Amplitude in days, power of the eccentricity factor, multiples of M (sun), M' (moon), F (node). */
const NEW_MOON_TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
];

/** Amplitude in days, phase and rate per lunation in degrees. */
const PLANETARY_TERMS: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** Mean length of a lunation in days, and the first new moon of 2000 as a day since 1970 (UTC). */
export const LUNATION = 29.530588861;
export const FIRST_NEW_MOON = 2_451_550.09766 - UNIX_EPOCH;

/**
 * Instant (epoch milliseconds) of the k-th new moon; k = 0 is that of 2000-01-06. After Jean Meeus, Astronomical
 * Algorithms (1998), chapter 49: in 1900-2199 within 15 seconds of the lunar theory ELP/MPP02, beside what nobody knows yet of the rotation of the
 * earth.
 */
export function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2_451_550.09766 + LUNATION * k + (0.00015437 + (-0.00000015 + 7.3e-10 * t) * t) * t * t;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k - (0.0000014 + 0.00000011 * t) * t * t;
  const moon = 201.5643 + 385.81693528 * k + (0.0107582 + (0.00001238 - 0.000000058 * t) * t) * t * t;
  const node = 160.7108 + 390.67050284 * k - (0.0016118 + (0.00000227 - 0.000000011 * t) * t) * t * t;
  const ascending = 124.7746 - 1.56375588 * k + (0.0020672 + 0.00000215 * t) * t * t;
  let days = -0.00017 * sine(ascending);
  for (const [amplitude, power, m, mMoon, f] of NEW_MOON_TERMS) {
    days += amplitude * eccentricity ** power * sine(m * sun + mMoon * moon + f * node);
  }
  PLANETARY_TERMS.forEach(([amplitude, phase, rate], at) => {
    days += amplitude * sine(phase + rate * k - (at === 0 ? 0.009173 * t * t : 0));
  });
  const julianDate = mean + days;
  return (julianDate - UNIX_EPOCH) * DAY - deltaT(julianDate) * 1000;
}
