import type { SurveyQuestion } from '@parix/api-contract';
import { type HtmlValue, markup } from '@parix/publication';
import type { AnswerForm } from './answer-form.service.ts';
import type { ChoiceFault } from './take-answer.service.ts';

export interface AnswerPage extends AnswerForm {
  readonly code: string;
  readonly token: string;
  readonly chosen: Readonly<Record<string, string>>;
  readonly faults: ReadonlyMap<string, ChoiceFault>;
}

/** What is said instead of a form. */
export type Said =
  | { readonly is: 'received' | 'used' | 'unknown' | 'void' | 'cancelled' | 'closed' | 'garbled' | 'busy' }
  | { readonly is: 'not-open'; readonly opensAt: Date | null };

/** The form of one respondent: plain HTML, each question a group of radio buttons of a finger’s size. */
export function answerPage(page: AnswerPage): string {
  const { questionnaire, surveyTitle, unitName, closesAt, faults } = page;
  const { questions } = questionnaire;
  return frame(
    questionnaire.title,
    markup`<p class="over">${surveyTitle}</p>
      <h1 tabindex="-1">${questionnaire.title}</h1>
      <p class="about">Đơn vị được đánh giá: <strong>${unitName}</strong></p>
      ${questionnaire.introduction !== '' && paragraphs(questionnaire.introduction)}
      <p class="private">Phiếu không ghi tên. Hệ thống không lưu địa chỉ, không lưu giờ gửi và không nối câu trả lời với mã phiếu.${closesAt !== null && markup` Nhận phiếu đến ${instantWords(closesAt)}.`}</p>
      ${faults.size > 0 && faultList(questions, faults)}
      <form method="post" action="/ks/${page.code}" data-draft="${page.code}" novalidate>
        <input type="hidden" name="token" value="${page.token}" />
        <input type="hidden" name="version" value="${questionnaire.version}" />
        ${questions.map((question, at) => questionHtml(question, at, page))}
        <p id="tinh-trang" role="status" class="note"></p>
        <button type="submit">Gửi phiếu</button>
        <p class="hint">Mỗi mã chỉ gửi được một lần; gửi rồi không sửa được.</p>
      </form>`,
  );
}

function questionHtml(question: SurveyQuestion, at: number, { chosen, faults }: AnswerPage): HtmlValue {
  const { id, text, required, options } = question;
  const fault = faults.get(id);
  return markup`<fieldset id="cau-${at + 1}"${fault !== undefined && markup` class="wrong"`}>
      <legend><span class="number">Câu ${at + 1}</span> ${text}${!required && markup` <span class="hint">(không bắt buộc)</span>`}</legend>
      ${fault !== undefined && markup`<p class="fault">${FAULTS[fault]}</p>`}
      ${options.map(
        (option) =>
          markup`<label><input type="radio" name="q.${id}" value="${option.id}"${chosen[id] === option.id && markup` checked`} /> <span>${option.label}</span></label>`,
      )}
    </fieldset>`;
}

const FAULTS: Readonly<Record<ChoiceFault, string>> = {
  missing: 'Chọn một câu trả lời.',
  unknown: 'Câu trả lời không đúng mẫu; chọn lại.',
};

const faultList = (
  questions: readonly SurveyQuestion[],
  faults: ReadonlyMap<string, ChoiceFault>,
): HtmlValue =>
  markup`<section class="said wrong" role="alert" aria-labelledby="con-thieu"><h2 id="con-thieu">Phiếu chưa gửi được</h2>
    <ul>${questions.flatMap(({ id }, at) =>
      faults.has(id)
        ? [
            markup`<li><a href="#cau-${at + 1}">Câu ${at + 1}: ${FAULTS[faults.get(id) ?? 'missing']}</a></li>`,
          ]
        : [],
    )}</ul></section>`;

const paragraphs = (text: string): HtmlValue => text.split(/\n+/).map((line) => markup`<p>${line}</p>`);

