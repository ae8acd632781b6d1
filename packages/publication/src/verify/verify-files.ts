import { sha256Hex } from '../manifest.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot.ts';
import { Differs } from './difference.ts';
import { mustRead, type PublicationReader } from './reader.ts';

/** Every listed file is there with its size and hash, and nothing else is. Returns the bytes checked. */
export function verifyFiles(
  reader: PublicationReader,
  manifest: Manifest,
  logPaths: ReadonlySet<string>,
): number {
  let total = 0;
  for (const { path, sha256, size } of manifest.files) {
    const bytes = mustRead(reader, path);
    if (bytes.length !== size)
      throw new Differs(path, 'size-differs', { expected: String(size), found: String(bytes.length) });
    const found = sha256Hex(bytes);
    if (found !== sha256) throw new Differs(path, 'hash-differs', { expected: sha256, found });
    total += size;
  }
  const listed = new Set([MANIFEST_PATH, ...manifest.files.map(({ path }) => path), ...logPaths]);
  const stray = reader
    .list()
    .toSorted()
    .find((path) => !listed.has(path));
  if (stray !== undefined) throw new Differs(stray, 'not-listed');
  return total;
}
