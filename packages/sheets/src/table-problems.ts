/** Why a file could not be read as a table. */
export const TABLE_PROBLEM_CODES = [
  'not-found',
  'not-readable',
  'too-many-bytes',
  'too-many-rows',
  'too-many-columns',
  'too-many-sheets',
  'too-many-cells',
  'cell-too-long',
  'too-much-text',
  'too-slow',
  'too-much-memory',
  'empty',
  'not-a-table',
  'not-utf8',
  'csv-quotes',
  'xls-not-supported',
  'xlsb-not-supported',
  'ods-not-supported',
  'macros',
  'encrypted',
  'not-a-workbook',
  'zip-damaged',
  'zip-too-many-entries',
  'zip-bomb',
  'zip-overlap',
  'zip-unsafe-name',
  'zip-nested',
  'xml-doctype',
  'xml-damaged',
  'no-such-sheet',
  'merged-cells',
] as const;
export type TableProblemCode = (typeof TABLE_PROBLEM_CODES)[number];

/** A coded refusal of a whole file. `cell` and `line` are given when one place is to blame. */
export interface TableProblem {
  readonly code: TableProblemCode;
  readonly file: string;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly line: number | null;
  readonly detail: Readonly<Record<string, string>>;
}

export type Locale = 'vi' | 'en';

const EXCEL_SAVE = {
  vi: 'Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng "Excel Workbook (.xlsx)".',
  en: 'Open the file in Excel or LibreOffice and save it as "Excel Workbook (.xlsx)".',
};
const COPY_VALUES = {
  vi: 'Chép giá trị của bảng vào một sổ tính mới rồi lưu dạng .xlsx.',
  en: 'Copy the values of the table into a new workbook and save it as .xlsx.',
};
const SPLIT = {
  vi: 'Xóa các ô thừa hoặc chia thành nhiều tệp.',
  en: 'Remove cells that are not needed, or split the file.',
};

/** What and why; the next step stands apart so that a screen can set it off. `{x}` is filled from `detail`. */
const TEXTS: Readonly<
  Record<
    TableProblemCode,
    { readonly what: Readonly<Record<Locale, string>>; readonly next: Readonly<Record<Locale, string>> }
  >
