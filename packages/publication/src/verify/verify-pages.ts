import { DATA_PATHS } from '../data-files.ts';
import { equalBytes } from '../log/bytes.ts';
import { allPages } from '../pages/all-pages.ts';
import { pageContext } from '../pages/page-context.ts';
import type { Manifest, SnapshotInput } from '../snapshot.ts';
import { Differs } from './difference.ts';
import { mustRead, type PublicationReader } from './reader.ts';
import type { VerifiedNumbers } from './verify-numbers.ts';

/**
 * Writes every page again and compares byte by byte. Nothing may be listed that is neither a page nor one of the data
 * files compared before. Returns the number of pages.
 */
export function verifyPages(
  reader: PublicationReader,
  input: SnapshotInput,
  { computed, compared }: VerifiedNumbers,
  manifest: Manifest,
): number {
  const listed = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const hashes = {
    facts: listed.get(DATA_PATHS.facts) ?? '',
    results: listed.get(DATA_PATHS.results) ?? '',
  };
  for (const path of compared) listed.delete(path);
  let pages = 0;
  for (const { path, bytes } of allPages(pageContext(input, computed, hashes))) {
    const published = mustRead(reader, path);
    if (!equalBytes(published, bytes)) throw pageDiffers(path, bytes, published);
    listed.delete(path);
    if (path.endsWith('.html')) pages += 1;
  }
  const [extra] = listed.keys();
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
