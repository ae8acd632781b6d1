import { COMMANDS, type CommandName } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { usageText } from './help.ts';
import type { Io } from './io.ts';
import { readLocale } from './options.ts';
import { say } from './text.ts';

/** Runs one command line; returns the exit code and never throws. */
export async function runCli(argv: readonly string[], output: Pick<Io, 'out' | 'err'>): Promise<ExitCode> {
  const { locale, rest } = readLocale(argv);
  const io: Io = { ...output, locale };
  const [name, ...args] = rest;
  if (name === undefined) {
    io.err(usageText(locale));
    return EXIT.usage;
  }
  try {
    if (['help', '--help', '-h'].includes(name) || args.includes('--help') || args.includes('-h')) {
      io.out(usageText(locale));
      return EXIT.ok;
    }
    const command = await commandOf(name)();
    return await command(args, io);
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpected(error);
    for (const line of failure.lines) io.err(`${line[locale]}\n`);
    return failure.exit;
  }
}

function commandOf(name: string): (typeof COMMANDS)[CommandName] {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name as CommandName];
  const list = Object.keys(COMMANDS).join(', ');
  throw new Failure(EXIT.usage, [
    say(
      `parix: không có lệnh "${name}". Các lệnh: ${list}.`,
      `parix: there is no command "${name}". Commands: ${list}.`,
    ),
  ]);
}

/** A bug or the machine: the message without a stack trace; PARIX_DEBUG shows the rest. */
function unexpected(error: unknown): Failure {
  if (process.env['PARIX_DEBUG'] !== undefined) console.error(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = code !== '' ? code : error instanceof Error ? error.message : String(error);
  return new Failure(EXIT.environment, [
    say(
      `parix: dừng vì lỗi ngoài dự kiến (${reason}). Chạy lại với PARIX_DEBUG=1 để xem chi tiết.`,
      `parix: stopped by an unexpected fault (${reason}). Run again with PARIX_DEBUG=1 for the details.`,
    ),
  ]);
}
