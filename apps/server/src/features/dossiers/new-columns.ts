import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseDate } from '@parix/working-days';
import {
  dateArray,
  int4Array,
  jsonbArray,
  packedInt4Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '../../platform/postgres/binary-arrays.ts';
import { dataText, type SaidOfDossier } from './said-of-dossier.ts';
import type { ComputedDossier } from './take-events.queries.ts';

/** A dossier, the record that it follows from, and where its counts stand among those of all. */
export interface NewDossier {
  readonly said: SaidOfDossier;
  readonly dossier: Omit<ComputedDossier, 'counts'>;
  readonly from: number;
  readonly to: number;
}

/** Records and dossiers as the database takes them, column by column: arrays in its binary format. */
export interface NewColumns {
  readonly unitIds: Buffer;
  readonly codes: Buffer;
  readonly procedureCodes: Buffer;
  /** What the records say. */
  readonly data: Buffer;
  readonly states: Buffer;
  readonly receivedAt: Buffer;
  readonly dueAt: Buffer;
  readonly endedAt: Buffer;
  readonly endings: Buffer;
  readonly channels: Buffer;
  readonly overdueFrom: Buffer;
  readonly nearDueFrom: Buffer;
  readonly hours: Buffer;
  readonly warnings: Buffer;
  /** Counts of all dossiers, and the places of the first and the last one of each, told from 1 on. */
  readonly counts: Buffer;
  readonly firstCounts: Buffer;
  readonly lastCounts: Buffer;
}

/** Others get their turn between the columns. */
export async function columnsOf(news: readonly NewDossier[], counts: Int32Array): Promise<NewColumns> {
  const dossiers = news.map(({ dossier }) => dossier);
  type Of<T> = (dossier: NewDossier['dossier']) => T | null;
  const text = (of: Of<string>) => textArray(dossiers.map(of));
  const instant = (of: Of<number>) => timestamptzArray(dossiers.map(of));
  const date = (of: Of<string>) => dateArray(dossiers.map((dossier) => dayOf(of(dossier))));
  const data = jsonbArray(news.map(({ said }) => dataText(said)));
  await nextTurn();
  const packed = {
    counts: packedInt4Array(counts),
    firstCounts: int4Array(news.map(({ from }) => from + 1)),
    lastCounts: int4Array(news.map(({ to }) => to)),
  };
  await nextTurn();
  return {
    unitIds: uuidArray(dossiers.map(({ unitId }) => unitId)),
    codes: text(({ code }) => code),
    procedureCodes: text(({ procedureCode }) => procedureCode),
    data,
    states: text(({ state }) => state),
    receivedAt: instant(({ receivedAt }) => receivedAt),
    dueAt: instant(({ dueAt }) => dueAt),
    endedAt: instant(({ endedAt }) => endedAt),
    endings: text(({ ending }) => ending),
    channels: text(({ channel }) => channel),
    overdueFrom: date(({ overdueFrom }) => overdueFrom),
    nearDueFrom: date(({ nearDueFrom }) => nearDueFrom),
    hours: int4Array(dossiers.map(({ hours }) => hours)),
    warnings: jsonbArray(
      dossiers.map(({ warnings }) => (warnings.length === 0 ? '[]' : JSON.stringify(warnings))),
    ),
    ...packed,
  };
}

const dayOf = (date: string | null): number | null => (date === null ? null : parseDate(date));
