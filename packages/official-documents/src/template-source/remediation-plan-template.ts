import type { Document, FileChild } from 'docx';
import {
  afterTable,
  annexTitle,
  body,
  closing,
  documentTitle,
  gap,
  heading,
  letterhead,
  paragraphFor,
} from './template-parts.ts';
import { section, TEXT_WIDTH } from './template-sections.ts';
import { documentWith } from './template-styles.ts';
import { officialTable } from './template-tables.ts';

/** The shipped template of a remediation plan; `layouts/remediation-plan.typ` says the same in Typst. */
export const remediationPlanTemplate = (): Document =>
  documentWith('Kế hoạch khắc phục tồn tại, hạn chế', [
    section(mainText(), 'portrait', 'draft'),
    section(annex(), 'landscape', 'draft'),
  ]);

function mainText(): FileChild[] {
  return [
    ...letterhead(),
    ...documentTitle(
      'Kế hoạch',
      'Khắc phục tồn tại, hạn chế về cải cách hành chính {ky_danh_gia}{#la_bo_sung} (bổ sung lần {so_ke_hoach}){/la_bo_sung}',
    ),
    gap(),
    body(
      'Căn cứ kết quả “{dot_danh_gia}”, {don_vi} ban hành Kế hoạch khắc phục tồn tại, hạn chế về cải cách hành chính {ky_danh_gia} như sau:',
    ),
    heading('TieuDePhan', 'I. MỤC ĐÍCH, YÊU CẦU'),
    body(
      'Khắc phục đầy đủ các tồn tại, hạn chế đã được kết luận; mỗi tồn tại có biện pháp, người thực hiện, thời hạn và sản phẩm kiểm tra được.',
    ),
    heading('TieuDePhan', 'II. NỘI DUNG'),
    body('Kế hoạch gồm {so_nhiem_vu} nhiệm vụ, chi tiết tại Phụ lục kèm theo.'),
    body(paragraphFor('co_lap_lai', 'Trong đó, {so_lap_lai} tồn tại lặp lại của năm trước.')),
    heading('TieuDePhan', 'III. TỔ CHỨC THỰC HIỆN'),
    body(
      'Người, phòng, ban được giao thực hiện đúng thời hạn, báo cáo kết quả kèm minh chứng trên phần mềm. Kết quả khắc phục do cơ quan chủ trì lĩnh vực kiểm tra, kết luận.',
    ),
    body(paragraphFor('co_phe_duyet', '{nguoi_duyet} đã duyệt Kế hoạch này trên hệ thống lúc {luc_duyet}.')),
    body('Trên đây là Kế hoạch khắc phục tồn tại, hạn chế của {don_vi}./.', { keepNext: true }),
    ...closing(),
  ];
}

function annex(): FileChild[] {
  return [
    ...annexTitle({
      word: 'Phụ lục',
      name: 'Nhiệm vụ khắc phục tồn tại, hạn chế',
      belongsTo: '(Kèm theo Kế hoạch số {so_ky_hieu} {ngay_thang} của {co_quan_ban_hanh})',
      width: TEXT_WIDTH.landscape,
    }),
    officialTable(
      [
        { width: 11, head: 'STT', style: 'OGiua' },
        { width: 17, head: 'Tiêu chí', style: 'OGiua' },
        { width: 62, head: 'Tồn tại, hạn chế', style: 'OBang' },
        { width: 28, head: 'Ghi chú', style: 'OBang' },
        { width: 52, head: 'Biện pháp', style: 'OBang' },
        { width: 30, head: 'Thực hiện', style: 'OBang' },
        { width: 25, head: 'Thời hạn', style: 'OGiua' },
        { width: 27, head: 'Sản phẩm', style: 'OBang' },
      ],
      [
        {
          cells: [
            ...['{#nhiem_vu}{stt}', '{ma}', '{ton_tai}', '{ghi_chu}', '{bien_phap}', '{thuc_hien}'],
            ...['{thoi_han}', '{san_pham}{/nhiem_vu}'],
          ],
        },
      ],
    ),
    afterTable(),
  ];
}
