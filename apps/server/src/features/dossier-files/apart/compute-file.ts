import { setImmediate as nextTurn } from 'node:timers/promises';
import { basisAsTold, computeRecords, rowsOfComputed } from '../../dossiers/compute-records.read-model.ts';
import { sumsOfRecords } from '../../dossiers/sums-of-records.read-model.ts';
import { openRows, UnreadableFile } from '../file-content.ts';
import { type Batch, readBatches, ROWS_AT_ONCE } from '../read-batches.ts';
import { fileReader, problemsAt, toRecord } from '../read-file.ts';
import type { FileJob, FilePart } from './messages.ts';

/** Batches of one transaction: the place in the file is stored with what was taken by then. */
const BATCHES_OF_LOT = 60;

class MissingColumns extends Error {}

/** Reads a file and computes what its rows come to, asking no database. */
export async function* computeFile(job: FileJob): AsyncGenerator<FilePart, void> {
  try {
    yield* partsOf(job);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    yield { type: 'unreadable', failure };
  }
}

async function* partsOf(job: FileJob): AsyncGenerator<FilePart, void> {
  const reading = await openRows(job.path, job.name, ROWS_AT_ONCE);
  const readerOf = (header: readonly string[]) => {
    const reader = fileReader(header, job.mapping, job.units, job.latest);
    if (reader.missing.length > 0) throw new MissingColumns(reader.missing.join(', '));
    return reader;
  };
  const batches = readBatches(reading, job.lastRow, readerOf);
  yield* job.asNew === null ? asRead(batches) : computedAsNew(batches, job.asNew);
}

async function* asRead(batches: AsyncGenerator<Batch>): AsyncGenerator<FilePart, void> {
  let inLot = 0;
  for await (const batch of batches) {
    yield { type: 'read', ...batch };
    inLot = (inLot + 1) % BATCHES_OF_LOT;
    if (inLot === 0) yield { type: 'lot', sums: null };
  }
  if (inLot > 0) yield { type: 'lot', sums: null };
}

async function* computedAsNew(
  batches: AsyncGenerator<Batch>,
  { head, from, basis: told }: NonNullable<FileJob['asNew']>,
): AsyncGenerator<FilePart, void> {
  const basis = basisAsTold(told);
  let sums = sumsOfRecords();
  let inLot = 0;
  for await (const { placed, problems, faulty, ...place } of batches) {
    const records = await computeRecords(head, placed.map(toRecord), basis);
    const { computed, repeated, differing } = records;
    sums.add(records);
    const found = [...problems, ...problemsAt(placed, differing, 'differs-in-file')];
    yield {
      type: 'new',
      ...place,
      stored: rowsOfComputed(records, head, from),
      dossiers: computed.length,
      repeated,
      problems: found,
      faulty: faulty + differing.length,
    };
    inLot = (inLot + 1) % BATCHES_OF_LOT;
    if (inLot > 0) continue;
    // What was passed on is on its way before the sums are laid out.
    await nextTurn();
    yield { type: 'lot', sums: sums.all() };
    sums = sumsOfRecords();
  }
  if (inLot > 0) yield { type: 'lot', sums: sums.all() };
}

/** Code of what no further try can mend. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return error.problems[0]?.code ?? 'not-readable';
  if (error instanceof MissingColumns) return 'missing-columns';
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'content-lost' : undefined;
}
