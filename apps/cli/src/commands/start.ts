import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments } from '../options.ts';

const STARTER = fileURLToPath(new URL('../../../../tools/start.mjs', import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts the server, the same as `npm start`; ends when it ends. */
export const start: Command = (args) => {
  readArguments(args, USAGE.start, {}, [0, 0]);
  return new Promise<ExitCode>((resolve) => {
    const child = spawn(process.execPath, [STARTER], { stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    const end = (code: ExitCode): void => {
      for (const signal of SIGNALS) process.off(signal, pass);
      resolve(code);
    };
    child.once('error', () => end(EXIT.environment));
    child.once('exit', (code) => end(code === 0 ? EXIT.ok : EXIT.environment));
  });
};
