import type { UnitPage } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { applyEdit } from './apply-edit.ts';
import { knownKinds } from './known-kinds.ts';
import { periodOn } from './periods.ts';
import { findUnitsById, loadPeriods, lockRegister } from './register.queries.ts';
import { EMPTY_EDIT } from './register-edit.ts';
import { getUnit } from './unit-page.service.ts';

interface Correction {
  readonly name: string;
  readonly kind: string;
  readonly reason: string;
}

/** Puts right a name or kind that was entered wrongly, in the period that begins on the day. */
export async function correctPeriod(
  context: Context,
  { unitId, from }: { readonly unitId: string; readonly from: string },
  { reason, ...after }: Correction,
  version: number,
): Promise<UnitPage> {
  context.permit('units.manage');
  return inTransaction(context.db, async (db) => {
    await lockRegister(db);
    const [unit] = await findUnitsById(db, [unitId]);
    const periods = (await loadPeriods(db, [unitId])).get(unitId);
    if (!unit || !periods?.some((period) => period.from === from)) refuse('not-found');
    if (unit.version !== version)
      refuse('edit-conflict', { current: await getUnit({ ...context, db }, unitId, {}) });
    if (!(await knownKinds(db))(after.kind)) refuse('unit-change-invalid', { errors: [badKind(after.kind)] });
    const { name, kind } = periodOn(periods, from);
    await applyEdit(db, { ...EMPTY_EDIT, corrections: [{ unitId, day: from, naming: after }] });
    const detail = { from, before: { name, kind }, after, reason };
    await recordAudit(db, context, { action: 'unit.corrected', subject: `unit:${unitId}`, detail });
    return getUnit({ ...context, db }, unitId, {});
  });
}

const badKind = (kind: string) => ({
  place: '/body/kind',
  code: 'unknown-kind',
  message:
    'Không bộ tiêu chí nào có loại đơn vị này; chọn một loại trong danh sách. / No criteria set has this kind of unit; choose one of the list.',
  value: kind,
});
