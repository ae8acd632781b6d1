import type { Readable } from 'node:stream';

/** A part of a file, both ends included, as HTTP ranges name it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where files lie, each at the place that the hash of its bytes gives. A file is written whole or not at all, a repeated
 * write changes nothing, and nothing is ever removed.
 */
export interface FileStore {
  /**
   * Takes the file at the path over; resolves once its bytes would survive the loss of power.
   * `sha256`: lower-case hex, computed by the caller from these bytes.
   */
  readonly put: (path: string, sha256: string) => Promise<void>;
  /** Undefined when there is no such file: its bytes were lost. */
  readonly open: (sha256: string, range?: ByteRange) => Promise<Readable | undefined>;
  readonly size: (sha256: string) => Promise<number | undefined>;
}

/** Bytes that the files of one unit’s library may take where the settings say nothing: 10 GiB. */
export const DEFAULT_EVIDENCE_QUOTA = 10 * 1024 ** 3;

const HASH = /^[0-9a-f]{64}$/;

/** `sha256/ab/cd/abcd…`: no name that anybody typed ever becomes part of a path. */
export function placeOf(sha256: string): string {
  if (!HASH.test(sha256)) throw new Error('not a SHA-256 in lower-case hex');
  return `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
