/** One column of a published table; null: the table leaves it empty. */
export interface PublishedPart {
  readonly name: string;
  readonly count: number | null;
}

export const PUBLISHED_FINDING_CODES = [
  /** The parts add up to less than the whole: the rest stands in no column. */
  'parts-less-than-whole',
  /** The parts add up to more than the whole. */
  'parts-more-than-whole',
  /** A part or the whole (`name`) is empty: nothing can be compared. */
  'part-missing',
  /** A part or the whole (`name`) is negative or no whole number. */
  'not-a-count',
] as const;
export type PublishedFindingCode = (typeof PUBLISHED_FINDING_CODES)[number];

export interface PublishedFinding {
  readonly code: PublishedFindingCode;
  readonly name?: string;
  /** Whole minus sum of the parts. */
  readonly difference?: number;
}

export interface Reconciliation {
  readonly sum: number;
  readonly whole: number | null;
  readonly findings: readonly PublishedFinding[];
}

function problemOf({ name, count }: PublishedPart): PublishedFinding | null {
  if (count === null) return { code: 'part-missing', name };
  return Number.isSafeInteger(count) && count >= 0 ? null : { code: 'not-a-count', name };
}

/**
 * Compares the parts of a published total with the total, for systems that give only aggregates. A difference is told,
 * never spread over the parts and never hidden; nothing is corrected.
 */
export function reconcilePublished(parts: readonly PublishedPart[], whole: PublishedPart): Reconciliation {
  const problems = [...parts, whole].map(problemOf).filter((problem) => problem !== null);
  const sum = parts.reduce((total, { count }) => total + (count ?? 0), 0);
  if (problems.length > 0 || whole.count === null) return { sum, whole: whole.count, findings: problems };
  const difference = whole.count - sum;
  if (difference === 0) return { sum, whole: whole.count, findings: [] };
  const code = difference > 0 ? 'parts-less-than-whole' : 'parts-more-than-whole';
  return { sum, whole: whole.count, findings: [{ code, difference }] };
}
