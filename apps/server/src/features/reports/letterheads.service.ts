import type { Letterhead, LetterheadKind, VersionedLetterhead } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { letterheadOf } from './letterhead.read-model.ts';
import { findLetterheadRow, insertLetterhead } from './letterheads.queries.ts';

export async function getLetterhead(context: Context, kind: LetterheadKind): Promise<VersionedLetterhead> {
  context.permit('rounds.manage');
  return describe(context.db, kind);
}

async function describe(db: Db, kind: LetterheadKind): Promise<VersionedLetterhead> {
  const row = await findLetterheadRow(db, kind);
  return {
    kind,
    version: row?.version ?? 0,
    savedAt: row?.recordedAt.toISOString() ?? null,
    savedBy: row?.authorName ?? null,
    letterhead: await letterheadOf(db, kind),
  };
}

/** Appends the next version; a stale one answers 412 with what stands. */
export async function saveLetterhead(
  context: Context,
  kind: LetterheadKind,
  version: number,
  content: Letterhead,
): Promise<VersionedLetterhead> {
  context.permit('rounds.manage');
  return inTransaction(context.db, async (db) => {
    const current = (await findLetterheadRow(db, kind))?.version ?? 0;
    const row = {
      kind,
      version: version + 1,
      content: JSON.stringify(content),
      authorId: context.person.accountId,
      requestId: context.requestId,
      recordedAt: context.now,
    };
    const saved = current === version && (await insertLetterhead(db, row));
    if (!saved) refuse('edit-conflict', { current: await describe(db, kind) });
    const detail = { version: version + 1 };
    await recordAudit(db, context, { action: 'letterhead.changed', subject: `letterhead:${kind}`, detail });
    return describe(db, kind);
  });
}
