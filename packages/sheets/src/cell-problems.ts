import type { CellPlace } from './table.ts';
import { fillText, type Locale } from './table-problems.ts';

/** Faults of single cells; each names its cell, so that a person can go there. */
export const CELL_PROBLEM_CODES = [
  'missing-column',
  'unknown-column',
  'duplicate-column',
  'ambiguous-column',
  'column-without-name',
  'item-not-asked',
  'missing-unit',
  'duplicate-unit',
  'unknown-unit',
  'unknown-kind',
  'missing-kind',
  'missing-block',
  'missing-name',
  'conflicting-unit',
  'undescribed-unit',
  'unknown-parent',
  'parent-cycle',
  'date-order',
  'missing-date',
  'missing-share',
  'missing-successor',
  'needless-successor',
  'own-successor',
  'unknown-item',
  'unknown-figure',
  'duplicate-value',
  'not-a-number',
  'ambiguous-number',
  'full-width-digits',
  'exponent',
  'too-many-decimals',
  'out-of-range',
  'percent-format',
  'date-where-number',
  'not-a-choice',
  'not-a-boolean',
  'not-a-date',
  'ambiguous-date',
  'formula-error',
  'formula-without-value',
  'reason-without-points',
  'reason-without-claim',
  'missing-procedure',
  'procedure-code',
  'duplicate-procedure',
  'missing-procedure-name',
  'missing-sector',
  'part-of-minute',
  'level-too-early',
  'level-too-late',
] as const;
export type CellProblemCode = (typeof CELL_PROBLEM_CODES)[number];

