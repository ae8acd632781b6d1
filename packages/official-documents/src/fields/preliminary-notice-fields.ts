import { cleanLine, cleanText } from '../clean-text.ts';
import type {
  NoticeArea,
  NoticeItem,
  NoticeOutcome,
  NoticeReplies,
  PreliminaryNotice,
} from '../preliminary-notice.ts';
import { writeDecimal, writeInstant, writePoints } from '../written-values.ts';
import { CRITERIA_SET_TREE, criteriaSetFields } from './criteria-set-fields.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { ISSUED_TREE, issuedFields } from './frame-fields.ts';
import { groundFields, GROUNDS } from './text-lists.ts';

const ITEM_TREE: FieldTree = {
  stt: text('Số thứ tự'),
  ma: required(text('Mã tiêu chí')),
  ten: required(text('Tên tiêu chí')),
  diem_toi_da: text('Điểm tối đa'),
  diem_tu_cham: required(text('Điểm tự chấm; "–" khi đơn vị không tự chấm điểm')),
  ket_qua: required(text('Điểm thẩm định, hoặc "Yêu cầu giải trình", "Không áp dụng"')),
  yeu_cau_giai_trinh: condition('Đơn vị phải giải trình; mục chưa có điểm thẩm định'),
  co_ly_do: condition('Có nêu lý do'),
  ly_do: text('Lý do'),
  co_yeu_cau: condition('Có nêu yêu cầu chưa đạt'),
  yeu_cau: text('Yêu cầu của bộ tiêu chí mà đơn vị chưa đạt'),
  nhan_xet: required(text('Lý do và yêu cầu chưa đạt, mỗi thứ một dòng')),
};

export const PRELIMINARY_NOTICE_TREE: FieldTree = {
  ...ISSUED_TREE,
  don_vi: required(text('Tên đơn vị được thẩm định')),
  dot_danh_gia: text('Tên đợt đánh giá'),
  ky_danh_gia: required(text('Kỳ đánh giá, ví dụ "năm 2026"')),
  ...CRITERIA_SET_TREE,
  can_cu: GROUNDS,
  tong_diem_toi_da: required(text('Tổng điểm tối đa')),
  tong_diem_tu_cham: required(text('Tổng điểm tự chấm')),
  tong_diem_tham_dinh: required(text('Tổng điểm thẩm định sơ bộ')),
  co_ty_le: condition('Bộ tiêu chí tính tỷ lệ %'),
  ty_le_tu_cham: text('Tỷ lệ % điểm tự chấm; "–" khi không tính'),
  ty_le_tham_dinh: text('Tỷ lệ % điểm thẩm định; "–" khi không tính'),
  linh_vuc: required(
    list('Lĩnh vực', {
      ma: required(text('Mã lĩnh vực')),
      ten: required(text('Tên lĩnh vực')),
      diem_toi_da: text('Điểm tối đa của lĩnh vực'),
      diem_tu_cham: required(text('Điểm tự chấm của lĩnh vực')),
      diem_tham_dinh: required(text('Điểm thẩm định của lĩnh vực')),
    }),
  ),
  co_muc: condition('Có mục được kết luận khác với điểm tự chấm'),
  khong_co_muc: condition('Mọi mục được kết luận như đơn vị tự chấm'),
  so_muc: text('Số mục được kết luận khác với điểm tự chấm'),
  so_muc_giai_trinh: text('Trong đó, số mục phải giải trình'),
  muc: required(list('Mục được kết luận khác với điểm tự chấm', ITEM_TREE)),
  co_han: condition('Có hạn trả lời'),
  khong_co_han: condition('Chưa ấn định hạn trả lời'),
  han_tra_loi: required(text('Hạn trả lời, giờ Việt Nam, ví dụ "17:00:00 ngày 05/02/2026"')),
  co_dia_chi: condition('Có địa chỉ trang trả lời'),
  dia_chi: text('Địa chỉ trang trả lời của đơn vị'),
};

export function preliminaryNoticeFields(notice: PreliminaryNotice): FieldRecord {
  const { totals, items } = notice;
  return {
    ...issuedFields(notice.frame),
    don_vi: cleanLine(notice.unitName),
    dot_danh_gia: cleanLine(notice.roundName),
    ky_danh_gia: cleanLine(notice.period),
    ...criteriaSetFields(notice.criteriaSet),
    can_cu: groundFields(notice.grounds),
    tong_diem_toi_da: writeDecimal(totals.maxPoints),
    tong_diem_tu_cham: writeDecimal(totals.selfPoints),
    tong_diem_tham_dinh: writeDecimal(totals.appraisedPoints),
    co_ty_le: totals.selfPercent !== null || totals.appraisedPercent !== null,
    ty_le_tu_cham: writePoints(totals.selfPercent),
    ty_le_tham_dinh: writePoints(totals.appraisedPercent),
    linh_vuc: notice.areas.map(areaFields),
    co_muc: items.length > 0,
    khong_co_muc: items.length === 0,
    so_muc: String(items.length),
    so_muc_giai_trinh: String(items.filter(({ outcome }) => outcome.kind === 'explanation').length),
    muc: items.map(itemFields),
    ...replyFields(notice.replies),
  };
}

const areaFields = (area: NoticeArea): FieldRecord => ({
  ma: cleanLine(area.code),
  ten: cleanLine(area.name),
  diem_toi_da: writeDecimal(area.maxPoints),
  diem_tu_cham: writePoints(area.selfPoints),
  diem_tham_dinh: writePoints(area.appraisedPoints),
});

function itemFields(item: NoticeItem, index: number): FieldRecord {
  const reason = cleanText(item.reason ?? '');
  const requirement = cleanText(item.requirement ?? '');
  return {
    stt: String(index + 1),
    ma: cleanLine(item.code),
    ten: cleanLine(item.name),
    diem_toi_da: writeDecimal(item.maxPoints),
    diem_tu_cham: writePoints(item.selfPoints),
    ket_qua: outcomeWords(item.outcome),
    yeu_cau_giai_trinh: item.outcome.kind === 'explanation',
    co_ly_do: reason !== '',
    ly_do: reason,
    co_yeu_cau: requirement !== '',
    yeu_cau: requirement,
    nhan_xet: [reason, requirement && `Yêu cầu chưa đạt: ${requirement}`]
      .filter((line) => line !== '')
      .join('\n'),
  };
}

function outcomeWords(outcome: NoticeOutcome): string {
  if (outcome.kind === 'points') return writeDecimal(outcome.points);
  return outcome.kind === 'explanation' ? 'Yêu cầu giải trình' : 'Không áp dụng';
}

const replyFields = ({ closesAt, address }: NoticeReplies): FieldRecord => ({
  co_han: closesAt !== null,
  khong_co_han: closesAt === null,
  han_tra_loi: closesAt === null ? '' : writeInstant(closesAt),
  co_dia_chi: address !== null,
  dia_chi: cleanLine(address ?? ''),
});
