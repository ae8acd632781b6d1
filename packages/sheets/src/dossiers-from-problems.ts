import { fillText, type Locale } from './table-problems.ts';

export const DOSSIER_PROBLEM_CODES = [
  'missing-dossier',
  'missing-unit',
  'unknown-unit',
  'unknown-word',
  'not-a-date',
  'date-other-order',
  'date-serial',
  'instant-outside',
  'negative',
  'not-a-count',
  'unknown-time-unit',
  'not-yes-or-no',
  'text-too-long',
  'unprintable',
  'csv-quotes',
  'row-too-long',
  'not-utf8',
  'differs-in-file',
  'dossier-archived',
] as const;
export type DossierProblemCode = (typeof DOSSIER_PROBLEM_CODES)[number];

const TEXTS: Readonly<Record<DossierProblemCode, Readonly<Record<Locale, string>>>> = {
  'missing-dossier': {
    vi: 'Chưa có mã hồ sơ. Điền mã, hoặc xóa dòng.',
    en: 'The code of the dossier is missing. Fill it in, or remove the row.',
  },
  'missing-unit': {
    vi: 'Chưa có đơn vị giải quyết. Điền mã hoặc tên đơn vị, hoặc chọn một đơn vị cho cả tệp.',
    en: 'The unit is missing. Fill in its code or name, or choose one unit for the whole file.',
  },
  'unknown-unit': {
    vi: 'Không có đúng một đơn vị mang mã hoặc tên "{value}". Sửa cho khớp danh mục đơn vị, hoặc thêm đơn vị.',
    en: 'There is not exactly one unit with the code or name "{value}". Correct it after the register, or add the unit.',
  },
  'unknown-word': {
    vi: 'Chưa rõ "{value}" nghĩa là gì. Chọn ý nghĩa của từ này ở bước ghép cột rồi nhập lại tệp.',
    en: 'It is not known what "{value}" means. Choose its meaning where columns are matched, then import again.',
  },
  'not-a-date': {
    vi: '"{value}" không phải một ngày có thật. Sửa ngày.',
    en: '"{value}" is no day of the calendar. Correct it.',
  },
  'date-other-order': {
    vi: '"{value}" không đọc được theo thứ tự ngày đã chọn. Chọn lại thứ tự ngày của tệp, hoặc sửa ô này.',
    en: '"{value}" cannot be read in the chosen order of day and month. Choose the order of the file anew, or correct the cell.',
  },
  'date-serial': {
    vi: '"{value}" giống số ngày của Excel. Chọn dạng ngày "số của Excel", hoặc định dạng cột là ngày rồi xuất lại.',
    en: '"{value}" looks like a day number of Excel. Choose that form of dates, or format the column as dates and export again.',
  },
  'instant-outside': {
    vi: '"{value}" trước năm 1990 hoặc ở tương lai (ngày hẹn được đến hết năm 2099). Sửa ngày.',
    en: '"{value}" lies before 1990 or in the future (appointments may lie up to 2099). Correct it.',
  },
  negative: {
    vi: '"{value}" là số âm. Thời gian và số lần không âm; sửa ở nguồn.',
    en: '"{value}" is negative. Times and counts are not; correct it in the source.',
  },
  'not-a-count': {
    vi: '"{value}" không phải số dùng được ở cột này. Sửa thành số.',
    en: '"{value}" is no number that this column can hold. Correct it.',
  },
  'unknown-time-unit': {
    vi: 'Không rõ đơn vị thời gian của "{value}". Dùng phút, giờ hoặc ngày (8 giờ làm việc).',
    en: 'The unit of time of "{value}" is not known. Use minutes, hours or days (8 working hours).',
  },
  'not-yes-or-no': {
    vi: '"{value}" không phải có hoặc không. Ghi "có" hay "không", hoặc để trống.',
    en: '"{value}" is neither yes nor no. Write "có" or "không", or leave it empty.',
  },
  'text-too-long': {
    vi: 'Nội dung quá dài: "{value}…". Kiểm tra xem cột có bị lệch không.',
    en: 'The text is too long: "{value}…". Check whether the columns have shifted.',
  },
  unprintable: {
    vi: 'Ô chứa ký tự điều khiển không in được. Xóa ký tự ấy ở nguồn.',
    en: 'The cell holds a control character. Remove it in the source.',
  },
  'csv-quotes': {
    vi: 'Dấu nháy kép của dòng không khép hoặc đặt sai chỗ. Viết dấu nháy trong ô thành hai dấu ("") và bọc cả ô trong dấu nháy.',
    en: 'The quotes of the row do not match up. Double a quote inside a cell ("") and put the whole cell in quotes.',
  },
  'row-too-long': {
    vi: 'Dòng dài hơn 65 536 ký tự nên không đọc. Kiểm tra dấu xuống dòng của tệp.',
    en: 'The row has more than 65 536 characters and was not read. Check the line breaks of the file.',
  },
  'not-utf8': {
    vi: 'Dòng có ký tự hỏng (không phải UTF-8). Xuất lại tệp với bảng mã UTF-8.',
    en: 'The row holds damaged characters (not UTF-8). Export the file again as UTF-8.',
  },
  'differs-in-file': {
    vi: 'Hồ sơ {value} đã có ở một dòng trước của tệp này với nội dung khác; dòng này không được dùng. Giữ một dòng cho mỗi hồ sơ.',
    en: 'Dossier {value} stands in an earlier row of this file with other words; this row was not used. Keep one row for each dossier.',
  },
  'dossier-archived': {
    vi: 'Hồ sơ {value} đã lưu kho và dòng này nói khác kết quả đang giữ, nên không được dùng. Nếu là bản sửa, đề nghị người vận hành khôi phục hồ sơ rồi nhập lại.',
    en: 'Dossier {value} is archived and this row says something else than what is held, so it was not used. If it is a correction, have the operator restore the dossier, then import again.',
  },
};

/** What, why and next step. */
export function describeDossierProblem(code: DossierProblemCode, value: string, locale: Locale): string {
  const line = value.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ');
  return fillText(TEXTS[code][locale], { value: line.length > 80 ? `${line.slice(0, 79)}…` : line });
}
