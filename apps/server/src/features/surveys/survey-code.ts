import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { UseCaseConfig } from '../../platform/context.ts';
import { installationKey } from '../access/installation-key.read-model.ts';

/** 31 signs, a prime: without I, L, O, 0 and 1, which people confuse on paper. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Eleven random signs are 54 bits: with a hundred thousand codes given out, 2^37 tries for one hit. */
const RANDOM_SIGNS = 11;
const LENGTH = RANDOM_SIGNS + 1;

/** A new one-time code of twelve signs, the last of which checks the others. */
export function newCode(): string {
  const body = Array.from({ length: RANDOM_SIGNS }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return body + checkSign(body);
}

/** As people read and type it: three groups of four. */
export const printedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** What was typed, without spaces and dashes, in capitals; null when no code can look like that (a slip of the pen). */
export function readCode(typed: string): string | null {
  const code = typed.replace(/[\s\u00ad\u2010-\u2015.-]/g, '').toUpperCase();
  if (code.length !== LENGTH || [...code].some((sign) => !SIGNS.includes(sign))) return null;
  return code.endsWith(checkSign(code.slice(0, RANDOM_SIGNS))) ? code : null;
}

/** Weights 2 to 12 modulo a prime: every single slip and every swap of two signs is found. */
function checkSign(body: string): string {
  const sum = [...body].reduce((total, sign, at) => total + (at + 2) * SIGNS.indexOf(sign), 0);
  return SIGNS[sum % SIGNS.length] ?? '';
}

type Place = Pick<UseCaseConfig, 'dataDir'>;

/** The only form in which codes are kept. */
export function codeHasher(place: Place): (code: string) => Buffer {
  const key = installationKey(place, 'survey-code');
  return (code) => createHmac('sha256', key).update(code).digest();
}

/** By which a repeated sending is known: needs the code and the token, and stands in no answer. */
export function receiptHash(place: Place, code: string, token: string): Buffer {
  const key = installationKey(place, 'survey-receipt');
  return createHmac('sha256', key).update(`${code} ${token}`).digest();
}

/** Compares in a time that does not tell where they differ. */
export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
