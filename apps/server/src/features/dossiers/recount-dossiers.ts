import { type DossierFacts, foldDossier } from '@parix/one-stop';
import { formatDate, type WorkingClock } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { type ChangeOfSums, changeOfSums, packedCountsOf, type Took, tookOf } from './change-of-sums.ts';
import { toDossierEvent } from './read-event.ts';
import { addToDays, addToHalves, addToHours, addToProcedures } from './sums.queries.ts';
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
export async function addChange(db: Db, change: ChangeOfSums): Promise<void> {
  const statements = [
    () => addToDays(change.days()),
    () => addToHalves(change.halves()),
    () => addToProcedures(change.procedures()),
    () => addToHours(change.hours()),
  ];
  // While the database works on one of them, the next is written.
  let running: Promise<unknown> = Promise.resolve();
  for (const statement of statements) {
    const next = statement();
    await running;
    running = next?.execute(db) ?? running;
  }
  await running;
}

type RuleOf = Awaited<ReturnType<typeof loadProcedureRules>>;

/** The rule in force on the day of receipt, which follows from the events alone. */
export function factsOf(
  events: Parameters<typeof foldDossier>[0],
  procedureCode: string | null,
  ruleOf: RuleOf,
  clock: WorkingClock,
): DossierFacts {
  return foldDossier(events, (receivedAt) => ruleOf(procedureCode, receivedAt), clock);
}

/** What the stored row says of the facts. */
export function rowOf(facts: DossierFacts) {
  const { state, receivedAt, dueAt, endedAt, ending, channel, warnings } = facts;
  const span = facts.endedAt === null ? facts.spans.at(-1) : undefined;
  return {
    state,
    receivedAt,
    dueAt,
    endedAt,
    ending,
    channel,
    overdueFrom: dateOrNull(span?.overdueFrom ?? null),
    nearDueFrom: dateOrNull(span?.nearFrom ?? null),
    warnings,
  };
}

const dateOrNull = (day: number | null): string | null => (day === null ? null : formatDate(day));

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
