import {
  AlignmentType,
  Document,
  LineRuleType,
  type IParagraphStyleOptions,
  type ISectionOptions,
  type IStylesOptions,
} from 'docx';

/** Sizes and spacing of Nghị định 30/2020/NĐ-CP, Phụ lục I, as Word styles an office can change in one place. */
export const FACE = 'Times New Roman';
/** Twentieths of a point, to the nearest: rounding down would leave margins below the least allowed. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const points = (value: number): number => value * 20;
const halfPoints = (value: number): number => value * 2;

export const PAPER = { short: mm(210), long: mm(297) };
export const MARGINS = {
  top: mm(20),
  bottom: mm(20),
  left: mm(30),
  right: mm(15),
  header: mm(9),
  footer: mm(4),
};

interface Look {
  readonly size: number;
  readonly bold?: true;
  readonly italics?: true;
  readonly capitals?: true;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
  readonly keepNext?: true;
  readonly outline?: number;
  /** First line, mm. */
  readonly indent?: number;
}

/** A style without the indent and spacing of running text. */
function style(id: string, name: string, look: Look): IParagraphStyleOptions {
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run: {
      size: halfPoints(look.size),
      ...(look.bold === true ? { bold: true } : {}),
      ...(look.italics === true ? { italics: true } : {}),
      ...(look.capitals === true ? { allCaps: true } : {}),
    },
    paragraph: {
      alignment: look.alignment ?? AlignmentType.LEFT,
      indent: { firstLine: mm(look.indent ?? 0) },
      spacing: {
        before: points(look.before ?? 0),
        after: points(look.after ?? 0),
        line: 240,
        lineRule: LineRuleType.AUTO,
      },
      ...(look.keepNext === true ? { keepNext: true } : {}),
      ...(look.outline === undefined ? {} : { outlineLevel: look.outline }),
    },
  };
}

const CENTER = AlignmentType.CENTER;
const HEADING = { size: 14, bold: true, after: 6, keepNext: true, indent: 12.7 } as const;
const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: { ascii: FACE, hAnsi: FACE, cs: FACE, eastAsia: FACE },
        size: halfPoints(14),
        language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
        color: '000000',
      },
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: mm(12.7) },
        spacing: { before: 0, after: points(6), line: 264, lineRule: LineRuleType.AUTO },
      },
    },
  },
  paragraphStyles: [
    style('QuocHieu', 'Quốc hiệu', { size: 12, bold: true, alignment: CENTER }),
    style('TieuNgu', 'Tiêu ngữ', { size: 13, bold: true, alignment: CENTER }),
    style('CoQuanCapTren', 'Cơ quan cấp trên', { size: 12, capitals: true, alignment: CENTER }),
    style('CoQuanBanHanh', 'Cơ quan ban hành', { size: 12, bold: true, capitals: true, alignment: CENTER }),
    style('SoKyHieu', 'Số, ký hiệu', { size: 13, alignment: CENTER, before: 6 }),
    style('DiaDanhNgayThang', 'Địa danh, ngày tháng', {
      size: 13,
      italics: true,
      alignment: CENTER,
      before: 6,
    }),
    style('TenLoai', 'Tên loại văn bản', {
      size: 14,
      bold: true,
      capitals: true,
      alignment: CENTER,
      before: 18,
      keepNext: true,
      outline: 0,
    }),
    style('TrichYeu', 'Trích yếu', { size: 14, bold: true, alignment: CENTER, keepNext: true }),
    style('ThamQuyenBanHanh', 'Thẩm quyền ban hành', {
      size: 14,
      bold: true,
      capitals: true,
      alignment: CENTER,
      before: 6,
      after: 12,
    }),
    style('ChuQuyetDinh', 'Chữ Quyết định', {
      size: 14,
      bold: true,
      capitals: true,
      alignment: CENTER,
      before: 6,
      after: 6,
      keepNext: true,
    }),
    style('KinhGui', 'Kính gửi', { size: 14, alignment: CENTER, before: 6, after: 6 }),
    style('CanCu', 'Căn cứ', {
      size: 14,
      italics: true,
      alignment: AlignmentType.JUSTIFIED,
      after: 6,
      indent: 12.7,
    }),
    style('TieuDePhan', 'Tiêu đề phần', { ...HEADING, before: 6, outline: 1 }),
    style('TieuDeMuc', 'Tiêu đề mục', { ...HEADING, before: 3, outline: 2 }),
    style('DauBang', 'Đầu bảng', { size: 12, bold: true, alignment: CENTER, before: 2, after: 2 }),
    style('OBang', 'Ô bảng', { size: 12, before: 2, after: 2 }),
    style('OSo', 'Ô số', { size: 12, alignment: AlignmentType.RIGHT, before: 2, after: 2 }),
    style('SauBang', 'Sau bảng', { size: 6 }),
    style('NoiNhanTu', 'Nơi nhận', { size: 12, bold: true, italics: true, before: 8 }),
    style('NoiNhanDanhSach', 'Nơi nhận (danh sách)', { size: 11 }),
    style('ThamQuyenKy', 'Thẩm quyền ký', {
      size: 14,
      bold: true,
      capitals: true,
      alignment: CENTER,
      before: 8,
    }),
    style('ChucVuKy', 'Chức vụ ký', { size: 14, bold: true, capitals: true, alignment: CENTER }),
    style('HoTenNguoiKy', 'Họ tên người ký', { size: 14, bold: true, alignment: CENTER, before: 78 }),
    style('PhuLuc', 'Phụ lục', { size: 14, bold: true, alignment: CENTER, keepNext: true, outline: 1 }),
    style('TenPhuLuc', 'Tên phụ lục', {
      size: 14,
      bold: true,
      capitals: true,
      alignment: CENTER,
      keepNext: true,
    }),
    style('KemTheo', 'Kèm theo', { size: 14, italics: true, alignment: CENTER, keepNext: true }),
    style('ChuGiai', 'Chú giải', { size: 11, before: 3, after: 6 }),
    style('SoTrang', 'Số trang', { size: 14, alignment: CENTER }),
    style('ChanTrang', 'Chân trang', { size: 9 }),
  ],
};

/** A template with these styles. */
export const documentWith = (title: string, sections: readonly ISectionOptions[]): Document =>
  new Document({
    title,
    creator: 'Parix',
    lastModifiedBy: 'Parix',
    description: 'Mẫu văn bản; các thẻ trong ngoặc nhọn được điền khi kết xuất',
    styles: STYLES,
    sections,
  });
