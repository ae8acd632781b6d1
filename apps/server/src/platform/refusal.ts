import type { ErrorCode, Problem } from '@parix/api-contract';

export type PlacedError = NonNullable<Problem['errors']>[number];

export interface RefusalDetail {
  /** Places of the fault: JSON pointers, cell addresses, lines. */
  readonly errors?: readonly PlacedError[];
  /** What stands on the server now, for a conflict. */
  readonly current?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Said after the words of the code: the reason in this case, already in the person's language. */
  readonly because?: string;
}

/** A request that is refused for a reason of the registry `ERROR_CODES`; everything else that throws is a bug. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: RefusalDetail;

  constructor(code: ErrorCode, detail: RefusalDetail) {
    const places = (detail.errors ?? []).slice(0, 5).map(({ place, message }) => `${place}: ${message}`);
    super([code, detail.because, ...places].filter((part) => part !== undefined).join('\n  '));
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

export function refuse(code: ErrorCode, detail: RefusalDetail = {}): never {
  throw new Refusal(code, detail);
}
