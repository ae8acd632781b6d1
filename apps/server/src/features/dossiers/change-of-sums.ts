import { type DayCount, durationOf, type DossierFacts } from '@parix/one-stop';
import { type DayNumber, formatDate, type WorkingClock } from '@parix/working-days';
import { COUNTER_PLACES, placeOf } from './counter-places.ts';
import { halfOf as firstOfHalf } from './half-months.ts';
import type { DaySums, HourSums, ProcedureSums } from './sums.queries.ts';

/** What one dossier adds to the sums: day, place of the counter, amount, again and again. */
export const packCounts = (counts: readonly DayCount[]): number[] =>
  counts.flatMap(({ day, counter, by }) => [day, placeOf(counter), by]);

/** One settled dossier and the whole working hours that it took. */
export interface Took {
  readonly day: DayNumber;
  readonly hours: number;
}

export function tookOf(facts: DossierFacts, clock: WorkingClock): Took | null {
  const duration = durationOf(facts, clock);
  return duration && { day: duration.day, hours: duration.hours };
}

/** Gathers what many dossiers change in the sums. */
export interface ChangeOfSums {
  readonly add: (
    unitId: string,
    procedureCode: string | null,
    packed: readonly number[],
    sign: 1 | -1,
  ) => void;
  readonly addHours: (unitId: string, took: Took | null, sign: 1 | -1) => void;
  readonly days: () => readonly DaySums[];
  readonly halves: () => readonly DaySums[];
  readonly procedures: () => readonly ProcedureSums[];
  readonly hours: () => readonly HourSums[];
}

/** Counts by day, or by the first day of a half month. */
type ByDay = Map<DayNumber, number[]>;

export function changeOfSums(): ChangeOfSums {
  const [days, halves] = [new Map<string, ByDay>(), new Map<string, ByDay>()];
  const procedures = new Map<string, Map<string, ByDay>>();
  const hours = new Map<string, Map<DayNumber, Map<number, number>>>();
  const halfOf = remembered(firstOfHalf);
  return {
    add: (unitId, procedureCode, packed, sign) => {
      const ofDay = within(days, unitId);
      const ofHalf = within(halves, unitId);
      const ofProcedure = within(within(procedures, unitId), procedureCode ?? '');
      for (let at = 0; at < packed.length; at += 3) {
        const [day = 0, place = 0, by = 0] = [packed[at], packed[at + 1], packed[at + 2]];
        const half = halfOf(day);
        raise(ofDay, day, place, sign * by);
        raise(ofHalf, half, place, sign * by);
        raise(ofProcedure, half, place, sign * by);
      }
    },
    addHours: (unitId, took, sign) => {
      if (took === null) return;
      const ofDay = within(within(hours, unitId), took.day);
      ofDay.set(took.hours, (ofDay.get(took.hours) ?? 0) + sign);
    },
    days: () => [...days].flatMap(([unitId, sums]) => toSums(unitId, sums)),
    halves: () => [...halves].flatMap(([unitId, sums]) => toSums(unitId, sums)),
    procedures: () =>
      [...procedures].flatMap(([unitId, codes]) =>
        [...codes].flatMap(([procedureCode, sums]) =>
          toSums(unitId, sums).map((each) => ({ ...each, procedureCode })),
        ),
      ),
    hours: () =>
      [...hours].flatMap(([unitId, ofUnit]) =>
        [...ofUnit].flatMap(([day, ofDay]) =>
          [...ofDay].flatMap(([took, dossiers]) =>
            dossiers === 0 ? [] : [{ unitId, day: formatDate(day), hours: took, dossiers }],
          ),
        ),
      ),
  };
}

/** The map that stands under the key, made when there is none. */
function within<K, K2, V>(maps: Map<K, Map<K2, V>>, key: K): Map<K2, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<K2, V>();
  maps.set(key, made);
  return made;
}

/** Batches speak of few days again and again. */
function remembered(half: (day: DayNumber) => DayNumber): (day: DayNumber) => DayNumber {
  const known = new Map<DayNumber, DayNumber>();
  return (day) => {
    const first = known.get(day) ?? half(day);
    known.set(day, first);
    return first;
  };
}

const ZEROS: readonly number[] = COUNTER_PLACES.map(() => 0);

function raise(sums: ByDay, day: DayNumber, place: number, by: number): void {
  let known = sums.get(day);
  if (known === undefined) {
    known = ZEROS.slice();
    sums.set(day, known);
  }
  known[place] = (known[place] ?? 0) + by;
}

function toSums(unitId: string, sums: ByDay): readonly DaySums[] {
  return [...sums].flatMap(([day, counts]) =>
    counts.every((count) => count === 0) ? [] : [{ unitId, day: formatDate(day), counts }],
  );
}
