import { cleanLine, cleanText } from '../clean-text.ts';
import type { InspectedShortcoming, InspectionPerson, InspectionRecord } from '../inspection-record.ts';
import { writeDate, writeLongInstant } from '../written-values.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { MINUTES_FRAME_TREE, minutesFrameFields } from './frame-fields.ts';
import { listFields, textList } from './text-lists.ts';

const PERSON_TREE: FieldTree = {
  ho_ten: required(text('Họ và tên')),
  co_chuc_vu: condition('Có chức vụ'),
  chuc_vu: text('Chức vụ, tư cách'),
};

export const INSPECTION_RECORD_TREE: FieldTree = {
  ...MINUTES_FRAME_TREE,
  trich_yeu: required(text('Trích yếu, sau chữ Biên bản')),
  don_vi: required(text('Tên đơn vị được kiểm tra')),
  ke_hoach: text('Tên kế hoạch kiểm tra'),
  quyet_dinh: required(text('Quyết định thành lập đoàn kiểm tra')),
  bat_dau: required(text('Thời gian bắt đầu, ví dụ "08 giờ 00 phút, ngày 21 tháng 07 năm 2026"')),
  ket_thuc: required(text('Thời gian kết thúc')),
  dia_diem: required(text('Địa điểm')),
  doan: required(list('Thành viên đoàn kiểm tra', PERSON_TREE)),
  co_ben_don_vi: condition('Có ghi người dự của đơn vị'),
  khong_co_ben_don_vi: condition('Không ghi người dự của đơn vị'),
  ben_don_vi: required(list('Người dự của đơn vị', PERSON_TREE)),
  co_danh_muc: condition('Có nội dung kiểm tra đã kết luận'),
  khong_co_danh_muc: condition('Không có nội dung kiểm tra đã kết luận'),
  danh_muc: required(
    list('Nội dung kiểm tra', {
      stt: text('Số thứ tự'),
      noi_dung: required(text('Nội dung, có mã tiêu chí')),
      ket_qua: required(text('Kết quả')),
      ghi_chu: text('Ghi chú của đoàn'),
    }),
  ),
  co_danh_gia_chung: condition('Có đánh giá chung'),
  khong_co_danh_gia_chung: condition('Không có đánh giá chung'),
  danh_gia_chung: textList('Đánh giá chung', 'Một đoạn'),
  co_ket_qua_dat: condition('Có kết quả đạt được'),
  khong_co_ket_qua_dat: condition('Không ghi kết quả đạt được'),
  ket_qua_dat: textList('Kết quả đạt được, cách làm hay', 'Một kết quả'),
  co_ton_tai: condition('Có tồn tại, hạn chế'),
  khong_co_ton_tai: condition('Không có tồn tại, hạn chế'),
  ton_tai: required(
    list('Tồn tại, hạn chế', {
      stt: text('Số thứ tự'),
      ma: text('Mã tiêu chí; "–" khi không gắn tiêu chí'),
      noi_dung: required(text('Tồn tại, hạn chế')),
      kien_nghi: required(text('Yêu cầu khắc phục; "–" khi không có')),
      lap_lai: condition('Lặp lại tồn tại đã kết luận trước đây'),
      ngay_truoc: text('Ngày đã kết luận trước đây'),
      co_anh: condition('Có ảnh kèm theo'),
      so_anh: text('Số ảnh'),
    }),
  ),
  co_kien_nghi: condition('Có yêu cầu, kiến nghị chung'),
  khong_co_kien_nghi: condition('Không có yêu cầu, kiến nghị chung'),
  kien_nghi: textList('Yêu cầu, kiến nghị chung', 'Một yêu cầu'),
  co_han: condition('Có hạn khắc phục'),
  han: text('Hạn khắc phục'),
  co_y_kien: condition('Đơn vị có ý kiến'),
  khong_co_y_kien: condition('Đơn vị không có ý kiến khác'),
  y_kien: required(textList('Ý kiến của đơn vị', 'Một ý kiến')),
  co_bo_sung: condition('Có phụ lục biên bản'),
  khong_co_bo_sung: condition('Không có phụ lục biên bản'),
  bo_sung: required(textList('Phụ lục biên bản, sau khi ký', 'Một phụ lục')),
  co_xac_nhan: condition('Đã có người xác nhận trên hệ thống'),
  khong_co_xac_nhan: condition('Chưa có ai xác nhận trên hệ thống'),
  xac_nhan: textList('Xác nhận trên hệ thống', 'Một người'),
  truong_doan: required(text('Họ và tên trưởng đoàn')),
  dai_dien: required(text('Họ và tên đại diện đơn vị')),
};

export function inspectionRecordFields(record: InspectionRecord): FieldRecord {
  const { checks, shortcomings, unitSide } = record;
  const addenda = record.addenda.map((one) => `${writeLongInstant(one.signedAt)}: ${one.text}`);
  return {
    ...minutesFrameFields(record.frame),
    trich_yeu: cleanLine(record.subject),
    don_vi: cleanLine(record.unitName),
    ke_hoach: cleanLine(record.planTitle),
    quyet_dinh: cleanLine(record.decision),
    bat_dau: writeLongInstant(record.startsAt),
    ket_thuc: writeLongInstant(record.endsAt),
    dia_diem: cleanLine(record.place),
    doan: record.team.map(personFields),
    co_ben_don_vi: unitSide.length > 0,
    khong_co_ben_don_vi: unitSide.length === 0,
    ben_don_vi: unitSide.map(personFields),
    co_danh_muc: checks.length > 0,
    khong_co_danh_muc: checks.length === 0,
    danh_muc: checks.map(({ code, question, answer, note }, index) => ({
      stt: String(index + 1),
      noi_dung: (code === null ? '' : `${cleanLine(code)}. `) + cleanText(question),
      ket_qua: cleanLine(answer),
      ghi_chu: cleanText(note),
    })),
    ...listFields('danh_gia_chung', record.general),
    ...listFields('ket_qua_dat', record.merits),
    co_ton_tai: shortcomings.length > 0,
    khong_co_ton_tai: shortcomings.length === 0,
    ton_tai: shortcomings.map(shortcomingFields),
    ...listFields('kien_nghi', record.requests),
    co_han: record.remedyBy !== null,
    han: record.remedyBy === null ? '' : writeDate(record.remedyBy),
    ...listFields('y_kien', record.unitOpinion),
    ...listFields('bo_sung', addenda),
    ...listFields('xac_nhan', record.confirmations),
    truong_doan: cleanLine(record.leader ?? ''),
    dai_dien: cleanLine(record.representative ?? ''),
  };
}

const personFields = ({ name, capacity }: InspectionPerson): FieldRecord => ({
  ho_ten: cleanLine(name),
  co_chuc_vu: capacity.trim() !== '',
  chuc_vu: cleanLine(capacity),
});

const shortcomingFields = (one: InspectedShortcoming, index: number): FieldRecord => ({
  stt: String(index + 1),
  ma: one.code === null ? '–' : cleanLine(one.code),
  noi_dung: cleanText(one.statement),
  kien_nghi: one.recommendation.trim() === '' ? '–' : cleanText(one.recommendation),
  lap_lai: one.repeatsOf !== null,
  ngay_truoc: one.repeatsOf === null ? '' : writeDate(one.repeatsOf),
  co_anh: one.photos > 0,
  so_anh: String(one.photos),
});
