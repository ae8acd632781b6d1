import { parseArgs } from 'node:util';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { say, type Locale } from './text.ts';

/** Takes `--lang vi|en` out, wherever it stands; Vietnamese unless asked otherwise. */
export function readLocale(argv: readonly string[]): {
  readonly locale: Locale;
  readonly rest: readonly string[];
} {
  const rest: string[] = [];
  let locale: Locale = 'vi';
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at] ?? '';
    const value = arg === '--lang' ? argv[++at] : /^--lang=(.*)$/.exec(arg)?.[1];
    if (value === undefined) rest.push(arg);
    else if (value === 'en') locale = 'en';
  }
  return { locale, rest };
}

type Kind = 'one' | 'many' | 'flag';
type Values<T extends Readonly<Record<string, Kind>>> = {
  readonly [K in keyof T]: T[K] extends 'many'
    ? readonly string[]
    : T[K] extends 'flag'
      ? boolean
      : string | undefined;
};
export interface Arguments<T extends Readonly<Record<string, Kind>>> {
  readonly positionals: readonly string[];
  readonly values: Values<T>;
}

/** Reads a command's arguments. `count` = fewest and most positionals. Throws `Failure` (usage). */
export function readArguments<T extends Readonly<Record<string, Kind>>>(
  args: readonly string[],
  usage: string,
  kinds: T,
  [least, most]: readonly [number, number],
): Arguments<T> {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'many' },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageFailure(usage, error instanceof Error ? error.message : '');
  }
  const { positionals, values } = parsed;
  if (positionals.length < least || positionals.length > most) throw usageFailure(usage, '');
  const complete = Object.entries(kinds).map(([name, kind]) => {
    const given = values[name];
    return [name, kind === 'many' ? (given ?? []) : kind === 'flag' ? given === true : given] as const;
  });
  return { positionals, values: Object.fromEntries(complete) as Values<T> };
}

export function usageFailure(usage: string, reason: string): Failure {
  const why = reason === '' ? '' : ` (${reason})`;
  return new Failure(EXIT.usage, [
    say(
      `Dòng lệnh không đúng${why}. Cách dùng: ${usage}`,
      `The command line is wrong${why}. Usage: ${usage}`,
    ),
    say('Gõ "parix help" để xem mọi lệnh.', 'Type "parix help" for all commands.'),
  ]);
}
