import {
  checkpointText,
  completedNodes,
  leafHash,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  rootOf,
  rootPlaces,
  sparseTree,
  type Signer,
  type StoredNode,
} from '@parix/publication';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { insertGrowth, latestCheckpoint, nodesAt, type StoredCheckpoint } from './log.queries.ts';
import type { LogKey } from './signing-key.ts';

export interface Appended {
  /** Index of the first of the new entries. */
  readonly first: number;
  readonly checkpoint: StoredCheckpoint;
}

/**
 * Appends the entries and signs one checkpoint over all of them. The caller holds the log's lock (`lockLog`). What is
 * signed grows out of what was signed before: a log whose rows were changed since is not signed again.
 * @throws OperatorError `SIGNING_KEY_CHANGED`, `LOG_DAMAGED`
 */
export async function appendEntries(
  tx: Transaction<Database>,
  { signer, origin }: LogKey,
  entries: readonly Uint8Array[],
  now: Date,
): Promise<Appended> {
  const before = await latestCheckpoint(tx);
  const first = before?.size ?? 0;
  const edge = await nodesAt(tx, rootPlaces(first));
  if (before) requireSameLog(before, edge, signer);
  const leaves = entries.map((entry, i) => ({ index: first + i, hash: leafHash(entry), entry }));
  const grown = completedNodes(
    first,
    edge,
    leaves.map(({ hash }) => hash),
  );
  const size = first + entries.length;
  const root = rootOf(sparseTree(size, grown.edge));
  const note = signer.sign(checkpointText(origin, size, root));
  const checkpoint = { size, note, signedAt: now };
  await insertGrowth(tx, leaves, grown.completed, checkpoint);
  return { first, checkpoint };
}

/** A log signed by two keys is worth nothing, nor is one that no longer has the root that was signed. */
function requireSameLog(
  { size, note }: StoredCheckpoint,
  edge: readonly StoredNode[],
  { vkey }: Signer,
): void {
  const verifier = parseVerifierKey(vkey);
  const opened = openNote(Buffer.from(note, 'utf8'), verifier ? [verifier] : []);
  if (!opened.ok) throw keyChanged();
  const root = rootOf(sparseTree(size, edge));
  const signed = parseCheckpoint(opened.text);
  if (signed?.size !== size || !Buffer.from(signed.root).equals(root)) throw logDamaged();
}

const keyChanged = (): OperatorError =>
  new OperatorError('SIGNING_KEY_CHANGED', {
    vi: 'Khóa ký trong thư mục dữ liệu không phải khóa đã ký nhật ký công bố. Khôi phục tệp log-signing-key.json từ bản sao lưu.',
    en: 'The signing key in the data folder is not the one that signed the log. Restore log-signing-key.json from a backup.',
  });

export const logDamaged = (): OperatorError =>
  new OperatorError('LOG_DAMAGED', {
    vi: 'Nhật ký minh bạch trong cơ sở dữ liệu không còn khớp với điểm chốt đã ký: có dòng bị sửa. Không ghi thêm gì; khôi phục cơ sở dữ liệu từ bản sao lưu.',
    en: 'The transparency log in the database no longer fits its signed checkpoint: rows were changed. Nothing is appended; restore the database from a backup.',
  });
