import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCli } from '../run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/parix.mjs', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a person does: a process of its own, in the folder of the fixtures unless told. */
export function runParix(args: readonly string[], options: { readonly cwd?: string } = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: options.cwd ?? FIXTURES });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') });
    });
  });
}

/** The same command line inside this process: quicker, for the many cases that need no process of their own. */
export async function runHere(
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<Run> {
  const [out, err]: [Buffer[], string[]] = [[], []];
  const before = process.cwd();
  process.chdir(options.cwd ?? FIXTURES);
  try {
    const io = {
      out: (text: string | Uint8Array) => void out.push(Buffer.from(text)),
      err: (text: string) => void err.push(text),
    };
    const code = await runCli(args, io);
    return { code, out: Buffer.concat(out).toString('utf8'), err: err.join('') };
  } finally {
    process.chdir(before);
  }
}

/** Everything a run said, for comparison with a golden file. */
export function transcript({ code, out, err }: Run): string {
  return `${out}${err === '' ? '' : `--- err\n${err}`}--- exit ${code}\n`;
}
