/** What can differ. Words for each code are in `describe-report.ts`. */
export const DIFFERENCE_CODES = [
  'missing',
  'not-listed',
  'not-a-manifest',
  'manifest-not-logged',
  'key-malformed',
  'key-not-trusted',
  'checkpoint-malformed',
  'checkpoint-not-signed',
  'bundle-malformed',
  'bundle-not-signed',
  'tile-differs',
  'entry-differs',
  'entry-not-in-log',
  'proof-differs',
  'size-differs',
  'hash-differs',
  'unreadable',
  'set-refused',
  'set-differs',
  'facts-refused',
  'not-canonical',
  'value-differs',
  'page-differs',
  'not-reproduced',
] as const;
export type DifferenceCode = (typeof DIFFERENCE_CODES)[number];

/** The first thing that is not as it must be. */
export interface Difference {
  /** File of the publication that is at fault. */
  readonly path: string;
  readonly code: DifferenceCode;
  /** What in the file: "unit so-noi-vu, item 1.2, points"; empty when the file as a whole is meant. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** Ends a step: thrown by a check, caught by the runner of steps. */
export class Differs extends Error {
  readonly difference: Difference;
  constructor(path: string, code: DifferenceCode, parts: Partial<Omit<Difference, 'path' | 'code'>> = {}) {
    super(`${code}: ${path}`);
    this.difference = { path, code, what: '', expected: '', found: '', ...parts };
  }
}
