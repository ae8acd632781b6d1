import type { InspectionOperation, OperationAnswer } from '@parix/api-contract';
import { OPERATION_KINDS } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { problemOf } from '../../platform/problem.ts';
import { Refusal } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { applyOperation, type Outcome, standingValue } from './apply-operation.ts';
import { openVisit, type OpenVisit, requireTeam } from './visit-access.ts';
import type { VisitKey } from './visits.queries.ts';
import { findOperation, insertOperation } from './written.queries.ts';

/**
 * Takes what a device wrote. Each operation is answered for itself: applied, kept aside as a conflict with what stands
 * beside it, or refused with the reason. One that was taken before answers as it did then, after the record is closed
 * too. The order in which they come does not matter.
 */
export async function syncVisit(
  context: Context,
  key: VisitKey,
  operations: readonly InspectionOperation[],
): Promise<{ answers: OperationAnswer[] }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const open = await openVisit(inside, key, true);
    requireTeam(inside, open);
    const answers = new Map<string, OperationAnswer>();
    const inOrder = operations.toSorted(
      (a, b) => OPERATION_KINDS.indexOf(a.kind) - OPERATION_KINDS.indexOf(b.kind),
    );
    for (const operation of inOrder)
      if (!answers.has(operation.id)) answers.set(operation.id, await take(inside, open, operation));
    return { answers: operations.flatMap(({ id }) => answers.get(id) ?? []) };
  });
}

async function take(
  context: Context,
  open: OpenVisit,
  operation: InspectionOperation,
): Promise<OperationAnswer> {
  const known = await findOperation(context.db, open.key, operation.id);
  if (known) return answerTo(context, open, operation, known);
  try {
    const outcome = await applyOperation(context, open, operation);
    await insertOperation(context.db, {
      ...open.key,
      id: operation.id,
      kind: operation.kind,
      subjectId: operation.subjectId,
      ...outcome,
      body: JSON.stringify(operation),
      resolvesId: operation.resolves,
      authorId: context.person.accountId,
      recordedAt: context.now,
    });
    return await answerTo(context, open, operation, outcome);
  } catch (error) {
    if (error instanceof Refusal) return refusalOf(context, operation, error);
    throw error;
  }
}

async function answerTo(
  { db }: Context,
  { key }: OpenVisit,
  { id, kind, subjectId }: InspectionOperation,
  { outcome, version }: Outcome,
): Promise<OperationAnswer> {
  const standing = outcome === 'conflict' ? await standingValue(db, key, kind, subjectId) : null;
  return {
    ...{ id, outcome, code: null, message: null },
    version: standing?.version ?? version,
    value: standing ? { ...standing.value } : null,
  };
}

function refusalOf(
  { locale }: Context,
  { id }: InspectionOperation,
  { code, detail }: Refusal,
): OperationAnswer {
  const problem = problemOf(code, detail, locale, '');
  const places = (detail.errors ?? []).map(({ message }) => message);
  const message = [problem.detail, ...places].join(' ');
  return { id, outcome: 'refused', version: 0, value: null, code, message };
}
