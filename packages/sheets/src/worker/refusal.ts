import type { TableProblemCode } from '../table-problems.ts';

/** What the reading process reports; the file's name is added by the caller. */
export interface RefusalPlace {
  readonly sheet?: string;
  readonly cell?: string;
  readonly line?: number;
}

/** Stops reading. Thrown inside the reading process only; the caller of `readTable` gets a problem. */
export class Refusal extends Error {
  readonly code: TableProblemCode;
  readonly detail: Readonly<Record<string, string>>;
  readonly place: RefusalPlace;

  constructor(
    code: TableProblemCode,
    detail: Readonly<Record<string, string>> = {},
    place: RefusalPlace = {},
  ) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.place = place;
  }
}
