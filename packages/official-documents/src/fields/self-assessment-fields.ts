import { cleanLine, cleanText } from '../clean-text.ts';
import type {
  EvidenceState,
  ReportEvidence,
  ReportGroup,
  ReportItem,
  ReportItemStatus,
  ReportRow,
  SelfAssessmentReport,
} from '../self-assessment-report.ts';
import { writeDate, writeDecimal, writePoints } from '../written-values.ts';
import { CRITERIA_SET_TREE, criteriaSetFields } from './criteria-set-fields.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { FRAME_TREE, frameFields } from './frame-fields.ts';
import { groundFields, GROUNDS, listFields, textList } from './text-lists.ts';

const ITEM_TREE: FieldTree = {
  la_tieu_chi: condition('Dòng là tiêu chí có tiêu chí thành phần (không chấm trực tiếp)'),
  la_muc: condition('Dòng là mục chấm điểm'),
  ma: required(text('Mã tiêu chí')),
  ten: required(text('Tên tiêu chí')),
  diem_toi_da: required(text('Điểm tối đa')),
  diem_tu_cham: required(text('Điểm tự chấm; "–" khi mục không có điểm')),
  tinh_trang: text('Tình trạng: trống nếu có điểm, hoặc "Không áp dụng", "Chưa có số liệu"…'),
  co_tinh_trang: condition('Mục không có điểm'),
  co_tai_lieu: condition('Có tài liệu kiểm chứng'),
  tai_lieu: list('Tài liệu kiểm chứng', {
    noi_dung: text('Số, ký hiệu, ngày, cơ quan ban hành, trích yếu, trang'),
  }),
  tai_lieu_gop: text('Các tài liệu kiểm chứng, mỗi tài liệu một dòng có gạch đầu dòng'),
  co_giai_trinh: condition('Có giải trình'),
  giai_trinh: text('Giải trình'),
  ghi_chu: text('Tình trạng và giải trình, mỗi thứ một dòng'),
};

const EXPLANATION_TREE: FieldTree = {
  stt: text('Số thứ tự'),
  ma: required(text('Mã tiêu chí')),
  ten: text('Tên tiêu chí'),
  diem_toi_da: text('Điểm tối đa'),
  diem_tu_cham: text('Điểm tự chấm; "–" khi mục không có điểm'),
  tinh_trang_tai_lieu: text(
    '"Không có tài liệu kiểm chứng", "Chưa đủ tài liệu kiểm chứng", "Chưa có số liệu"',
  ),
  giai_trinh: required(text('Giải trình của đơn vị; "Chưa có giải trình." khi đơn vị để trống')),
};

export const SELF_ASSESSMENT_TREE: FieldTree = {
  ...FRAME_TREE,
  don_vi: required(text('Tên đơn vị tự chấm điểm')),
  ky_danh_gia: required(text('Kỳ đánh giá, ví dụ "năm 2026"')),
  ...CRITERIA_SET_TREE,
  can_cu: GROUNDS,
  tong_diem_toi_da: required(text('Tổng điểm tối đa')),
  tong_diem_tu_cham: required(text('Tổng điểm tự chấm')),
  co_ty_le: condition('Bộ tiêu chí tính tỷ lệ % khi tự chấm'),
  ty_le: text('Tỷ lệ % điểm tự chấm trên điểm tối đa'),
  so_muc: text('Số mục chấm điểm'),
  so_muc_co_diem: text('Số mục đã tự chấm'),
  so_muc_chua_co_so_lieu: text('Số mục chưa có số liệu'),
  so_muc_khong_ap_dung: text('Số mục không áp dụng'),
  so_muc_dieu_tra: text('Số mục chấm qua điều tra xã hội học'),
  so_muc_co_quan_khac: text('Số mục do cơ quan khác cho điểm'),
  linh_vuc: required(
    list('Lĩnh vực', {
      ma: required(text('Mã lĩnh vực')),
      ten: required(text('Tên lĩnh vực')),
      diem_toi_da: required(text('Điểm tối đa của lĩnh vực')),
      diem_tu_cham: required(text('Điểm tự chấm của lĩnh vực')),
      dong: required(list('Các dòng của lĩnh vực, theo thứ tự của bộ tiêu chí', ITEM_TREE)),
    }),
  ),
  co_muc_giai_trinh: condition('Có mục phải giải trình'),
  khong_co_muc_giai_trinh: condition('Không có mục phải giải trình'),
  muc_giai_trinh: required(list('Mục không có hoặc chưa đủ tài liệu kiểm chứng', EXPLANATION_TREE)),
  co_kho_khan: condition('Có nêu khó khăn'),
  khong_co_kho_khan: condition('Không nêu khó khăn'),
  kho_khan: required(textList('Khó khăn, vướng mắc', 'Một khó khăn')),
  co_de_xuat: condition('Có nêu đề xuất'),
  khong_co_de_xuat: condition('Không nêu đề xuất'),
  de_xuat: required(textList('Đề xuất, kiến nghị', 'Một đề xuất')),
};

