import { inclusionProof, proofPlaces, sparseTree } from '@parix/publication';
import type { Db } from '../../platform/context.ts';
import { firstCheckpointOver, nodesAt, type StoredCheckpoint } from './log.queries.ts';

export interface Inclusion {
  readonly index: number;
  /** From the leaf's sibling up to the root's child (RFC 6962, 2.1.1). */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: StoredCheckpoint;
}

/** Shows that the leaf is in the log, under the first checkpoint that covers it. Throws when none does. */
export async function inclusionOf(db: Db, index: number): Promise<Inclusion> {
  const checkpoint = await firstCheckpointOver(db, index);
  if (!checkpoint) throw new Error(`no checkpoint covers leaf ${index}`);
  const { size } = checkpoint;
  const nodes = await nodesAt(db, proofPlaces(index, size));
  return { index, hashes: inclusionProof(sparseTree(size, nodes), index, size), checkpoint };
}
