import type { WordsOfFindings } from './finding-words.ts';

const AS_PDF = 'Mở tệp, chọn In → "Lưu thành PDF" (Print → Save as PDF) rồi đính kèm tệp PDF mới.';
const SAVE_AGAIN = 'Mở tệp bằng phần mềm đã tạo ra nó, lưu lại thành tệp mới rồi đính kèm tệp đó.';
const SEND_AGAIN = 'Sao chép lại tệp từ nơi lưu gốc, mở thử, rồi tải lên lần nữa.';
const ONE_BY_ONE = 'Đính kèm từng tệp một, không nén và không lồng vào tệp khác.';
const SAVE_OFFICE = 'Lưu lại thành .docx, .xlsx hoặc .pdf (File → Save As) rồi đính kèm tệp mới.';
const SMALLER = 'Quét lại ở độ phân giải thấp hơn (200–300 dpi) hoặc chia thành nhiều tệp.';
const DANGER = 'Tệp như vậy có thể chạy lệnh trên máy của người thẩm định.';
const NOT_WHOLE = 'Người thẩm định sẽ không đọc được đầy đủ tài liệu.';
const BOMB = 'Tệp nén bất thường như vậy làm đầy bộ nhớ của máy mở nó.';
const CHECK = 'Kiểm tra lại tên tệp; có thể đổi tên trong thư viện tài liệu.';
const ACCEPTED = 'PDF, Word, Excel, PowerPoint, OpenDocument, ảnh JPEG/PNG/WebP/TIFF, văn bản .txt/.csv';

