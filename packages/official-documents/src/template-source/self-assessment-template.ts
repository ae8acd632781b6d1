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
import { section, TEXT_WIDTH } from './template-sections.ts';
import { documentWith } from './template-styles.ts';
import { officialTable } from './template-tables.ts';

/** The shipped template of the self-assessment report; `layouts/self-assessment-report.typ` says the same in Typst. */
export const selfAssessmentTemplate = (): Document =>
  documentWith('Báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính', [
    section(mainText(), 'portrait', 'receipt'),
    section(annex(), 'landscape', 'receipt'),
  ]);

function mainText(): FileChild[] {
  return [
    ...letterhead(),
    ...documentTitle('Báo cáo', 'Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính {ky_danh_gia}'),
    line('KinhGui', paragraphFor('co_kinh_gui', 'Kính gửi: {kinh_gui_mot_dong}')),
    grounds(),
    body(
      '{don_vi} báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính {ky_danh_gia} theo {ten_bo}{#co_quyet_dinh_bo} ({quyet_dinh_bo}){/co_quyet_dinh_bo}, phiên bản {phien_ban_bo}, như sau:',
    ),
    ...results(),
    ...explanations(),
    ...difficulties(),
    body(
      'Trên đây là báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính {ky_danh_gia} của {don_vi}{#co_kinh_gui}, kính gửi {kinh_gui_mot_dong} xem xét, thẩm định{/co_kinh_gui}./.',
      { keepNext: true },
    ),
    ...closing(),
  ];
}

function results(): FileChild[] {
  return [
    heading('TieuDePhan', 'I. KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM'),
    body(
      'Tổng điểm tự chấm: **{tong_diem_tu_cham}/{tong_diem_toi_da} điểm**{#co_ty_le}, đạt tỷ lệ **{ty_le}%**{/co_ty_le}. Bộ tiêu chí có {so_muc} mục chấm điểm, trong đó: {so_muc_co_diem} mục đã tự chấm; {so_muc_chua_co_so_lieu} mục chưa có số liệu; {so_muc_khong_ap_dung} mục không áp dụng; {so_muc_dieu_tra} mục chấm qua điều tra xã hội học và {so_muc_co_quan_khac} mục do cơ quan khác cho điểm, đơn vị không tự chấm.',
    ),
    body(
      'Kết quả theo lĩnh vực như bảng dưới đây; điểm từng tiêu chí và tài liệu kiểm chứng tại Phụ lục kèm theo.',
      {
        keepNext: true,
      },
    ),
    officialTable(
      [
        { width: 14, head: 'Mã', style: 'OGiua' },
        { width: 95, head: 'Lĩnh vực', style: 'OBang' },
        { width: 28, head: 'Điểm tối đa', style: 'OSo' },
        { width: 28, head: 'Điểm tự chấm', style: 'OSo' },
      ],
      [
        { cells: ['{#linh_vuc}{ma}', '{ten}', '{diem_toi_da}', '{diem_tu_cham}{/linh_vuc}'] },
        { cells: ['', 'Tổng cộng', '{tong_diem_toi_da}', '{tong_diem_tu_cham}'], bold: true },
      ],
    ),
    afterTable(),
  ];
}

function explanations(): FileChild[] {
  return [
    heading('TieuDePhan', 'II. GIẢI TRÌNH CÁC TIÊU CHÍ KHÔNG CÓ HOẶC CHƯA ĐỦ TÀI LIỆU KIỂM CHỨNG'),
    body(paragraphFor('khong_co_muc_giai_trinh', 'Các mục đã tự chấm đều có đủ tài liệu kiểm chứng.')),
    body('{#co_muc_giai_trinh [loopOver: "paragraph"]}Các mục cần giải trình như bảng dưới đây.', {
      keepNext: true,
    }),
    officialTable(
      [
        { width: 11, head: 'STT', style: 'OGiua' },
        { width: 52, head: 'Tiêu chí', style: 'OBang' },
        { width: 21, head: 'Điểm tự chấm/ tối đa', style: 'OGiua' },
        { width: 31, head: 'Tình trạng', style: 'OBang' },
        { width: 50, head: 'Giải trình', style: 'OBang' },
      ],
      [
        {
          cells: [
            '{#muc_giai_trinh}{stt}',
            '{ma}. {ten}',
            '{diem_tu_cham}/{diem_toi_da}',
            '{tinh_trang_tai_lieu}',
            '{giai_trinh}{/muc_giai_trinh}',
          ],
        },
      ],
    ),
    afterTable('{/co_muc_giai_trinh}'),
  ];
}

function difficulties(): FileChild[] {
  return [
    heading('TieuDePhan', 'III. KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT, KIẾN NGHỊ'),
    heading('TieuDeMuc', '1. Khó khăn, vướng mắc'),
    body(paragraphFor('khong_co_kho_khan', 'Đơn vị không nêu khó khăn, vướng mắc.')),
    body(paragraphFor('kho_khan', '- {noi_dung}')),
    heading('TieuDeMuc', '2. Đề xuất, kiến nghị'),
    body(paragraphFor('khong_co_de_xuat', 'Đơn vị không nêu đề xuất, kiến nghị.')),
    body(paragraphFor('de_xuat', '- {noi_dung}')),
  ];
}

function annex(): FileChild[] {
  return [
    ...annexTitle({
      word: 'Phụ lục',
      name: 'Bảng tự chấm điểm và tài liệu kiểm chứng',
      belongsTo: '(Kèm theo Báo cáo số {so_ky_hieu} {ngay_thang} của {co_quan_ban_hanh})',
      width: TEXT_WIDTH.landscape,
    }),
    officialTable(
      [
        { width: 17, head: 'Mã', style: 'OBang' },
        { width: 69, head: 'Lĩnh vực, tiêu chí', style: 'OBang' },
        { width: 17, head: 'Điểm tối đa', style: 'OSo' },
        { width: 19, head: 'Điểm tự chấm', style: 'OSo' },
        { width: 74, head: 'Tài liệu kiểm chứng', style: 'OBang' },
        { width: 56, head: 'Ghi chú, giải trình', style: 'OBang' },
      ],
      [
        { cells: ['{#linh_vuc}{ma}', '{ten}', '{diem_toi_da}', '{diem_tu_cham}', '', ''], bold: true },
        {
          cells: [
            '{#dong}{#la_tieu_chi}{ma}',
            '{ten}',
            '{diem_toi_da}',
            '{diem_tu_cham}',
            '',
            '{/la_tieu_chi}',
          ],
          bold: true,
        },
        {
          cells: [
            '{#la_muc}{ma}',
            '{ten}',
            '{diem_toi_da}',
            '{diem_tu_cham}',
            '{tai_lieu_gop}',
            '{ghi_chu}{/la_muc}{/dong}{/linh_vuc}',
          ],
        },
        { cells: ['', 'Tổng cộng', '{tong_diem_toi_da}', '{tong_diem_tu_cham}', '', ''], bold: true },
      ],
    ),
    afterTable(),
    line('NoiNhanDanhSach', 'Bộ tiêu chí: {ten_bo}, phiên bản {phien_ban_bo}, mã băm {van_tay_bo}.'),
  ];
}
