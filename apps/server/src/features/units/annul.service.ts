import pg from 'pg';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { deleteChange, deleteLinksOf, deleteUnits, findLinksOf, findTouched } from './annul.queries.ts';
import { faultInWords } from './fault-words.ts';
import { findFaults } from './faults.queries.ts';
import { type Periods, withoutChange } from './periods.ts';
import {
  findUnitsById,
  loadPeriods,
  lockRegister,
  refreshUnits,
  rewritePeriods,
  setEnds,
} from './register.queries.ts';
import { findChanges } from './unit-page.queries.ts';

/**
 * Takes back a change that was recorded by mistake, as if it had never been recorded: names and superiors carry on
 * from before, units that it ended go on, units that it established are removed. Refused when something depends on it.
 */
export async function annulChange(
  context: Context,
  changeId: string,
  { reason }: { readonly reason: string },
): Promise<{ changeId: string; annulledAt: string }> {
  context.permit('units.manage');
  return inTransaction(context.db, async (db) => {
    await lockRegister(db);
    const [change] = await findChanges(db, [changeId]);
    if (!change) refuse('not-found');
    const detail = await describeChange(db, change);
    const units = await undo(db, changeId);
    const faults = await findFaults(db, units);
    if (faults.length > 0) {
      refuse('unit-in-use', { errors: faults.map((fault) => faultInWords(fault, context.locale)) });
    }
    const subject = `unit-change:${changeId}`;
    await recordAudit(db, context, {
      action: 'unit-change.annulled',
      subject,
      detail: { ...detail, reason },
    });
    return { changeId, annulledAt: context.now.toISOString() };
  });
}

/** What the log keeps, because the register will no longer know it. */
async function describeChange(db: Db, { recordedAt, ...change }: Row<'unitChange'>) {
  const { begun, ended, stated } = await findTouched(db, change.id);
  const links = (await findLinksOf(db, change.id)).map(({ predecessorId, successorId, share }) => ({
    predecessorId,
    successorId,
    share,
  }));
  return { change: { ...change, recordedAt: recordedAt.toISOString() }, begun, ended, stated, links };
}

/** @returns the units whose rows were changed */
async function undo(db: Db, changeId: string): Promise<string[]> {
  const { begun, ended, stated } = await findTouched(db, changeId);
  await deleteLinksOf(db, changeId);
  const staying = [...new Set([...ended, ...stated])].filter((id) => !begun.includes(id));
  const before = await loadPeriods(db, [...stated, ...begun]);
  await refuseChangedSince(db, begun, before, changeId);
  const after = new Map<string, Periods>(
    [...before].flatMap(([id, periods]) =>
      begun.includes(id) ? [] : [[id, withoutChange(periods, changeId)] as const],
    ),
  );
  await rewritePeriods(db, after);
  await setEnds(
    db,
    ended.map((unitId) => ({ unitId, on: null, changeId: null })),
  );
  await refreshUnits(db, staying);
  await removeUnits(db, begun);
  await deleteChange(db, changeId);
  return staying;
}

/** A unit that the change established must not have been changed or ended by another one. */
async function refuseChangedSince(
  db: Db,
  begun: readonly string[],
  periods: ReadonlyMap<string, Periods>,
  changeId: string,
): Promise<void> {
  const units = await findUnitsById(db, begun);
  const documents = units.flatMap(({ id, endedBy }) => [
    endedBy,
    ...(periods.get(id) ?? []).flatMap(({ namedBy, placedBy }) => [namedBy, placedBy]),
  ]);
  if (documents.some((by) => by !== null && by !== changeId)) refuse('unit-in-use');
}

/** Whatever refers to a unit (an account, a round, a unit below it) keeps it from being removed. */
async function removeUnits(db: Db, ids: readonly string[]): Promise<void> {
  try {
    await deleteUnits(db, ids);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '23503') refuse('unit-in-use');
    throw error;
  }
}
