import type { LookedUpDossier } from '@parix/api-contract';
import { RATINGS } from '@parix/one-stop';
import { type HtmlValue, markup } from '@parix/publication';

type Tone = 'plain' | 'act' | 'done';
type State = NonNullable<LookedUpDossier['state']>;

/** What each state means to the applicant, and what they need do. No word of the office, no code. */
const STATES: Readonly<Record<State, readonly [tone: Tone, title: string, words: string]>> = {
  registered: ['plain', 'Hồ sơ đã đăng ký', 'Hồ sơ đang chờ tiếp nhận.'],
  accepted: [
    'plain',
    'Đã tiếp nhận hồ sơ',
    'Hồ sơ đã được nhận và đang chờ giải quyết. Bạn chưa cần làm gì.',
  ],
  processing: ['plain', 'Đang giải quyết', 'Hồ sơ đang được giải quyết. Bạn chưa cần làm gì.'],
  'awaiting-supplement': [
    'act',
    'Cần bạn bổ sung hồ sơ',
    'Bổ sung theo phiếu yêu cầu đã gửi cho bạn, tại nơi đã nộp hồ sơ. Thời gian chờ bổ sung không tính vào thời hạn giải quyết.',
  ],
  'awaiting-payment': [
    'act',
    'Cần bạn nộp phí, lệ phí hoặc thuế',
    'Nộp theo thông báo đã gửi cho bạn, rồi giữ chứng từ. Nơi nhận hồ sơ sẽ hướng dẫn cách nộp.',
  ],
  finished: ['done', 'Đã có kết quả', 'Mang giấy hẹn đến nơi đã nộp hồ sơ để nhận kết quả.'],
  returned: ['done', 'Đã trả kết quả', 'Hồ sơ đã giải quyết xong và kết quả đã được trả.'],
  refused: [
    'act',
    'Hồ sơ không được giải quyết',
    'Cơ quan đã trả lời bằng văn bản, có nêu lý do. Cần biết thêm, hãy hỏi nơi đã nộp hồ sơ.',
  ],
  withdrawn: ['plain', 'Hồ sơ đã được rút', 'Hồ sơ đã được rút theo đề nghị của người nộp.'],
  stopped: ['act', 'Đã dừng giải quyết', 'Hồ sơ không được giải quyết tiếp. Hãy hỏi nơi đã nộp hồ sơ.'],
};
const TAKEN_BACK = [
  'act',
  'Giấy tiếp nhận đã bị hủy',
  'Việc tiếp nhận này được ghi nhầm và đã rút lại. Hãy hỏi nơi đã nộp hồ sơ để nhận giấy tiếp nhận đúng.',
] as const;

/** What has become of one dossier. */
export function dossierPage(code: string, found: LookedUpDossier): string {
  const [tone, title, words] = found.state === null ? TAKEN_BACK : STATES[found.state];
  return frame(
    title,
    markup`<p class="over">Tra cứu hồ sơ một cửa</p>
      <h1 tabindex="-1">${found.procedureName ?? 'Thủ tục hành chính'}</h1>
      <section class="state" data-tone="${tone}" aria-label="Tình trạng"><strong>${title}</strong> ${words}${found.askedAt !== null && markup` Yêu cầu ngày ${dayWords(found.askedAt)}.`}</section>
      <dl>
        <dt>Nơi nhận hồ sơ</dt><dd>${found.unitName}</dd>
        ${found.receivedAt !== null && markup`<dt>Đã nhận lúc</dt><dd>${instantWords(found.receivedAt)}</dd>`}
        ${dueHtml(found)}
        ${found.endedAt !== null && markup`<dt>${ENDED[found.state ?? 'stopped'] ?? 'Có kết quả lúc'}</dt><dd>${instantWords(found.endedAt)}</dd>`}
        ${found.returnedAt !== null && markup`<dt>Đã trả kết quả lúc</dt><dd>${instantWords(found.returnedAt)}</dd>`}
      </dl>
      ${found.mayRate && ratingForm(code, found.rating)}
      <p class="hint">Thông tin lúc ${instantWords(found.asOf)}. Trang này không chứa họ tên hay giấy tờ của người nộp.</p>
      ${codeForm('')}`,
  );
}

