import type { CounterDossier, ROUTES } from '@parix/api-contract';
import { appointmentOn, foldDossier, type ProcedureRule } from '@parix/one-stop';
import { parseDate, type WorkingClock } from '@parix/working-days';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { builtInSource, lockCounter, readTold, tell } from '../dossiers/built-in-source.read-model.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { procedureInForce } from '../procedures/procedures-in-force.read-model.ts';
import { unitCodeOf } from '../units/units.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { findRow, insertAct, insertDossier, nextNumber } from './counter.queries.ts';
import { describeDossier } from './describe-counter-dossier.ts';
import { newLookupCode } from './lookup-code.ts';

export type Receipt = z.output<typeof ROUTES.receiveCounterDossier.body>;

/**
 * Receives a dossier: a running code, a random lookup code, the appointment by law. Nothing about the applicant comes
 * here; the name on the receipt is known to the paper only.
 */
export async function receiveDossier(
  context: Context,
  unitId: string,
  receipt: Receipt,
): Promise<CounterDossier> {
  context.permit('counter.act', relationToUnit(context.person, unitId));
  return inTransaction(context.db, async (db) => {
    const { now, person, requestId } = context;
    const sourceId = await builtInSource(db);
    await lockCounter(db, sourceId, unitId);
    const at = now.getTime();
    const data = await receiptData(db, receipt, at);
    const day = legalDayOf(now);
    const number = await nextNumber(db, unitId, day);
    const code = dossierCode(await unitCodeOf(db, unitId), day, number);
    const row = { unitId, code, day, number, lookupCode: newLookupCode() };
    await insertDossier(db, row);
    await tell({ db, now, requestId }, sourceId, {
      ...{ unitId, dossierCode: code, eventId: '1', revision: 0, voided: false, kind: 'accepted', at },
      ...{ procedureCode: receipt.procedureCode, data },
    });
    await insertAct(db, {
      ...{ unitId, dossierCode: code, eventId: '1', revision: 0, accountId: person.accountId },
    });
    await recordAudit(db, context, {
      action: 'counter.received',
      subject: `counter-dossier:${unitId}/${code}`,
      detail: { procedure: receipt.procedureCode, channel: receipt.channel },
    });
    const kept = (await findRow(db, unitId, code)) ?? refuse('not-found');
    return describeDossier({ ...context, db }, kept, await readTold(db, { unitId, code, sourceId }));
  });
}

/** `so-a-220301-0007`: unit, day, running number. */
const dossierCode = (unitCode: string, day: string, number: number): string =>
  [unitCode, day.slice(2).replaceAll('-', ''), String(number).padStart(4, '0')].join('-');

/** What the event of receipt says besides its head: the way it came and the appointment that is printed. */
export async function receiptData(
  db: Db,
  { procedureCode, channel, dueOn }: Receipt,
  at: number,
): Promise<Record<string, unknown>> {
  const known = await procedureInForce(db, procedureCode, legalDayOf(new Date(at)));
  if (!known) refuse('counter-procedure');
  const rule = (await loadProcedureRules(db, [procedureCode]))(procedureCode, at);
  const clock = await loadWorkingClock(db);
  if (dueOn !== null && rule.processingMinutes !== null) refuse('counter-due-by-law');
  const due = dueOn === null ? dueByLaw(rule, clock, at) : chosenDue(clock, dueOn, at);
  return { channel, ...(due !== null && { due }) };
}

/** The appointment by law of what is received at the instant; null: no time is set. */
export const dueByLaw = (rule: ProcedureRule, clock: WorkingClock, at: number): number | null =>
  foldDossier([{ id: '1', revision: 0, kind: 'accepted', at }], rule, clock).dueAt;

function chosenDue(clock: WorkingClock, dueOn: string, at: number): number {
  const due = appointmentOn(clock, parseDate(dueOn) ?? Number.NaN);
  return due === null || due <= at ? refuse('counter-due') : due;
}
