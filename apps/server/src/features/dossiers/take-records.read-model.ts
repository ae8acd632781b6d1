import { setImmediate as nextTurn } from 'node:timers/promises';
import { countsOf } from '@parix/one-stop';
import type { WorkingClock } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import { type ArchivedDossier, archivedAmong } from '../dossier-archive/archives.read-model.ts';
import { loadProcedureRules } from '../procedures/procedure-rules.read-model.ts';
import { loadWorkingClock } from '../working-calendar/working-clock.read-model.ts';
import { changeOfSums, packCounts, type Took, tookOf } from './change-of-sums.ts';
import { dossierEvent } from './read-event.ts';
import { addChange, factsOf, recountDossiers, rowOf } from './recount-dossiers.ts';
import { insertDossiers, insertRecords, type RecordHead } from './store-new-dossiers.queries.ts';
import {
  type ComputedDossier,
  type EventRow,
  eventsOf,
  insertEvents,
  lockSource,
  noteTaken,
  type NewEvent,
} from './take-events.queries.ts';

/** A whole dossier as a file has it; instants in `data` are epoch milliseconds, what was not said is left out. */
export type FileRecord = Pick<NewEvent, 'unitId' | 'dossierCode' | 'procedureCode' | 'data'>;
export type { RecordHead } from './store-new-dossiers.queries.ts';

export interface TakenRecords {
  readonly taken: number;
  readonly repeated: number;
  /** Places (in `records`) of those of which the same file has said something else before. */
  readonly differing: readonly number[];
  /** Places of those that say something new of a dossier whose events are archived. */
  readonly archived: readonly number[];
}

/**
 * Stores what a file says of dossiers and counts it, in the caller's transaction. Dossiers that the source has never
 * spoken of go a short way: what they come to follows from the one record. Of the others only those are stored and
 * counted anew of which the record says something else than the one that stands.
 */
