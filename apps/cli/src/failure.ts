import type { ExitCode } from './exit-codes.ts';
import type { Text } from './text.ts';

/** Ends a command with an exit code and one line for each thing that is wrong: place, what, why, next step. */
export class Failure extends Error {
  readonly exit: ExitCode;
  readonly lines: readonly Text[];

  constructor(exit: ExitCode, lines: readonly Text[]) {
    super(lines[0]?.en ?? 'failure');
    this.exit = exit;
    this.lines = lines;
  }
}
