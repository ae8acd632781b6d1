import { buildPublication, type BuiltPublication } from '../build.ts';
import { utf8 } from '../log/bytes.ts';
import { newSigner } from '../log/signed-note.ts';
import { logEntry, manifestBytes, sha256Hex } from '../manifest.ts';
import { publicationFiles } from '../publication-files.ts';
import { MANIFEST_PATH, type Manifest, type SnapshotInput } from '../snapshot.ts';

/** A publication as a folder in memory, and the forgeries that tests try on it. */

export const ORIGIN = 'so.example/nhat-ky';
export const SIGNER = newSigner(new Uint8Array(32).fill(1), ORIGIN);
export const OTHER_SIGNER = newSigner(new Uint8Array(32).fill(2), ORIGIN);

/** Entries of earlier publications, so that trees have more than one leaf. */
export function earlierEntries(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, i) => utf8(`{"kind":"publication","round":"earlier-${i}"}`));
}

export function built(input: SnapshotInput): BuiltPublication {
  const publication = buildPublication(input);
  if (!publication.ok) throw new Error(JSON.stringify(publication.problems));
  return publication;
}

export function folderOf(
  publication: BuiltPublication,
  signer = SIGNER,
  earlier = earlierEntries(4),
): Map<string, Uint8Array> {
  const entries = [
    ...earlier,
    logEntry(publication.manifest, publication.manifestHash),
    ...earlierEntries(1),
  ];
  return new Map(publicationFiles(publication, { entries, signer, origin: ORIGIN }));
}

/** The files with some replaced (null removes, new paths add), the manifest, log and signatures made to fit: what the owner of a key could publish. */
export function resealed(
  publication: BuiltPublication,
  changes: Readonly<Record<string, Uint8Array | null>>,
  manifestChanges: Partial<Manifest> = {},
): Map<string, Uint8Array> {
  const files = new Map(publication.files);
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
  }
  files.delete(MANIFEST_PATH);
  const described = [...files]
    .map(([path, bytes]) => ({ path, sha256: sha256Hex(bytes), size: bytes.length }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = { ...publication.manifest, ...manifestChanges, files: described };
  const bytes = manifestBytes(manifest);
  files.set(MANIFEST_PATH, bytes);
  return folderOf({ ...publication, files, manifest, manifestHash: sha256Hex(bytes) });
}

/** The bytes with one bit turned over. */
export function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice();
  const at = bit >> 3;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

/** The text of a file with a replacement; throws when nothing would change. */
export function edited(bytes: Uint8Array | undefined, from: string | RegExp, to: string): Uint8Array {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
  return utf8(changed);
}
