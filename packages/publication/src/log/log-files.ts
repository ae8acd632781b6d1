import { utf8 } from './bytes.ts';
import { checkpointText } from './checkpoint.ts';
import { inclusionProof, leafHash, rootOf, treeOf } from './merkle.ts';
import { type Signer } from './signed-note.ts';
import { entryBundles, hashTiles } from './tiles.ts';
import { proofFile } from './tlog-proof.ts';

/** Where the log stands in a publication folder. */
export const LOG_PREFIX = 'log/';

/**
 * The whole log as static files: `log/checkpoint`, `log/tile/<L>/<N>[.p/<W>]`, `log/tile/entries/<N>[.p/<W>]`.
 * `origin` names the log (a URL without scheme); the signer's name should equal it. Entries hold at most 65 535 bytes.
 */
export function logFiles(
  entries: readonly Uint8Array[],
  signer: Signer,
  origin: string,
): ReadonlyMap<string, Uint8Array> {
  const tree = treeOf(entries.map(leafHash));
  const checkpoint = signer.sign(checkpointText(origin, tree.size, rootOf(tree)));
  const below = [...entryBundles(entries), ...hashTiles(tree)];
  return new Map([
    [`${LOG_PREFIX}checkpoint`, utf8(checkpoint)],
    ...below.map(([path, bytes]) => [LOG_PREFIX + path, bytes] as const),
  ]);
}

/** The `.tlog-proof` text for entry `index` under the given signed checkpoint over all `entries`. */
export function proofOf(entries: readonly Uint8Array[], index: number, checkpoint: string): string {
  return proofFile(index, inclusionProof(treeOf(entries.map(leafHash)), index), checkpoint);
}
