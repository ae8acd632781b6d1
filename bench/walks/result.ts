/** What every walk and the engine are compared on. Points and indices in hundredths. */
export interface WalkResult {
  /** Points per unit and item, -1 = not applicable. */
  readonly items: Int32Array;
  /** [unit x group]: points and maxima of criteria, then areas, in hundredths. */
  readonly groups: GroupColumns;
  readonly index: Int32Array;
  /** Position in BANDS, BANDS.length = the rest. */
  readonly classes: Uint8Array;
  /** Competition rank by the printed index. */
  readonly ranks: Int32Array;
}

export function competitionRanks(index: ArrayLike<number>): Int32Array {
  const order = Array.from({ length: index.length }, (_, i) => i).sort(
    (a, b) => (index[b] ?? 0) - (index[a] ?? 0),
  );
  const ranks = new Int32Array(index.length);
  order.forEach((unit, position) => {
    const before = order[position - 1];
    const tied = before !== undefined && index[before] === index[unit];
    ranks[unit] = tied ? (ranks[before] ?? 0) : position + 1;
  });
  return ranks;
}

export interface GroupColumns {
  readonly points: Int32Array;
  readonly maxima: Int32Array;
  /** Criteria first, then areas. */
  readonly count: number;
}

export function groupColumns(units: number, count: number): GroupColumns {
  return { points: new Int32Array(units * count), maxima: new Int32Array(units * count), count };
}
