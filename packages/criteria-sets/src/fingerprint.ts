import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CriteriaSet } from '@parix/scoring';
import { canonicalJson } from './canonical-json.ts';

/**
 * SHA-256 (hex) of the set's content. Places are left out, so comments, order of keys, spaces and the file's name
 * do not matter; every word, number and worked case does.
 */
export const fingerprint = (set: CriteriaSet): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(withoutPlaces(set)))));

export function withoutPlaces<T>(value: T): T;
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutPlaces<unknown>(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => !(key === 'place' && isPlace(each)));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutPlaces<unknown>(each)]));
}

/** A figure may be called "place"; only a Place (or the null that stands for one) is dropped. */
const isPlace = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && value !== null && 'file' in value && 'line' in value);
