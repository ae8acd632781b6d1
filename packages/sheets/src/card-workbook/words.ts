import type { Locale } from '../table-problems.ts';

/** Every word of the workbook. `{x}` is filled in when the workbook is written. */
export interface WorkbookWords {
  readonly sheets: { readonly card: string; readonly evidence: string; readonly guide: string };
  readonly title: string;
  readonly sample: string;
  readonly unitLine: string;
  readonly setLine: string;
  readonly exportLine: string;
  readonly cardColumns: Readonly<Record<CardColumn, string>>;
  readonly evidenceTitle: string;
  readonly evidenceLine: string;
  readonly evidenceColumns: Readonly<Record<EvidenceColumn, string>>;
  readonly decimalSign: string;
  readonly yes: string;
  readonly no: string;
  readonly notSelfScored: string;
  readonly tooLong: string;
  readonly page: string;
  readonly prompts: Readonly<Record<Prompt, string>>;
  readonly wrongValue: string;
  readonly guideTitle: string;
  readonly guide: readonly string[];
  readonly legend: Readonly<Record<'input' | 'locked' | 'area', string>>;
}
export const CARD_COLUMNS = [
  'code',
  'name',
  'max',
  'label',
  'value',
  'notApplicableReason',
  'explanation',
  'points',
  'lastValue',
  'lastPoints',
  'key',
] as const;
export type CardColumn = (typeof CARD_COLUMNS)[number];
export const EVIDENCE_COLUMNS = ['item', 'title', 'reference', 'page', 'quote', 'url', 'key'] as const;
export type EvidenceColumn = (typeof EVIDENCE_COLUMNS)[number];
export type Prompt =
  | 'integer'
  | 'decimal'
  | 'date'
  | 'boolean'
  | 'choice'
  | 'notApplicableReason'
  | 'explanation'
  | 'item'
  | 'page'
  | 'quote'
  | 'url';

const vi: WorkbookWords = {
  sheets: { card: 'Phiếu', evidence: 'Minh chứng', guide: 'Hướng dẫn' },
  title: 'PHIẾU TỰ CHẤM ĐIỂM',
  sample: 'BỘ TIÊU CHÍ MẪU, DÙNG ĐỂ THỬ',
  unitLine: 'Đơn vị: {unit} ({code})  ·  Đợt đánh giá: {round}',
  setLine: 'Bộ tiêu chí: {set} ({version})',
  exportLine: 'Chỉ nhập vào ô nền vàng. Tải về lúc {time}, bản ghi số {revision}.',
  cardColumns: {
    code: 'Mã',
    name: 'Nội dung',
    max: 'Điểm tối đa',
    label: 'Số liệu',
    value: 'Giá trị',
    notApplicableReason: 'Không áp dụng – lý do',
    explanation: 'Giải trình',
    points: 'Điểm tự chấm',
    lastValue: 'Kỳ trước: giá trị',
    lastPoints: 'Kỳ trước: điểm thẩm định',
    key: 'Khóa',
  },
  evidenceTitle: 'TÀI LIỆU KIỂM CHỨNG',
  evidenceLine: 'Mỗi dòng một tài liệu của một mục. Ghi thêm vào các dòng nền vàng bên dưới.',
  evidenceColumns: {
    item: 'Mã mục',
    title: 'Tên tài liệu, trích yếu',
    reference: 'Số, ký hiệu',
    page: 'Trang',
    quote: 'Đoạn trích làm căn cứ',
    url: 'Đường dẫn',
    key: 'Khóa',
  },
  decimalSign: ',',
  yes: 'Có',
  no: 'Không',
  notSelfScored: 'Không tự chấm (điều tra xã hội học hoặc nguồn khác)',
  tooLong: '(Nội dung quá dài để đặt trong một ô. Xem và sửa trên phần mềm.)',
  page: 'Trang {page}/{pages}',
  prompts: {
    integer: 'Nhập số nguyên từ {min} đến {max}. Không gõ dấu phân cách nghìn, không dùng công thức.',
    decimal:
      'Nhập số từ {min} đến {max}, nhiều nhất {decimals} chữ số thập phân. Không gõ dấu phân cách nghìn, không dùng công thức.',
    date: 'Nhập ngày dạng ngày/tháng/năm, ví dụ 31/12/2026; từ {min} đến {max}.',
    boolean: 'Chọn Có hoặc Không.',
    choice: 'Chọn một trong danh sách.',
    notApplicableReason: 'Chỉ ghi khi mục không áp dụng cho đơn vị: ghi lý do. Áp dụng thì để trống.',
    explanation: 'Giải trình cho cả mục, nhiều nhất {max} ký tự. Alt+Enter để xuống dòng.',
    item: 'Chọn mã mục trong danh sách.',
    page: 'Ví dụ: 3 hoặc 5–7.',
    quote: 'Chép nguyên văn đoạn làm căn cứ.',
    url: 'Địa chỉ bắt đầu bằng http:// hoặc https://, nếu có.',
  },
  wrongValue: 'Giá trị chưa đúng',
  guideTitle: 'HƯỚNG DẪN NHẬP PHIẾU BẰNG EXCEL',
  guide: [
    'Tệp này là phiếu của {unit} trong đợt "{round}". Chỉ nhập lại được vào đúng đơn vị, đúng đợt và đúng bộ tiêu chí đó.',
    'Chỉ nhập vào ô nền vàng. Các ô khác đã khóa; điểm do phần mềm tính lại sau khi nhập.',
    'Số: gõ theo dấu thập phân của máy đang dùng (máy đặt vùng Việt Nam: 85,5). Gõ xong hãy nhìn lại số hiện trong ô. Không gõ dấu phân cách nghìn, không gõ dấu %.',
    'Ngày: ngày/tháng/năm, ví dụ 31/12/2026. Có/Không và các mức: chọn trong danh sách của ô.',
    'Không dùng công thức: ô có công thức không được nhận. Nếu số liệu lấy từ bảng tính khác, chép rồi dán dạng giá trị (Paste Special – Values).',
    'Cột "Không áp dụng – lý do" và "Giải trình" ghi ở dòng đầu của mỗi mục. Ô nền xám: mục luôn áp dụng hoặc không do đơn vị tự chấm.',
    'Trang "Minh chứng": mỗi dòng một tài liệu. Muốn bỏ một tài liệu: xóa mã mục và nội dung của dòng. Tên, số ký hiệu của tài liệu trong kho được khóa; muốn sửa thì sửa trong kho minh chứng.',
    'Không thêm, xóa dòng hay cột ở trang "Phiếu", không gộp ô, không xóa trang. Lưu bằng Excel, LibreOffice hay WPS đều được, ở dạng .xlsx.',
    'Khi nhập lại, phần mềm cho xem trước từng ô thay đổi và chỉ rõ ô sai; chưa ghi gì cho đến khi xác nhận. Mục có ô sai được giữ lại nguyên vẹn cho đến khi sửa xong.',
    'Nếu trong lúc đó có người đã sửa cùng mục trên phần mềm, cả hai giá trị được đặt cạnh nhau để chọn; không giá trị nào tự ghi đè.',
  ],
  legend: { input: 'Ô nhập', locked: 'Ô khóa', area: 'Lĩnh vực' },
};

