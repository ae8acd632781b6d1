import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments } from '../options.ts';

/** The folder is wrong or damaged; everything else lies with the machine. */
const BAD_INPUT = ['ARCHIVE_MISSING', 'ARCHIVE_DAMAGED', 'ARCHIVE_UNKNOWN', 'ARCHIVE_INCOMPLETE'];

/** Takes dossiers of an archive back into the database. */
export const restoreDossiers: Command = async (args, io) => {
  const { positionals, values } = readArguments(args, USAGE['restore-dossiers'], { dossier: 'many' }, [1, 1]);
  const [folder = ''] = positionals;
  const { OperatorError, restoreArchivedDossiers } = await import('@parix/server');
  try {
    io.out(`${await restoreArchivedDossiers({ folder, codes: values.dossier, locale: io.locale })}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Failure(BAD_INPUT.includes(error.code) ? EXIT.badInput : EXIT.environment, [error]);
  }
};
