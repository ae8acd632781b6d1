/** Why a document could not be made although its data and template are in order. */
export const RENDER_FAILURE_CODES = ['too-large', 'busy', 'too-slow', 'too-much-memory', 'failed'] as const;
export type RenderFailureCode = (typeof RENDER_FAILURE_CODES)[number];

export class RenderFailure extends Error {
  readonly code: RenderFailureCode;

  /** `reason` is for the log, never for a person. */
  constructor(code: RenderFailureCode, reason = '') {
    super(reason === '' ? code : `${code}: ${reason}`);
    this.code = code;
  }
}

type Words = Readonly<Record<RenderFailureCode, string>>;
const VI: Words = {
  'too-large': 'Nội dung văn bản quá dài để kết xuất. Rút gọn phần giải trình rồi thử lại.',
  busy: 'Đang có nhiều văn bản chờ kết xuất. Đợi một phút rồi thử lại.',
  'too-slow': 'Kết xuất quá thời gian cho phép nên đã dừng. Thử lại; nếu vẫn lỗi, dùng mẫu đơn giản hơn.',
  'too-much-memory':
    'Văn bản cần nhiều bộ nhớ hơn mức cho phép. Rút gọn nội dung hoặc dùng mẫu đơn giản hơn.',
  failed: 'Không kết xuất được văn bản do lỗi bên trong. Thử lại; nếu vẫn lỗi, báo người quản trị.',
};
const EN: Words = {
  'too-large': 'The document is too long to be laid out. Shorten the explanations and try again.',
  busy: 'Many documents are waiting to be laid out. Wait a minute and try again.',
  'too-slow': 'Laying the document out took too long and was stopped. Try again, or use a simpler template.',
  'too-much-memory': 'The document needs more memory than allowed. Shorten it or use a simpler template.',
  failed:
    'The document could not be laid out because of an internal error. Try again, then tell the administrator.',
};

/** What went wrong and what to do next. */
export const describeRenderFailure = (code: RenderFailureCode, locale: 'vi' | 'en'): string =>
  (locale === 'vi' ? VI : EN)[code];
