import type { Locale } from './text.ts';

/** One line per command: usage and purpose. `docs/cli.md` says the same at length. */
export const USAGE = {
  check: 'parix check SET [AMENDMENT…]',
  score:
    'parix score SET FACTS… [--amendment FILE…] [--sheet NAME] [--format table|json|csv|xlsx] [--out FILE]',
  diff: 'parix diff A B [--facts FACTS…] [--format table|json]',
  explain: 'parix explain SET FACTS… --unit CODE [--item ID] [--amendment FILE…] [--format text|json]',
  'what-if': 'parix what-if SET FACTS… --unit CODE --set ITEM.FIGURE=VALUE… [--amendment FILE…]',
  goal: 'parix goal SET FACTS… --unit CODE (--ranks N | --rank R | --class ID | --index X) [--fixed ITEM…] [--amendment FILE…]',
  publish: 'parix publish ROUND --out DIR',
  verify: 'parix verify DIR|ZIP|RECEIPT|TLOG-PROOF [--key VKEY|FILE] [--proof FILE] [--record FILE]',
  'sign-in-link': 'parix sign-in-link USERNAME [--reset]',
  'archive-dossiers': 'parix archive-dossiers --before YYYY-MM (--out DIR | --dry-run)',
  'restore-dossiers': 'parix restore-dossiers DIR [--dossier CODE…]',
  'move-database': 'parix move-database start|status|finish|cancel',
  start: 'parix start',
  help: 'parix help',
} as const;

const PURPOSE: Readonly<Record<keyof typeof USAGE, Readonly<Record<Locale, string>>>> = {
  check: {
    vi: 'kiểm tra bộ tiêu chí và các ví dụ kèm theo',
    en: 'check a criteria set and its worked cases',
  },
  score: { vi: 'tính điểm, chỉ số, xếp loại, xếp hạng', en: 'compute points, index, class and rank' },
  diff: { vi: 'so sánh hai phiên bản; đơn vị nào thay đổi', en: 'compare two versions; which units move' },
  explain: {
    vi: 'giải thích điểm của một đơn vị, một tiêu chí',
    en: 'explain the points of a unit or an item',
  },
  'what-if': { vi: 'thử thay số liệu của một đơn vị', en: 'try other figures for a unit' },
  goal: { vi: 'tìm cách ít công nhất để tăng hạng', en: 'find the least effort that wins ranks' },
  publish: { vi: 'xuất bản kết quả một đợt thành tệp tĩnh', en: 'publish a round as static files' },
  verify: {
    vi: 'kiểm chứng một bản công bố từ chính tệp của nó, hoặc một biên nhận',
    en: 'verify a publication from its own files, or a receipt',
  },
  'sign-in-link': {
    vi: 'in liên kết đặt mật khẩu cho một tài khoản, khi không quản trị nào vào được',
    en: 'print a link to choose a password, when no administrator can sign in',
  },
  'archive-dossiers': {
    vi: 'lưu kho hồ sơ một cửa kết thúc trước một tháng thành tệp Parquet',
    en: 'move one-stop dossiers that ended before a month into Parquet files',
  },
  'restore-dossiers': {
    vi: 'đưa hồ sơ từ một bản lưu kho trở lại cơ sở dữ liệu',
    en: 'take dossiers of an archive back into the database',
  },
  'move-database': {
    vi: 'chuyển cơ sở dữ liệu nhúng sang máy chủ PostgreSQL khác trong khi Parix vẫn chạy',
    en: 'move the embedded database to another PostgreSQL server while Parix works',
  },
  start: { vi: 'khởi động máy chủ Parix', en: 'start the Parix server' },
  help: { vi: 'in trang này', en: 'print this page' },
};

const NOTES: Readonly<Record<Locale, string>> = {
  vi: `SET là tệp YAML hoặc mã bộ tiêu chí có sẵn ("parix check" không kèm gì để xem danh sách). FACTS là một hay nhiều tệp YAML, JSON, CSV, XLSX (tự chấm, điều tra, thẩm định); tệp đầu nêu các đơn vị.
Ngôn ngữ: --lang vi (mặc định) hoặc --lang en.
Mã kết thúc: 0 xong; 1 có phát hiện hoặc khác biệt; 2 dòng lệnh sai; 3 tệp vào không dùng được; 4 lỗi môi trường.
`,
  en: `SET is a YAML file or the id of a shipped set ("parix check" alone lists them). FACTS is one or several YAML, JSON, CSV or XLSX files (self-scores, surveys, appraisal); the first names the units.
Language: --lang vi (default) or --lang en.
Exit codes: 0 done; 1 findings or differences; 2 wrong command line; 3 unusable input file; 4 environment.
`,
};

export function usageText(locale: Locale): string {
  const names = Object.keys(USAGE) as (keyof typeof USAGE)[];
  const lines = names.map((name) => `  ${USAGE[name]}\n      ${PURPOSE[name][locale]}\n`);
  return `parix\n\n${lines.join('')}\n${NOTES[locale]}`;
}