export interface CellProblem {
  readonly code: CellProblemCode;
  readonly place: CellPlace;
  /** The cell's content as read. */
  readonly value: string;
  readonly unit: string | null;
  readonly item: string | null;
  readonly figure: string | null;
  readonly detail: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<Locale, string>>;
/** What, why and next step; `{value}` is the cell's content, other names come from `detail`. */
const TEXTS: Readonly<Record<CellProblemCode, Texts>> = {
  'missing-column': {
    vi: 'Thiếu cột "{column}". Thêm cột này vào dòng tiêu đề.',
    en: 'Column "{column}" is missing. Add it to the header row.',
  },
  'unknown-column': {
    vi: 'Không hiểu cột "{value}". Dùng tên cột của mẫu nhập, hoặc xóa cột này.',
    en: 'Column "{value}" is unknown. Use the column names of the template, or remove the column.',
  },
  'duplicate-column': {
    vi: 'Cột "{value}" đã có ở {first}. Giữ lại một cột.',
    en: 'Column "{value}" already stands at {first}. Keep one of them.',
  },
  'ambiguous-column': {
    vi: 'Cột "{value}" có thể hiểu theo nhiều cách. Viết dạng "mã tiêu chí#số liệu", ví dụ "{example}".',
    en: 'Column "{value}" can be read in more than one way. Write "item#figure", for example "{example}".',
  },
  'column-without-name': {
    vi: 'Ô có nội dung "{value}" nhưng cột không có tên. Đặt tên cột hoặc xóa ô.',
    en: 'The cell holds "{value}" but its column has no name. Name the column or clear the cell.',
  },
  'item-not-asked': {
    vi: 'Tiêu chí {item} không thuộc phần được nhập ở đây. Xóa cột hoặc dòng này.',
    en: 'Item {item} is not part of what is imported here. Remove this column or row.',
  },
  'missing-unit': {
    vi: 'Dòng có số liệu nhưng không có mã đơn vị. Điền mã đơn vị hoặc xóa dòng.',
    en: 'The row has figures but no unit code. Fill in the code or remove the row.',
  },
  'duplicate-unit': {
    vi: 'Đơn vị "{value}" đã có ở {first}. Giữ lại một dòng.',
    en: 'Unit "{value}" already stands at {first}. Keep one row.',
  },
  'unknown-unit': {
    vi: 'Không có đơn vị nào mang mã "{value}". Sửa mã theo danh sách đơn vị của đợt.',
    en: 'There is no unit with the code "{value}". Correct it after the list of units.',
  },
  'unknown-kind': {
    vi: 'Bộ tiêu chí không có loại đơn vị "{value}". Các loại: {options}.',
    en: 'The criteria set has no kind of unit "{value}". Kinds: {options}.',
  },
  'missing-kind': {
    vi: 'Chưa có loại đơn vị. Điền cột "loại" với một trong: {options}.',
    en: 'The kind of unit is missing. Fill in the column "kind" with one of: {options}.',
  },
  'missing-block': {
    vi: 'Chưa có khối. Điền cột "khối".',
    en: 'The block is missing. Fill in the column "block".',
  },
  'missing-name': { vi: 'Chưa có tên đơn vị. Điền tên.', en: 'The name of the unit is missing. Fill it in.' },
  'conflicting-unit': {
    vi: '{field} của đơn vị {unit} ở đây là "{value}", ở {first} lại khác. Ghi giống nhau ở mọi dòng.',
    en: 'The {field} of unit {unit} is "{value}" here and different at {first}. Write the same in every row.',
  },
  'unknown-parent': {
    vi: 'Không có đơn vị cấp trên mang mã "{value}". Sửa mã hoặc thêm đơn vị đó.',
    en: 'There is no parent unit with the code "{value}". Correct it or add that unit.',
  },
  'parent-cycle': {
    vi: 'Đơn vị {unit} trực thuộc chính nó qua "{value}". Sửa cột đơn vị cấp trên.',
    en: 'Unit {unit} is its own superior by way of "{value}". Correct the parent column.',
  },
  'undescribed-unit': {
    vi: 'Đơn vị "{value}" chưa có trong hệ thống và tệp không có dòng mô tả nó. Thêm một dòng của đơn vị này để trống cột ngày thay đổi.',
    en: 'Unit "{value}" is not stored yet and the file has no row that describes it. Add a row of the unit with an empty change date.',
  },
  'date-order': {
    vi: 'Ngày "{value}" phải sau ngày {first}. Sửa một trong hai ngày.',
    en: 'The date "{value}" must come after {first}. Correct one of them.',
  },
  'missing-date': {
    vi: 'Chưa có ngày hiệu lực. Điền ngày đầu tiên thay đổi có hiệu lực.',
    en: 'The effective date is missing. Fill in the first day on which the change holds.',
  },
  'missing-share': {
    vi: 'Chưa có tỷ lệ. Khi chia tách hoặc chuyển giao, ghi phần của đơn vị trước chuyển sang đơn vị này, ví dụ 0,4.',
    en: 'The share is missing. For a split or a transfer, give the part of the predecessor that goes to this unit, such as 0.4.',
  },
  'missing-successor': {
    vi: 'Chưa có đơn vị sau. Điền mã đơn vị tiếp nhận; chỉ đơn vị giải thể mới để trống.',
    en: 'The successor is missing. Fill in the code of the unit that takes over; only an abolished unit has none.',
  },
  'needless-successor': {
    vi: 'Đơn vị giải thể không có đơn vị sau. Xóa "{value}", hoặc chọn hình thức khác.',
    en: 'An abolished unit has no successor. Remove "{value}" or choose another change.',
  },
  'own-successor': {
    vi: 'Đơn vị "{value}" không thể kế thừa chính nó. Sửa mã đơn vị sau.',
    en: 'Unit "{value}" cannot succeed itself. Correct the successor.',
  },
  'unknown-item': {
    vi: 'Bộ tiêu chí không có mục "{value}". Sửa mã theo bộ tiêu chí.',
    en: 'The criteria set has no item "{value}". Correct the code after the set.',
  },
  'unknown-figure': {
    vi: 'Mục {item} không có số liệu "{value}". Các số liệu: {options}.',
    en: 'Item {item} has no figure "{value}". Figures: {options}.',
  },
  'duplicate-value': {
    vi: 'Giá trị này đã được cho ở {first}. Giữ lại một dòng.',
    en: 'This value is already given at {first}. Keep one row.',
  },
  'not-a-number': {
    vi: '"{value}" không phải là số. Nhập số, ví dụ 85,5.',
    en: '"{value}" is not a number. Enter a number such as 85.5.',
  },
  'ambiguous-number': {
    vi: '"{value}" có thể hiểu theo hai cách (dấu phân cách nghìn hay thập phân). Viết không có dấu phân cách nghìn, ví dụ 1234 hoặc 1234,5.',
    en: '"{value}" can be read in two ways (thousands or decimal separator). Write it without thousands separators, such as 1234 or 1234.5.',
  },
  'full-width-digits': {
    vi: '"{value}" dùng chữ số toàn giác. Gõ lại bằng chữ số thường 0–9.',
    en: '"{value}" uses full-width digits. Type it again with ordinary digits 0–9.',
  },
  exponent: {
    vi: '"{value}" viết ở dạng số mũ. Viết đủ các chữ số.',
    en: '"{value}" is written with an exponent. Write out all digits.',
  },
  'too-many-decimals': {
    vi: '"{value}" có quá nhiều chữ số thập phân; được phép {decimals}. Làm tròn trong bảng tính (hàm ROUND) rồi nhập lại.',
    en: '"{value}" has too many decimals; {decimals} are allowed. Round it in the spreadsheet (ROUND) and import again.',
  },
  'out-of-range': {
    vi: '"{value}" nằm ngoài khoảng {min}–{max}. Kiểm tra lại số liệu.',
    en: '"{value}" lies outside {min}–{max}. Check the figure.',
  },
  'percent-format': {
    vi: 'Ô định dạng phần trăm chứa {value} (hiện là {shown}). Đổi định dạng ô sang Số (Number) rồi nhập đúng giá trị.',
    en: 'The cell is formatted as a percentage and holds {value} (shown as {shown}). Format it as Number and enter the value meant.',
  },
  'date-where-number': {
    vi: 'Ô chứa ngày {value} ở chỗ cần số: bảng tính có thể đã tự đổi. Định dạng ô là Số rồi nhập lại.',
    en: 'The cell holds the date {value} where a number is needed: the spreadsheet may have converted it. Format it as Number and type it again.',
  },
  'not-a-choice': {
    vi: '"{value}" không phải một lựa chọn. Chọn một trong: {options}.',
    en: '"{value}" is not an option. Choose one of: {options}.',
  },
  'not-a-boolean': {
    vi: '"{value}" không phải có/không. Ghi "có" hoặc "không".',
    en: '"{value}" is not yes/no. Write "yes" or "no".',
  },
  'not-a-date': {
    vi: '"{value}" không phải ngày. Viết dạng 2021-03-31 hoặc 31/03/2021.',
    en: '"{value}" is not a date. Write 2021-03-31 or 31/03/2021.',
  },
  'ambiguous-date': {
    vi: '"{value}" có thể là {first} hoặc {second}. Viết dạng năm-tháng-ngày, ví dụ {first}.',
    en: '"{value}" may be {first} or {second}. Write year-month-day, such as {first}.',
  },
  'formula-error': {
    vi: 'Công thức trong ô báo lỗi {value}. Sửa công thức hoặc thay bằng giá trị.',
    en: 'The formula of the cell gives the error {value}. Correct it or replace it by a value.',
  },
  'formula-without-value': {
    vi: 'Ô là công thức chưa có kết quả (Parix không tính công thức). Mở tệp bằng Excel, lưu lại, hoặc dán giá trị.',
    en: 'The cell is a formula without a stored result (Parix does not evaluate formulas). Open and save the file in Excel, or paste the value.',
  },
  'reason-without-points': {
    vi: 'Có lý do nhưng không có điểm. Điền điểm hoặc xóa lý do.',
    en: 'There is a reason but no points. Fill in the points or clear the reason.',
  },
  'reason-without-claim': {
    vi: 'Có lý do không áp dụng nhưng không ô nào của mục ghi KAD. Ghi KAD hoặc xóa lý do.',
    en: 'There is a reason for "not applicable" but no cell of the item says KAD. Write KAD or clear the reason.',
  },
  'missing-procedure': {
    vi: 'Chưa có mã thủ tục. Điền mã theo Cơ sở dữ liệu quốc gia về thủ tục hành chính, hoặc xóa dòng.',
    en: 'The code of the procedure is missing. Fill it in after the national database, or remove the row.',
  },
  'procedure-code': {
    vi: 'Mã thủ tục "{value}" không dùng được. Chỉ dùng chữ, số, dấu chấm, gạch nối, gạch dưới, gạch chéo; dài nhất 64 ký tự.',
    en: 'The code "{value}" cannot be used. Use letters, digits, dots, hyphens, underscores and slashes; 64 characters at most.',
  },
  'duplicate-procedure': {
    vi: 'Thủ tục "{value}" đã có dòng từ ngày {day} ở {first}. Giữ lại một dòng.',
    en: 'Procedure "{value}" already has a row from {day} at {first}. Keep one of them.',
  },
  'missing-procedure-name': {
    vi: 'Chưa có tên thủ tục. Điền tên.',
    en: 'The name of the procedure is missing. Fill it in.',
  },
  'missing-sector': {
    vi: 'Chưa có lĩnh vực. Điền lĩnh vực của thủ tục.',
    en: 'The sector is missing. Fill in the sector of the procedure.',
  },
  'part-of-minute': {
    vi: '"{value}" giờ không tròn phút. Viết bội số của 0,05 (3 phút), ví dụ 0,5 là 30 phút.',
    en: '"{value}" hours are no whole minutes. Write a multiple of 0.05 (3 minutes); 0.5 is 30 minutes.',
  },
  'level-too-early': {
    vi: 'Dòng này tính từ trước 15/8/2022, khi dịch vụ công còn chia mức độ 1–4 (trước Nghị định 42/2022/NĐ-CP). Giữ nguyên "{value}" như tệp ghi; xem lại nếu không đúng.',
    en: 'This row counts from before 15/8/2022, when services had levels 1 to 4 (before Decree 42/2022/ND-CP). "{value}" is kept as written; check it.',
  },
  'level-too-late': {
    vi: 'Dòng này tính từ 15/8/2022 trở đi, khi dịch vụ công chia một phần, toàn trình (Nghị định 42/2022/NĐ-CP). Giữ nguyên "{value}" như tệp ghi; xem lại nếu không đúng.',
    en: 'This row counts from 15/8/2022 or later, when services are partial or full (Decree 42/2022/ND-CP). "{value}" is kept as written; check it.',
  },
};

/** What, why and next step. The place is `formatPlace(problem.place)`. */
export function describeCellProblem(problem: CellProblem, locale: Locale): string {
  const own = {
    value: shorten(problem.value),
    unit: problem.unit ?? '',
    item: problem.item ?? '',
    figure: problem.figure ?? '',
  };
  return fillText(TEXTS[problem.code][locale], { ...own, ...problem.detail });
}

function shorten(value: string): string {
  const line = value.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
