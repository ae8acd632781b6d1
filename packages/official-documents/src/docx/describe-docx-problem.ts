import type { DocxPlace, DocxProblem, DocxProblemCode } from './docx-problems.ts';

type Locale = 'vi' | 'en';
type Words = Readonly<Record<DocxProblemCode, string>>;

const VI: Words = {
  'too-many-bytes': 'Tệp lớn {found} byte, quá mức cho phép {limit} byte. Giảm cỡ ảnh trong tệp rồi lưu lại.',
  'not-a-docx': 'Tệp không phải văn bản Word .docx. Mở tệp bằng Word hoặc LibreOffice rồi lưu dạng .docx.',
  'old-or-encrypted':
    'Tệp là định dạng Word cũ (.doc) hoặc được đặt mật khẩu. Bỏ mật khẩu và lưu lại dạng .docx.',
  'zip-damaged': 'Tệp .docx bị hỏng ({reason}). Mở bằng Word rồi lưu thành tệp mới.',
  'zip-too-many-entries':
    'Tệp .docx chứa {found} thành phần, quá mức cho phép {limit}. Lưu lại thành tệp mới.',
  'zip-bomb': 'Tệp .docx giải nén ra quá lớn (mức cho phép {limit} byte). Bỏ bớt ảnh, đối tượng rồi lưu lại.',
  'zip-unsafe-name':
    'Tệp .docx có thành phần mang tên không hợp lệ ({part}). Lưu lại thành tệp mới bằng Word.',
  'xml-damaged': 'Phần {part} của tệp .docx bị hỏng ({reason}). Mở bằng Word rồi lưu thành tệp mới.',
  'xml-doctype':
    'Phần {part} của tệp .docx có khai báo DOCTYPE, không được phép. Lưu lại thành tệp mới bằng Word.',
  'xml-too-deep': 'Phần {part} của tệp .docx lồng quá {limit} tầng. Bỏ bớt bảng, khung lồng nhau.',
  macros: 'Tệp có macro ({part}). Lưu lại dạng .docx không có macro.',
  'embedded-file': 'Tệp có đối tượng hoặc tệp nhúng ({part}). Xóa đối tượng nhúng rồi lưu lại.',
  'external-link':
    'Tệp tham chiếu ra ngoài tới "{target}". Gỡ ảnh liên kết, mẫu đính kèm (Template) hoặc tệp liên kết, chèn trực tiếp vào văn bản rồi lưu lại.',
  'active-field':
    'Tệp có trường tự động {field}, có thể đọc tệp khác khi mở. Xóa trường này (Ctrl+Shift+F9) rồi lưu lại.',
  'unsafe-picture':
    'Ảnh {part} không thuộc loại được phép (PNG, JPEG, GIF, BMP, TIFF). Thay bằng ảnh PNG hoặc JPEG.',
  'unknown-tag': 'Không có thẻ {tag}.{suggestion} Sửa tên thẻ theo danh sách thẻ của loại văn bản này.',
  'missing-tag': 'Mẫu thiếu thẻ bắt buộc {tag} ({meaning}){inside}. Thêm thẻ này vào mẫu.',
  'misplaced-tag': 'Thẻ {tag} chỉ dùng được bên trong vòng lặp {list}. Đặt thẻ giữa {open} và {close}.',
  'tag-kind': 'Thẻ {tag} dùng sai cách: {expected}.',
  'tag-unclosed': 'Thẻ mở {tag} không có thẻ đóng {close}. Thêm thẻ đóng.',
  'tag-unopened': 'Thẻ đóng {tag} không có thẻ mở tương ứng. Xóa thẻ này hoặc thêm thẻ mở.',
  'tag-crossed': 'Thẻ đóng {tag} đứng trước khi {open} được đóng. Đóng các thẻ theo thứ tự ngược với khi mở.',
  'tag-broken':
    'Dấu ngoặc nhọn không đủ cặp hoặc thẻ viết sai ở "{text}". Gõ lại thẻ liền một mạch, đủ "{" và "}".',
  'tag-in-picture': 'Thẻ {tag} nằm trong mô tả của ảnh, không được hỗ trợ. Đặt thẻ trong đoạn văn.',
  'tag-placement':
    'Cặp thẻ {tag} đặt không cùng chỗ: {reason}. Đặt thẻ mở và thẻ đóng trong cùng một bảng, hoặc cùng ngoài bảng.',
};
const EN: Words = {
  'too-many-bytes':
    'The file has {found} bytes; the limit is {limit}. Make its pictures smaller and save again.',
  'not-a-docx': 'The file is no Word .docx document. Open it in Word or LibreOffice and save it as .docx.',
  'old-or-encrypted':
    'The file is in the old Word format (.doc) or has a password. Remove the password and save it as .docx.',
  'zip-damaged': 'The .docx is damaged ({reason}). Open it in Word and save it as a new file.',
  'zip-too-many-entries': 'The .docx holds {found} parts; the limit is {limit}. Save it as a new file.',
  'zip-bomb':
    'The .docx unpacks to too much (limit {limit} bytes). Remove pictures or objects and save again.',
  'zip-unsafe-name': 'The .docx holds a part with an unsafe name ({part}). Save it as a new file in Word.',
  'xml-damaged': 'Part {part} of the .docx is damaged ({reason}). Open it in Word and save it as a new file.',
  'xml-doctype':
    'Part {part} of the .docx has a DOCTYPE, which is not allowed. Save it as a new file in Word.',
  'xml-too-deep': 'Part {part} of the .docx nests more than {limit} levels. Remove nested tables or frames.',
  macros: 'The file has macros ({part}). Save it as .docx without macros.',
  'embedded-file': 'The file has an embedded object or file ({part}). Delete it and save again.',
  'external-link':
    'The file refers to "{target}" outside itself. Remove linked pictures, the attached template or linked files, insert them instead, and save again.',
  'active-field':
    'The file has a {field} field, which may read other files when opened. Unlink it (Ctrl+Shift+F9) and save again.',
  'unsafe-picture':
    'Picture {part} is of a kind not allowed (PNG, JPEG, GIF, BMP, TIFF are). Use PNG or JPEG.',
  'unknown-tag':
    'There is no tag {tag}.{suggestion} Correct it by the list of tags for this kind of document.',
  'missing-tag': 'The template lacks the required tag {tag} ({meaning}){inside}. Add it.',
  'misplaced-tag': 'Tag {tag} works only inside the loop {list}. Put it between {open} and {close}.',
  'tag-kind': 'Tag {tag} is used the wrong way: {expected}.',
  'tag-unclosed': 'The opening tag {tag} is never closed by {close}. Add the closing tag.',
  'tag-unopened': 'The closing tag {tag} closes nothing. Delete it or add the opening tag.',
  'tag-crossed':
    'The closing tag {tag} comes before {open} is closed. Close tags in the reverse order of opening.',
  'tag-broken':
    'Braces do not pair up, or a tag is misspelt, at "{text}". Type the tag again in one go, with "{" and "}".',
  'tag-in-picture':
    'Tag {tag} stands in the description of a picture, which is not supported. Put it in a paragraph.',
  'tag-placement':
    'The pair {tag} is not in one place: {reason}. Put both tags in one table, or both outside any.',
};

