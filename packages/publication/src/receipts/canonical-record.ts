import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '@parix/criteria-sets';
import { toHex, utf8 } from '../log/bytes.ts';

export const RECORD_FORMAT = 'parix.record/1';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One saved version of an item, as the item's JSON shows it. Who saved it is in the history, never in the record. */
export interface SaveRecord {
  readonly kind: 'save';
  /** Code of the unit. */
  readonly unit: string;
  readonly round: string;
  readonly item: string;
  readonly version: number;
  /** By name: exact decimal text, word, or yes/no. null is the same as a missing name: no data. */
  readonly figures: Readonly<Record<string, string | boolean | null>>;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  /** As stored with the item, in its order; JSON values only. */
  readonly evidence: readonly unknown[];
}

/** One stored version of a file of the unit's library. */
export interface UploadRecord {
  readonly kind: 'upload';
  readonly unit: string;
  /** As stored (NFC). It enters the receipt only as a hash: names of files often name people. */
  readonly fileName: string;
  readonly version: number;
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** A card as its leader approved it: what was frozen is a canonical JSON text of its own, kept with the submission. */
export interface SubmissionRecord {
  readonly kind: 'submission';
  readonly unit: string;
  readonly round: string;
  /** Number that names the submission. */
  readonly sequence: number;
  /** Counts the submissions of the card from 1. */
  readonly version: number;
  /** SHA-256 of the frozen record, lower-case hex. */
  readonly sha256: string;
}
export type ReceiptRecord = SaveRecord | UploadRecord | SubmissionRecord;

/**
 * The one byte form of what was saved or uploaded, which a receipt's `sha256` is taken of: canonical JSON (RFC 8785) of
 * the fields above and `format`, without a newline at the end. Figures that are null are left out.
 * Throws RangeError for what JSON would change silently, such as a date or an `undefined` in a list.
 */
export function canonicalRecord(record: SaveRecord | UploadRecord): string {
  const form: Json = plain({ format: RECORD_FORMAT, ...fieldsOf(record) });
  return canonicalJson(form);
}

/** SHA-256 in lower-case hex of what a receipt acknowledges: of the canonical record, or of the frozen one. */
export function recordHash(record: ReceiptRecord): string {
  return record.kind === 'submission' ? record.sha256 : sha256Text(canonicalRecord(record));
}

export function sha256Text(text: string): string {
  return toHex(sha256(utf8(text)));
}

/** Only the named fields count: what a caller's object carries beside them is not hashed. */
function fieldsOf(record: SaveRecord | UploadRecord): Readonly<Record<string, unknown>> {
  const { kind, unit, version } = record;
  if (record.kind === 'upload') {
    const { fileName, size, sha256: hash } = record;
    return { kind, unit, fileName, version, size, sha256: hash };
  }
  const { round, item, figures, notApplicableReason, explanation, evidence } = record;
  const given = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));
  return { kind, unit, round, item, version, figures: given, notApplicableReason, explanation, evidence };
}

/** The value as JSON holds it; keys whose value is undefined are left out, as JSON leaves them out. */
function plain(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || !isPlainObject(value))
    throw new RangeError(`a record holds no ${typeof value} that JSON does not know`);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]));
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
