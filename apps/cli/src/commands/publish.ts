import { EXIT } from '../exit-codes.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';

/** Publishes an approved round of this installation as static files. */
export const publish: Command = async (args, io) => {
  const { positionals, values } = readArguments(args, USAGE.publish, { out: 'one' }, [1, 1]);
  const [roundId = ''] = positionals;
  if (values.out === undefined) throw usageFailure(USAGE.publish, '--out DIR');
  const { publishRoundToDirectory } = await import('@parix/server');
  const published = await publishRoundToDirectory({ roundId, out: values.out, locale: io.locale });
  io.out(`${published}\n`);
  return EXIT.ok;
};