const en: WorkbookWords = {
  sheets: { card: 'Card', evidence: 'Evidence', guide: 'Guide' },
  title: 'SELF-SCORING CARD',
  sample: 'SAMPLE CRITERIA, FOR TRIALS',
  unitLine: 'Unit: {unit} ({code})  ·  Round: {round}',
  setLine: 'Criteria set: {set} ({version})',
  exportLine: 'Write in the yellow cells only. Downloaded at {time}, revision {revision}.',
  cardColumns: {
    code: 'Code',
    name: 'Item',
    max: 'Max points',
    label: 'Figure',
    value: 'Value',
    notApplicableReason: 'Not applicable – reason',
    explanation: 'Explanation',
    points: 'Self-score',
    lastValue: 'Last round: value',
    lastPoints: 'Last round: appraised points',
    key: 'Key',
  },
  evidenceTitle: 'EVIDENCE',
  evidenceLine: 'One document of one item per row. Add more in the yellow rows below.',
  evidenceColumns: {
    item: 'Item code',
    title: 'Document title, abstract',
    reference: 'Number and sign',
    page: 'Page',
    quote: 'Passage that shows it',
    url: 'Link',
    key: 'Key',
  },
  decimalSign: '.',
  yes: 'Yes',
  no: 'No',
  notSelfScored: 'Not self-scored (survey or another source)',
  tooLong: '(The text is too long for one cell. Read and change it in the application.)',
  page: 'Page {page}/{pages}',
  prompts: {
    integer: 'A whole number from {min} to {max}. No thousands separators, no formula.',
    decimal:
      'A number from {min} to {max} with at most {decimals} decimals. No thousands separators, no formula.',
    date: 'A date as day/month/year, such as 31/12/2026; from {min} to {max}.',
    boolean: 'Choose Yes or No.',
    choice: 'Choose one of the list.',
    notApplicableReason:
      'Only when the item does not apply to the unit: give the reason. Otherwise leave empty.',
    explanation: 'Explanation for the whole item, at most {max} characters. Alt+Enter for a new line.',
    item: 'Choose the item code from the list.',
    page: 'For example 3 or 5–7.',
    quote: 'Copy the passage word for word.',
    url: 'An address that begins with http:// or https://, if there is one.',
  },
  wrongValue: 'Not a valid value',
  guideTitle: 'HOW TO FILL IN THE CARD IN EXCEL',
  guide: [
    'This file is the card of {unit} in the round "{round}". It can be imported into that unit, round and criteria set only.',
    'Write in the yellow cells only. The other cells are locked; points are computed again after the import.',
    'Numbers: use the decimal sign of your computer and look at the number shown in the cell afterwards. No thousands separators, no % sign.',
    'Dates: day/month/year, such as 31/12/2026. Yes/No and levels: choose from the list of the cell.',
    'No formulas: a cell with a formula is refused. Copy figures from other sheets and paste them as values (Paste Special – Values).',
    'Write "Not applicable – reason" and "Explanation" in the first row of an item. Grey cells: the item always applies, or is not self-scored.',
    'Sheet "Evidence": one document per row. To remove one, clear the item code and the contents of the row. Titles and numbers of documents of the library are locked; change them in the library.',
    'Do not add or delete rows or columns of the sheet "Card", merge cells or delete sheets. Saving with Excel, LibreOffice or WPS as .xlsx is fine.',
    'The import first shows every changed cell and names every wrong one; nothing is stored before you confirm. An item with a wrong cell is held back as a whole until it is corrected.',
    'If somebody changed the same item in the application meanwhile, both values are shown side by side; neither overwrites the other by itself.',
  ],
  legend: { input: 'To fill in', locked: 'Locked', area: 'Area' },
};

export const WORDS: Readonly<Record<Locale, WorkbookWords>> = { vi, en };
