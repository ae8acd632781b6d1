export const RECEIPT_PROBLEMS = [
  'not-a-receipt',
  'line-missing',
  'line-extra',
  'line-wrong',
  'value-wrong',
  'record-unreadable',
  'record-differs',
  'key-malformed',
  'key-differs',
  'signature-wrong',
  'proof-malformed',
  'proof-without-receipt',
  'receipts-differ',
  'inclusion-wrong',
  'checkpoint-malformed',
  'checkpoint-other-log',
  'checkpoint-signature-wrong',
] as const;
export type ReceiptProblemCode = (typeof RECEIPT_PROBLEMS)[number];

/** The first thing that is not as it must be. */
export interface ReceiptProblem {
  readonly code: ReceiptProblemCode;
  /** Which of the given files is at fault. */
  readonly part: 'receipt' | 'proof' | 'record' | 'key';
  /** First and last line at fault in that file, from 1; null: the file as a whole. A signature covers all lines above it. */
  readonly lines: readonly [number, number] | null;
  readonly expected: string;
  readonly found: string;
}

/** Ends a check: thrown by a step, caught by `verifyReceipt`. */
export class Wrong extends Error {
  readonly problem: ReceiptProblem;
  constructor(
    code: ReceiptProblemCode,
    part: ReceiptProblem['part'],
    lines: ReceiptProblem['lines'],
    values: { readonly expected?: string; readonly found?: string } = {},
  ) {
    super(code);
    this.problem = { code, part, lines, expected: values.expected ?? '', found: values.found ?? '' };
  }
}