const STATUS_WORDS: Readonly<Record<ReportItemStatus, string>> = {
  scored: '',
  'no-data': 'Chưa có số liệu',
  'not-applicable': 'Không áp dụng',
  surveyed: 'Điều tra xã hội học',
  external: 'Cơ quan khác cho điểm',
};
const EVIDENCE_WORDS: Readonly<Record<EvidenceState, string>> = {
  sufficient: '',
  insufficient: 'Chưa đủ tài liệu kiểm chứng',
  none: 'Không có tài liệu kiểm chứng',
};

export function selfAssessmentFields(report: SelfAssessmentReport): FieldRecord {
  const items = report.groups.flatMap((group) => group.rows).filter((row) => row.kind === 'item');
  const { criteriaSet, totals } = report;
  return {
    ...frameFields(report.frame),
    don_vi: cleanLine(report.unitName),
    ky_danh_gia: cleanLine(report.period),
    ...criteriaSetFields(criteriaSet),
    can_cu: groundFields(report.grounds),
    tong_diem_toi_da: writeDecimal(totals.maxPoints),
    tong_diem_tu_cham: writeDecimal(totals.selfPoints),
    co_ty_le: totals.percent !== null,
    ty_le: totals.percent === null ? '' : writeDecimal(totals.percent),
    ...countFields(items),
    linh_vuc: report.groups.map(groupFields),
    ...explanationFields(items),
    ...listFields('kho_khan', report.difficulties),
    ...listFields('de_xuat', report.proposals),
  };
}

function countFields(items: readonly ReportItem[]): FieldRecord {
  const count = (status: ReportItemStatus): string =>
    String(items.filter((item) => item.status === status).length);
  return {
    so_muc: String(items.length),
    so_muc_co_diem: count('scored'),
    so_muc_chua_co_so_lieu: count('no-data'),
    so_muc_khong_ap_dung: count('not-applicable'),
    so_muc_dieu_tra: count('surveyed'),
    so_muc_co_quan_khac: count('external'),
  };
}

function groupFields(group: ReportGroup): FieldRecord {
  return {
    ma: cleanLine(group.code),
    ten: cleanLine(group.name),
    diem_toi_da: writeDecimal(group.maxPoints),
    diem_tu_cham: writePoints(group.selfPoints),
    dong: group.rows.map(rowFields),
  };
}

function rowFields(row: ReportRow): FieldRecord {
  const item = row.kind === 'item' ? row : null;
  const status = item === null ? '' : STATUS_WORDS[item.status];
  const explanation = cleanText(item?.explanation ?? '');
  const evidence = (item?.evidence ?? []).map(writeEvidence);
  return {
    la_tieu_chi: item === null,
    la_muc: item !== null,
    ma: cleanLine(row.code),
    ten: cleanLine(row.name),
    diem_toi_da: writeDecimal(row.maxPoints),
    diem_tu_cham: item === null ? writePoints(row.selfPoints) : itemPoints(item),
    tinh_trang: status,
    co_tinh_trang: status !== '',
    co_tai_lieu: evidence.length > 0,
    tai_lieu: evidence.map((one) => ({ noi_dung: one })),
    tai_lieu_gop: evidence.map((one) => `- ${one}`).join('\n'),
    co_giai_trinh: explanation !== '',
    giai_trinh: explanation,
    ghi_chu: [status, explanation].filter((line) => line !== '').join('\n'),
  };
}

/** Points of any other state are not printed, so that none of them can be taken for a zero. */
const itemPoints = (item: ReportItem): string =>
  writePoints(item.status === 'scored' ? item.selfPoints : null);

/** Items the report must explain: judged by the unit, and without or with insufficient evidence, or without data. */
function explanationFields(items: readonly ReportItem[]): FieldRecord {
  const rows = items.filter(needsExplanation).map((item, index) => ({
    stt: String(index + 1),
    ma: cleanLine(item.code),
    ten: cleanLine(item.name),
    diem_toi_da: writeDecimal(item.maxPoints),
    diem_tu_cham: itemPoints(item),
    tinh_trang_tai_lieu: STATUS_WORDS[item.status] || EVIDENCE_WORDS[item.evidenceState],
    giai_trinh: cleanText(item.explanation ?? '') || 'Chưa có giải trình.',
  }));
  return {
    co_muc_giai_trinh: rows.length > 0,
    khong_co_muc_giai_trinh: rows.length === 0,
    muc_giai_trinh: rows,
  };
}

function needsExplanation(item: ReportItem): boolean {
  return item.status === 'no-data' || (item.status === 'scored' && item.evidenceState !== 'sufficient');
}

/** "15/KH-SNV ngày 05/02/2026 của Sở Nội vụ: Kế hoạch … (trang 3-5)". */
function writeEvidence(evidence: ReportEvidence): string {
  const head = [
    evidence.number === null ? '' : cleanLine(evidence.number),
    evidence.date === null ? '' : `ngày ${writeDate(evidence.date)}`,
    evidence.issuer === null ? '' : `của ${cleanLine(evidence.issuer)}`,
  ].filter((part) => part !== '');
  const body = cleanLine(evidence.abstract);
  const pages = evidence.pages === null ? '' : ` (${pagesOf(cleanLine(evidence.pages))})`;
  return `${head.length === 0 ? '' : `${head.join(' ')}: `}${body}${pages}`;
}

const pagesOf = (pages: string): string => (/^[\d\s,;–-]+$/.test(pages) ? `trang ${pages}` : pages);
