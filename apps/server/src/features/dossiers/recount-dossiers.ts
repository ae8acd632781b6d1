import type { WorkingClock } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { type ChangeOfSums, changeOfSums, packedCountsOf, type Took, tookOf } from './change-of-sums.ts';
import { factsOf, rowOf } from './facts-of-dossier.ts';
import { toDossierEvent } from './read-event.ts';
import { dayColumns, hourColumns, procedureColumns } from './sum-columns.ts';
import { addToDays, addToHalves, addToHours, addToProcedures, moveSums } from './sums.queries.ts';
import {
  type ComputedDossier,
  type Counted,
  countedOf,
  type DossierKey,
  type EventRow,
  eventsOf,
  storeDossiers,
} from './take-events.queries.ts';

/**
 * Computes dossiers anew from all their events, and moves every sum by the difference to what they added before. The
 * caller holds the source (`lockSource`): nobody else adds events to these dossiers meanwhile.
 */
export async function recountDossiers(
  db: Db,
  sourceId: string,
  keys: readonly DossierKey[],
  now: Date,
): Promise<void> {
  const events = groupEvents(await eventsOf(db, sourceId, keys));
  const before = new Map((await countedOf(db, sourceId, keys)).map((row) => [nameOf(row), row]));
  const procedures = new Map([...events].map(([name, rows]) => [name, procedureOf(rows)]));
  const codes = [...new Set([...procedures.values()].filter((code) => code !== null))];
  const ruleOf = await loadProcedureRules(db, codes);
  const clock = await loadWorkingClock(db);
  const change = changeOfSums();
  const computed = keys.map((key): ComputedDossier => {
    const name = nameOf(key);
    const procedureCode = procedures.get(name) ?? null;
    const facts = factsOf((events.get(name) ?? []).map(toDossierEvent), procedureCode, ruleOf, clock);
    const counts = packedCountsOf(facts, clock);
    const took = tookOf(facts, clock);
    const known = before.get(name);
    if (known) {
      change.add(key.unitId, known.procedureCode, known.counts, -1);
      change.addHours(key.unitId, tookBefore(known, clock), -1);
    }
    change.add(key.unitId, procedureCode, counts, 1);
    change.addHours(key.unitId, took, 1);
    return { ...key, procedureCode, ...rowOf(facts), counts, hours: took?.hours ?? null };
  });
  await storeDossiers(db, sourceId, computed, now);
  await addChange(db, change);
}

/** Moves every sum by what was gathered. */
export const addChange = (db: Db, change: ChangeOfSums): Promise<void> =>
  moveSums(db, [
    () => addToDays(dayColumns(change.days())),
    () => addToHalves(dayColumns(change.halves())),
    () => addToProcedures(procedureColumns(change.procedures())),
    () => addToHours(hourColumns(change.hours())),
  ]);

const tookBefore = ({ hours, endedAt }: Counted, clock: WorkingClock): Took | null =>
  hours === null || endedAt === null ? null : { day: clock.dayOf(endedAt.getTime()), hours };

const nameOf = ({ unitId, code }: DossierKey): string => `${unitId}\n${code}`;

function groupEvents(rows: readonly EventRow[]): ReadonlyMap<string, readonly EventRow[]> {
  const dossiers = new Map<string, EventRow[]>();
  for (const row of rows) {
    const name = nameOf({ unitId: row.unitId, code: row.dossierCode });
    const known = dossiers.get(name);
    if (known) known.push(row);
    else dossiers.set(name, [row]);
  }
  return dossiers;
}

/** The procedure that the latest standing event names; at one instant the greater id, so that no order of arrival counts. */
export function procedureOf(rows: readonly EventRow[]): string | null {
  let latest: EventRow | undefined;
  for (const row of standing(rows))
    if (row.procedureCode !== null && (latest === undefined || isLater(row, latest))) latest = row;
  return latest?.procedureCode ?? null;
}

const isLater = (a: EventRow, b: EventRow): boolean =>
  a.at.getTime() === b.at.getTime() ? a.eventId > b.eventId : a.at > b.at;

/** Of each event the highest revision, unless it takes the event back. */
export function standing(rows: readonly EventRow[]): readonly EventRow[] {
  const highest = new Map<string, EventRow>();
  for (const row of rows) {
    const known = highest.get(row.eventId);
    if (!known || known.revision < row.revision) highest.set(row.eventId, row);
  }
  return [...highest.values()].filter(({ voided }) => !voided);
}
