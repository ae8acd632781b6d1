import { randomInt } from 'node:crypto';
import type { PublicContext } from '../../platform/context.ts';
import { replaceRecoveryCodes, takeRecoveryCode } from './factors.queries.ts';
import { mac } from './secret-box.ts';

export const RECOVERY_CODES = 10;
/** Without letters that are taken for others; 16 of them carry 80 bits. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 16;

type Surroundings = Pick<PublicContext, 'db' | 'config' | 'now'>;

/** Makes a new set in place of the one before; the codes are returned once. */
export async function makeRecoveryCodes(
  { db, config, now }: Surroundings,
  accountId: string,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  const hashes = codes.map((code) => hashOfCode(config, accountId, code));
  await replaceRecoveryCodes(db, accountId, hashes, now);
  return codes;
}

export function useRecoveryCode(
  { db, config, now }: Surroundings,
  accountId: string,
  code: string,
): Promise<boolean> {
  return takeRecoveryCode(db, accountId, hashOfCode(config, accountId, code), now);
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** However it was typed: capitals, spaces and dashes do not matter. */
const hashOfCode = (config: Surroundings['config'], accountId: string, code: string): Buffer =>
  mac(config, 'recovery-code', `${accountId}:${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);
