import type { Locale } from '../table-problems.ts';

/** Faults that only a card's workbook has; a few of single cells say here what to do in this very workbook. */
export const OWN_CARD_PROBLEM_CODES = [
  'not-a-card-workbook',
  'other-schema',
  'other-round',
  'other-unit',
  'other-set',
  'newer-revision',
  'keys-damaged',
  'sheet-missing',
  'sheet-copied',
  'columns-changed',
  'row-missing',
  'row-copied',
  'row-unknown',
  'item-not-on-card',
  'locked-cell',
  'wrong-row',
  'not-editable',
  'not-self-scored',
  'not-applicable-forbidden',
  'claim-in-value',
  'formula',
  'formula-error',
  'date-where-text',
  'not-text',
  'text-too-long',
  'too-many-decimals',
  'evidence-without-item',
  'evidence-unknown-item',
  'evidence-without-title',
  'evidence-too-many',
  'evidence-unclear',
  'not-a-url',
  'document-changed',
] as const;
export type OwnCardProblemCode = (typeof OWN_CARD_PROBLEM_CODES)[number];

/** What, why and next step; `{value}` is the cell's content, other names come from the problem's detail. */
export const CARD_PROBLEM_TEXTS: Readonly<Record<OwnCardProblemCode, Readonly<Record<Locale, string>>>> = {
  'not-a-card-workbook': {
    vi: 'Đây không phải phiếu tải về từ Parix, hoặc trang khóa ẩn của phiếu đã bị xóa. Tải lại phiếu rồi chép số liệu sang.',
    en: 'This is not a card downloaded from Parix, or its hidden sheet of keys was deleted. Download the card again and copy the figures over.',
  },
  'other-schema': {
    vi: 'Phiếu được tạo bởi một phiên bản Parix khác (dạng {found}) nên không đọc được. Tải lại phiếu rồi chép số liệu sang.',
    en: 'The card was made by another version of Parix (form {found}) and cannot be read. Download the card again and copy the figures over.',
  },
  'other-round': {
    vi: 'Phiếu thuộc đợt "{found}", không phải đợt "{expected}". Mở đúng đợt rồi nhập lại.',
    en: 'The card belongs to the round "{found}", not to "{expected}". Open that round and import there.',
  },
  'other-unit': {
    vi: 'Phiếu của đơn vị {found}, không phải của {expected}. Mở đúng đơn vị rồi nhập lại.',
    en: 'The card belongs to the unit {found}, not to {expected}. Open that unit and import there.',
  },
  'other-set': {
    vi: 'Phiếu được lập theo bộ tiêu chí {found}, khác với bộ tiêu chí của đợt ({expected}). Tải lại phiếu rồi chép số liệu sang.',
    en: 'The card was made from the criteria set {found}, which differs from that of the round ({expected}). Download the card again and copy the figures over.',
  },
  'newer-revision': {
    vi: 'Phiếu mới hơn dữ liệu đang có trên máy chủ (bản {found} so với {expected}); có thể máy chủ vừa được khôi phục từ bản sao lưu. Tải lại phiếu, đối chiếu rồi nhập.',
    en: 'The card is newer than what the server holds (revision {found} against {expected}); the server may have been restored from a backup. Download the card again and compare before importing.',
  },
  'keys-damaged': {
    vi: 'Trang khóa ẩn của phiếu đã bị sửa hoặc hỏng ({reason}), không còn biết chắc dòng nào là của mục nào. Tải lại phiếu rồi chép số liệu sang.',
    en: "The card's hidden keys were changed or damaged ({reason}), so it is no longer certain which row belongs to which item. Download the card again and copy the figures over.",
  },
  'sheet-missing': {
    vi: 'Sổ tính không còn trang "{sheet}". Tải lại phiếu rồi chép số liệu sang.',
    en: 'The workbook no longer has the sheet "{sheet}". Download the card again and copy the figures over.',
  },
  'sheet-copied': {
    vi: 'Sổ tính có nhiều trang "{sheet}": {found}. Giữ lại một trang rồi nhập lại.',
    en: 'The workbook has more than one sheet "{sheet}": {found}. Keep one and import again.',
  },
  'columns-changed': {
    vi: 'Trang "{sheet}" thiếu hoặc lặp cột: {columns}. Khôi phục các cột đó, hoặc tải lại phiếu rồi chép số liệu sang.',
    en: 'Columns of the sheet "{sheet}" are missing or doubled: {columns}. Restore them, or download the card again and copy the figures over.',
  },
  'row-missing': {
    vi: 'Dòng của mục {item} đứng ở đây đã bị xóa. Mục này được giữ nguyên; khôi phục dòng hoặc tải lại phiếu.',
    en: 'The row of item {item} that stood here was deleted. The item is left as it is; restore the row or download the card again.',
  },
  'row-copied': {
    vi: 'Dòng của mục {item} có hai lần (lần đầu ở {first}). Xóa dòng thừa rồi nhập lại.',
    en: 'The row of item {item} stands here a second time (first at {first}). Delete one of them and import again.',
  },
  'row-unknown': {
    vi: 'Dòng này không thuộc mục nào của phiếu nên "{value}" không được nhận. Chép nội dung vào đúng dòng của mục.',
    en: 'This row belongs to no item of the card, so "{value}" is not taken over. Move it to the row of its item.',
  },
  'item-not-on-card': {
    vi: 'Mục {item} không có trong phiếu hiện nay. Tải lại phiếu.',
    en: 'Item {item} is not on the card as it is now. Download the card again.',
  },
  'locked-cell': {
    vi: 'Ô khóa của mục {item} đã bị sửa thành "{value}" (trong phiếu là "{expected}"). Trả ô về như cũ rồi nhập lại.',
    en: 'A locked cell of item {item} was changed to "{value}" (the card says "{expected}"). Put it back and import again.',
  },
  'wrong-row': {
    vi: 'Nội dung của mục {item} phải ghi ở dòng đầu của mục ({first}). Chuyển "{value}" lên đó.',
    en: 'This belongs in the first row of item {item} ({first}). Move "{value}" there.',
  },
  'not-editable': {
    vi: 'Bạn không được sửa mục {item} lúc này (mục giao cho người khác, phiếu đã gửi hoặc đã hết hạn), nên "{value}" không được nhận. Trả ô về như cũ hoặc nhờ đầu mối của đơn vị.',
    en: 'You may not change item {item} now (it is assigned to somebody else, the card is sent, or time is up), so "{value}" is not taken over. Put the cell back or ask the focal point of the unit.',
  },
  'not-self-scored': {
    vi: 'Mục {item} không do đơn vị tự chấm (lấy từ điều tra xã hội học hoặc nguồn khác). Trả ô về như cũ.',
    en: 'Item {item} is not self-scored (it comes from a survey or another source). Put the cell back.',
  },
  'not-applicable-forbidden': {
    vi: 'Mục {item} luôn áp dụng theo bộ tiêu chí; không ghi lý do không áp dụng. Xóa ô này, nếu cần thì ghi ở cột Giải trình.',
    en: 'Item {item} always applies by the criteria set; no reason may be given. Clear the cell, and use the explanation if needed.',
  },
  'claim-in-value': {
    vi: 'Ô giá trị ghi "{value}". Nếu mục {item} không áp dụng: để trống ô giá trị và ghi lý do ở cột Không áp dụng.',
    en: 'The value cell says "{value}". If item {item} does not apply, leave the value empty and give the reason in the column for it.',
  },
  formula: {
    vi: 'Ô chứa công thức. Parix không tính công thức và không lấy kết quả lưu sẵn. Chép ô, dán dạng giá trị (Paste Special – Values) rồi nhập lại.',
    en: 'The cell holds a formula. Parix does not evaluate formulas nor use their stored results. Paste the cell as a value (Paste Special – Values) and import again.',
  },
  'formula-error': {
    vi: 'Ô chứa lỗi {value} của bảng tính. Nhập giá trị đúng.',
    en: 'The cell holds the spreadsheet error {value}. Enter the right value.',
  },
  'date-where-text': {
    vi: 'Bảng tính đã tự đổi nội dung ô thành ngày {value}. Định dạng ô là Văn bản (Text) rồi gõ lại, ví dụ 3–5.',
    en: 'The spreadsheet turned the cell into the date {value}. Format it as Text and type it again, such as 3–5.',
  },
  'not-text': {
    vi: 'Ô phải là chữ, nhưng bảng tính lưu "{value}" ở dạng khác. Định dạng ô là Văn bản (Text) rồi gõ lại.',
    en: 'The cell must be text, but the spreadsheet stores "{value}" as something else. Format it as Text and type it again.',
  },
  'text-too-long': {
    vi: 'Ô có {found} ký tự, nhiều nhất là {max}. Rút ngắn nội dung.',
    en: 'The cell has {found} characters; at most {max} are allowed. Shorten it.',
  },
  'too-many-decimals': {
    vi: '"{value}" có quá nhiều chữ số thập phân; nhiều nhất {decimals}. Làm tròn rồi gõ lại giá trị.',
    en: '"{value}" has too many decimals; at most {decimals} are allowed. Round it and type the value again.',
  },
  'evidence-without-item': {
    vi: 'Dòng minh chứng chưa có mã mục. Chọn mã mục trong danh sách, hoặc xóa cả dòng.',
    en: 'The row of evidence has no item code. Choose one from the list, or clear the whole row.',
  },
  'evidence-unknown-item': {
    vi: 'Không có mục nào mang mã "{value}". Chọn lại mã mục trong danh sách của ô.',
    en: 'No item has the code "{value}". Choose the code from the list of the cell.',
  },
  'evidence-without-title': {
    vi: 'Tài liệu của mục {item} chưa có tên. Ghi tên hoặc trích yếu của tài liệu.',
    en: 'The document of item {item} has no title. Give its title or abstract.',
  },
  'evidence-too-many': {
    vi: 'Mục {item} có {found} tài liệu, nhiều nhất là {max}. Bỏ bớt tài liệu.',
    en: 'Item {item} has {found} documents; at most {max} are allowed. Remove some.',
  },
  'evidence-unclear': {
    vi: 'Mục {item} mất một tài liệu trong khi dòng này chưa rõ thuộc mục nào. Sửa dòng này trước, tài liệu của mục được giữ nguyên.',
    en: 'Item {item} lost a document while it is not clear to which item this row belongs. Correct this row first; the documents of the item are left as they are.',
  },
  'not-a-url': {
    vi: '"{value}" không phải đường dẫn. Ghi địa chỉ bắt đầu bằng http:// hoặc https://, hoặc để trống.',
    en: '"{value}" is not a link. Give an address that begins with http:// or https://, or leave it empty.',
  },
  'document-changed': {
    vi: 'Tài liệu này lấy từ kho minh chứng và tên trong kho là "{expected}". Trả ô về như cũ; muốn sửa thì sửa trong kho, muốn dùng tài liệu khác thì ghi ở dòng mới.',
    en: 'This document comes from the library, where it reads "{expected}". Put the cell back; change it in the library, or name another document in a new row.',
  },
};
