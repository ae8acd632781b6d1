import type { Document, FileChild } from 'docx';
import { resultTables } from './result-tables.ts';
import {
  afterTable,
  annexTitle,
  body,
  documentTitle,
  gap,
  heading,
  letterhead,
  minutesClosing,
  paragraphFor,
} from './template-parts.ts';
import { section, taggedAnnex, TEXT_WIDTH } from './template-sections.ts';
import { documentWith } from './template-styles.ts';
import { officialTable } from './template-tables.ts';

/** The shipped template of a council's minutes; `layouts/council-minutes.typ` says the same in Typst. */
export const councilMinutesTemplate = (): Document =>
  documentWith('Biên bản họp Hội đồng', [
    section(mainText(), 'portrait', 'draft'),
    ...taggedAnnex(annex(), 'portrait', '{/co_phu_luc}'),
  ]);

function mainText(): FileChild[] {
  return [
    ...letterhead('none'),
    ...documentTitle('Biên bản', '{trich_yeu}'),
    gap(),
    body('**Thời gian bắt đầu:** {bat_dau}.'),
    body('**Địa điểm:** {dia_diem}.'),
    ...participants(),
    body('**Chủ trì (chủ tọa):** {chu_toa}{#co_chuc_vu_chu_toa}, {chuc_vu_chu_toa}{/co_chuc_vu_chu_toa}.'),
    body(
      '**Thư ký (người ghi biên bản):** {thu_ky}{#co_chuc_vu_thu_ky}, {chuc_vu_thu_ky}{/co_chuc_vu_thu_ky}.',
    ),
    body('**Nội dung** (theo diễn biến cuộc họp):'),
    heading('TieuDePhan', 'I. CHƯƠNG TRÌNH'),
    body(paragraphFor('chuong_trinh', '- {noi_dung}')),
    body(paragraphFor('khong_co_chuong_trinh', 'Cuộc họp không có chương trình riêng.')),
    ...discussion(),
    ...ties(),
    heading('TieuDePhan', 'IV. KẾT LUẬN'),
    body(paragraphFor('ket_luan_chung', '- {noi_dung}')),
    body(paragraphFor('khong_co_ket_luan_chung', 'Hội đồng không có kết luận chung.')),
    body(paragraphFor('co_phu_luc', 'Bảng kết quả được Hội đồng thông qua tại Phụ lục kèm theo.')),
    body('Cuộc họp kết thúc vào {ket_thuc}./.', { keepNext: true }),
    ...minutesClosing(),
  ];
}

function participants(): FileChild[] {
  return [
    body(
      '**Thành phần tham dự:** {hoi_dong}{#co_quyet_dinh_hoi_dong} ({quyet_dinh_hoi_dong}){/co_quyet_dinh_hoi_dong} có {so_thanh_vien} thành viên; có mặt {so_co_mat}, vắng mặt {so_vang_mat}:',
      { keepNext: true },
    ),
    officialTable(
      [
        { width: 12, head: 'STT', style: 'OGiua' },
        { width: 45, head: 'Họ và tên', style: 'OBang' },
        { width: 72, head: 'Chức vụ, tư cách trong Hội đồng', style: 'OBang' },
        { width: 36, head: 'Tham dự', style: 'OBang' },
      ],
      [{ cells: ['{#thanh_vien}{stt}', '{ho_ten}', '{chuc_vu_tu_cach}', '{tham_du}{/thanh_vien}'] }],
    ),
    afterTable(),
    body('{#co_khach_moi [loopOver: "paragraph"]}**Khách mời:**', { keepNext: true }),
    body(paragraphFor('khach_moi', '- {noi_dung}')),
    afterTable('{/co_khach_moi}'),
  ];
}

function discussion(): FileChild[] {
  return [
    heading('TieuDePhan', 'II. CÁC MỤC ĐƯA RA HỘI ĐỒNG'),
    body(paragraphFor('khong_co_muc', 'Không có mục nào đưa ra Hội đồng.')),
    body(
      '{#co_muc [loopOver: "paragraph"]}Điểm lần 1, lần 2 là điểm thẩm định lần 1, lần 2; biểu quyết ghi số phiếu tán thành/không tán thành/không biểu quyết.',
      { keepNext: true },
    ),
    officialTable(
      [
        { width: 43, head: 'Đơn vị, tiêu chí', style: 'OBang' },
        { width: 15, head: 'Tự chấm', style: 'OSo' },
        { width: 13, head: 'Lần 1', style: 'OSo' },
        { width: 13, head: 'Lần 2', style: 'OSo' },
        { width: 13, head: 'Đề xuất', style: 'OSo' },
        { width: 17, head: 'Biểu quyết', style: 'OGiua' },
        { width: 14, head: 'Kết luận', style: 'OSo' },
        { width: 37, head: 'Nội dung kết luận, lý do', style: 'OBang' },
      ],
      [
        {
          cells: [
            ['{#muc}{stt}. {don_vi}:', '{ma}. {ten} (tối đa {diem_toi_da} điểm)'],
            '{diem_tu_cham}',
            '{diem_lan_mot}',
            '{diem_lan_hai}',
            '{diem_de_xuat}',
            '{bieu_quyet}',
            '{diem_ket_luan}',
            ['{ket_luan}', 'Lý do: {ly_do}{/muc}'],
          ],
        },
      ],
    ),
    afterTable('{/co_muc}'),
  ];
}

function ties(): FileChild[] {
  const votes =
    '{#co_bieu_quyet}. Biểu quyết: {tan_thanh} tán thành, {khong_tan_thanh} không tán thành, {khong_bieu_quyet} không biểu quyết{/co_bieu_quyet}';
  return [
    heading('TieuDePhan', 'III. CÁC ĐƠN VỊ BẰNG KẾT QUẢ'),
    body(paragraphFor('khong_co_dong_hang', 'Không có đơn vị nào bằng kết quả.')),
    body(paragraphFor('dong_hang', `- {khoi}, hạng {hang}: {don_vi}. Cách xử lý: {cach_xu_ly}${votes}.`)),
  ];
}

function annex(): FileChild[] {
  return [
    ...annexTitle({
      word: '{#co_phu_luc [loopOver: "paragraph"]}Phụ lục',
      name: 'Kết quả Chỉ số cải cách hành chính {ky_danh_gia}',
      belongsTo: '(Kèm theo Biên bản số {so_ky_hieu} của {co_quan_ban_hanh})',
      width: TEXT_WIDTH.portrait,
    }),
    heading('TieuDeMuc', '{#khoi [loopOver: "paragraph"]}{ten}'),
    ...resultTables('portrait'),
    afterTable('{/khoi}'),
  ];
}
