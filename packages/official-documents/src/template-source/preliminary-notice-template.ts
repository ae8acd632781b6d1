import type { Document, FileChild } from 'docx';
import {
  afterTable,
  annexTitle,
  body,
  closing,
  documentTitle,
  grounds,
  heading,
  letterhead,
  line,
  paragraphFor,
} from './template-parts.ts';
import { section, taggedAnnex, TEXT_WIDTH } from './template-sections.ts';
import { documentWith } from './template-styles.ts';
import { officialTable } from './template-tables.ts';

/** The shipped template of the preliminary notice; `layouts/preliminary-notice.typ` says the same in Typst. */
export const preliminaryNoticeTemplate = (): Document =>
  documentWith('Thông báo kết quả thẩm định sơ bộ Chỉ số cải cách hành chính', [
    section(mainText(), 'portrait', 'draft'),
    ...taggedAnnex(annex(), 'portrait', '{/co_muc}'),
  ]);

function mainText(): FileChild[] {
  return [
    ...letterhead(),
    ...documentTitle(
      'Thông báo',
      'Kết quả thẩm định sơ bộ Chỉ số cải cách hành chính {ky_danh_gia} của {don_vi}',
    ),
    line('KinhGui', paragraphFor('co_kinh_gui', 'Kính gửi: {kinh_gui_mot_dong}')),
    grounds(),
    body(
      '{co_quan_ban_hanh} thông báo kết quả thẩm định sơ bộ Chỉ số cải cách hành chính {ky_danh_gia} của {don_vi} ({dot_danh_gia}) theo {ten_bo}{#co_quyet_dinh_bo} ({quyet_dinh_bo}){/co_quyet_dinh_bo}, phiên bản {phien_ban_bo}, như sau:',
    ),
    ...results(),
    ...differences(),
    ...howToReply(),
    ...closing(),
  ];
}

function results(): FileChild[] {
  return [
    heading('TieuDePhan', 'I. KẾT QUẢ'),
    body(
      'Điểm tối đa: {tong_diem_toi_da}; điểm tự chấm: {tong_diem_tu_cham}; **điểm thẩm định sơ bộ: {tong_diem_tham_dinh}**.{#co_ty_le} Tỷ lệ so với điểm tối đa: tự chấm {ty_le_tu_cham}%, thẩm định sơ bộ {ty_le_tham_dinh}%.{/co_ty_le} Mục đang yêu cầu giải trình chưa được tính điểm. Kết quả theo lĩnh vực như sau:',
      { keepNext: true },
    ),
    officialTable(
      [
        { width: 14, head: 'Mã', style: 'OGiua' },
        { width: 76, head: 'Lĩnh vực', style: 'OBang' },
        { width: 25, head: 'Điểm tối đa', style: 'OSo' },
        { width: 25, head: 'Điểm tự chấm', style: 'OSo' },
        { width: 25, head: 'Điểm thẩm định', style: 'OSo' },
      ],
      [
        {
          cells: [
            '{#linh_vuc}{ma}',
            '{ten}',
            '{diem_toi_da}',
            '{diem_tu_cham}',
            '{diem_tham_dinh}{/linh_vuc}',
          ],
        },
        {
          cells: ['', 'Tổng cộng', '{tong_diem_toi_da}', '{tong_diem_tu_cham}', '{tong_diem_tham_dinh}'],
          bold: true,
        },
      ],
    ),
    afterTable(),
  ];
}

function differences(): FileChild[] {
  return [
    heading('TieuDePhan', 'II. CÁC MỤC ĐƯỢC KẾT LUẬN KHÁC VỚI ĐIỂM TỰ CHẤM'),
    body(
      paragraphFor(
        'co_muc',
        'Có {so_muc} mục được kết luận khác với điểm tự chấm, trong đó {so_muc_giai_trinh} mục yêu cầu đơn vị giải trình. Điểm, lý do và yêu cầu chưa đạt của từng mục tại Phụ lục kèm theo.',
      ),
    ),
    body(paragraphFor('khong_co_muc', 'Không có mục nào được kết luận khác với điểm tự chấm.')),
  ];
}

function howToReply(): FileChild[] {
  return [
    heading('TieuDePhan', 'III. TRẢ LỜI, GIẢI TRÌNH'),
    body(
      'Với từng mục nêu tại Phụ lục, đơn vị trả lời đồng ý hoặc không đồng ý; trường hợp không đồng ý thì nêu lý do và bổ sung tài liệu kiểm chứng. Chỉ nội dung trả lời đã được lãnh đạo đơn vị phê duyệt mới được xem xét; mục không được trả lời được xem là đơn vị đồng ý.',
    ),
    body(paragraphFor('co_dia_chi', 'Trả lời trên phần mềm, tại địa chỉ: {dia_chi}')),
    body(paragraphFor('co_han', 'Thời hạn: **trước {han_tra_loi}** (giờ Việt Nam).')),
    body(paragraphFor('khong_co_han', 'Thời hạn trả lời sẽ được thông báo sau.')),
    body('Trên đây là kết quả thẩm định sơ bộ, đề nghị {don_vi} nghiên cứu, trả lời theo quy định./.', {
      keepNext: true,
    }),
  ];
}

function annex(): FileChild[] {
  return [
    ...annexTitle({
      word: '{#co_muc [loopOver: "paragraph"]}Phụ lục',
      name: 'Các mục được kết luận khác với điểm tự chấm',
      belongsTo: '(Kèm theo Thông báo số {so_ky_hieu} {ngay_thang} của {co_quan_ban_hanh})',
      width: TEXT_WIDTH.portrait,
    }),
    officialTable(
      [
        { width: 17, head: 'Mã', style: 'OBang' },
        { width: 45, head: 'Tiêu chí', style: 'OBang' },
        { width: 14, head: 'Tối đa', style: 'OSo' },
        { width: 15, head: 'Tự chấm', style: 'OSo' },
        { width: 22, head: 'Thẩm định', style: 'OGiua' },
        { width: 52, head: 'Lý do; yêu cầu chưa đạt', style: 'OBang' },
      ],
      [
        {
          cells: ['{#muc}{ma}', '{ten}', '{diem_toi_da}', '{diem_tu_cham}', '{ket_qua}', '{nhan_xet}{/muc}'],
        },
      ],
    ),
    afterTable(),
    line('NoiNhanDanhSach', 'Bộ tiêu chí: {ten_bo}, phiên bản {phien_ban_bo}, mã băm {van_tay_bo}.'),
  ];
}
