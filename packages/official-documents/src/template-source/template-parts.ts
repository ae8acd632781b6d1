import {
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { mm } from './template-styles.ts';

/*
 * The parts every administrative document has, as Word content with tags. A template of a further kind is put
 * together from these; only its own text and tables are new.
 */

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const WHOLE = '[loopOver: "paragraph"]';

export const line = (style: string, text: string): Paragraph =>
  new Paragraph({ style, children: [new TextRun(text)] });

/** Running text; "**" marks bold parts. */
export function body(text: string, options: { readonly keepNext?: true } = {}): Paragraph {
  const children = text.split('**').map((part, index) => new TextRun({ text: part, bold: index % 2 === 1 }));
  return new Paragraph({ children, ...options });
}

export const heading = (style: 'TieuDePhan' | 'TieuDeMuc', text: string): Paragraph => line(style, text);

/** A paragraph that is there only when a condition holds, or stands once for each entry of a list. */
export const paragraphFor = (name: string, text: string): string => `{#${name} ${WHOLE}}${text}{/${name}}`;

/** The rule under a heading: an empty line with a bottom border, as long as the indents leave it. */
function rule(width: number, length: number): Paragraph {
  const side = mm((width - length) / 2);
  return new Paragraph({
    style: 'SauBang',
    indent: { left: side, right: side, firstLine: 0 },
    spacing: { before: 0, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [],
  });
}

export function sideBySide(
  widths: readonly [number, number],
  rows: readonly (readonly [FileChild[], FileChild[]])[],
): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                width: { size: mm(widths[index] ?? 0), type: WidthType.DXA },
                children: children as Paragraph[],
              }),
          ),
        }),
    ),
  });
}

/** Quốc hiệu, tiêu ngữ, bodies, number, place and date; minutes say place and date in their text. */
export function letterhead(placeAndDate: 'place-and-date' | 'none' = 'place-and-date'): FileChild[] {
  return [
    sideBySide(
      [67, 98],
      [
        [
          [
            line('CoQuanCapTren', paragraphFor('co_cap_tren', '{co_quan_cap_tren}')),
            line('CoQuanBanHanh', '{co_quan_ban_hanh}'),
            rule(67, 24),
          ],
          [
            line('QuocHieu', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
            line('TieuNgu', 'Độc lập - Tự do - Hạnh phúc'),
            rule(98, 55),
          ],
        ],
        [
          [line('SoKyHieu', 'Số: {so_ky_hieu}')],
          [line('DiaDanhNgayThang', placeAndDate === 'none' ? '' : '{dia_danh}, {ngay_thang}')],
        ],
      ],
    ),
  ];
}

export function documentTitle(kind: string, subject: string): FileChild[] {
  return [line('TenLoai', kind), line('TrichYeu', subject), rule(165, 50)];
}

export const grounds = (): Paragraph => line('CanCu', paragraphFor('can_cu', '{noi_dung}'));

const recipients = (): Paragraph[] => [
  line('NoiNhanTu', 'Nơi nhận:'),
  line('NoiNhanDanhSach', paragraphFor('noi_nhan', '- {ten};')),
  line('NoiNhanDanhSach', '- Lưu: {luu}.'),
];

/** Nơi nhận at the left, who signs at the right; never torn apart, never alone on a page. */
export function closing(): FileChild[] {
  const signer = [
    line('ThamQuyenKy', paragraphFor('co_tham_quyen_ky', '{tham_quyen_ky}')),
    line('ChucVuKy', '{chuc_vu_ky}'),
    line('HoTenNguoiKy', '{nguoi_ky}'),
  ];
  return [sideBySide([75, 90], [[recipients(), signer]])];
}

/** Two people sign minutes, the writer at the left and the chair at the right, or one for each side of a record. */
export function minutesClosing(
  left: readonly [word: string, name: string] = ['Thư ký', '{thu_ky}'],
  right: readonly [word: string, name: string] = ['Chủ tọa', '{chu_toa}'],
): FileChild[] {
  const signature = ([word, name]: readonly [string, string]): Paragraph[] => [
    line('ThamQuyenKy', word),
    line('HoTenNguoiKy', name),
  ];
  return [sideBySide([75, 90], [[signature(left), signature(right)]]), ...recipients()];
}

export interface Annex {
  /** "Phụ lục", with its number where there are several; may open a condition or a list around the annex. */
  readonly word: string;
  readonly name: string;
  readonly belongsTo: string;
  /** Width of the text, mm. */
  readonly width: number;
}

export function annexTitle({ word, name, belongsTo, width }: Annex): FileChild[] {
  return [line('PhuLuc', word), line('TenPhuLuc', name), line('KemTheo', belongsTo), rule(width, 50), gap()];
}

/** The room below a title. */
export const gap = (): Paragraph =>
  new Paragraph({ style: 'SauBang', spacing: { after: 120 }, children: [] });

/** A small empty line; may carry the closing tag of a condition around a table. */
export const afterTable = (text = ''): Paragraph => line('SauBang', text);
