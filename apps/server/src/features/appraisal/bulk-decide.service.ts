import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, Refusal, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { roundUnits } from '../rounds/rounds.read-model.ts';
import { insertAppraisals } from './appraisal.read-model.ts';
import { loadAppraisalRows } from './appraisal-rows.ts';
import { checkDecision } from './check-decision.read-model.ts';
import { admit, decisionRow } from './decide.service.ts';
import { scoreBoth } from './describe-appraisal.ts';
import { loadItemRows } from './item-rows.ts';

type Sent = z.output<typeof ROUTES.bulkDecide.body>;

/**
 * One decision for several units, a row of its own for each, with the same reason. All or none: every unit that cannot
 * be decided so is named with why, and nothing is stored.
 */
export async function bulkDecide(
  context: Context,
  roundId: string,
  itemId: string,
  { units: wanted, ...sent }: Sent,
): Promise<{ readonly decided: number }> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { round, indexed, stage } = await admit(inside, roundId, itemId, null);
    if (sent.decision === 'keep') refuse('bad-request', { errors: [fault(context, 'keep')] });
    const versions = new Map(wanted.map(({ unitId, version }) => [unitId, version]));
    const units = (await roundUnits(db, roundId)).filter(({ id }) => versions.has(id));
    if (units.length < versions.size) refuse('not-found');
    const rowOf = await loadAppraisalRows(inside, round, units, indexed);
    const before = scoreBoth(await loadItemRows(db, round, units, itemId));
    const errors: PlacedError[] = [];
    for (const [at, unit] of units.entries()) {
      const row = rowOf(unit, indexed);
      const why = !row.editable ? 'closed' : row.version !== versions.get(unit.id) ? 'changed' : null;
      if (why) errors.push({ ...fault(context, why), place: unit.name });
      else errors.push(...faultsOf(() => checkDecision(inside, before, at, indexed, sent, stage), unit.name));
    }
    if (errors.length > 0) refuse('bulk-refused', { errors });
    await insertAppraisals(
      db,
      units.map((unit) => {
        const entryVersion = before.rows.items.get(unit.id)?.get(itemId)?.entry?.version ?? 0;
        const version = (versions.get(unit.id) ?? 0) + 1;
        return decisionRow(context, { roundId, unitId: unit.id, itemId }, version, sent, {
          stage,
          entryVersion,
        });
      }),
    );
    const detail = { item: itemId, decision: sent.decision, units: units.length };
    await recordAudit(db, context, { action: 'appraisal.bulk-decided', subject: `round:${roundId}`, detail });
    return { decided: units.length };
  });
}

/** Faults of one unit under its name; a fault of the request itself is the same for all and refused at once. */
function faultsOf(check: () => void, place: string): readonly PlacedError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'facts-invalid') throw error;
    return (error.detail.errors ?? []).map((each) => ({ ...each, place }));
  }
}

const WORDS = {
  keep: [
    'Giữ nguyên kết quả trước phải quyết định từng đơn vị.',
    'What stood before is kept unit by unit, not in bulk.',
  ],
  closed: [
    'Bạn không ghi được quyết định cho đơn vị này lúc này.',
    'You cannot decide on this unit at present.',
  ],
  changed: [
    'Vừa có người khác quyết định; tải lại bảng rồi chọn lại.',
    'Somebody else has just decided; reload the grid and choose again.',
  ],
} as const;

const fault = ({ locale }: Context, code: keyof typeof WORDS): PlacedError => ({
  place: '/decision',
  code,
  message: WORDS[code][locale === 'en' ? 1 : 0],
});
