import type { CounterDossier } from '@parix/api-contract';
import { qrSvg } from '@parix/official-documents';
import {
  appointmentOn,
  type CounterAct,
  counterActs,
  latestStanding,
  mayReappoint,
  RATINGS,
} from '@parix/one-stop';
import { formatDate } from '@parix/working-days';
import { may } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { accountNames } from '../access/account-names.read-model.ts';
import { kindOf, type ToldDossier, unitNames } from '../dossiers/built-in-source.read-model.ts';
import { knownProcedures } from '../procedures/procedure-rules.read-model.ts';

import { type CounterActRow, type CounterDossierRow, listActs } from './counter.queries.ts';
import { LOOKUP_PATH, printedLookupCode } from './lookup-code.ts';

export const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Instant of the next act: now, and always after what was told before, so that the order of acts is never in doubt. */
export const nextInstant = ({ events }: ToldDossier, now: Date): number =>
  events.reduce((latest, { at }) => Math.max(latest, at + 1), now.getTime());

/** What the table of acts allows at the instant. */
export const openActs = ({ facts, rule, clock }: ToldDossier, now: number): readonly CounterAct[] =>
  counterActs({ facts, rule, clock, now });

/** A dossier as the counter works on it. */
export async function describeDossier(
  context: Context,
  row: CounterDossierRow,
  told: ToldDossier,
): Promise<CounterDossier> {
  const { db, now, config, person } = context;
  const { facts, rule, procedureCode, unitId, code } = told;
  const procedures = await knownProcedures(db, procedureCode === null ? [] : [procedureCode]);
  const names = await unitNames(db, [unitId], legalDayOf(now));
  const link = `${config.publicUrl}${LOOKUP_PATH}${row.lookupCode}`;
  const mayAct = may(person.roles, 'counter.act', relationToUnit(person, unitId));
  const latest = latestStanding(told.events, told.clock);
  return {
    unitName: names.get(unitId) ?? unitId,
    code,
    version: told.rows.length,
    lookup: { code: printedLookupCode(row.lookupCode), link, qr: qrSvg(link) },
    procedureCode,
    procedureName: procedures.get(procedureCode ?? '')?.name ?? null,
    processingMinutes: rule.processingMinutes,
    counting: rule.counting,
    state: facts.state,
    channel: facts.channel,
    receivedAt: isoOrNull(facts.receivedAt),
    dueAt: isoOrNull(facts.dueAt),
    firstDueAt: isoOrNull(facts.firstDueAt),
    reappointed: facts.reappointed,
    endedAt: isoOrNull(facts.endedAt),
    ending: facts.ending,
    returnedAt: isoOrNull(facts.returnedAt),
    supplementRequests: facts.supplementRequests,
    acts: mayAct ? [...openActs(told, nextInstant(told, now))] : [],
    newDueFrom: newDueFrom(told),
    correctable: mayAct && latest !== null ? { id: latest.id, kind: latest.kind } : null,
    history: await historyOf(context, told, await listActs(db, unitId, code)),
  };
}

/** The first working day whose end is later than the appointment in force. */
function newDueFrom({ facts, clock }: ToldDossier): string | null {
  if (facts.dueAt === null) return null;
  const due = clock.dayOf(facts.dueAt);
  for (const day of [due, clock.shiftDays(due, 1)]) {
    const at = appointmentOn(clock, day);
    if (at !== null && mayReappoint(clock, facts, at)) return formatDate(day);
  }
  return null;
}

async function historyOf(
  { db }: Context,
  told: ToldDossier,
  acts: readonly CounterActRow[],
): Promise<CounterDossier['history']> {
  const names = await accountNames(
    db,
    acts.map(({ accountId }) => accountId),
  );
  const actOf = new Map(acts.map((act) => [`${act.eventId} ${act.revision}`, act]));
  return told.rows
    .toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.at.getTime() - b.at.getTime())
    .map((row) => {
      const act = actOf.get(`${row.eventId} ${row.revision}`);
      const { due, online, rating } = row.data;
      return {
        id: row.eventId,
        revision: row.revision,
        kind: kindOf(row.kind),
        at: row.at.toISOString(),
        recordedAt: row.recordedAt.toISOString(),
        voided: row.voided,
        counts: told.standing.has(row),
        by: act === undefined ? null : (names.get(act.accountId) ?? null),
        reason: act?.reason ?? null,
        dueAt: typeof due === 'number' ? isoOrNull(due) : null,
        online: typeof online === 'boolean' ? online : null,
        rating: RATINGS.find((each) => each === rating) ?? null,
      };
    });
}
