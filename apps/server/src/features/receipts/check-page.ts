import {
  describeReceiptProblem,
  describeReceiptStep,
  describeStatement,
  type HtmlValue,
  markup,
  receivedWords,
  STYLE_CSS,
} from '@parix/publication';
import type { CheckedReceipt, LogStanding } from './check-receipt.service.ts';

/** The public pages under /bien-nhan/: plain HTML that works without script, in the dress of published results. */
export const CHECK_PAGE_CSS = `${STYLE_CSS}
.verdict { margin: 1rem 0; padding: 0.75rem 1rem; border: 2px solid; border-left-width: 0.75rem; }
.verdict h2 { margin: 0 0 0.25rem; padding: 0; border: 0; }
.verdict.yes { border-color: #1b6b3a; background: #eaf6ee; color: #10391f; }
.verdict.no { border-color: #a1260d; background: #fdeeea; color: #5a1406; }
.verdict.open { border-color: #8a4b00; background: #fff4dc; color: #4d2a00; }
.verdict dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.25rem 1rem; }
.verdict dt { font-weight: 650; }
.verdict dd { margin: 0; overflow-wrap: anywhere; }
form label { display: block; margin-top: 1rem; font-weight: 650; }
form .hint { margin: 0; color: var(--px-muted); font-size: 0.9375rem; }
form textarea { display: block; width: 100%; margin-top: 0.25rem; padding: 0.5rem; font: 0.875rem/1.5 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
form input[type="file"] { display: block; min-height: 2.75rem; margin-top: 0.25rem; max-width: 100%; font: inherit; }
form button { min-height: 2.75rem; margin-top: 1rem; padding: 0.5rem 1.5rem; border: 0; background: var(--px-tone-1); color: #ffffff; font: inherit; font-weight: 650; cursor: pointer; }
form textarea:focus-visible, form input:focus-visible, form button:focus-visible { outline: 3px solid var(--px-link); outline-offset: 2px; }
@media (max-width: 40rem) {
  .verdict dl { grid-template-columns: 1fr; gap: 0; }
  .verdict dd { margin-bottom: 0.4rem; }
}
@media print { form, .skip { display: none; } }
`;

/** What stands above the form. */
export type CheckResult =
  | { readonly is: 'nothing' }
  | { readonly is: 'empty' }
  | { readonly is: 'too-large' }
  | { readonly is: 'no-receipt' }
  | { readonly is: 'no-hash' }
  | { readonly is: 'hash'; readonly hash: string; readonly standing: LogStanding }
  | { readonly is: 'receipt'; readonly checked: CheckedReceipt };

interface Verdict {
  readonly tone: 'yes' | 'no' | 'open';
  readonly title: string;
  readonly body: HtmlValue;
}

/** The page with the answer to what was asked, and the form. `text` is what was pasted, given back. */
export function checkPage(result: CheckResult, verifierKey: string, text = ''): string {
  const verdict = verdictOf(result);
  const title = verdict ? `${verdict.title} – Kiểm tra biên nhận` : 'Kiểm tra biên nhận';
  return markup`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} – Parix</title>
        <link rel="stylesheet" href="/bien-nhan/style.css" />
      </head>
      <body>
        <a class="skip" href="#noi-dung">Đến nội dung chính</a>
        <header class="top">
          <p class="brand"><a href="/bien-nhan/">Kiểm tra biên nhận</a></p>
          <nav aria-label="Các trang"><a href="/cong-bo/">Kết quả đã công bố</a></nav>
        </header>
        <main id="noi-dung">
          <h1>Kiểm tra biên nhận</h1>
          ${verdict && verdictHtml(verdict)} ${formHtml(text)} ${aboutHtml(verifierKey)}
        </main>
      </body>
    </html> `.html;
}

const verdictHtml = ({ tone, title, body }: Verdict): HtmlValue =>
  markup`<section class="verdict ${tone}" aria-labelledby="ket-qua">
    <h2 id="ket-qua">${title}</h2>
    ${body}
  </section>`;

const formHtml = (text: string): HtmlValue =>
  markup`<form method="post" action="/bien-nhan/" enctype="multipart/form-data">
    <label for="bien-nhan">Dán nội dung biên nhận</label>
    <p class="hint" id="goi-y">Dán trọn biên nhận, kể cả dòng chữ ký bắt đầu bằng dấu “—”, hoặc trọn tệp .tlog-proof.</p>
    <textarea id="bien-nhan" name="receipt" rows="12" spellcheck="false" autocomplete="off" aria-describedby="goi-y">
${text}</textarea>
    <label for="tep">Hoặc chọn tệp biên nhận (.txt, .tlog-proof)</label>
    <input id="tep" type="file" name="file" accept=".txt,.tlog-proof,text/plain" />
    <button type="submit">Kiểm tra</button>
  </form>`;

const aboutHtml = (verifierKey: string): HtmlValue =>
  markup`<h2>Tự kiểm tra, không cần trang này</h2>
    <p class="text">
      Biên nhận là một văn bản có chữ ký số Ed25519. Ai cũng kiểm tra được trên máy của mình, không cần mạng, bằng lệnh
      <code>parix verify</code> hoặc phần mềm khác đọc được C2SP signed-note, với khóa xác minh dưới đây. Nên lấy khóa này
      từ văn bản của cơ quan thường trực, không chỉ từ trang này.
    </p>
    <pre>${verifierKey}</pre>
    <p class="text"><a href="/log/verifier-key.txt">Tải khóa xác minh</a> · <a href="/log/checkpoint">Điểm chốt mới nhất của nhật ký minh bạch</a></p>`;

