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

const SEPARATOR = '\n';

export function changeOfSums(): ChangeOfSums {
  const [days, halves, procedures] = [
    new Map<string, number[]>(),
    new Map<string, number[]>(),
    new Map<string, number[]>(),
  ];
  const hours = new Map<string, number>();
  const halfOf = remembered(firstOfHalf);
  return {
    add: (unitId, procedureCode, packed, sign) => {
      for (let at = 0; at < packed.length; at += 3) {
        const [day = 0, place = 0, by = 0] = [packed[at], packed[at + 1], packed[at + 2]];
        const half = halfOf(day);
        raise(days, unitId + SEPARATOR + day, place, sign * by);
        raise(halves, unitId + SEPARATOR + half, place, sign * by);
        raise(procedures, unitId + SEPARATOR + half + SEPARATOR + (procedureCode ?? ''), place, sign * by);
      }
    },
    addHours: (unitId, took, sign) => {
      if (took === null) return;
      const key = [unitId, took.day, took.hours].join(SEPARATOR);
      hours.set(key, (hours.get(key) ?? 0) + sign);
    },
    days: () => [...days].flatMap(toSums),
    halves: () => [...halves].flatMap(toSums),
    procedures: () =>
      [...procedures].flatMap(([key, counts]) => {
        const [, , ...code] = key.split(SEPARATOR);
        return toSums([key, counts]).map((sums) => ({ ...sums, procedureCode: code.join(SEPARATOR) }));
      }),
    hours: () =>
      [...hours].flatMap(([key, dossiers]) => {
        const [unitId = '', day, of] = key.split(SEPARATOR);
        return dossiers === 0 ? [] : [{ unitId, day: formatDate(Number(day)), hours: Number(of), dossiers }];
      }),
  };
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

function raise(sums: Map<string, number[]>, key: string, place: number, by: number): void {
  const known = sums.get(key) ?? COUNTER_PLACES.map(() => 0);
  known[place] = (known[place] ?? 0) + by;
  sums.set(key, known);
}

function toSums([key, counts]: readonly [string, readonly number[]]): readonly DaySums[] {
  if (counts.every((count) => count === 0)) return [];
  const [unitId = '', day] = key.split(SEPARATOR);
  return [{ unitId, day: formatDate(Number(day)), counts }];
}
