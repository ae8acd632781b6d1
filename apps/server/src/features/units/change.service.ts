import { createHash } from 'node:crypto';
import type { RecordedUnitChange, UnitChange, UnitChangePreview } from '@parix/api-contract';
import type { NewRow } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { applyEdit } from './apply-edit.ts';
import { loadChangeFacts, unitsEnding } from './change-facts.ts';
import { faultInWords } from './fault-words.ts';
import { findFaults } from './faults.queries.ts';
import { type ChangePlan, planChange } from './plan-change.ts';
import { problemInWords } from './plan-checks.ts';
import { toRecorded } from './recorded-change.ts';
import { lockRegister } from './register.queries.ts';
import { unitsOf } from './register-edit.ts';
import { rollBack } from './roll-back.ts';
import { countAccounts, listOpenRounds } from './unit-page.queries.ts';

/** Effects listed of a change that touches thousands of units. */
const LISTED = 200;

/** Says what the change would do, by doing it and taking it back. */
export async function previewChange(context: Context, change: UnitChange): Promise<UnitChangePreview> {
  context.permit('units.manage');
  return rollBack(context.db, async (db) => (await carryOut({ ...context, db }, change)).preview);
}

/** Records the change if it still does what the person saw. */
export async function recordChange(
  context: Context,
  { change, preview: seen }: { readonly change: UnitChange; readonly preview: string },
): Promise<RecordedUnitChange> {
  context.permit('units.manage');
  return inTransaction(context.db, async (db) => {
    const { recorded, plan, preview } = await carryOut({ ...context, db }, change);
    if (preview.hash !== seen) refuse('edit-conflict', { current: preview });
    if (preview.problems.length > 0) refuse('unit-change-invalid', { errors: preview.problems });
    const detail = { ...change, effects: plan.effects.slice(0, LISTED), effectCount: plan.effects.length };
    await recordAudit(db, context, {
      action: 'unit-change.recorded',
      subject: `unit-change:${recorded.id}`,
      detail,
    });
    return recorded;
  });
}

async function carryOut(context: Context, change: UnitChange) {
  const { db, locale } = context;
  await lockRegister(db);
  const changeId = newId();
  const facts = await loadChangeFacts(db, change);
  const plan = planChange({ change, facts, changeId, newId });
  const row = changeRow(context, changeId, change);
  const problems =
    plan.problems.length > 0
      ? plan.problems.map((problem) => problemInWords(problem, locale))
      : await tryOut(context, plan, row);
  return { recorded: toRecorded(row), plan, preview: await previewOf(context, change, plan, problems) };
}

/** Writes the change; what does not hold together afterwards is told, and the caller takes everything back. */
async function tryOut(
  { db, locale }: Context,
  { edit }: ChangePlan,
  row: NewRow<'unitChange'>,
): Promise<PlacedError[]> {
  await applyEdit(db, { ...edit, changes: [row] });
  const faults = await findFaults(db, unitsOf(edit));
  return faults.map((fault) => faultInWords(fault, locale));
}

const changeRow = ({ person, now }: Context, id: string, change: UnitChange) => ({
  id,
  kind: kindOf(change),
  effectiveOn: change.effectiveOn,
  decisionNumber: change.decisionNumber,
  decisionDate: change.decisionDate,
  note: change.note,
  recordedBy: person.accountId,
  recordedAt: now,
});

/** One unit that goes over whole into a new one is not merged with anything: it has got a new code. */
const kindOf = (change: UnitChange): UnitChange['kind'] =>
  change.kind === 'merge' && change.predecessorIds.length === 1 && change.into.is === 'new'
    ? 'rename'
    : change.kind;

async function previewOf(
  { db }: Context,
  change: UnitChange,
  { effects }: ChangePlan,
  problems: readonly PlacedError[],
): Promise<UnitChangePreview> {
  const ending = unitsEnding(change);
  const content = {
    effects: effects.slice(0, LISTED),
    effectCount: effects.length,
    accounts: await countAccounts(db, ending),
    rounds: await listOpenRounds(db, ending),
    problems: problems.map(({ place, code, message }) => ({ place, code, message })),
  };
  const hash = createHash('sha256')
    .update(JSON.stringify([change, effects, content]))
    .digest('hex');
  return { hash, ...content };
}