function verdictOf(result: CheckResult): Verdict | null {
  switch (result.is) {
    case 'nothing':
      return null;
    case 'empty':
      return refused(
        'Chưa có biên nhận',
        'Dán nội dung biên nhận vào ô bên dưới hoặc chọn tệp, rồi bấm Kiểm tra.',
      );
    case 'too-large':
      return refused(
        'Tệp quá lớn',
        'Biên nhận chỉ dài vài dòng (dưới 64 KB). Kiểm tra lại xem có chọn đúng tệp không.',
      );
    case 'no-receipt':
      return refused(
        'Không phải biên nhận',
        'Không thấy biên nhận của Parix trong nội dung đã gửi. Dán trọn biên nhận, từ dòng đầu đến dòng chữ ký.',
      );
    case 'no-hash':
      return refused(
        'Dấu băm không đúng dạng',
        'Dấu băm của biên nhận gồm 64 chữ số hệ 16. Quét lại mã QR hoặc dán biên nhận vào ô bên dưới.',
      );
    case 'hash':
      return hashVerdict(result.hash, result.standing);
    case 'receipt':
      return receiptVerdict(result.checked);
  }
}

const refused = (title: string, words: string): Verdict => ({
  tone: 'open',
  title,
  body: markup`<p>${words}</p>`,
});

function hashVerdict(hash: string, standing: LogStanding): Verdict {
  const shown = markup`<dl><dt>Dấu băm</dt><dd><code>${hash}</code></dd>${loggedRows(standing)}</dl>`;
  if (standing.state === 'unknown')
    return {
      tone: 'no',
      title: 'Không rõ',
      body: markup`<p>
          Nhật ký không có biên nhận nộp phiếu nào với dấu băm này. Biên nhận lưu mục và tải tệp không ghi vào nhật ký:
          hãy dán trọn biên nhận để kiểm tra chữ ký.
        </p>${shown}`,
    };
  return {
    tone: standing.state === 'logged' ? 'yes' : 'open',
    title: standing.state === 'logged' ? 'Có trong nhật ký' : 'Đã cấp, đang chờ ghi vào nhật ký',
    body: markup`<p>
        Một biên nhận với dấu băm này đã được cấp${standing.state === 'waiting' && '; nhật ký ghi theo lượt, thường trong một phút'}.
        Muốn biết biên nhận ghi gì, hãy dán trọn biên nhận vào ô bên dưới.
      </p>${shown}`,
  };
}

const loggedRows = (standing: LogStanding): HtmlValue =>
  standing.state === 'logged' &&
  markup`<dt>Mục trong nhật ký</dt><dd>${standing.index}</dd>
    <dt>Ghi vào nhật ký</dt><dd>${receivedWords(standing.loggedAt.toISOString(), 'vi')}</dd>`;

function receiptVerdict({ report, standing }: CheckedReceipt): Verdict {
  const { problem, statement, hash } = report;
  if (problem !== null || statement === null || standing === null)
    return {
      tone: 'no',
      title: 'Không xác nhận được',
      body: markup`<p>Đây không phải biên nhận nguyên vẹn do hệ thống này cấp.</p>
        ${problem && markup`<p>${describeReceiptProblem(problem, 'vi')}</p>`}
        <p>Hãy dùng tệp biên nhận gốc, chưa chỉnh sửa. Nếu vẫn không xác nhận được, báo cơ quan thường trực.</p>`,
    };
  const missing = statement.kind === 'submission' && standing.state === 'unknown';
  const rows = describeStatement(statement, 'vi').map(
    ([label, value]) => markup`<dt>${label}</dt><dd>${value}</dd>`,
  );
  return {
    tone: missing ? 'no' : 'yes',
    title: missing ? 'Chữ ký đúng nhưng hệ thống không còn bản ghi' : 'Biên nhận đúng',
    body: markup`<p>${standingWords(statement.kind === 'submission', standing)}</p>
      <dl>${rows}<dt>Dấu băm của biên nhận</dt><dd><code>${hash}</code></dd>${loggedRows(standing)}</dl>
      <ul>${report.steps.map((step) => markup`<li>${describeReceiptStep(step, report, 'vi')}</li>`)}</ul>`,
  };
}

function standingWords(isLoggedKind: boolean, { state }: LogStanding): string {
  if (state === 'logged') return 'Hệ thống này đã cấp biên nhận và đã ghi vào nhật ký minh bạch.';
  if (state === 'waiting')
    return 'Hệ thống này đã cấp biên nhận; nhật ký ghi theo lượt, thường trong một phút.';
  return isLoggedKind
    ? 'Biên nhận mang chữ ký của hệ thống này, nhưng cơ sở dữ liệu không có bản ghi tương ứng. Giữ kỹ biên nhận và báo ngay cơ quan thường trực.'
    : 'Hệ thống này đã cấp biên nhận. Biên nhận loại này không ghi vào nhật ký; chữ ký là bằng chứng.';
}
