import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DossierProblem, findHeader, type TextRow } from '@parix/sheets';
import type { FileReader, PlacedDossier } from './read-file.ts';
import type { Reading } from './file-content.ts';

/** Rows of one batch. */
export const ROWS_AT_ONCE = 1_000;
/** After so many rows others get their turn. */
const STEP = 200;

/** What a number of rows, one after the other, say. */
export interface Batch {
  /** The last row that is behind before it. */
  readonly after: number;
  readonly lastRow: number;
  readonly bytesDone: number;
  readonly placed: readonly PlacedDossier[];
  readonly problems: readonly DossierProblem[];
  /** Rows with a problem. */
  readonly faulty: number;
}

/** The rows after `lastRow`. `readerOf` is given the cells of the header. */
export async function* readBatches(
  reading: Reading,
  lastRow: number,
  readerOf: (header: readonly string[]) => FileReader,
): AsyncGenerator<Batch> {
  let reader: FileReader | undefined;
  let after = lastRow;
  for await (const rows of reading.batches) {
    const header = reader === undefined ? findHeader(rows) : null;
    reader ??= readerOf(header?.cells ?? []);
    const last = rows.at(-1)?.row ?? after;
    if (last <= after) continue;
    const behind = Math.max(after, header?.row ?? 0);
    const read = await readRows(
      rows.filter(({ row }) => row > behind),
      reader,
    );
    yield { ...read, after, lastRow: last, bytesDone: reading.bytesRead() };
    after = last;
  }
}

async function readRows(
  rows: readonly TextRow[],
  reader: FileReader,
): Promise<Pick<Batch, 'placed' | 'problems' | 'faulty'>> {
  const problems: DossierProblem[] = [];
  const faulty = new Set<number>();
  const placed: PlacedDossier[] = [];
  for (const [at, row] of rows.entries()) {
    const read = reader.read(row, (problem) => {
      problems.push(problem);
      faulty.add(problem.row);
    });
    if (read !== null) placed.push(read);
    if (at % STEP === STEP - 1) await nextTurn();
  }
  return { placed, problems, faulty: faulty.size };
}
