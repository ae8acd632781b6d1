import type { ROUTES } from '@parix/api-contract';
import { leafHash, proofFile, receiptEntry } from '@parix/publication';
import type { z } from 'zod';
import type { PublicContext } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import {
  findLeaf,
  inclusionOf,
  latestCheckpoint,
  loadLogKey,
} from '../publication/transparency-log.read-model.ts';

type Head = z.output<typeof ROUTES.logCheckpoint.response>;
type Proof = z.output<typeof ROUTES.logProof.response>;

/** The newest signed checkpoint. 404 while nothing was logged. */
export async function logCheckpoint({ db, config }: PublicContext): Promise<Head> {
  const { size, note, signedAt } = (await latestCheckpoint(db)) ?? refuse('not-found');
  const verifierKey = loadLogKey(config).signer.vkey;
  return { size, checkpoint: note, signedAt: signedAt.toISOString(), verifierKey };
}

/** Shows that the log has the receipt with this hash, from the log alone: who and what it is for is not told. */
export async function logProof({ db, config }: PublicContext, hash: string): Promise<Proof> {
  const leaf = (await findLeaf(db, leafHash(receiptEntry(hash)))) ?? refuse('not-found');
  const { index, hashes, checkpoint } = await inclusionOf(db, leaf.index);
  const proof = proofFile(index, hashes, checkpoint.note);
  const verifierKey = loadLogKey(config).signer.vkey;
  return { hash, index, loggedAt: leaf.loggedAt.toISOString(), proof, verifierKey };
}
