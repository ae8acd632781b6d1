import { setImmediate as nextTurn } from 'node:timers/promises';
import { countsOfMany, type Took, tookOf } from './change-of-sums.ts';
import type { CountingBasis } from './counting-basis.ts';
import { factsOf, rowOf } from './facts-of-dossier.ts';
import type { NewDossier } from './new-columns.ts';
import { type NewRows, type ReceivedFrom, rowsOfNew } from './new-rows.ts';
import { dataOf, type RecordHead, recordEvent, type SaidOfDossier } from './said-of-dossier.ts';
import type { NewEvent } from './take-events.queries.ts';

export { basisAsTold, type CountingBasis, type ToldBasis } from './counting-basis.ts';
export type { NewRows, ReceivedFrom } from './new-rows.ts';
export type { RecordHead, SaidOfDossier } from './said-of-dossier.ts';

/** A whole dossier as a file has it. */
export interface FileRecord extends Pick<NewEvent, 'unitId' | 'dossierCode' | 'procedureCode'> {
  readonly said: SaidOfDossier;
}

/** What records come to if nothing else is known of their dossiers, by the rules and the calendar of the basis. */
export interface ComputedRecords {
  readonly records: readonly FileRecord[];
  readonly basis: CountingBasis;
  /** One of each dossier: the first that speaks of it. */
  readonly computed: readonly ComputedRecord[];
  /** What they add to the sums, one behind the other. */
  readonly counts: Int32Array;
  /** How many say the same as the first one, and the places of those that say something else. */
  readonly repeated: number;
  readonly differing: readonly number[];
}

export interface ComputedRecord extends FileRecord, NewDossier {
  readonly took: Took | null;
}

/** After so many dossiers others get their turn. */
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
  return { records, basis, computed, counts: counts.all(), repeated, differing };
}

/** As new dossiers are stored. */
export const rowsOfComputed = (
  { computed, counts }: ComputedRecords,
  head: RecordHead,
  from: ReceivedFrom,
): NewRows => rowsOfNew(computed, counts, head, from);

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

/** The record as an event that can be stored. */
export const toNewEvent = (
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

/** What an event says, comparable. */
export const wordsOf = ({ procedureCode, data }: Pick<NewEvent, 'procedureCode' | 'data'>): string =>
  JSON.stringify([procedureCode, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]);
