import { createHash } from 'node:crypto';

export interface DrawnFrom {
  readonly unitCode: string;
  readonly itemId: string;
}

/**
 * Draws pairs by lot, so that everybody can draw them again: the pairs in the order of the SHA-256 of
 * `seed ⏎ unit code ⏎ item` in UTF-8, the first of them. The order in which the pairs are given does not matter.
 */
export function drawSample<Pair extends DrawnFrom>(
  pairs: readonly Pair[],
  seed: string,
  size: number,
): readonly Pair[] {
  return pairs
    .map((pair) => ({ pair, lot: lotOf(seed, pair) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ pair }) => pair);
}

const lotOf = (seed: string, { unitCode, itemId }: DrawnFrom): string =>
  createHash('sha256').update(`${seed}\n${unitCode}\n${itemId}`).digest('hex');
