import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../../platform/context.ts';
import { type ArchivedDossier, archivedAmong } from '../dossier-archive/archives.read-model.ts';
import { changeOfSums, countsOfMany, type Took, tookOf } from './change-of-sums.ts';
import { type CountingBasis, currentBasis } from './counting-basis.ts';
import { addChange, factsOf, recountDossiers, rowOf } from './recount-dossiers.ts';
import { dataOf, type RecordHead, recordEvent, type SaidOfDossier } from './said-of-dossier.ts';
import {
  columnsOf,
  insertDossiers,
  insertDossiersByName,
  insertRecords,
  type NewColumns,
} from './store-new-dossiers.queries.ts';
import {
  type ComputedDossier,
  type EventRow,
  eventsOf,
  insertEvents,
  lockSource,
  noteTaken,
  type NewEvent,
} from './take-events.queries.ts';

/** A whole dossier as a file has it. */
export interface FileRecord extends Pick<NewEvent, 'unitId' | 'dossierCode' | 'procedureCode'> {
  readonly said: SaidOfDossier;
}
export { type CountingBasis, currentBasis } from './counting-basis.ts';
export type { RecordHead, SaidOfDossier } from './said-of-dossier.ts';
export { SomeAreHere } from './store-new-dossiers.queries.ts';

export interface TakenRecords {
  readonly taken: number;
  readonly repeated: number;
  /** Places (in `records`) of those of which the same file has said something else before. */
  readonly differing: readonly number[];
  /** Places of those that say something new of a dossier whose events are archived. */
  readonly archived: readonly number[];
}

/** What records come to if nothing else is known of their dossiers, by the rules and the calendar of the basis. */
export interface ComputedRecords {
  readonly records: readonly FileRecord[];
  readonly basis: CountingBasis;
  /** One of each dossier: the first that speaks of it. */
  readonly computed: readonly ComputedRecord[];
  /** What they add to the sums, one behind the other. */
  readonly counts: Int32Array;
  readonly columns: NewColumns;
  /** How many say the same as the first one, and the places of those that say something else. */
  readonly repeated: number;
  readonly differing: readonly number[];
}

interface ComputedRecord extends FileRecord {
  readonly dossier: Omit<ComputedDossier, 'counts'>;
  readonly took: Took | null;
  /** Where its counts stand among those of all. */
  readonly from: number;
  readonly to: number;
}

/** After so many dossiers others get their turn: requests are answered, and what is sent reaches the database. */
const STEP = 100;

/** Computes records before they are taken: the database is not asked, so it can store others meanwhile. */
export async function computeRecords(
  head: RecordHead,
  records: readonly FileRecord[],
  basis: CountingBasis,
): Promise<ComputedRecords> {
  const units = new Map<string, Map<string, FileRecord>>();
  const counts = countsOfMany(basis.clock);
  const computed: ComputedRecord[] = [];
  const differing: number[] = [];
  let repeated = 0;
  for (const [at, record] of records.entries()) {
    const ofUnit = units.get(record.unitId) ?? new Map<string, FileRecord>();
    units.set(record.unitId, ofUnit);
    const known = ofUnit.get(record.dossierCode);
    if (known === undefined) {
      ofUnit.set(record.dossierCode, record);
      computed.push(computeRecord(head, record, basis, counts, computed.at(-1)?.to ?? 0));
      if (computed.length % STEP === 0) await nextTurn();
    } else if (wordsOf(toNewEvent(known, head)) === wordsOf(toNewEvent(record, head))) repeated += 1;
    else differing.push(at);
  }
  const all = counts.all();
  const columns = await columnsOf(computed, all);
  return { records, basis, computed, counts: all, columns, repeated, differing };
}

function computeRecord(
  head: RecordHead,
  { unitId, dossierCode, procedureCode, said }: FileRecord,
  { ruleOf, clock }: CountingBasis,
  counts: ReturnType<typeof countsOfMany>,
  from: number,
): ComputedRecord {
  const facts = factsOf([recordEvent(said, head)], procedureCode, ruleOf, clock);
  const took = tookOf(facts, clock);
  const hours = took?.hours ?? null;
  const dossier = { ...rowOf(facts), unitId, code: dossierCode, procedureCode, hours };
  return { unitId, dossierCode, procedureCode, said, dossier, took, from, to: counts.add(facts) };
}

const toNewEvent = (
  { unitId, dossierCode, procedureCode, said }: FileRecord,
  { eventId, revision, at }: RecordHead,
): NewEvent => ({
  unitId,
  dossierCode,
  procedureCode,
  eventId,
  revision,
  at,
  voided: false,
  kind: 'reported',
  data: dataOf(said),
});

/** Takes what a file says of dossiers, in the caller's transaction. */
export interface Taking {
  /** What counts now; what was computed by another basis is computed again when it is taken. */
  readonly basis: CountingBasis;
  readonly take: (records: ComputedRecords) => Promise<TakenRecords>;
  /** Moves the sums. Until then they do not contain what was taken. */
  readonly finish: () => Promise<void>;
}

