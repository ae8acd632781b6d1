import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Signer } from '@parix/publication';
import { z } from 'zod';
import type { UseCaseConfig } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { nativeSigner } from './native-signer.ts';

const storedKey = z.object({ name: z.string().min(1), seed: z.base64().length(44) });

/** Who signs the log, and the log's name. Both are fixed with the first use: a name that changes is another log. */
export interface LogKey {
  readonly signer: Signer;
  readonly origin: string;
}

/**
 * The signing key of the data folder, made on first use and readable by its owner only.
 * @throws OperatorError `SIGNING_KEY_UNREADABLE` when the file is there but is not a key.
 */
export function loadLogKey({ dataDir, publicUrl }: UseCaseConfig): LogKey {
  const path = join(dataDir, 'log-signing-key.json');
  const { name, seed } = parse(readFile(path) ?? create(path, dataDir, publicUrl), path);
  return { signer: signerFor(seed, name), origin: name };
}

/** Deriving a key costs more than signing with it; one process has one key (tests have several). */
const signers = new Map<string, Signer>();

function signerFor(seed: string, name: string): Signer {
  const known = signers.get(`${name} ${seed}`) ?? nativeSigner(Buffer.from(seed, 'base64'), name);
  signers.set(`${name} ${seed}`, known);
  return known;
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Written only if nobody else has been quicker; what is in the file then counts. */
function create(path: string, dataDir: string, publicUrl: string): string {
  const key = { name: `${new URL(publicUrl).host}/log`, seed: randomBytes(32).toString('base64') };
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8');
}

function parse(text: string, path: string): z.output<typeof storedKey> {
  try {
    return storedKey.parse(JSON.parse(text));
  } catch {
    throw new OperatorError('SIGNING_KEY_UNREADABLE', {
      vi: `Tệp khóa ký ${path} bị hỏng. Khôi phục tệp từ bản sao lưu; không xóa, vì nhật ký công khai được ký bằng khóa này.`,
      en: `The signing key ${path} is damaged. Restore it from a backup; do not delete it, the public log is signed with it.`,
    });
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
