import { randomInt } from 'node:crypto';

/** Base 32 after Crockford: without I, L, O and U, which people confuse or misread. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Sixteen signs are 80 random bits: with a billion codes given out, 2^50 tries for one hit. */
const LENGTH = 16;
/** Where citizens look their dossiers up. */
export const LOOKUP_PATH = '/tra-cuu/';

export const newLookupCode = (): string =>
  Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');

/** As people read and type it: four groups of four. */
export const printedLookupCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/**
 * What was typed or scanned: the code with or without dashes and spaces, in any case, or the address in the QR code. I
 * and L are read as 1, O as 0. null when no code can look like that.
 */
export function readLookupCode(typed: string): string | null {
  const last = typed.trim().split(LOOKUP_PATH).at(-1) ?? '';
  const code = last
    .replace(/[\s\u00ad\u2010-\u2015.-]/g, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}
