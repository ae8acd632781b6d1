import { equalBytes, fromUtf8, toHex, utf8 } from '../log/bytes.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { LOG_PREFIX } from '../log/log-files.ts';
import { inclusionProof, leafHash, rootOf, treeOf, verifyInclusion, type Tree } from '../log/merkle.ts';
import { openNote, parseVerifierKey, type Verifier } from '../log/signed-note.ts';
import { decodeBundle, entryBundlePath, hashTilePath, hashTiles, TILE_WIDTH } from '../log/tiles.ts';
import { parseProof, proofFile } from '../log/tlog-proof.ts';
import { logEntry, parseJson, sha256Hex } from '../manifest.ts';
import { LOG_PATHS } from '../publication-files.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot.ts';
import { Differs } from './difference.ts';
import { mustRead, type PublicationReader } from './reader.ts';

/** The key that must have signed: the trusted one, else the folder's own. The folder's file must hold the same key. */
export function verifyKey(reader: PublicationReader, trustedKey: string | undefined): Verifier {
  const found = fromUtf8(mustRead(reader, LOG_PATHS.key)) ?? '';
  const verifier = found.endsWith('\n') ? parseVerifierKey(found.slice(0, -1)) : undefined;
  if (verifier === undefined) throw new Differs(LOG_PATHS.key, 'key-malformed', { found: found.trim() });
  const trusted = trustedKey?.trim();
  if (trusted !== undefined && trusted !== found.trim())
    throw new Differs(LOG_PATHS.key, 'key-not-trusted', { expected: trusted, found: found.trim() });
  return verifier;
}

export interface SignedHead extends Checkpoint {
  /** The signed note verbatim. */
  readonly note: string;
}

export function verifyCheckpoint(reader: PublicationReader, verifier: Verifier): SignedHead {
  const bytes = mustRead(reader, LOG_PATHS.checkpoint);
  const opened = openNote(bytes, [verifier]);
  const signer = { expected: `${verifier.name}+${verifier.keyId}` };
  if (!opened.ok)
    throw new Differs(
      LOG_PATHS.checkpoint,
      opened.reason === 'malformed' ? 'checkpoint-malformed' : 'checkpoint-not-signed',
      signer,
    );
  const head = parseCheckpoint(opened.text);
  if (head === undefined) throw new Differs(LOG_PATHS.checkpoint, 'checkpoint-malformed');
  return { ...head, note: fromUtf8(bytes) ?? '' };
}

/** The log's entries and tree, read from its files and equal to the signed head. */
export interface VerifiedLog {
  readonly entries: readonly Uint8Array[];
  readonly tree: Tree;
  /** Every file that this log has, with the folder's prefix. */
  readonly paths: ReadonlySet<string>;
}

export function verifyTree(reader: PublicationReader, head: SignedHead): VerifiedLog {
  const { entries, paths } = readEntries(reader, head.size);
  const tree = treeOf(entries.map(leafHash));
  if (!equalBytes(rootOf(tree), head.root)) throw blameBundle(reader, tree);
  for (const [below, expected] of hashTiles(tree)) {
    const path = LOG_PREFIX + below;
    if (!equalBytes(mustRead(reader, path), expected)) throw new Differs(path, 'tile-differs');
    paths.add(path);
  }
  return { entries, tree, paths: new Set([...paths, ...Object.values(LOG_PATHS)]) };
}

/** Bundle by bundle, so that a false size ends at the first bundle that is not there. */
function readEntries(reader: PublicationReader, size: number): { entries: Uint8Array[]; paths: Set<string> } {
  const entries: Uint8Array[] = [];
  const paths = new Set<string>();
  for (let n = 0; n * TILE_WIDTH < size; n++) {
    const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
    const path = LOG_PREFIX + entryBundlePath(n, width);
    const decoded = decodeBundle(mustRead(reader, path), width);
    if (decoded === undefined) throw new Differs(path, 'bundle-malformed');
    entries.push(...decoded);
    paths.add(path);
  }
  return { entries, paths };
}

/** The entries do not give the signed root: the first bundle whose hashes are not those of its tile is at fault. */
function blameBundle(reader: PublicationReader, tree: Tree): Differs {
  const leaves = tree.levels[0] ?? [];
  for (let n = 0; n * TILE_WIDTH < tree.size; n++) {
    const width = Math.min(TILE_WIDTH, tree.size - n * TILE_WIDTH);
    const tile = reader.read(LOG_PREFIX + hashTilePath(0, n, width));
    const at = leaves
      .slice(n * TILE_WIDTH, n * TILE_WIDTH + width)
      .findIndex((leaf, i) => tile === undefined || !equalBytes(leaf, tile.subarray(i * 32, i * 32 + 32)));
    if (at >= 0)
      return new Differs(LOG_PREFIX + entryBundlePath(n, width), 'bundle-not-signed', {
        what: `entry ${n * TILE_WIDTH + at}`,
      });
  }
  return new Differs(LOG_PATHS.checkpoint, 'checkpoint-malformed', { found: toHex(rootOf(tree)) });
}

/** The log records this manifest. Returns the entry's index. Of manifest, entry file and log, the odd one is named. */
export function verifyEntry(reader: PublicationReader, manifest: Manifest, log: VerifiedLog): number {
  const manifestHash = sha256Hex(mustRead(reader, MANIFEST_PATH));
  const expected = logEntry(manifest, manifestHash);
  const file = mustRead(reader, LOG_PATHS.entry);
  const indexOf = (entry: Uint8Array) => log.entries.findLastIndex((each) => equalBytes(each, entry));
  const index = indexOf(expected);
  if (index >= 0) {
    if (equalBytes(file, expected)) return index;
    throw new Differs(LOG_PATHS.entry, 'entry-differs', texts(expected, file));
  }
  if (equalBytes(file, expected))
    throw new Differs(LOG_PATHS.entry, 'entry-not-in-log', texts(expected, file));
  throw new Differs(MANIFEST_PATH, 'manifest-not-logged', {
    expected: loggedHash(file),
    found: manifestHash,
  });
}

function loggedHash(entry: Uint8Array): string {
  const data = parseJson(fromUtf8(entry) ?? '');
  return typeof data === 'object' && data !== null && 'manifest' in data ? String(data.manifest) : '';
}

/** The proof file alone shows that the entry stands in the log, and is exactly the one this log gives. */
export function verifyProof(
  reader: PublicationReader,
  head: SignedHead,
  log: VerifiedLog,
  index: number,
): void {
  const file = mustRead(reader, LOG_PATHS.proof);
  const proof = parseProof(fromUtf8(file) ?? '');
  const leaf = leafHash(mustRead(reader, LOG_PATHS.entry));
  const proven =
    proof !== undefined &&
    proof.checkpoint === head.note &&
    verifyInclusion(leaf, proof.index, head.size, proof.hashes, head.root);
  const expected = utf8(proofFile(index, inclusionProof(log.tree, index), head.note));
  if (!proven || !equalBytes(file, expected))
    throw new Differs(LOG_PATHS.proof, 'proof-differs', texts(expected, file));
}

function texts(expected: Uint8Array, found: Uint8Array): { expected: string; found: string } {
  return { expected: fromUtf8(expected) ?? '', found: (fromUtf8(found) ?? '').slice(0, 2000) };
}
