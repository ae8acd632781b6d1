import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import { MARGINS, mm, PAPER } from './template-styles.ts';

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

function sideBySide(
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

/** Quốc hiệu, tiêu ngữ, bodies, number, place and date. */
export function letterhead(): FileChild[] {
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
        [[line('SoKyHieu', 'Số: {so_ky_hieu}')], [line('DiaDanhNgayThang', '{dia_danh}, {ngay_thang}')]],
      ],
    ),
  ];
}

export function documentTitle(kind: string, subject: string): FileChild[] {
  return [line('TenLoai', kind), line('TrichYeu', subject), rule(165, 50)];
}

/** Nơi nhận at the left, who signs at the right; never torn apart, never alone on a page. */
export function closing(): FileChild[] {
  return [
    sideBySide(
      [75, 90],
      [
        [
          [
            line('NoiNhanTu', 'Nơi nhận:'),
            line('NoiNhanDanhSach', paragraphFor('noi_nhan', '- {ten};')),
            line('NoiNhanDanhSach', '- Lưu: {luu}.'),
          ],
          [
            line('ThamQuyenKy', paragraphFor('co_tham_quyen_ky', '{tham_quyen_ky}')),
            line('ChucVuKy', '{chuc_vu_ky}'),
            line('HoTenNguoiKy', '{nguoi_ky}'),
          ],
        ],
      ],
    ),
  ];
}

export function annexTitle(name: string, belongsTo: string): FileChild[] {
  return [
    line('PhuLuc', 'Phụ lục'),
    line('TenPhuLuc', name),
    line('KemTheo', belongsTo),
    rule(252, 50),
    gap(),
  ];
}

const gap = (): Paragraph => new Paragraph({ style: 'SauBang', spacing: { after: 120 }, children: [] });

/** A small empty line; may carry the closing tag of a condition around a table. */
export const afterTable = (text = ''): Paragraph => line('SauBang', text);

export interface Column {
  readonly width: number;
  readonly head: string;
  readonly style: 'OBang' | 'OSo' | 'OGiua';
}
export interface Row {
  readonly cells: readonly string[];
  readonly bold?: true;
}

/** A ruled table whose head stands again on every page and whose rows stay whole where they can. */
export function officialTable(columns: readonly Column[], rows: readonly Row[]): Table {
  const cell = (index: number, children: Paragraph[], center: boolean): TableCell =>
    new TableCell({
      width: { size: mm(columns[index]?.width ?? 0), type: WidthType.DXA },
      verticalAlign: center ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      children,
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(columns.reduce((sum, column) => sum + column.width, 0)), type: WidthType.DXA },
    columnWidths: columns.map((column) => mm(column.width)),
    margins: { left: mm(1.4), right: mm(1.4) },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column, index) => cell(index, [line('DauBang', column.head)], true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, index) => cell(index, [cellText(column, row, index)], false)),
          }),
      ),
    ],
  });
}

function cellText(column: Column, row: Row, index: number): Paragraph {
  const run = new TextRun({ text: row.cells[index] ?? '', bold: row.bold === true });
  return column.style === 'OGiua'
    ? new Paragraph({ style: 'OBang', alignment: AlignmentType.CENTER, children: [run] })
    : new Paragraph({ style: column.style, children: [run] });
}

/** A section with pages counted from 1, no number on its first page, and the receipt at each foot. */
export function section(children: FileChild[], orientation: 'portrait' | 'landscape'): ISectionOptions {
  const across = orientation === 'landscape';
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        size: {
          width: PAPER.short,
          height: PAPER.long,
          orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: MARGINS,
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({ style: 'SoTrang', children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
        ],
      }),
      first: new Header({ children: [line('SoTrang', '')] }),
    },
    footers: { default: foot(across ? 252 : 165), first: foot(across ? 252 : 165) },
    children,
  };
}

function foot(width: number): Footer {
  const table = sideBySide(
    [17, width - 17],
    [
      [
        [line('ChanTrang', '{ma_qr}')],
        [
          line(
            'ChanTrang',
            paragraphFor(
              'co_bien_nhan',
              'Biên nhận chốt phiếu lúc {thoi_diem_chot} (giờ Việt Nam). Mã băm SHA-256:',
            ),
          ),
          line('ChanTrang', paragraphFor('co_bien_nhan', '{ma_bam}')),
          line(
            'ChanTrang',
            paragraphFor('chua_chot', 'DỰ THẢO: phiếu chấm điểm chưa chốt, chưa có biên nhận.'),
          ),
          line('ChanTrang', paragraphFor('co_chan_trang', '{chan_trang}')),
        ],
      ],
    ],
  );
  const end = new Paragraph({
    style: 'ChanTrang',
    spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
    children: [],
  });
  return new Footer({ children: [table, end] });
}
