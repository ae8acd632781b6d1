import type { AppraisalRow } from '@parix/api-contract';
import { signOf, minus } from '../../format/numbers.ts';

export const ROW_FILTERS = ['all', 'open', 'outlier', 'differs', 'reply'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

/** Not decided yet; at the second stage: not decided again. */
export const isOpen = (row: AppraisalRow): boolean =>
  row.stageNow === 'second' ? row.openFor !== null : row.decision === null;

/** The appraised points are not those of the self-score. */
export function differs({ self, final, decision }: AppraisalRow): boolean {
  if (decision === null || decision === 'accept') return false;
  const [own, given] = [self.points, final?.points ?? null];
  if (own === null || given === null || own.includes('/') || given.includes('/')) return own !== given;
  return signOf(minus(own, given)) !== 0;
}

const PASSES: Readonly<Record<RowFilter, (row: AppraisalRow) => boolean>> = {
  all: () => true,
  open: (row) => row.editable && isOpen(row),
  outlier: ({ outliers }) => outliers.length > 0,
  differs,
  reply: ({ reply }) => reply !== null,
};

/** Rows that pass; `kind`: only units of this kind, empty for every kind. */
export const filterRows = (
  rows: readonly AppraisalRow[],
  filter: RowFilter,
  kind: string,
): readonly AppraisalRow[] =>
  rows.filter((row) => PASSES[filter](row) && (kind === '' || row.unitKind === kind));