export async function takeRecords(
  db: Db,
  sourceId: string,
  head: RecordHead,
  records: readonly FileRecord[],
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<TakenRecords> {
  await lockSource(db, sourceId);
  await noteTaken(db, sourceId, received.now);
  const first = new Map<string, NewEvent>();
  const differing: number[] = [];
  let repeated = 0;
  for (const [at, record] of records.entries()) {
    const event: NewEvent = { ...record, ...head, voided: false, kind: 'reported' };
    const name = nameOf(event);
    const known = first.get(name);
    if (known === undefined) first.set(name, event);
    else if (wordsOf(known) === wordsOf(event)) repeated += 1;
    else differing.push(at);
  }
  const events = [...first.values()];
  const { isNew, computed } = await storeNew(db, sourceId, head, events, received);
  const all = events.filter((event) => !isNew.has(event));
  const archived = await sortArchived(db, sourceId, all, computed);
  const held = all.filter((event) => !archived.has(nameOf(event)));
  const known = await sortKnown(db, sourceId, head, held);
  if (known.changed.length > 0) {
    await insertEvents(db, sourceId, known.changed, received);
    await recountDossiers(db, sourceId, known.changed.map(keyOf), received.now);
  }
  if (known.differing.size > 0)
    for (const [at, { unitId, dossierCode }] of records.entries())
      if (known.differing.has(`${unitId}\n${dossierCode}`) && !differing.includes(at)) differing.push(at);
  const news = new Set([...archived].flatMap(([name, isNews]) => (isNews ? [name] : [])));
  return {
    taken: events.length - known.repeated - known.differing.size - archived.size,
    repeated: repeated + known.repeated + archived.size - news.size,
    differing: differing.toSorted((a, b) => a - b),
    // `delete`: of rows that say the same the first is named, the others are repetitions of it.
    archived: [...records.entries()].flatMap(([at, record]) => (news.delete(nameOf(record)) ? [at] : [])),
  };
}

/** Of dossiers whose events are archived, by name: whether the record says something else than what they came to. */
async function sortArchived(
  db: Db,
  sourceId: string,
  events: readonly NewEvent[],
  computed: readonly ComputedDossier[],
): Promise<ReadonlyMap<string, boolean>> {
  if (events.length === 0) return new Map();
  const archived = await archivedAmong(db, sourceId, events.map(keyOf));
  if (archived.length === 0) return new Map();
  const records = new Map(computed.map((record) => [`${record.unitId}\n${record.code}`, record]));
  return new Map(
    archived.map((row) => {
      const name = `${row.unitId}\n${row.code}`;
      const record = records.get(name);
      return [name, record === undefined || outcomeOf(record) !== outcomeOf(row)];
    }),
  );
}

const outcomeOf = ({
  procedureCode,
  state,
  counts,
  hours,
}: Omit<ArchivedDossier, 'unitId' | 'code'>): string => JSON.stringify([procedureCode, state, counts, hours]);

const keyOf = ({ unitId, dossierCode }: FileRecord) => ({ unitId, code: dossierCode });
const nameOf = ({ unitId, dossierCode }: FileRecord): string => `${unitId}\n${dossierCode}`;

/** Counts every record as if nothing else were known of its dossier, and stores those of which that is so. */
async function storeNew(
  db: Db,
  sourceId: string,
  head: RecordHead,
  events: readonly NewEvent[],
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<{ readonly isNew: ReadonlySet<NewEvent>; readonly computed: readonly ComputedDossier[] }> {
  const isNew = new Set<NewEvent>();
  const computed: ComputedDossier[] = [];
  if (events.length === 0) return { isNew, computed };
  const codes = [...new Set(events.flatMap(({ procedureCode }) => procedureCode ?? []))];
  const ruleOf = await loadProcedureRules(db, codes);
  const clock = await loadWorkingClock(db);
  const change = changeOfSums();
  const storeLot = async (lot: readonly ComputedRecord[]): Promise<void> => {
    const names = await insertDossiers(db, sourceId, lot.map(dossierOf), received.now);
    const fresh = lot.filter(({ event }) => names.has(nameOf(event)));
    if (fresh.length === 0) return;
    const storing = insertRecords(db, sourceId, head, fresh.map(eventOf), received);
    for (const { event, dossier, took } of fresh) {
      isNew.add(event);
      change.add(event.unitId, event.procedureCode, dossier.counts, 1);
      change.addHours(event.unitId, took, 1);
    }
    await storing;
  };
  // The database stores one lot while the next is computed here.
  let storing = Promise.resolve();
  for (let from = 0; from < events.length; from += LOT) {
    const lot = await computeLot(events.slice(from, from + LOT), ruleOf, clock);
    for (const { dossier } of lot) computed.push(dossier);
    await storing;
    storing = storeLot(lot);
    // Awaited above or below; until then a failure is nobody's.
    storing.catch(() => undefined);
  }
  await storing;
  if (isNew.size > 0) await addChange(db, change);
  return { isNew, computed };
}

/** Dossiers of one statement. */
const LOT = 2_000;
/** After so many dossiers others get their turn: requests are answered, and what is sent reaches the database. */
const STEP = 200;

interface ComputedRecord {
  readonly event: NewEvent;
  readonly dossier: ComputedDossier;
  readonly took: Took | null;
}
const dossierOf = ({ dossier }: ComputedRecord): ComputedDossier => dossier;
const eventOf = ({ event }: ComputedRecord): NewEvent => event;

async function computeLot(
  events: readonly NewEvent[],
  ruleOf: Parameters<typeof factsOf>[2],
  clock: WorkingClock,
): Promise<readonly ComputedRecord[]> {
  const lot: ComputedRecord[] = [];
  for (const event of events) {
    const { unitId, dossierCode: code, procedureCode } = event;
    const facts = factsOf([dossierEvent(event, event.at)], procedureCode, ruleOf, clock);
    const took = tookOf(facts, clock);
    const counts = packCounts(countsOf(facts, clock));
    const hours = took?.hours ?? null;
    lot.push({ event, took, dossier: { ...rowOf(facts), unitId, code, procedureCode, counts, hours } });
    if (lot.length % STEP === 0) await nextTurn();
  }
  return lot;
}

/** Which of the records say something new of dossiers that are here. */
async function sortKnown(db: Db, sourceId: string, head: RecordHead, events: readonly NewEvent[]) {
  const changed: NewEvent[] = [];
  const differing = new Set<string>();
  let repeated = 0;
  if (events.length === 0) return { changed, differing, repeated };
  const standing = new Map<string, EventRow>();
  for (const row of await eventsOf(db, sourceId, events.map(keyOf))) {
    if (row.eventId !== head.eventId) continue;
    const before = standing.get(nameOf(row));
    if (!before || before.revision < row.revision) standing.set(nameOf(row), row);
  }
  for (const event of events) {
    const before = standing.get(nameOf(event));
    if (before && saysTheSame(before, event)) repeated += 1;
    else if (before && before.revision >= event.revision) differing.add(nameOf(event));
    else changed.push(event);
  }
  return { changed, differing, repeated };
}

/** A settled dossier that a later file repeats word for word is no news, whenever that file was made. */
const saysTheSame = (before: EventRow, event: NewEvent): boolean =>
  !before.voided &&
  (before.at.getTime() === event.at || event.data['finished'] !== undefined) &&
  wordsOf(before) === wordsOf(event);

const wordsOf = ({ procedureCode, data }: Pick<NewEvent, 'procedureCode' | 'data'>): string =>
  JSON.stringify([procedureCode, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
