/**
 * A problem that the operator of the installation can solve: says what is wrong and what to do next, Vietnamese
 * first. It is shown without a stack trace; everything else that throws is a bug.
 */
export class OperatorError extends Error {
  /** Stable code in upper snake case, for scripts and for the documentation. */
  readonly code: string;
  readonly vi: string;
  readonly en: string;

  constructor(code: string, text: { readonly vi: string; readonly en: string }) {
    super(`[${code}] ${text.vi}\n${text.en}`);
    this.name = 'OperatorError';
    this.code = code;
    this.vi = text.vi;
    this.en = text.en;
  }
}