/** Where a code is typed by hand. `wrong`: what was typed and cannot be a code. */
export const codePage = (wrong: string | null): string =>
  frame(
    'Trả lời phiếu khảo sát',
    markup`<h1 tabindex="-1">Trả lời phiếu khảo sát</h1>
      ${wrong !== null && markup`<p class="said wrong" role="alert">${WORDS.unknown[1]}</p>`}
      ${codeForm(wrong ?? '')}`,
  );

const codeForm = (value: string): HtmlValue =>
  markup`<form method="get" action="/ks/">
    <label class="field" for="ma">Mã phiếu</label>
    <p class="hint" id="goi-y">12 ký tự in trên phiếu, ví dụ dạng ABCD-EFGH-JKMN. Gõ chữ thường hay chữ hoa đều được.</p>
    <input id="ma" name="ma" value="${value}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" aria-describedby="goi-y" />
    <button type="submit">Mở phiếu</button>
  </form>`;

const WORDS: Readonly<Record<Said['is'], readonly [title: string, words: string]>> = {
  received: [
    'Đã nhận phiếu của bạn',
    'Cảm ơn bạn đã trả lời. Phiếu đã được ghi nhận một lần; gửi lại hay tải lại trang không làm thay đổi gì. Bạn có thể đóng trang này.',
  ],
  used: [
    'Mã này đã được dùng',
    'Mỗi mã chỉ nhận một phiếu. Nếu chính bạn vừa gửi phiếu bằng mã này thì phiếu đã được ghi nhận. Nếu bạn chưa trả lời, hãy báo cơ quan phát phiếu để nhận mã khác.',
  ],
  unknown: [
    'Không có mã này',
    'Mã phiếu không đúng. Kiểm tra từng ký tự trên phiếu rồi nhập lại; mã không có chữ I, L, O và số 0, 1.',
  ],
  void: [
    'Mã đã bị thu hồi',
    'Cơ quan phát phiếu đã thu hồi lô mã này. Hãy liên hệ nơi phát phiếu để nhận mã khác.',
  ],
  cancelled: ['Đợt khảo sát đã hủy', 'Đợt khảo sát này không được tiến hành nữa. Bạn không cần trả lời.'],
  closed: [
    'Đợt khảo sát đã đóng',
    'Đã hết thời gian nhận phiếu. Phiếu chưa gửi trước giờ đóng không được tính.',
  ],
  'not-open': ['Đợt khảo sát chưa mở', 'Giữ mã và mở lại trang này sau.'],
  garbled: [
    'Không đọc được phiếu',
    'Nội dung gửi lên không đầy đủ. Quay lại trang trước, tải lại rồi gửi lần nữa; câu trả lời vẫn giữ trên máy này.',
  ],
  busy: [
    'Hệ thống đang bận',
    'Phiếu chưa gửi được. Đợi khoảng một phút, quay lại trang trước rồi bấm Gửi phiếu lần nữa; gửi lại không bị tính hai lần.',
  ],
};

export function saidPage(said: Said): string {
  const [title, words] = WORDS[said.is];
  const opens =
    said.is === 'not-open' && said.opensAt !== null && markup` Nhận phiếu từ ${instantWords(said.opensAt)}.`;
  return frame(
    title,
    markup`<section class="said ${said.is === 'received' ? 'done' : 'wrong'}" data-said="${said.is}">
        <h1 tabindex="-1">${title}</h1><p>${words}${opens}</p></section>
      ${(said.is === 'unknown' || said.is === 'void') && codeForm('')}`,
  );
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});

/** "17:00 ngày 31/12/2025", as clocks in Vietnam show it. */
function instantWords(at: Date): string {
  const [day, time] = CLOCK.format(at).split(', ');
  return `${time} ngày ${day}`;
}

const frame = (title: string, body: HtmlValue): string =>
  markup`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/ks/style.css" />
        <script src="/ks/draft.js" defer></script>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.html;
