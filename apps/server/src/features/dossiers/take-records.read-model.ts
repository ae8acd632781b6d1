import type { Db } from '../../platform/context.ts';
import { type ArchivedDossier, archivedAmong } from '../dossier-archive/archives.read-model.ts';
import { changeOfSums } from './change-of-sums.ts';
import {
  type ComputedRecord,
  type ComputedRecords,
  computeRecords,
  type FileRecord,
  toNewEvent,
  wordsOf,
} from './compute-records.read-model.ts';
import type { CountingBasis } from './counting-basis.ts';
import { type CurrentBasis, currentBasis } from './current-basis.ts';
import { columnsOf } from './new-columns.ts';
import type { NewRows } from './new-rows.ts';
import { addChange, recountDossiers } from './recount-dossiers.ts';
import type { RecordHead } from './said-of-dossier.ts';
import { copyNewRows, insertDossiersByName, insertRecords } from './store-new-dossiers.queries.ts';
import type { SumsOfRecords } from './sums-of-records.read-model.ts';
import { addToDays, addToHalves, addToHours, addToProcedures, moveSums } from './sums.queries.ts';
import {
  type EventRow,
  eventsOf,
  insertEvents,
  lockSource,
  noteTaken,
  type NewEvent,
} from './take-events.queries.ts';

export { type CurrentBasis, currentBasis } from './current-basis.ts';
export { SomeAreHere } from './store-new-dossiers.queries.ts';

/** When a file was received, and by which request. */
export interface Received {
  readonly now: Date;
  readonly requestId: string | null;
}

/** Takes dossiers that are new for all that is known, in the caller's transaction. */
export interface TakingNew {
  /** @throws SomeAreHere */
  readonly take: (rows: NewRows) => Promise<void>;
  /** Moves the sums by all that was taken. */
  readonly finish: (sums: SumsOfRecords) => Promise<void>;
}

/** The rules or the calendar are others than those by which the records were computed. */
export class BasisChanged extends Error {}

/**
 * Begins to take dossiers of which the source is believed never to have spoken, holding it: what they come to was
 * computed elsewhere.
 * @throws BasisChanged
 */
export async function openTakingNew(
  db: Db,
  sourceId: string,
  now: Date,
  basis: CurrentBasis,
): Promise<TakingNew> {
  await lockSource(db, sourceId);
  await noteTaken(db, sourceId, now);
  // After the lock: whoever changes a rule from here on counts anew what is taken now.
  if ((await currentBasis(db, basis)) !== basis) throw new BasisChanged();
  return {
    take: (rows) => copyNewRows(db, rows),
    finish: ({ days, halves, procedures, hours }) =>
      moveSums(db, [
        () => addToDays(days),
        () => addToHalves(halves),
        () => addToProcedures(procedures),
        () => addToHours(hours),
      ]),
  };
}

export interface TakenRecords {
  readonly taken: number;
  readonly repeated: number;
  /** Places (in `records`) of those of which the same file has said something else before. */
  readonly differing: readonly number[];
  /** Places of those that say something new of a dossier whose events are archived. */
  readonly archived: readonly number[];
}

/** Takes what a file says of dossiers, in the caller's transaction. */
export interface Taking {
  /** By what dossiers are counted now. */
  readonly basis: CountingBasis;
  /** What was computed by another basis is computed again. */
  readonly take: (records: ComputedRecords) => Promise<TakenRecords>;
  /** Moves the sums. Until then they do not contain what was taken. */
  readonly finish: () => Promise<void>;
}

/**
 * Begins to take what a file says of dossiers of which some may be known, holding its source. Those that the source has
 * never spoken of go a short way: what they come to follows from the one record. Of the others only those are stored
 * and counted anew of which the record says something else than the one that stands.
 */
export async function openTaking(
  db: Db,
  sourceId: string,
  head: RecordHead,
  received: Received,
  expected?: CurrentBasis,
): Promise<Taking> {
  await lockSource(db, sourceId);
  await noteTaken(db, sourceId, received.now);
  const basis = await currentBasis(db, expected);
  const change = changeOfSums();

  /** Stores those of which nothing else is known. @returns the others */
  const storeNew = async ({ computed, counts }: ComputedRecords): Promise<readonly ComputedRecord[]> => {
    if (computed.length === 0) return [];
    const columns = await columnsOf(computed, counts);
    const names = await insertDossiersByName(db, sourceId, columns, received.now);
    const isNew = (record: ComputedRecord) => names.has(nameOf(record));
    const fresh = computed.filter(isNew);
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
