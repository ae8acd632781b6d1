import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { UseCaseConfig } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';

const storedKey = z.object({ key: z.base64().length(44) });
type Place = Pick<UseCaseConfig, 'dataDir'>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Text under the installation's own key (AES-256-GCM), bound to what it belongs to: moved to another account it does
 * not open. Nonce, tag, then the sealed bytes.
 */
export function seal(place: Place, boundTo: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(place, 'seal'), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Undefined when it was sealed under another key, for something else, or was changed. */
export function unseal(place: Place, boundTo: string, box: Buffer): string | undefined {
  const [nonce, rest] = [box.subarray(0, NONCE_BYTES), box.subarray(NONCE_BYTES)];
  const decipher = createDecipheriv('aes-256-gcm', keyFor(place, 'seal'), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(rest.subarray(0, TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** HMAC-SHA-256 under a key for this purpose alone. */
export function mac(place: Place, purpose: 'recovery-code' | 'sign-on-state', text: string): Buffer {
  return createHmac('sha256', keyFor(place, purpose)).update(text).digest();
}

/** A key of this installation for codes of another feature; what is kept under it is worth nothing without it. */
export const installationKey = (place: Place, purpose: 'survey-code' | 'survey-receipt'): Buffer =>
  keyFor(place, purpose);

function keyFor({ dataDir }: Place, purpose: string): Buffer {
  const path = join(dataDir, 'access-key.json');
  const { key } = parse(readFile(path) ?? create(path, dataDir), path);
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', `parix ${purpose}`, 32));
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
function create(path: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const text = `${JSON.stringify({ key: randomBytes(32).toString('base64') })}\n`;
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8');
}

function parse(text: string, path: string): z.output<typeof storedKey> {
  try {
    return storedKey.parse(JSON.parse(text));
  } catch {
    throw new OperatorError('ACCESS_KEY_UNREADABLE', {
      vi: `Tệp khóa ${path} bị hỏng. Khôi phục tệp từ bản sao lưu; mất khóa này thì mọi ứng dụng xác thực và mã dự phòng phải đăng ký lại.`,
      en: `The key ${path} is damaged. Restore it from a backup; without it every authenticator app and recovery code must be set up anew.`,
    });
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