> = {
  'not-found': {
    what: { vi: 'Không tìm thấy tệp.', en: 'The file does not exist.' },
    next: { vi: 'Kiểm tra lại đường dẫn.', en: 'Check the path.' },
  },
  'not-readable': {
    what: { vi: 'Không đọc được tệp ({reason}).', en: 'The file cannot be read ({reason}).' },
    next: {
      vi: 'Kiểm tra quyền đọc và chọn một tệp, không phải thư mục.',
      en: 'Check the permissions and choose a file, not a folder.',
    },
  },
  'too-many-bytes': {
    what: {
      vi: 'Tệp lớn {found} byte, quá mức cho phép {limit} byte.',
      en: 'The file has {found} bytes; the limit is {limit}.',
    },
    next: SPLIT,
  },
  'too-many-rows': {
    what: { vi: 'Bảng có hơn {limit} dòng.', en: 'The table has more than {limit} rows.' },
    next: SPLIT,
  },
  'too-many-columns': {
    what: { vi: 'Bảng có hơn {limit} cột.', en: 'The table has more than {limit} columns.' },
    next: SPLIT,
  },
  'too-many-sheets': {
    what: {
      vi: 'Sổ tính có {found} trang, quá mức {limit}.',
      en: 'The workbook has {found} sheets; the limit is {limit}.',
    },
    next: {
      vi: 'Xóa các trang không cần, hoặc dùng lại tệp đã tải về.',
      en: 'Remove sheets that are not needed, or use the file as downloaded.',
    },
  },
  'too-many-cells': {
    what: { vi: 'Bảng có hơn {limit} ô có dữ liệu.', en: 'The table has more than {limit} filled cells.' },
    next: SPLIT,
  },
  'cell-too-long': {
    what: { vi: 'Ô dài hơn {limit} ký tự.', en: 'The cell has more than {limit} characters.' },
    next: { vi: 'Rút ngắn nội dung ô.', en: 'Shorten the cell.' },
  },
  'too-much-text': {
    what: {
      vi: 'Tổng nội dung các ô dài hơn {limit} ký tự.',
      en: 'The cells hold more than {limit} characters in all.',
    },
    next: SPLIT,
  },
  'too-slow': {
    what: {
      vi: 'Đọc tệp quá {limit} mili giây nên đã dừng.',
      en: 'Reading took longer than {limit} ms and was stopped.',
    },
    next: SPLIT,
  },
  'too-much-memory': {
    what: {
      vi: 'Tệp cần nhiều bộ nhớ hơn mức cho phép ({limit} MiB).',
      en: 'The file needs more memory than allowed ({limit} MiB).',
    },
    next: SPLIT,
  },
  empty: {
    what: { vi: 'Tệp không có dòng tiêu đề nào.', en: 'The file has no header row.' },
    next: {
      vi: 'Đặt tên cột ở dòng đầu, mỗi đơn vị một dòng bên dưới.',
      en: 'Put the column names in the first row and one unit per row below.',
    },
  },
  'not-a-table': {
    what: { vi: 'Tệp không phải CSV hay XLSX ({found}).', en: 'The file is neither CSV nor XLSX ({found}).' },
    next: EXCEL_SAVE,
  },
  'not-utf8': {
    what: { vi: 'Tệp CSV không dùng bảng mã UTF-8.', en: 'The CSV file is not encoded in UTF-8.' },
    next: {
      vi: 'Trong Excel chọn Lưu thành > "CSV UTF-8 (phân tách bằng dấu phẩy)", hoặc lưu dạng .xlsx.',
      en: 'In Excel choose Save As > "CSV UTF-8 (Comma delimited)", or save as .xlsx.',
    },
  },
  'csv-quotes': {
    what: {
      vi: 'Dấu nháy kép không khép hoặc đặt sai chỗ.',
      en: 'A double quote is not closed or stands in the wrong place.',
    },
    next: {
      vi: 'Viết dấu nháy trong ô thành hai dấu ("") và bọc cả ô trong dấu nháy.',
      en: 'Double a quote inside a cell ("") and put the whole cell in quotes.',
    },
  },
  'xls-not-supported': {
    what: { vi: 'Đây là tệp Excel 97–2003 (.xls).', en: 'This is an Excel 97–2003 file (.xls).' },
    next: EXCEL_SAVE,
  },
  'xlsb-not-supported': {
    what: { vi: 'Đây là sổ tính nhị phân (.xlsb).', en: 'This is a binary workbook (.xlsb).' },
    next: EXCEL_SAVE,
  },
  'ods-not-supported': {
    what: { vi: 'Đây là tệp OpenDocument (.ods).', en: 'This is an OpenDocument file (.ods).' },
    next: EXCEL_SAVE,
  },
  macros: {
    what: { vi: 'Sổ tính có macro nên không được nhận.', en: 'The workbook contains macros and is refused.' },
    next: EXCEL_SAVE,
  },
  encrypted: {
    what: { vi: 'Tệp được đặt mật khẩu.', en: 'The file is protected by a password.' },
    next: { vi: 'Bỏ mật khẩu mở tệp rồi lưu lại.', en: 'Remove the password for opening and save again.' },
  },
  'not-a-workbook': {
    what: { vi: 'Tệp nén này không phải sổ tính Excel.', en: 'This ZIP file is not an Excel workbook.' },
    next: EXCEL_SAVE,
  },
  'zip-damaged': {
    what: {
      vi: 'Sổ tính bị hỏng hoặc bị cắt cụt ({reason}).',
      en: 'The workbook is damaged or cut short ({reason}).',
    },
    next: {
      vi: 'Tải hoặc gửi lại tệp, rồi mở và lưu lại bằng Excel.',
      en: 'Download or send the file again, then open and save it in Excel.',
    },
  },
  'zip-too-many-entries': {
    what: {
      vi: 'Sổ tính chứa {found} tệp con, quá mức {limit}.',
      en: 'The workbook holds {found} parts; the limit is {limit}.',
    },
    next: COPY_VALUES,
  },
  'zip-bomb': {
    what: {
      vi: 'Phần {part} bung ra {found} byte, quá mức an toàn.',
      en: 'Part {part} unpacks to {found} bytes, beyond the safe limit.',
    },
    next: COPY_VALUES,
  },
  'zip-overlap': {
    what: {
      vi: 'Các phần của sổ tính chồng lên nhau ({part}).',
      en: 'Parts of the workbook overlap ({part}).',
    },
    next: COPY_VALUES,
  },
  'zip-unsafe-name': {
    what: { vi: 'Sổ tính có phần mang tên không an toàn.', en: 'A part of the workbook has an unsafe name.' },
    next: COPY_VALUES,
  },
  'zip-nested': {
    what: {
      vi: 'Sổ tính chứa tệp nén khác bên trong ({part}).',
      en: 'The workbook contains another archive ({part}).',
    },
    next: COPY_VALUES,
  },
  'xml-doctype': {
    what: {
      vi: 'Phần {part} khai báo thực thể ngoài nên không được nhận.',
      en: 'Part {part} declares external entities and is refused.',
    },
    next: COPY_VALUES,
  },
  'xml-damaged': {
    what: {
      vi: 'Phần {part} của sổ tính bị hỏng ({reason}).',
      en: 'Part {part} of the workbook is damaged ({reason}).',
    },
    next: { vi: 'Mở và lưu lại bằng Excel.', en: 'Open and save the file in Excel.' },
  },
  'no-such-sheet': {
    what: {
      vi: 'Sổ tính không có trang "{wanted}"; có: {found}.',
      en: 'The workbook has no sheet "{wanted}"; it has: {found}.',
    },
    next: { vi: 'Chọn một trang có trong sổ tính.', en: 'Choose a sheet that exists.' },
  },
  'merged-cells': {
    what: {
      vi: 'Bảng có ô gộp ({range}): không rõ giá trị thuộc dòng, cột nào.',
      en: 'The table has merged cells ({range}): it is not clear to which row or column a value belongs.',
    },
    next: { vi: 'Bỏ gộp ô và điền giá trị vào từng ô.', en: 'Unmerge the cells and fill in every cell.' },
  },
};

/** Fills `{name}` from the detail; names without a value stay visible so that a gap is noticed. */
export function fillText(template: string, detail: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => detail[name] ?? whole);
}

/** What, why and next step, in one text. The place is left to `tableProblemPlace`. */
export function describeTableProblem(problem: TableProblem, locale: Locale): string {
  const text = TEXTS[problem.code];
  return `${fillText(text.what[locale], problem.detail)} ${fillText(text.next[locale], problem.detail)}`;
}

/** `file`, `file:12` or `file!Sheet1!F17`. */
export function tableProblemPlace(problem: TableProblem): string {
  if (problem.cell !== null)
    return [problem.file, problem.sheet, problem.cell].filter((part) => part).join('!');
  return problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
}
