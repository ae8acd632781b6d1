import type { FindingCode } from '../findings.ts';

/** What was found, why it matters, and what to do next. `{name}` is filled from the detail of the finding. */
export interface FindingWords {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

export type WordsOfFindings = Readonly<Record<FindingCode, FindingWords>>;