const RATING_WORDS = {
  satisfied: 'Hài lòng',
  neutral: 'Bình thường',
  dissatisfied: 'Không hài lòng',
} as const;

/** One press is the whole answer; the one that stands can be seen, and changed. */
function ratingForm(code: string, rating: LookedUpDossier['rating']): HtmlValue {
  return markup`<form method="post" action="/tra-cuu/${code}" class="rating">
    <h2>Bạn có hài lòng với việc giải quyết hồ sơ này không?</h2>
    ${rating !== null && markup`<p role="status">Đã ghi nhận: <strong>${RATING_WORDS[rating]}</strong>. Bạn có thể chọn lại.</p>`}
    <div class="choices">${RATINGS.map((each) => markup`<button name="danh-gia" value="${each}"${each === rating && markup` aria-current="true"`}>${RATING_WORDS[each]}</button>`)}</div>
    <p class="hint">Đánh giá được tính vào tỷ lệ hài lòng của nơi nhận hồ sơ; không ghi tên người đánh giá.</p>
  </form>`;
}

const ENDED: Partial<Record<State, string>> = {
  refused: 'Trả lời lúc',
  withdrawn: 'Rút lúc',
  stopped: 'Dừng lúc',
};

/** The appointment; after an apology the first one is shown struck out beside it. While waiting it still moves. */
function dueHtml({ dueAt, firstDueAt, asked, endedAt }: LookedUpDossier): HtmlValue {
  if (dueAt === null)
    return endedAt === null && markup`<dt>Hẹn trả kết quả</dt><dd>Không định trước ngày</dd>`;
  if (firstDueAt !== null)
    return markup`<dt>Hẹn lại, trả kết quả trước</dt><dd>${instantWords(dueAt)} <span class="hint">(hẹn lần đầu: <del>${instantWords(firstDueAt)}</del>)</span></dd>`;
  return markup`<dt>Hẹn trả kết quả trước</dt><dd>${instantWords(dueAt)}${asked !== null && markup` <span class="hint">(sẽ lùi lại theo thời gian chờ)</span>`}</dd>`;
}

/** Where a code is typed. `wrong`: what was typed and opens nothing. */
export const codePage = (wrong: string | null): string =>
  frame(
    'Tra cứu hồ sơ',
    markup`<h1 tabindex="-1">Tra cứu hồ sơ một cửa</h1>
      ${wrong !== null && markup`<section class="state" data-tone="act" role="alert"><strong>Không có hồ sơ nào mang mã này</strong> Xem lại mã in trên giấy tiếp nhận rồi nhập lại, hoặc quét lại mã QR.</section>`}
      ${codeForm(wrong ?? '')}`,
  );

export const busyPage = (): string =>
  frame(
    'Đợi một lát',
    markup`<h1 tabindex="-1">Tra cứu hồ sơ một cửa</h1>
      <section class="state" data-tone="act" role="alert"><strong>Chưa tra cứu được</strong> Có quá nhiều lượt tra cứu hoặc hệ thống đang bận. Đợi khoảng một phút rồi tải lại trang.</section>`,
  );

const codeForm = (value: string): HtmlValue =>
  markup`<form method="get" action="/tra-cuu/">
    <label class="field" for="ma">Mã tra cứu</label>
    <p class="hint" id="goi-y">16 ký tự in trên giấy tiếp nhận, chia thành bốn nhóm. Gõ chữ thường hay chữ hoa đều được.</p>
    <input id="ma" name="ma" value="${value}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" aria-describedby="goi-y" />
    <button type="submit">Tra cứu</button>
  </form>`;

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});

const parts = (at: string): readonly string[] => CLOCK.format(new Date(at)).split(', ');
/** "17:00 ngày 31/12/2025", as clocks in Vietnam show it. */
const instantWords = (at: string): string => parts(at).toReversed().join(' ngày ');
const dayWords = (at: string): string => parts(at)[0] ?? '';

const frame = (title: string, body: HtmlValue): string =>
  markup`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/tra-cuu/style.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.html;
