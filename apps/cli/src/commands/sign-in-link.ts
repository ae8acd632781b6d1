import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments } from '../options.ts';

/** A link to choose a password, for the operator of this installation. */
export const signInLink: Command = async (args, io) => {
  const { positionals, values } = readArguments(args, USAGE['sign-in-link'], { reset: 'flag' }, [1, 1]);
  const [username = ''] = positionals;
  const { OperatorError, printSignInLink } = await import('@parix/server');
  try {
    io.out(`${await printSignInLink({ username, reset: values.reset, locale: io.locale })}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Failure(error.code === 'ACCOUNT_NOT_FOUND' ? EXIT.badInput : EXIT.environment, [error]);
  }
};
