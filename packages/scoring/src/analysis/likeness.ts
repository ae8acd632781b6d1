/** How alike two names are, 0 to 1: shared pairs of letters of their words, whatever the case, marks and order. */
export function likeness(a: string, b: string): number {
  const [x, y] = [pairsOf(a), pairsOf(b)];
  const size = sizeOf(x) + sizeOf(y);
  if (size === 0) return 1;
  let shared = 0;
  for (const [pair, count] of x) shared += Math.min(count, y.get(pair) ?? 0);
  return (2 * shared) / size;
}

/** Pairs of letters with how often they stand there; a space marks where a word begins and ends. */
function pairsOf(text: string): ReadonlyMap<string, number> {
  const plain = text.normalize('NFD').toLowerCase().replaceAll('đ', 'd').replace(/\p{M}/gu, '');
  const pairs = new Map<string, number>();
  for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const marked = ` ${word} `;
    for (let at = 0; at + 1 < marked.length; at++) {
      const pair = marked.slice(at, at + 2);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number =>
  [...pairs.values()].reduce((sum, count) => sum + count, 0);
