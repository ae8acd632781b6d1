import { type AddCount, addCounts, durationOf, type DossierFacts } from '@parix/one-stop';
import type { DayNumber, WorkingClock } from '@parix/working-days';
import { COUNTER_PLACES, placeOf } from './counter-places.ts';
import { halfOf as firstOfHalf } from './half-months.ts';
import type { HourRows, ProcedureRows, SumRows } from './sum-columns.ts';

/** What one dossier adds to the sums: day, place of the counter, amount, again and again. */
export function packedCountsOf(facts: DossierFacts, clock: WorkingClock): number[] {
  const packed: number[] = [];
  addCounts(facts, clock, (day, counter, by) => packed.push(day, placeOf(counter), by));
  return packed;
}

/** Packed counts of many dossiers, one behind the other: arrays of their own are mostly work for the collector. */
export function countsOfMany(clock: WorkingClock) {
  let packed = new Int32Array(3 * 16 * 1024);
  let end = 0;
  const push: AddCount = (day, counter, by) => {
    if (end + 3 > packed.length) {
      const longer = new Int32Array(2 * packed.length);
      longer.set(packed);
      packed = longer;
    }
    packed[end] = day;
    packed[end + 1] = placeOf(counter);
    packed[end + 2] = by;
    end += 3;
  };
  return {
    /** Adds those of a dossier. @returns where they end */
    add: (facts: DossierFacts): number => {
      addCounts(facts, clock, push);
      return end;
    },
    all: (): Int32Array => packed.subarray(0, end),
  };
}

/** One settled dossier and the whole working hours that it took. */
export interface Took {
  readonly day: DayNumber;
  readonly hours: number;
}

export function tookOf(facts: DossierFacts, clock: WorkingClock): Took | null {
  const duration = durationOf(facts, clock);
  return duration && { day: duration.day, hours: duration.hours };
}

/** Gathers what many dossiers change in the sums. Rows come in the order of their keys, without those that are all 0. */
export interface ChangeOfSums {
  /** `from`, `to`: where the dossier's counts stand among the packed ones of many. */
  readonly add: (
    unitId: string,
    procedureCode: string | null,
    packed: ArrayLike<number>,
    sign: 1 | -1,
    from?: number,
    to?: number,
  ) => void;
  readonly addHours: (unitId: string, took: Took | null, sign: 1 | -1) => void;
  readonly days: () => SumRows;
  readonly halves: () => SumRows;
  readonly procedures: () => ProcedureRows;
  readonly hours: () => HourRows;
}

/** Where the counts of a day, or of the half month that begins on it, stand. */
type ByDay = Map<DayNumber, number>;

