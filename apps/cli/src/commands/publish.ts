import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';

/** Publishes an approved round of this installation as static files. */
export const publish: Command = async (args, io) => {
  const { positionals, values } = readArguments(args, USAGE.publish, { out: 'one' }, [1, 1]);
  const [roundId = ''] = positionals;
  if (values.out === undefined) throw usageFailure(USAGE.publish, '--out DIR');
  const { OperatorError, publishRoundToDirectory } = await import('@parix/server');
  try {
    io.out(`${await publishRoundToDirectory({ roundId, out: values.out, locale: io.locale })}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Failure(error.code.startsWith('ROUND_') ? EXIT.badInput : EXIT.environment, [error]);
  }
};
