import { cleanLine } from '../clean-text.ts';
import type { ReportCriteriaSet } from '../self-assessment-report.ts';
import { condition, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';

/** By which rules was judged. */
export const CRITERIA_SET_TREE: FieldTree = {
  ten_bo: required(text('Tên bộ tiêu chí')),
  co_quyet_dinh_bo: condition('Bộ tiêu chí có quyết định ban hành'),
  quyet_dinh_bo: text('Quyết định ban hành bộ tiêu chí'),
  phien_ban_bo: text('Phiên bản bộ tiêu chí'),
  van_tay_bo: text('Mã băm của bộ tiêu chí'),
};

export const criteriaSetFields = (set: ReportCriteriaSet): FieldRecord => ({
  ten_bo: cleanLine(set.title),
  co_quyet_dinh_bo: set.decision !== null,
  quyet_dinh_bo: cleanLine(set.decision ?? ''),
  phien_ban_bo: cleanLine(set.version),
  van_tay_bo: cleanLine(set.fingerprint),
});
