/**
 * Where marks stand. Coordinates are percent of the drawing's width, as short text for SVG attributes. Values are
 * drawing positions only: nothing here decides a point, a rank or a class.
 */

/** Part of a whole with at most two decimals ("85.5"), for SVG attributes. */
export type Coordinate = string;

export interface Domain {
  readonly from: number;
  readonly to: number;
}

/** Position of `value` in the domain, in percent, kept inside 0..100. An empty domain puts everything at 0. */
export function position(value: number, domain: Domain): number {
  const width = domain.to - domain.from;
  if (!(width > 0 && width < Infinity) || !Number.isFinite(value)) return 0;
  return Math.min(100, Math.max(0, ((value - domain.from) / width) * 100));
}

export function coordinate(percent: number): Coordinate {
  return String(Math.round(percent * 100) / 100);
}

/** Left edge and width of a bar between two values, in either order. */
export function span(
  a: number,
  b: number,
  domain: Domain,
): { readonly x: Coordinate; readonly width: Coordinate } {
  const [left, right] = [position(Math.min(a, b), domain), position(Math.max(a, b), domain)];
  return { x: coordinate(left), width: coordinate(right - left) };
}

/** One bar of a waterfall: from one level to the next; totals stand on the axis. */
export interface WaterfallLevel {
  readonly from: number;
  readonly to: number;
}

/** Levels before and after each change, beginning at `start`. */
export function waterfallLevels(start: number, changes: readonly number[]): readonly WaterfallLevel[] {
  const levels: WaterfallLevel[] = [];
  let level = start;
  for (const change of changes) {
    levels.push({ from: level, to: level + change });
    level += change;
  }
  return levels;
}

/**
 * The part of the axis worth drawing: from a round number below the lowest level up to the highest. Small losses of a
 * large maximum stay visible; the caller says in words where the axis starts.
 */
export function waterfallDomain(start: number, changes: readonly number[]): Domain {
  const reached = waterfallLevels(start, changes).flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(start, ...reached), Math.max(start, ...reached)];
  if (low <= 0) return { from: low, to: high };
  const step = roundStep(high - low);
  const from = Math.floor((low - step / 2) / step) * step;
  return { from: Math.max(0, Math.min(low, Number(from.toPrecision(12)))), to: high };
}

/** 1, 2 or 5 times a power of ten, near half of the range; 1 for a range that is empty or too small to divide. */
function roundStep(range: number): number {
  const power = 10 ** Math.floor(Math.log10(range / 2));
  if (!(range > 0) || power === 0) return 1;
  const lead = range / 2 / power;
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

/** A domain that holds all values with a little air; equal values get one unit on each side. */
export function changeDomain(values: readonly number[]): Domain {
  const known = values.filter((value) => Number.isFinite(value));
  if (known.length === 0) return { from: 0, to: 1 };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = high > low ? (high - low) / 20 : 1;
  return { from: low - air, to: high + air };
}

/** Number of the first step (1 = highest) whose lower limit the value reaches; the last step takes the rest. */
export function stepOf(value: number, lowerLimits: readonly number[]): number {
  const found = lowerLimits.findIndex((limit) => value >= limit);
  return found < 0 ? lowerLimits.length : found + 1;
}

/** Five tones at most: 1 = best, spread over `count` so that the first is always 1 and the last 5. */
export function toneOf(index: number, count: number): Tone {
  const tones = [1, 2, 3, 4, 5] as const;
  if (count <= 1) return 1;
  return tones[Math.round((Math.min(index, count - 1) / (count - 1)) * 4)] ?? 5;
}
export type Tone = 1 | 2 | 3 | 4 | 5;
