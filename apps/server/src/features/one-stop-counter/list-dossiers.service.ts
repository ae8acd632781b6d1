import type { CounterProcedure, CounterRow, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { containsPattern } from '../../platform/search-text.ts';
import {
  builtInSource,
  counterKeyOf,
  type DossierRow,
  listOfCounter,
} from '../dossiers/built-in-source.read-model.ts';
import { knownProcedures } from '../procedures/procedure-rules.read-model.ts';
import { searchInForce } from '../procedures/procedures-in-force.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { searchCodes } from './counter.queries.ts';
import { isoOrNull } from './describe-counter-dossier.ts';
import { readLookupCode } from './lookup-code.ts';
import { dueByLaw } from './receive-dossier.service.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.string()]);

/** The queue of the own counter; with something to look for, all of its dossiers whatever their state. */
export async function listCounterDossiers(
  context: Context,
  unitId: string,
  { list, q, limit, cursor }: z.output<typeof ROUTES.listCounterDossiers.query>,
) {
  const { db, now, person } = context;
  context.permit('counter.read', relationToUnit(person, unitId));
  const day = legalDayOf(now);
  const search = { lookupCode: readLookupCode(q), pattern: containsPattern(q) };
  const rows = await listOfCounter(db, {
    ...{ unitId, sourceId: await builtInSource(db), day, limit: limit + 1 },
    list: q === '' ? list : 'all',
    codes: q === '' ? null : await searchCodes(db, unitId, search),
    after: decodeCursor(cursor, cursorKey),
  });
  const procedures = await knownProcedures(db, [...new Set(rows.flatMap((row) => row.procedureCode ?? []))]);
  return toPage(rows, limit, counterKeyOf, (row): CounterRow => ({
    code: row.code,
    procedureName: procedures.get(row.procedureCode ?? '')?.name ?? row.procedureCode,
    state: row.state,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    urgency: urgencyOf(row, day),
  }));
}

/** Dates of a dossier whose clock stands still are null: it is neither near due nor overdue. */
function urgencyOf(row: DossierRow, day: string): CounterRow['urgency'] {
  if (row.endedAt !== null || row.receivedAt === null) return null;
  if (row.overdueFrom !== null && row.overdueFrom <= day) return 'overdue';
  if (row.state === 'awaiting-supplement' || row.state === 'awaiting-payment') return 'waiting';
  if (row.dueAt === null) return 'without-deadline';
  return row.nearDueFrom !== null && row.nearDueFrom <= day ? 'near-due' : 'in-time';
}

/** Procedures that one answer shows. */
const SHOWN = 20;

/** Procedures in force today, each with the appointment that a dossier received now would have. */
export async function searchProcedures(
  context: Context,
  unitId: string,
  words: string,
): Promise<{ items: CounterProcedure[]; more: boolean }> {
  const { db, now, person } = context;
  context.permit('counter.act', relationToUnit(person, unitId));
  const found = await searchInForce(db, words, { now, day: legalDayOf(now), limit: SHOWN + 1 });
  const clock = await loadWorkingClock(db);
  const items = found.slice(0, SHOWN).map(({ code, name, sector, rule }) => ({
    ...{ code, name, sector },
    processingMinutes: rule.processingMinutes,
    counting: rule.counting,
    hasFee: rule.hasFee,
    dueAt: isoOrNull(dueByLaw(rule, clock, now.getTime())),
  }));
  return { items, more: found.length > SHOWN };
}