export const FINDING_WORDS_VI: WordsOfFindings = {
  'not-readable': {
    what: 'Không đọc được tệp ({reason}).',
    why: 'Máy chủ không mở được bản đã nhận.',
    next: 'Tải lên lần nữa; nếu vẫn lỗi, báo quản trị hệ thống.',
  },
  'empty-file': { what: 'Tệp rỗng (0 byte).', why: 'Trong tệp không có nội dung nào.', next: SEND_AGAIN },
  'too-large': {
    what: 'Tệp quá lớn: {found} byte, giới hạn {limit} byte.',
    why: 'Tệp quá lớn không xem trước được và làm chậm việc của mọi đơn vị.',
    next: SMALLER,
  },
  'too-slow': {
    what: 'Kiểm tra tệp quá {limit} mili giây mà chưa xong.',
    why: 'Cấu trúc tệp phức tạp bất thường, máy của người mở cũng có thể bị treo.',
    next: AS_PDF,
  },
  'too-much-memory': {
    what: 'Kiểm tra tệp cần quá nhiều bộ nhớ.',
    why: 'Cấu trúc tệp phức tạp bất thường, máy của người mở cũng có thể bị treo.',
    next: AS_PDF,
  },
  'inspection-failed': {
    what: 'Không kiểm tra được tệp ({reason}).',
    why: 'Tệp chưa được kiểm tra thì không được nhận.',
    next: 'Tải lên lần nữa; nếu vẫn lỗi, lưu tệp thành PDF rồi đính kèm, và báo quản trị hệ thống.',
  },
  'dangerous-extension': {
    what: 'Tên tệp có đuôi .{found}.',
    why: 'Máy tính chạy tệp có đuôi này như chương trình hoặc trang web.',
    next: `Chỉ đính kèm tài liệu: ${ACCEPTED}.`,
  },
  executable: {
    what: 'Nội dung tệp là chương trình máy tính.',
    why: DANGER,
    next: `Chỉ đính kèm tài liệu: ${ACCEPTED}.`,
  },
  'active-content': {
    what: 'Nội dung tệp là trang web (HTML, SVG hoặc thư có trang web).',
    why: 'Trang web có thể chạy mã trong trình duyệt của người xem.',
    next: 'Mở trang bằng trình duyệt, chọn In → "Lưu thành PDF" rồi đính kèm tệp PDF.',
  },
  archive: {
    what: 'Tệp là tệp nén (ZIP, RAR, 7z…).',
    why: 'Tài liệu trong tệp nén không xem trước, không tìm kiếm và không dẫn đến trang được.',
    next: 'Giải nén rồi đính kèm từng tệp một.',
  },
  'kind-not-accepted': {
    what: 'Loại tệp này ({found}) không được nhận.',
    why: `Chỉ nhận loại tệp mở được trên mọi máy: ${ACCEPTED}.`,
    next: 'Lưu thành PDF, .docx hoặc .xlsx; ảnh HEIC, GIF, BMP lưu thành JPEG; rồi đính kèm tệp mới.',
  },
  'kind-unknown': {
    what: 'Không nhận ra loại tệp.',
    why: 'Nội dung không phải tài liệu, ảnh hay văn bản nào được nhận; tệp có thể đã hỏng.',
    next: SEND_AGAIN,
  },
  'content-not-as-named': {
    what: 'Tên tệp ghi là .{named} nhưng nội dung chỉ là chữ thường (.{found}).',
    why: 'Thường là tệp tải về bị lỗi: thông báo lỗi được lưu thay cho tài liệu.',
    next: 'Mở tệp xem có đúng tài liệu không, tải lại bản đúng rồi đính kèm.',
  },
  polyglot: {
    what: 'Trong tệp có lẫn nội dung của loại tệp khác ({found}).',
    why: 'Tệp hai mặt như vậy được dùng để che giấu mã độc.',
    next: AS_PDF,
  },
  encrypted: {
    what: 'Tệp được đặt mật khẩu.',
    why: 'Người thẩm định không mở được và hệ thống không kiểm tra được nội dung.',
    next: 'Mở tệp bằng mật khẩu, bỏ mật khẩu (File → Info → Protect Document), lưu lại rồi đính kèm.',
  },
  macros: { what: 'Tệp có macro ({part}).', why: DANGER, next: SAVE_OFFICE },
  'active-x': { what: 'Tệp có thành phần điều khiển ActiveX ({part}).', why: DANGER, next: AS_PDF },
  dde: {
    what: 'Tệp có liên kết DDE gọi chương trình khác ({part}).',
    why: DANGER,
    next: 'Xóa trường hoặc công thức đó, chỉ giữ giá trị, lưu lại rồi đính kèm.',
  },
  'launches-program': {
    what: 'Tệp có lệnh mở chương trình hoặc gửi dữ liệu đi ({part}).',
    why: DANGER,
    next: AS_PDF,
  },
  'remote-content': {
    what: 'Khi mở, tệp tự lấy nội dung từ máy khác: {target}.',
    why: 'Máy của người thẩm định sẽ tự kết nối đến nơi đó và có thể lộ mật khẩu đăng nhập.',
    next: AS_PDF,
  },
  'embedded-file': {
    what: 'Trong tài liệu có nhúng tệp khác ({part}).',
    why: 'Tệp nhúng không xem trước được và không kiểm tra được.',
    next: ONE_BY_ONE,
  },
  'zip-damaged': { what: 'Tệp bị hỏng ({part} {reason}).', why: NOT_WHOLE, next: SAVE_AGAIN },
  'zip-too-many-entries': {
    what: 'Tệp chứa {found} thành phần, giới hạn {limit}.',
    why: BOMB,
    next: AS_PDF,
  },
  'zip-bomb': { what: 'Phần {part} bung ra {found} byte, quá mức an toàn.', why: BOMB, next: AS_PDF },
  'zip-overlap': { what: 'Các phần trong tệp chồng lên nhau ({part}).', why: BOMB, next: SAVE_AGAIN },
  'zip-unsafe-name': {
    what: 'Trong tệp có thành phần mang tên không an toàn ({part}).',
    why: 'Tên như vậy dùng để ghi đè tệp khác khi giải nén.',
    next: SAVE_AGAIN,
  },
  'zip-nested': { what: 'Trong tài liệu có tệp nén ({part}).', why: BOMB, next: ONE_BY_ONE },
  'xml-doctype': {
    what: 'Phần {part} của tài liệu khai báo thực thể ngoài.',
    why: 'Khai báo như vậy dùng để đọc trộm tệp trên máy mở tài liệu.',
    next: SAVE_AGAIN,
  },
  'xml-damaged': { what: 'Phần {part} của tài liệu bị hỏng ({reason}).', why: NOT_WHOLE, next: SAVE_AGAIN },
  'office-damaged': { what: 'Tài liệu Office bị hỏng ({reason}).', why: NOT_WHOLE, next: SAVE_AGAIN },
  'pdf-damaged': { what: 'Tệp PDF bị hỏng ({reason}).', why: NOT_WHOLE, next: SEND_AGAIN },
  'pdf-truncated': { what: 'Tệp PDF bị cụt, thiếu phần cuối.', why: NOT_WHOLE, next: SEND_AGAIN },
  'pdf-password': {
    what: 'Tệp PDF cần mật khẩu mới mở được.',
    why: 'Người thẩm định không mở được và hệ thống không kiểm tra được nội dung.',
    next: 'Mở tệp bằng mật khẩu, in lại thành PDF không mật khẩu rồi đính kèm.',
  },
  'pdf-restricted': {
    what: 'Tệp PDF bị khóa quyền in, sao chép (có mã hóa).',
    why: 'Nội dung mã hóa không kiểm tra được.',
    next: 'Xin bản không khóa từ nơi ban hành, hoặc in lại thành PDF rồi đính kèm.',
  },
  'pdf-javascript': { what: 'Tệp PDF có mã JavaScript.', why: DANGER, next: AS_PDF },
  'pdf-embedded-files': {
    what: 'Tệp PDF có tệp khác đính kèm bên trong ({part}).',
    why: 'Tệp bên trong không xem trước được và không kiểm tra được.',
    next: ONE_BY_ONE,
  },
  'pdf-dynamic-form': {
    what: 'Tệp PDF là biểu mẫu động (XFA).',
    why: 'Trình duyệt không hiện được biểu mẫu động, người thẩm định sẽ thấy trang trắng.',
    next: AS_PDF,
  },
  'pdf-hidden-content': {
    what: 'Một phần của tệp PDF được cất theo cách không kiểm tra được ({reason}).',
    why: 'Phần không kiểm tra được có thể chứa mã độc.',
    next: AS_PDF,
  },
  'pdf-bomb': {
    what: 'Một phần của tệp PDF bung ra {found} byte, quá mức an toàn.',
    why: BOMB,
    next: AS_PDF,
  },
  'too-many-pages': {
    what: 'Tệp có {found} trang, giới hạn {limit} trang.',
    why: 'Tài liệu quá dài không xem trước được.',
    next: 'Chia thành nhiều tệp, hoặc chỉ đính kèm phần làm căn cứ chấm điểm.',
  },
  'page-too-large': {
    what: 'Trang dài {found} điểm, giới hạn {limit} điểm (1 điểm = 1/72 inch).',
    why: 'Trang quá khổ làm treo máy của người xem.',
    next: 'In lại ra khổ A4 đến A0 rồi đính kèm.',
  },
  'image-damaged': { what: 'Ảnh bị hỏng ({reason}).', why: NOT_WHOLE, next: SEND_AGAIN },
  'image-too-large': {
    what: 'Ảnh {width} × {height} điểm ảnh, giới hạn {limit} điểm ảnh.',
    why: 'Ảnh quá lớn làm treo máy của người xem.',
    next: SMALLER,
  },
  'extension-corrected': {
    what: 'Đuôi tên .{named} không khớp nội dung, đã sửa thành .{found}.',
    why: 'Đuôi sai thì máy mở nhầm phần mềm.',
    next: 'Không cần làm gì nếu đây đúng là tài liệu cần đính kèm.',
  },
  'name-converted': {
    what: 'Tên tệp viết bằng bảng mã cũ (TCVN3, VNI), đã chuyển thành "{name}".',
    why: 'Tên bằng bảng mã cũ không đọc và không tìm được.',
    next: CHECK,
  },
  'name-hidden-signs': {
    what: 'Tên tệp có ký tự ẩn, đã bỏ.',
    why: 'Ký tự ẩn hoặc đảo chiều chữ làm tên hiện ra khác tên thật.',
    next: CHECK,
  },
  'name-shortened': {
    what: 'Tên tệp quá dài, đã cắt bớt.',
    why: 'Máy tính nhận tên dài nhất 255 byte.',
    next: CHECK,
  },
  'double-extension': {
    what: 'Tên tệp có hai đuôi, đã sửa thành "{name}".',
    why: 'Máy giấu đuôi tệp sẽ hiện tên như một chương trình.',
    next: CHECK,
  },
  'trailing-data': {
    what: 'Sau phần cuối của tài liệu còn {bytes} byte không rõ là gì.',
    why: 'Phần thừa không hiện khi xem; ảnh chụp bằng điện thoại thường có.',
    next: 'Không cần làm gì nếu tài liệu hiện đúng và đủ.',
  },
  'external-link': {
    what: 'Tài liệu có liên kết đến tệp khác: {target}.',
    why: 'Người thẩm định không có tệp đó, chỉ thấy giá trị lưu lần cuối.',
    next: 'Kiểm tra số liệu đã hiện đủ; nếu cần, đính kèm cả tệp được liên kết.',
  },
  'external-content': {
    what: 'Tài liệu lấy hình hoặc nội dung từ mạng: {target}.',
    why: 'Nội dung trên mạng có thể đổi hoặc mất, không còn là minh chứng.',
    next: AS_PDF,
  },
  'embedded-object': {
    what: 'Trong tài liệu có đối tượng nhúng ({part}).',
    why: 'Khi xem chỉ thấy hình của đối tượng, không thấy hết nội dung.',
    next: 'Nếu nội dung bên trong là minh chứng, đính kèm nó thành tệp riêng.',
  },
  'old-office-format': {
    what: 'Tệp theo định dạng cũ .{found} (Office 97–2003).',
    why: 'Định dạng cũ chỉ tải về được, không xem trước và không tìm kiếm nội dung được.',
    next: 'Nên đính kèm thêm hoặc thay bằng bản PDF.',
  },
  'text-encoding': {
    what: 'Văn bản không theo Unicode UTF-8 (bảng mã: {encoding}).',
    why: 'Chữ có thể hiện sai trên máy khác.',
    next: 'Xem lại bản xem trước; nếu chữ sai, lưu lại theo UTF-8.',
  },
  'formula-cells': {
    what: 'Tệp CSV có ô bắt đầu bằng công thức.',
    why: 'Excel sẽ tính công thức khi mở.',
    next: 'Chỉ giữ giá trị trong các ô đó, rồi đính kèm lại.',
  },
  'pdf-repaired': {
    what: 'Bảng tra cứu của tệp PDF bị sai, phần mềm xem phải tự dựng lại.',
    why: 'Có phần mềm không mở được tệp như vậy.',
    next: 'Kiểm tra bản xem trước đủ trang; nếu thiếu, xuất lại tệp PDF.',
  },
  'state-secret-mark': {
    what: 'Trang đầu của tài liệu có dấu độ mật (Mật, Tối mật hoặc Tuyệt mật).',
    why: 'Tài liệu bí mật nhà nước không được đưa lên hệ thống này.',
    next: 'Nếu đúng là tài liệu mật: gỡ ngay và báo người phụ trách bảo vệ bí mật nhà nước. Nếu không phải, giữ lại và ghi rõ lý do.',
  },
};
