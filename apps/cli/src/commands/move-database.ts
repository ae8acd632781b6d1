import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';

/** One step of moving this installation's embedded database to another server. */
export const moveDatabaseStep: Command = async (args, io) => {
  const { positionals } = readArguments(args, USAGE['move-database'], {}, [1, 1]);
  const { MOVE_STEPS, moveDatabase, OperatorError } = await import('@parix/server');
  const step = MOVE_STEPS.find((each) => each === positionals[0]);
  if (step === undefined) throw usageFailure(USAGE['move-database'], positionals[0] ?? '');
  try {
    io.out(`${await moveDatabase({ step, locale: io.locale })}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Failure(error.code === 'MOVE_DIFFERS' ? EXIT.findings : EXIT.environment, [error]);
  }
};
