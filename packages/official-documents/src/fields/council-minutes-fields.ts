import { cleanLine, cleanText } from '../clean-text.ts';
import type {
  BrokenTie,
  CouncilMember,
  CouncilMinutes,
  DiscussedItem,
  MeetingPerson,
  VoteCount,
} from '../council-minutes.ts';
import { writeDecimal, writeLongInstant, writePoints } from '../written-values.ts';
import { condition, list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { MINUTES_FRAME_TREE, minutesFrameFields } from './frame-fields.ts';
import { RESULT_BLOCK_TREE, resultBlockFields } from './result-block-fields.ts';
import { listFields, textList } from './text-lists.ts';

const VOTE_TREE: FieldTree = {
  co_bieu_quyet: condition('Có biểu quyết'),
  bieu_quyet: text(
    'Số phiếu tán thành/không tán thành/không biểu quyết, ví dụ "7/1/1"; "–" khi không biểu quyết',
  ),
  tan_thanh: text('Số phiếu tán thành'),
  khong_tan_thanh: text('Số phiếu không tán thành'),
  khong_bieu_quyet: text('Số thành viên có mặt không biểu quyết'),
};

const ITEM_TREE: FieldTree = {
  stt: text('Số thứ tự'),
  don_vi: required(text('Tên đơn vị')),
  ma: required(text('Mã tiêu chí')),
  ten: text('Tên tiêu chí'),
  diem_toi_da: text('Điểm tối đa'),
  diem_tu_cham: text('Điểm tự chấm; "–" khi không có'),
  diem_lan_mot: text('Điểm thẩm định lần 1; "–" khi không có'),
  diem_lan_hai: text('Điểm thẩm định lần 2; "–" khi không thẩm định lại'),
  diem_de_xuat: text('Điểm đưa ra biểu quyết; "–" khi không có'),
  ...VOTE_TREE,
  diem_ket_luan: required(text('Điểm Hội đồng kết luận; "–" khi không kết luận điểm')),
  ket_luan: required(text('Kết luận')),
  ly_do: required(text('Lý do')),
};

export const COUNCIL_MINUTES_TREE: FieldTree = {
  ...MINUTES_FRAME_TREE,
  trich_yeu: required(text('Trích yếu, sau chữ Biên bản')),
  hoi_dong: required(text('Tên Hội đồng')),
  co_quyet_dinh_hoi_dong: condition('Có quyết định thành lập Hội đồng'),
  quyet_dinh_hoi_dong: text('Quyết định thành lập Hội đồng'),
  ky_danh_gia: text('Kỳ đánh giá, ví dụ "năm 2026"'),
  bat_dau: required(text('Thời gian bắt đầu, ví dụ "08 giờ 00 phút, ngày 12 tháng 01 năm 2027"')),
  ket_thuc: required(text('Thời gian kết thúc')),
  dia_diem: required(text('Địa điểm')),
  chu_toa: required(text('Họ và tên chủ tọa')),
  co_chuc_vu_chu_toa: condition('Có chức vụ chủ tọa'),
  chuc_vu_chu_toa: text('Chức vụ chủ tọa'),
  thu_ky: required(text('Họ và tên thư ký')),
  co_chuc_vu_thu_ky: condition('Có chức vụ thư ký'),
  chuc_vu_thu_ky: text('Chức vụ thư ký'),
  so_thanh_vien: text('Số thành viên Hội đồng'),
  so_co_mat: required(text('Số thành viên có mặt')),
  so_vang_mat: required(text('Số thành viên vắng mặt')),
  thanh_vien: required(
    list('Thành viên Hội đồng', {
      stt: text('Số thứ tự'),
      ho_ten: required(text('Họ và tên')),
      chuc_vu: text('Chức vụ, đơn vị công tác'),
      tu_cach: text('Tư cách trong Hội đồng'),
      chuc_vu_tu_cach: text('Chức vụ và tư cách, cách nhau bằng dấu phẩy'),
      co_mat: condition('Có mặt'),
      vang_mat: condition('Vắng mặt'),
      tham_du: required(text('"Có mặt" hoặc "Vắng mặt", kèm ghi chú nếu có')),
    }),
  ),
  co_khach_moi: condition('Có khách mời'),
  khong_co_khach_moi: condition('Không có khách mời'),
  khach_moi: textList('Khách mời', 'Một khách mời'),
  co_chuong_trinh: condition('Có chương trình họp'),
  khong_co_chuong_trinh: condition('Không có chương trình họp'),
  chuong_trinh: textList('Chương trình họp', 'Một nội dung'),
  co_muc: condition('Có mục đưa ra Hội đồng'),
  khong_co_muc: condition('Không có mục đưa ra Hội đồng'),
  muc: required(list('Mục đưa ra Hội đồng', ITEM_TREE)),
  co_dong_hang: condition('Có đơn vị bằng kết quả'),
  khong_co_dong_hang: condition('Không có đơn vị bằng kết quả'),
  dong_hang: required(
    list('Đơn vị bằng kết quả', {
      khoi: text('Tên khối'),
      hang: text('Hạng mà các đơn vị cùng đạt'),
      don_vi: required(text('Tên các đơn vị, cách nhau bằng dấu chấm phẩy')),
      cach_xu_ly: required(text('Cách xác định thứ hạng')),
      ...VOTE_TREE,
    }),
  ),
  co_ket_luan_chung: condition('Có kết luận chung'),
  khong_co_ket_luan_chung: condition('Không có kết luận chung'),
  ket_luan_chung: required(textList('Kết luận của Hội đồng', 'Một kết luận')),
  co_phu_luc: condition('Có bảng kết quả kèm theo'),
  khoi: required(list('Kết quả theo khối', RESULT_BLOCK_TREE)),
};

export function councilMinutesFields(minutes: CouncilMinutes): FieldRecord {
  const { items, ties, blocks } = minutes;
  return {
    ...minutesFrameFields(minutes.frame),
    trich_yeu: cleanLine(minutes.subject),
    hoi_dong: cleanLine(minutes.council),
    co_quyet_dinh_hoi_dong: minutes.councilDecision !== null,
    quyet_dinh_hoi_dong: cleanLine(minutes.councilDecision ?? ''),
    ky_danh_gia: cleanLine(minutes.period),
    bat_dau: writeLongInstant(minutes.startsAt),
    ket_thuc: writeLongInstant(minutes.endsAt),
    dia_diem: cleanLine(minutes.place),
    ...personFields('chu_toa', minutes.chair),
    ...personFields('thu_ky', minutes.secretary),
    ...memberFields(minutes.members),
    ...listFields('khach_moi', minutes.guests),
    ...listFields('chuong_trinh', minutes.agenda),
    co_muc: items.length > 0,
    khong_co_muc: items.length === 0,
    muc: items.map(itemFields),
    co_dong_hang: ties.length > 0,
    khong_co_dong_hang: ties.length === 0,
    dong_hang: ties.map(tieFields),
    ...listFields('ket_luan_chung', minutes.conclusions),
    co_phu_luc: blocks.length > 0,
    khoi: resultBlockFields(blocks),
  };
}

const personFields = (name: string, person: MeetingPerson): FieldRecord => ({
  [name]: cleanLine(person.name),
  [`co_chuc_vu_${name}`]: person.position !== null,
  [`chuc_vu_${name}`]: cleanLine(person.position ?? ''),
});

function memberFields(members: readonly CouncilMember[]): FieldRecord {
  const present = members.filter((member) => member.present).length;
  return {
    so_thanh_vien: String(members.length),
    so_co_mat: String(present),
    so_vang_mat: String(members.length - present),
    thanh_vien: members.map((member, index) => {
      const word = member.present ? 'Có mặt' : 'Vắng mặt';
      const note = cleanLine(member.note ?? '');
      return {
        stt: String(index + 1),
        ho_ten: cleanLine(member.name),
        chuc_vu: cleanLine(member.position ?? ''),
        tu_cach: cleanLine(member.capacity ?? ''),
        chuc_vu_tu_cach: [member.position, member.capacity]
          .flatMap((part) => (part === null ? [] : [cleanLine(part)]))
          .join(', '),
        co_mat: member.present,
        vang_mat: !member.present,
        tham_du: note === '' ? word : `${word} (${note})`,
      };
    }),
  };
}

const itemFields = (item: DiscussedItem, index: number): FieldRecord => ({
  stt: String(index + 1),
  don_vi: cleanLine(item.unitName),
  ma: cleanLine(item.code),
  ten: cleanLine(item.name),
  diem_toi_da: writeDecimal(item.maxPoints),
  diem_tu_cham: writePoints(item.selfPoints),
  diem_lan_mot: writePoints(item.firstPoints),
  diem_lan_hai: writePoints(item.secondPoints),
  diem_de_xuat: writePoints(item.proposedPoints),
  ...voteFields(item.votes),
  diem_ket_luan: writePoints(item.concludedPoints),
  ket_luan: cleanText(item.conclusion),
  ly_do: cleanText(item.reason),
});

const tieFields = (tie: BrokenTie): FieldRecord => ({
  khoi: cleanLine(tie.blockName),
  hang: String(tie.rank),
  don_vi: tie.unitNames.map(cleanLine).join('; '),
  cach_xu_ly: cleanText(tie.resolution),
  ...voteFields(tie.votes),
});

const voteFields = (votes: VoteCount | null): FieldRecord => ({
  co_bieu_quyet: votes !== null,
  bieu_quyet: votes === null ? '–' : `${votes.for}/${votes.against}/${votes.abstain}`,
  tan_thanh: votes === null ? '' : String(votes.for),
  khong_tan_thanh: votes === null ? '' : String(votes.against),
  khong_bieu_quyet: votes === null ? '' : String(votes.abstain),
});
