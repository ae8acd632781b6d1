import type { Document, FileChild } from 'docx';
import {
  afterTable,
  body,
  documentTitle,
  gap,
  heading,
  letterhead,
  minutesClosing,
  paragraphFor,
} from './template-parts.ts';
import { section } from './template-sections.ts';
import { documentWith } from './template-styles.ts';
import { officialTable } from './template-tables.ts';

/** The shipped template of the record of an inspection; `layouts/inspection-record.typ` says the same in Typst. */
export const inspectionRecordTemplate = (): Document =>
  documentWith('Biên bản kiểm tra', [section(mainText(), 'portrait', 'draft')]);

function mainText(): FileChild[] {
  return [
    ...letterhead('none'),
    ...documentTitle('Biên bản', '{trich_yeu}'),
    gap(),
    body('Thực hiện {quyet_dinh} và {ke_hoach};'),
    body('Hôm nay, vào hồi {bat_dau}, tại {dia_diem}, Đoàn kiểm tra làm việc với {don_vi}.'),
    ...participants(),
    heading('TieuDePhan', 'II. KẾT QUẢ KIỂM TRA'),
    heading('TieuDeMuc', '1. Đánh giá chung'),
    body(paragraphFor('danh_gia_chung', '{noi_dung}')),
    body(paragraphFor('khong_co_danh_gia_chung', 'Không ghi.')),
    ...checks(),
    heading('TieuDeMuc', '3. Kết quả đạt được, cách làm hay'),
    body(paragraphFor('ket_qua_dat', '- {noi_dung}')),
    body(paragraphFor('khong_co_ket_qua_dat', 'Không ghi.')),
    ...shortcomings(),
    heading('TieuDePhan', 'III. YÊU CẦU, KIẾN NGHỊ'),
    body(paragraphFor('kien_nghi', '{noi_dung}')),
    body(paragraphFor('khong_co_kien_nghi', 'Thực hiện các yêu cầu đã nêu tại Phần II.')),
    body(paragraphFor('co_han', 'Hạn khắc phục và báo cáo kết quả: ngày {han}.')),
    heading('TieuDePhan', 'IV. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA'),
    body(paragraphFor('y_kien', '{noi_dung}')),
    body(paragraphFor('khong_co_y_kien', 'Đơn vị không có ý kiến khác.')),
    body('{#co_bo_sung [loopOver: "paragraph"]}**V. BỔ SUNG SAU KHI KÝ**', { keepNext: true }),
    body(paragraphFor('bo_sung', '- {noi_dung}')),
    afterTable('{/co_bo_sung}'),
    body('{#co_xac_nhan [loopOver: "paragraph"]}**Xác nhận trên hệ thống:**', { keepNext: true }),
    body(paragraphFor('xac_nhan', '- {noi_dung}')),
    afterTable('{/co_xac_nhan}'),
    body(
      'Buổi làm việc kết thúc vào {ket_thuc}. Biên bản đã được đọc cho các bên cùng nghe, thống nhất và ký tên./.',
      { keepNext: true },
    ),
    ...minutesClosing(['Đại diện đơn vị', '{dai_dien}'], ['Trưởng đoàn kiểm tra', '{truong_doan}']),
  ];
}

const person = '- {ho_ten}{#co_chuc_vu}, {chuc_vu}{/co_chuc_vu};';

function participants(): FileChild[] {
  return [
    heading('TieuDePhan', 'I. THÀNH PHẦN'),
    heading('TieuDeMuc', '1. Đoàn kiểm tra'),
    body(paragraphFor('doan', person)),
    heading('TieuDeMuc', '2. Đơn vị được kiểm tra'),
    body(paragraphFor('ben_don_vi', person)),
    body(paragraphFor('khong_co_ben_don_vi', 'Không ghi.')),
  ];
}

function checks(): FileChild[] {
  return [
    heading('TieuDeMuc', '2. Nội dung đã kiểm tra'),
    body(paragraphFor('khong_co_danh_muc', 'Không có nội dung nào được kết luận theo danh mục.')),
    afterTable('{#co_danh_muc [loopOver: "paragraph"]}'),
    officialTable(
      [
        { width: 12, head: 'STT', style: 'OGiua' },
        { width: 78, head: 'Nội dung', style: 'OBang' },
        { width: 30, head: 'Kết quả', style: 'OBang' },
        { width: 45, head: 'Ghi chú', style: 'OBang' },
      ],
      [{ cells: ['{#danh_muc}{stt}', '{noi_dung}', '{ket_qua}', '{ghi_chu}{/danh_muc}'] }],
    ),
    afterTable('{/co_danh_muc}'),
  ];
}

function shortcomings(): FileChild[] {
  const repeated = '{#lap_lai} (lặp lại tồn tại đã kết luận ngày {ngay_truoc}){/lap_lai}';
  const photos = '{#co_anh} Kèm {so_anh} ảnh.{/co_anh}';
  return [
    heading('TieuDeMuc', '4. Tồn tại, hạn chế'),
    body(paragraphFor('khong_co_ton_tai', 'Không có.')),
    afterTable('{#co_ton_tai [loopOver: "paragraph"]}'),
    officialTable(
      [
        { width: 12, head: 'STT', style: 'OGiua' },
        { width: 22, head: 'Tiêu chí', style: 'OGiua' },
        { width: 72, head: 'Tồn tại, hạn chế', style: 'OBang' },
        { width: 59, head: 'Yêu cầu khắc phục', style: 'OBang' },
      ],
      [
        {
          cells: ['{#ton_tai}{stt}', '{ma}', `{noi_dung}${repeated}${photos}`, '{kien_nghi}{/ton_tai}'],
        },
      ],
    ),
    afterTable('{/co_ton_tai}'),
  ];
}
