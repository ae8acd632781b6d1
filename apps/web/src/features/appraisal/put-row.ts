import type { AppraisalRow } from '@parix/api-contract';

/**
 * The row just saved in place of the one known, unless that is newer. How its figures lie among those of all units is
 * told with the grid only and stays.
 */
export const newer = (known: AppraisalRow, row: AppraisalRow): AppraisalRow =>
  known.unitId === row.unitId && known.itemId === row.itemId && known.version <= row.version
    ? { ...row, outliers: known.outliers }
    : known;
