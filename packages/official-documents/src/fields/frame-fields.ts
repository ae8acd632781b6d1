import { cleanLine } from '../clean-text.ts';
import type {
  Distribution,
  DocumentFrame,
  DocumentSigner,
  IssuedFrame,
  Letterhead,
  MinutesFrame,
  SubmissionReceipt,
} from '../document-frame.ts';
import { writeInstant, writeLongDate, writeNumber } from '../written-values.ts';
import {
  condition,
  list,
  optional,
  qr,
  required,
  text,
  type FieldRecord,
  type FieldTree,
} from './field-tree.ts';

const BODIES_TREE: FieldTree = {
  co_quan_cap_tren: text('Cơ quan, tổ chức chủ quản trực tiếp (chữ in hoa do kiểu chữ của mẫu)'),
  co_cap_tren: condition('Có cơ quan chủ quản'),
  co_quan_ban_hanh: required(text('Cơ quan, tổ chức ban hành văn bản')),
  so_ky_hieu: required(text('Số và ký hiệu, ví dụ 15/BC-SNV; để trống phần số khi chưa cấp số')),
};

const PLACE_TREE: FieldTree = {
  dia_danh: required(text('Địa danh')),
  ngay_thang: required(text('Ngày tháng năm ban hành, ví dụ "ngày 05 tháng 02 năm 2026"')),
};

const ADDRESSEES_TREE: FieldTree = {
  co_kinh_gui: condition('Có mục Kính gửi'),
  kinh_gui: list('Các nơi kính gửi', { ten: text('Tên cơ quan') }),
  kinh_gui_mot_dong: text('Các nơi kính gửi trên một dòng, cách nhau bằng dấu chấm phẩy'),
};

const RECIPIENTS_TREE: FieldTree = {
  noi_nhan: required(list('Nơi nhận', { ten: required(text('Tên nơi nhận')) })),
  luu: text('Nơi lưu, ví dụ "VT, CCHC"'),
};

const SIGNER_TREE: FieldTree = {
  co_tham_quyen_ky: condition('Ký thay mặt, ký thay, thừa lệnh…'),
  tham_quyen_ky: text('Thẩm quyền ký, ví dụ "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC"'),
  chuc_vu_ky: required(text('Chức vụ người ký')),
  nguoi_ky: required(text('Họ và tên người ký')),
};

const RECEIPT_TREE: FieldTree = {
  co_bien_nhan: condition('Phiếu đã chốt, có biên nhận'),
  chua_chot: condition('Phiếu chưa chốt, văn bản là bản dự thảo'),
  ma_bam: text('Mã băm SHA-256 của nội dung đã chốt'),
  thoi_diem_chot: text('Thời điểm chốt, giờ Việt Nam'),
  ma_qr: qr('Mã QR để kiểm tra biên nhận'),
};

const DRAFT_TREE: FieldTree = {
  du_thao: required(condition('Văn bản là bản dự thảo: nội dung còn có thể thay đổi')),
};

const FOOT_TREE: FieldTree = {
  co_chan_trang: condition('Có dòng chân trang'),
  chan_trang: text('Dòng chân trang'),
};

/** The tags of a document made from a frozen card. */
export const FRAME_TREE: FieldTree = {
  ...BODIES_TREE,
  ...PLACE_TREE,
  ...ADDRESSEES_TREE,
  ...RECIPIENTS_TREE,
  ...SIGNER_TREE,
  ...RECEIPT_TREE,
  ...FOOT_TREE,
};

/**
 * The tags of any other document that one person signs. One office issues them all, so its template may say who it
 * is and who signs without a tag.
 */
export const ISSUED_TREE: FieldTree = {
  ...optional(BODIES_TREE),
  ...optional(PLACE_TREE),
  ...ADDRESSEES_TREE,
  ...RECIPIENTS_TREE,
  ...optional(SIGNER_TREE),
  ...DRAFT_TREE,
  ...FOOT_TREE,
};

/** The tags of minutes around their own text. */
export const MINUTES_FRAME_TREE: FieldTree = {
  ...optional(BODIES_TREE),
  ...RECIPIENTS_TREE,
  ...DRAFT_TREE,
  ...FOOT_TREE,
};

/** A document is put together here, once, for every template and every format. */
export const frameFields = (frame: DocumentFrame): FieldRecord => ({
  ...bodyFields(frame),
  ...placeFields(frame),
  ...addresseeFields(frame.addressees),
  ...recipientFields(frame),
  ...signerFields(frame.signer),
  ...receiptFields(frame.receipt),
});

export const issuedFields = (frame: IssuedFrame): FieldRecord => ({
  ...bodyFields(frame),
  ...placeFields(frame),
  ...addresseeFields(frame.addressees),
  ...recipientFields(frame),
  ...signerFields(frame.signer),
  du_thao: frame.draft,
});

export const minutesFrameFields = (frame: MinutesFrame): FieldRecord => ({
  ...bodyFields(frame),
  ...recipientFields(frame),
  du_thao: frame.draft,
});

const bodyFields = (frame: Omit<Letterhead, 'place' | 'date'>): FieldRecord => ({
  co_quan_cap_tren: cleanLine(frame.superiorBody ?? ''),
  co_cap_tren: frame.superiorBody !== null,
  co_quan_ban_hanh: cleanLine(frame.issuingBody),
  so_ky_hieu: writeNumber(frame.number === null ? null : cleanLine(frame.number), cleanLine(frame.symbol)),
});

const placeFields = ({ place, date }: Letterhead): FieldRecord => ({
  dia_danh: cleanLine(place),
  ngay_thang: writeLongDate(date),
});

const addresseeFields = (addressees: readonly string[]): FieldRecord => ({
  co_kinh_gui: addressees.length > 0,
  kinh_gui: addressees.map((name) => ({ ten: cleanLine(name) })),
  kinh_gui_mot_dong: addressees.map(cleanLine).join('; '),
});

const recipientFields = (frame: Distribution): FieldRecord => ({
  noi_nhan: frame.recipients.map((name) => ({ ten: cleanLine(name) })),
  luu: cleanLine(frame.archive),
  co_chan_trang: frame.pageFooter !== null,
  chan_trang: cleanLine(frame.pageFooter ?? ''),
});

const signerFields = (signer: DocumentSigner): FieldRecord => ({
  co_tham_quyen_ky: signer.authority !== null,
  tham_quyen_ky: cleanLine(signer.authority ?? ''),
  chuc_vu_ky: cleanLine(signer.title),
  nguoi_ky: cleanLine(signer.name ?? ''),
});

const receiptFields = (receipt: SubmissionReceipt | null): FieldRecord => ({
  co_bien_nhan: receipt !== null,
  chua_chot: receipt === null,
  ma_bam: cleanLine(receipt?.hash ?? ''),
  thoi_diem_chot: receipt === null ? '' : writeInstant(receipt.time),
  ma_qr: { qr: cleanLine(receipt?.qrText ?? '') },
});
