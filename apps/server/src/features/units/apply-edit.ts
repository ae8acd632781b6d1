import type { Db } from '../../platform/context.ts';
import { type Periods, startingOn, withNaming, withPlacing, withStatement } from './periods.ts';
import {
  insertChanges,
  insertLinks,
  insertMemberships,
  insertUnits,
  loadPeriods,
  refreshUnits,
  rewritePeriods,
  setEnds,
} from './register.queries.ts';
import { type Correction, type RegisterEdit, unitsOf } from './register-edit.ts';

/**
 * Writes an edit in the open transaction. Whether the register still holds together afterwards is for
 * `findFaults` to say; the caller rolls back if it does not.
 */
export async function applyEdit(db: Db, edit: RegisterEdit): Promise<void> {
  await insertChanges(db, edit.changes);
  await insertUnits(db, edit.begun);
  const periods = await changedPeriods(db, edit);
  await rewritePeriods(db, periods);
  await setEnds(db, edit.ended);
  await insertLinks(db, edit.links);
  await insertMemberships(db, edit.memberships);
  await refreshUnits(db, unitsOf(edit));
}

async function changedPeriods(db: Db, edit: RegisterEdit): Promise<ReadonlyMap<string, Periods>> {
  const touched = [...edit.corrections, ...edit.statements].map(({ unitId }) => unitId);
  const periods = new Map<string, Periods>(await loadPeriods(db, [...new Set(touched)]));
  for (const { id, from, name, kind, parentId, changeId } of edit.begun) {
    periods.set(id, [{ from, name, kind, parentId, namedBy: changeId, placedBy: changeId }]);
  }
  const change = (unitId: string, to: (before: Periods) => Periods): void => {
    const before = periods.get(unitId);
    if (before) periods.set(unitId, to(before));
  };
  for (const correction of edit.corrections)
    change(correction.unitId, (before) => corrected(before, correction));
  for (const { unitId, ...statement } of edit.statements) {
    change(unitId, (before) => withStatement(before, statement));
  }
  return periods;
}

/** Periods with what was entered wrongly put right. */
export function corrected(before: Periods, { day, naming, placing, from }: Correction): Periods {
  const named = naming ? withNaming(before, day, naming) : before;
  const placed = placing ? withPlacing(named, day, placing.parentId) : named;
  return from === undefined ? placed : startingOn(placed, from);
}
