import { contentFiles } from '../build.ts';
import type { Computed } from '../compute.ts';
import { equalBytes } from '../log/bytes.ts';
import type { Manifest, SnapshotInput } from '../snapshot.ts';
import { Differs } from './difference.ts';
import { mustRead, type PublicationReader } from './reader.ts';

/** Writes every file again and compares byte by byte; nothing may be listed that cannot be written again. */
export function verifyPages(
  reader: PublicationReader,
  input: SnapshotInput,
  computed: Computed,
  manifest: Manifest,
): number {
  const listed = new Set(manifest.files.map(({ path }) => path));
  let pages = 0;
  for (const { path, bytes } of contentFiles(input, computed)) {
    if (!listed.delete(path)) throw new Differs(path, 'missing');
    const published = mustRead(reader, path);
    if (!equalBytes(published, bytes)) throw pageDiffers(path, bytes, published);
    if (path.endsWith('.html')) pages += 1;
  }
  const [extra] = listed;
  if (extra !== undefined) throw new Differs(extra, 'not-reproduced');
  return pages;
}

const EXCERPT = 60;

function pageDiffers(path: string, expected: Uint8Array, found: Uint8Array): Differs {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at += 1;
  return new Differs(path, 'page-differs', {
    what: `byte ${at + 1}`,
    expected: excerpt(expected, at),
    found: excerpt(found, at),
  });
}

function excerpt(bytes: Uint8Array, at: number): string {
  const decoder = new TextDecoder('utf-8');
  return decoder.decode(bytes.subarray(Math.max(0, at - EXCERPT / 2), at + EXCERPT));
}
