import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';

/** Moves the events of dossiers that ended long ago into Parquet files. */
export const archiveDossiers: Command = async (args, io) => {
  const usage = USAGE['archive-dossiers'];
  const kinds = { before: 'one', out: 'one', 'dry-run': 'flag' } as const;
  const { values } = readArguments(args, usage, kinds, [0, 0]);
  const { before, out, 'dry-run': preview } = values;
  if (before === undefined) throw usageFailure(usage, '--before YYYY-MM');
  if (out === undefined && !preview) throw usageFailure(usage, '--out DIR');
  const { archiveDossiersToFolder, OperatorError } = await import('@parix/server');
  const say = (line: string): void => io.out(`${line}\n`);
  try {
    await archiveDossiersToFolder({ before, out: out ?? '', preview, say, locale: io.locale });
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Failure(error.code === 'ARCHIVE_MONTH' ? EXIT.usage : EXIT.environment, [error]);
  }
};