export function changeOfSums(): ChangeOfSums {
  const [days, halves] = [new Map<string, ByDay>(), new Map<string, ByDay>()];
  const procedures = new Map<string, Map<string, ByDay>>();
  const hours = new Map<string, Map<DayNumber, Map<number, number>>>();
  const halfOf = remembered(firstOfHalf);
  const counts = countsInOnePiece();
  return {
    add: (unitId, procedureCode, packed, sign, from = 0, to = packed.length) => {
      const ofUnit = within(days, unitId);
      const halvesOfUnit = within(halves, unitId);
      const ofProcedure = within(within(procedures, unitId), procedureCode ?? '');
      let [known, ofDay, ofHalf, ofCode] = [Number.NaN, 0, 0, 0];
      for (let at = from; at < to; at += 3) {
        const [day = 0, place = 0, by = 0] = [packed[at], packed[at + 1], packed[at + 2]];
        if (day !== known) {
          const half = halfOf(day);
          ofDay = counts.placeIn(ofUnit, day);
          ofHalf = counts.placeIn(halvesOfUnit, half);
          ofCode = counts.placeIn(ofProcedure, half);
          known = day;
        }
        counts.raise(ofDay + place, sign * by);
        counts.raise(ofHalf + place, sign * by);
        counts.raise(ofCode + place, sign * by);
      }
    },
    addHours: (unitId, took, sign) => {
      if (took === null) return;
      const ofDay = within(within(hours, unitId), took.day);
      ofDay.set(took.hours, (ofDay.get(took.hours) ?? 0) + sign);
    },
    days: () => rowsOf(days, counts),
    halves: () => rowsOf(halves, counts),
    procedures: () => {
      const rows = emptyRows();
      const procedureCodes: string[] = [];
      for (const [unitId, codes] of inOrder(procedures))
        for (const [code, ofCode] of inOrder(codes)) {
          addRows(rows, unitId, ofCode, counts);
          while (procedureCodes.length < rows.days.length) procedureCodes.push(code);
        }
      return { ...rows, procedureCodes, counts: counts.at(rows.places) };
    },
    hours: () => {
      const rows = { unitIds: [] as string[], days: [] as DayNumber[], hours: [] as number[] };
      const dossiers: number[] = [];
      for (const [unitId, ofUnit] of inOrder(hours))
        for (const [day, ofDay] of inOrder(ofUnit))
          for (const [took, by] of inOrder(ofDay)) {
            if (by === 0) continue;
            rows.unitIds.push(unitId);
            rows.days.push(day);
            rows.hours.push(took);
            dossiers.push(by);
          }
      return { ...rows, dossiers };
    },
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

/** By rising keys; of text by its UTF-16 units. */
const inOrder = <K extends string | number, V>(map: ReadonlyMap<K, V>): readonly (readonly [K, V])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** Batches speak of few days again and again. */
function remembered(half: (day: DayNumber) => DayNumber): (day: DayNumber) => DayNumber {
  const known = new Map<DayNumber, DayNumber>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const first = half(day);
    known.set(day, first);
    return first;
  };
}

const WIDTH = COUNTER_PLACES.length;

/** Rows of counts, one behind the other: tens of thousands of arrays of their own are mostly work for the collector. */
function countsInOnePiece() {
  let piece = new Int32Array(256 * WIDTH);
  let end = 0;
  const isZero = (place: number): boolean => {
    for (let at = place; at < place + WIDTH; at += 1) if (piece[at] !== 0) return false;
    return true;
  };
  return {
    /** Where the counts of the day begin; they begin as zeros. */
    placeIn: (sums: ByDay, day: DayNumber): number => {
      const known = sums.get(day);
      if (known !== undefined) return known;
      if (end === piece.length) {
        const longer = new Int32Array(2 * piece.length);
        longer.set(piece);
        piece = longer;
      }
      sums.set(day, end);
      end += WIDTH;
      return end - WIDTH;
    },
    raise: (place: number, by: number): void => {
      piece[place] = (piece[place] ?? 0) + by;
    },
    isZero,
    /** The counts that stand at the places, one behind the other. */
    at: (places: readonly number[]): Int32Array => {
      const found = new Int32Array(places.length * WIDTH);
      for (const [n, place] of places.entries()) found.set(piece.subarray(place, place + WIDTH), n * WIDTH);
      return found;
    },
  };
}
type Counts = ReturnType<typeof countsInOnePiece>;

interface Rows {
  readonly unitIds: string[];
  readonly days: DayNumber[];
  readonly places: number[];
}
const emptyRows = (): Rows => ({ unitIds: [], days: [], places: [] });

function addRows(rows: Rows, unitId: string, sums: ByDay, counts: Counts): void {
  for (const [day, place] of inOrder(sums)) {
    if (counts.isZero(place)) continue;
    rows.unitIds.push(unitId);
    rows.days.push(day);
    rows.places.push(place);
  }
}

function rowsOf(sums: ReadonlyMap<string, ByDay>, counts: Counts): SumRows {
  const rows = emptyRows();
  for (const [unitId, ofUnit] of inOrder(sums)) addRows(rows, unitId, ofUnit, counts);
  return { unitIds: rows.unitIds, days: rows.days, counts: counts.at(rows.places) };
}