const EXPECTED: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  list: {
    vi: 'đây là danh sách, phải viết thẻ mở {#…} và thẻ đóng {/…}',
    en: 'it is a list and needs an opening {#…} and a closing {/…}',
  },
  condition: {
    vi: 'đây là điều kiện, phải viết thẻ mở {#…} và thẻ đóng {/…}',
    en: 'it is a condition and needs an opening {#…} and a closing {/…}',
  },
  text: {
    vi: 'đây là nội dung, viết một thẻ đơn, không dùng dấu # hoặc /',
    en: 'it is text: write one tag, without # or /',
  },
};
const PARTS: Readonly<Record<DocxPlace['part'], Readonly<Record<Locale, string>>>> = {
  body: { vi: 'Thân văn bản', en: 'Body' },
  header: { vi: 'Đầu trang', en: 'Header' },
  footer: { vi: 'Chân trang', en: 'Footer' },
};

/** What is wrong, where, and what to do next. */
export function describeDocxProblem(problem: DocxProblem, locale: Locale): string {
  const filled = (locale === 'vi' ? VI : EN)[problem.code].replace(
    /\{(\w+)\}/g,
    (_, key: string) => wordOf(problem, key, locale) ?? '',
  );
  return problem.place === null ? filled : `${writePlace(problem.place, locale)}: ${filled}`;
}

function wordOf(problem: DocxProblem, key: string, locale: Locale): string | undefined {
  const value = problem.detail[key];
  switch (key) {
    case 'tag':
      return problem.tag === null ? undefined : `{${problem.tag}}`;
    case 'expected':
      return EXPECTED[value ?? '']?.[locale];
    case 'suggestion':
      if (value === undefined) return '';
      return locale === 'vi' ? ` Có phải ý là {${value}}?` : ` Did you mean {${value}}?`;
    case 'inside':
      if (value === undefined) return '';
      return locale === 'vi' ? ` bên trong {#${value}}` : ` inside {#${value}}`;
    default:
      return value;
  }
}

function writePlace(place: DocxPlace, locale: Locale): string {
  const where = PARTS[place.part][locale];
  const paragraph = locale === 'vi' ? `đoạn ${place.paragraph}` : `paragraph ${place.paragraph}`;
  return `${where}, ${paragraph} ("${place.text}")`;
}
