import { zipSync } from 'fflate';
import type { BuiltPublication } from './build.ts';
import { equalBytes, fromUtf8, utf8 } from './log/bytes.ts';
import { LOG_PREFIX, logFiles, proofOf } from './log/log-files.ts';
import type { Signer } from './log/signed-note.ts';
import { logEntry } from './manifest.ts';
import type { Manifest } from './snapshot.ts';

export const LOG_PATHS = {
  checkpoint: `${LOG_PREFIX}checkpoint`,
  proof: `${LOG_PREFIX}publication.tlog-proof`,
  entry: `${LOG_PREFIX}entry.json`,
  key: `${LOG_PREFIX}verifier-key.txt`,
} as const;

/** The log a publication is recorded in. */
export interface PublicationLog {
  /** Every entry of the log in order, this publication's (`logEntry`) among them. */
  readonly entries: readonly Uint8Array[];
  readonly signer: Signer;
  /** Name of the log; the signer's name should equal it. */
  readonly origin: string;
}

/** The `log/*` files of one publication. Throws when its entry is not in the log: append it first. */
export function publicationLogFiles(
  manifest: Manifest,
  manifestHash: string,
  { entries, signer, origin }: PublicationLog,
): ReadonlyMap<string, Uint8Array> {
  const entry = logEntry(manifest, manifestHash);
  const index = entries.findLastIndex((each) => equalBytes(each, entry));
  if (index < 0) throw new RangeError('the publication is not in the log yet');
  const files = logFiles(entries, signer, origin);
  const checkpoint = fromUtf8(files.get(LOG_PATHS.checkpoint) ?? new Uint8Array()) ?? '';
  return new Map([
    ...files,
    [LOG_PATHS.entry, entry],
    [LOG_PATHS.proof, utf8(proofOf(entries, index, checkpoint))],
    [LOG_PATHS.key, utf8(`${signer.vkey}\n`)],
  ]);
}

/** Everything a publication folder or zip holds: the files, the manifest and the log. */
export function publicationFiles(
  built: BuiltPublication,
  log: PublicationLog,
): ReadonlyMap<string, Uint8Array> {
  return new Map([...built.files, ...publicationLogFiles(built.manifest, built.manifestHash, log)]);
}

/** A zip of the files in order of their paths with a fixed date, so that the same files give the same zip. */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { mtime: new Date(1980, 0, 1), level: 6 });
}
