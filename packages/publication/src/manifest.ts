import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '@parix/criteria-sets';
import { z } from 'zod';
import type { Computed } from './compute.ts';
import { fromUtf8, toHex, utf8 } from './log/bytes.ts';
import {
  MANIFEST_PATH,
  PAGES_VERSION,
  PUBLICATION_FORMAT,
  type Manifest,
  type ManifestFile,
  type PublishedFile,
  type PublishedRound,
} from './snapshot.ts';

/** Lower-case hex SHA-256. */
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

/** Lower-case hex SHA-256 of the bytes: the portable one unless the machine has a faster one. */
export type HashBytes = (bytes: Uint8Array) => string;

export function describeFile({ path, bytes }: PublishedFile, hash: HashBytes = sha256Hex): ManifestFile {
  return { path, sha256: hash(bytes), size: bytes.length };
}

export function makeManifest(
  round: PublishedRound,
  computed: Computed,
  files: readonly ManifestFile[],
): Manifest {
  const { set, result, fingerprint } = computed;
  return {
    format: PUBLICATION_FORMAT,
    pages: PAGES_VERSION,
    round: round.id,
    sequence: round.sequence,
    engine: result.engine,
    setId: set.id,
    setVersion: set.version,
    setFingerprint: fingerprint,
    publishedAt: round.publishedAt,
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The manifest's one byte form: canonical JSON and a newline. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return utf8(`${canonicalJson(manifest)}\n`);
}

/**
 * What the log records of a publication: canonical JSON with hashes and identifiers only.
 * `manifestHash` is the SHA-256 (hex) of the manifest file's bytes.
 */
export function logEntry(manifest: Manifest, manifestHash: string): Uint8Array {
  const { round, sequence, setFingerprint, publishedAt } = manifest;
  const entry = {
    kind: 'publication',
    round,
    sequence,
    manifest: manifestHash,
    set: setFingerprint,
    publishedAt,
  };
  return utf8(canonicalJson(entry));
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Relative, with `/`, without `.` and `..` elements; never the manifest itself or a file of the log. */
const path = z
  .string()
  .max(1000)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/)
  .refine((value) => value !== MANIFEST_PATH && !value.startsWith('log/'));
const manifestSchema = z.strictObject({
  format: z.literal(PUBLICATION_FORMAT),
  pages: z.literal(PAGES_VERSION),
  round: z.string(),
  sequence: z.number().int().positive(),
  engine: z.string(),
  setId: z.string(),
  setVersion: z.string(),
  setFingerprint: hash,
  publishedAt: z.string(),
  files: z.array(z.strictObject({ path, sha256: hash, size: z.number().int().nonnegative() })),
});

/** The manifest of these bytes; undefined unless they are exactly the canonical form of a valid one. */
export function parseManifest(bytes: Uint8Array): Manifest | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const inOrder = parsed.data.files.every(({ path }, i, all) => i === 0 || (all[i - 1]?.path ?? '') < path);
  return inOrder && `${canonicalJson(parsed.data)}\n` === text ? parsed.data : undefined;
}

/** JSON data, undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
