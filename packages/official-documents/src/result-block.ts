/**
 * One block of units ranked together (khối), as the council's frozen table has it. Points and indices are exact
 * decimals as text; nothing is added up, rounded or sorted here.
 */
export interface ResultBlock {
  /** "Khối các sở, ban, ngành". */
  readonly name: string;
  /** Areas whose points are given per unit, in the set's order; empty when they are not to be printed. */
  readonly areas: readonly ResultArea[];
  /** Units with a rank, best first. */
  readonly ranked: readonly RankedUnit[];
  /** Units with an index but no rank. */
  readonly unranked: readonly UnrankedUnit[];
}

export interface ResultArea {
  readonly code: string;
  readonly name: string;
}

export interface ResultUnit {
  readonly name: string;
  readonly points: string;
  /** Index in %, rounded by the set's rule. */
  readonly index: string;
  /** Xếp loại; null where the set has no bands. */
  readonly className: string | null;
  /** One entry for each of the block's areas; null: nothing in the area applies to the unit. */
  readonly areaPoints: readonly (string | null)[];
}

export interface RankedUnit extends ResultUnit {
  /** Units that stay tied share one. */
  readonly rank: number;
}

export interface UnrankedUnit extends ResultUnit {
  /** Why it has no rank: "Thành lập từ ngày 01/7/2026". */
  readonly reason: string;
}