/**
 * Begins to take what a file says of dossiers, holding its source. Dossiers that the source has never spoken of go a
 * short way: what they come to follows from the one record. Of the others only those are stored and counted anew of
 * which the record says something else than the one that stands.
 * @param expected what records are computed by already, and whether all dossiers are taken for new (then `take` may
 *   throw SomeAreHere)
 */
export async function openTaking(
  db: Db,
  sourceId: string,
  head: RecordHead,
  received: { readonly now: Date; readonly requestId: string | null },
  expected: { readonly basis?: CountingBasis; readonly allNew?: boolean } = {},
): Promise<Taking> {
  await lockSource(db, sourceId);
  await noteTaken(db, sourceId, received.now);
  // After the lock: whoever changes a rule from here on counts anew what is taken now.
  const basis = await currentBasis(db, expected.basis);
  const change = changeOfSums();

  const insert = async (columns: NewColumns): Promise<'all' | ReadonlySet<string>> => {
    if (expected.allNew !== true) return insertDossiersByName(db, sourceId, columns, received.now);
    await insertDossiers(db, sourceId, columns, received.now);
    return 'all';
  };

  /** Stores those of which nothing else is known. @returns the others */
  const storeNew = async ({
    computed,
    counts,
    columns,
  }: ComputedRecords): Promise<readonly ComputedRecord[]> => {
    if (computed.length === 0) return [];
    const names = await insert(columns);
    const isNew = (record: ComputedRecord) => names === 'all' || names.has(nameOf(record));
    const fresh = names === 'all' ? computed : computed.filter(isNew);
    if (fresh.length === 0) return computed;
    const own = fresh.length === computed.length ? columns : await columnsOf(fresh, counts);
    const inserting = insertRecords(db, sourceId, head, own, received);
    for (const { unitId, procedureCode, took, from, to } of fresh) {
      change.add(unitId, procedureCode, counts, 1, from, to);
      change.addHours(unitId, took, 1);
    }
    await inserting;
    return fresh.length === computed.length ? [] : computed.filter((record) => !isNew(record));
  };

  const take = async (lot: ComputedRecords): Promise<TakenRecords> => {
    const current = lot.basis === basis ? lot : await computeRecords(head, lot.records, basis);
    const { records, computed } = current;
    const others = await storeNew(current);
    const archived = await sortArchived(db, sourceId, others, current.counts);
    const held = others.filter((record) => !archived.has(nameOf(record)));
    const standing = await sortKnown(
      db,
      sourceId,
      head,
      held.map((record) => toNewEvent(record, head)),
    );
    if (standing.changed.length > 0) {
      await insertEvents(db, sourceId, standing.changed, received);
      await recountDossiers(db, sourceId, standing.changed.map(keyOf), received.now);
    }
    const differing = new Set(current.differing);
    if (standing.differing.size > 0)
      for (const [at, record] of records.entries())
        if (standing.differing.has(nameOf(record))) differing.add(at);
    const news = new Set([...archived].flatMap(([name, isNews]) => (isNews ? [name] : [])));
    return {
      taken: computed.length - standing.repeated - standing.differing.size - archived.size,
      repeated: current.repeated + standing.repeated + archived.size - news.size,
      differing: [...differing].toSorted((a, b) => a - b),
      // `delete`: of rows that say the same the first is named, the others are repetitions of it.
      archived:
        news.size === 0
          ? []
          : [...records.entries()].flatMap(([at, record]) => (news.delete(nameOf(record)) ? [at] : [])),
    };
  };
  return { basis, take, finish: () => addChange(db, change) };
}

/** Of dossiers whose events are archived, by name: whether the record says something else than what they came to. */
async function sortArchived(
  db: Db,
  sourceId: string,
  computed: readonly ComputedRecord[],
  counts: Int32Array,
): Promise<ReadonlyMap<string, boolean>> {
  if (computed.length === 0) return new Map();
  const archived = await archivedAmong(db, sourceId, computed.map(keyOf));
  if (archived.length === 0) return new Map();
  const outcomes = new Map(
    computed.map((record) => {
      const own = [...counts.subarray(record.from, record.to)];
      return [nameOf(record), outcomeOf({ ...record.dossier, counts: own })];
    }),
  );
  return new Map(
    archived.map((row) => {
      const name = nameOf({ unitId: row.unitId, dossierCode: row.code });
      return [name, outcomes.get(name) !== outcomeOf(row)];
    }),
  );
}

const outcomeOf = ({
  procedureCode,
  state,
  counts,
  hours,
}: Omit<ArchivedDossier, 'unitId' | 'code'>): string => JSON.stringify([procedureCode, state, counts, hours]);

type Named = Pick<FileRecord, 'unitId' | 'dossierCode'>;
const keyOf = ({ unitId, dossierCode }: Named) => ({ unitId, code: dossierCode });
const nameOf = ({ unitId, dossierCode }: Named): string => `${unitId}\n${dossierCode}`;

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
