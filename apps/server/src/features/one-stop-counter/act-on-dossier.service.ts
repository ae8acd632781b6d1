import type { CounterDossier, ROUTES } from '@parix/api-contract';
import { appointmentOn, latestStanding, mayReappoint } from '@parix/one-stop';
import { parseDate } from '@parix/working-days';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  builtInSource,
  lockCounter,
  readTold,
  tell,
  type ToldDossier,
} from '../dossiers/built-in-source.read-model.ts';
import { unitCodeOf } from '../units/units.read-model.ts';
import { findRow, insertAct } from './counter.queries.ts';
import { describeDossier, nextInstant, openActs } from './describe-counter-dossier.ts';
import { receiptData } from './receive-dossier.service.ts';

type Act = z.output<typeof ROUTES.actOnCounterDossier.body>;
type Correction = z.output<typeof ROUTES.correctCounterDossier.body>;

export interface CounterPlace {
  readonly unitId: string;
  readonly code: string;
}

/** One dossier of the counter, read only. */
export async function readCounterDossier(context: Context, place: CounterPlace): Promise<CounterDossier> {
  context.permit('counter.read', relationToUnit(context.person, place.unitId));
  const row = (await findRow(context.db, place.unitId, place.code)) ?? refuse('not-found');
  const sourceId = await builtInSource(context.db);
  return describeDossier(context, row, await readTold(context.db, { ...place, sourceId }));
}

/** The next act, when the table of acts allows it at this instant and nobody has acted since `version`. */
export function actOnDossier(
  context: Context,
  place: CounterPlace,
  version: number,
  act: Act,
): Promise<CounterDossier> {
  return change(context, place, version, async (inside, told) => {
    const at = nextInstant(told, inside.now);
    if (!openActs(told, at).includes(act.act)) refuse('counter-act');
    const event = { eventId: String(told.rows.length + 1), revision: 0, kind: act.act, at };
    const data = await dataOf(inside.db, told, act);
    await tell(inside, told.sourceId, { ...head(told), ...event, voided: false, procedureCode: null, data });
    await insertAct(inside.db, actRow(inside, told, event.eventId, 0, null));
    await recordAudit(inside.db, inside, {
      action: 'counter.acted',
      subject: `counter-dossier:${place.unitId}/${place.code}`,
      detail: { act: act.act },
    });
  });
}

/** A higher revision of the latest act: another content for a receipt, or the act taken back. */
export function correctDossier(
  context: Context,
  place: CounterPlace,
  version: number,
  { reason, receipt }: Correction,
): Promise<CounterDossier> {
  return change(context, place, version, async (inside, told) => {
    const latest = latestStanding(told.events, told.clock);
    const stands = [...told.standing].find(({ eventId }) => eventId === latest?.id);
    if (!stands || (receipt !== null && stands.kind !== 'accepted')) refuse('counter-act');
    const at = stands.at.getTime();
    const data = receipt === null ? stands.data : await receiptData(inside.db, receipt, at);
    const revision = stands.revision + 1;
    await tell(inside, told.sourceId, {
      ...head(told),
      ...{ eventId: stands.eventId, revision, kind: stands.kind, at, data, voided: receipt === null },
      procedureCode: receipt?.procedureCode ?? stands.procedureCode,
    });
    await insertAct(inside.db, actRow(inside, told, stands.eventId, revision, reason));
    await recordAudit(inside.db, inside, {
      action: 'counter.corrected',
      subject: `counter-dossier:${place.unitId}/${place.code}`,
      detail: { act: stands.kind, takenBack: receipt === null, reason },
    });
  });
}

async function change(
  context: Context,
  place: CounterPlace,
  version: number,
  effect: (inside: Context, told: ToldDossier) => Promise<void>,
): Promise<CounterDossier> {
  context.permit('counter.act', relationToUnit(context.person, place.unitId));
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const sourceId = await builtInSource(db);
    await lockCounter(db, sourceId, place.unitId);
    const row = (await findRow(db, place.unitId, place.code)) ?? refuse('not-found');
    const told = await readTold(db, { ...place, sourceId });
    if (told.rows.length !== version)
      refuse('edit-conflict', { current: await describeDossier(inside, row, told) });
    await effect(inside, told);
    return describeDossier(inside, row, await readTold(db, { ...place, sourceId }));
  });
}

const head = ({ unitId, code }: ToldDossier) => ({ unitId, dossierCode: code });

const actRow = (
  { person }: Context,
  { unitId, code }: ToldDossier,
  eventId: string,
  revision: number,
  reason: string | null,
) => ({ unitId, dossierCode: code, eventId, revision, accountId: person.accountId, reason });

/** What the event says besides its head. */
async function dataOf(db: Db, told: ToldDossier, act: Act): Promise<Record<string, unknown>> {
  switch (act.act) {
    case 'paid':
      return { online: act.online };
    case 'returned':
      return { channel: act.channel };
    case 'transferred':
      return { unit: await unitCodeOf(db, told.unitId) };
    case 'apologised':
      return { due: newDue(told, act.dueOn) };
    default:
      return {};
  }
}

function newDue({ clock, facts }: ToldDossier, dueOn: string): number {
  const due = appointmentOn(clock, parseDate(dueOn) ?? Number.NaN);
  return due !== null && mayReappoint(clock, facts, due) ? due : refuse('counter-due');
}
