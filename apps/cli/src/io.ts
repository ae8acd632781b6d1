import type { ExitCode } from './exit-codes.ts';
import type { Locale } from './text.ts';

/** Where a command writes: results to `out`, faults and remarks to `err`. */
export interface Io {
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  readonly locale: Locale;
}
export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;
