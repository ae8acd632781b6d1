import type { DossierProblem } from '@parix/sheets';
import type { Db, PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { takeRecords } from '../dossiers/take-records.read-model.ts';
import {
  changeFile,
  type FileRow,
  findFileById,
  insertFileProblems,
  loadUnits,
  lockFile,
} from './dossier-files.queries.ts';
import { openRows, pathOf, removeContent, UnreadableFile } from './file-content.ts';
import { type Batch, oneAhead, readBatches, ROWS_AT_ONCE } from './read-batches.ts';
import { fileReader, foldName, storedMapping, toRecord } from './read-file.ts';

/** Findings that are kept of one file; all are counted. */
const KEPT_PROBLEMS = 100_000;
/** Id of the one event that a file makes of a dossier: a later file replaces it by a higher revision. */
export const FILE_EVENT = 'tep';

type Surroundings = Pick<PublicContext, 'db' | 'config' | 'now'>;

/**
 * Takes up to `batches` further batches of a file. Cut off at any moment, the next call goes on after the last batch
 * that was stored: none is lost and none is taken twice.
 * @returns whether there is more to do
 */
export async function takeSome(
  { db, config, now }: Surroundings,
  id: string,
  batches: number,
  stopping?: AbortSignal,
): Promise<boolean> {
  const file = await findFileById(db, id);
  if (!file || (file.state !== 'waiting' && file.state !== 'running')) {
    if (file) await removeContent(config, id);
    return false;
  }
  try {
    return await takeBatches({ db, config, now }, file, batches, stopping);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    await changeFile(db, id, { state: 'failed', failure, endedAt: now });
    await removeContent(config, id);
    return false;
  }
}

/** Code of what no further try can mend. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return error.problems[0]?.code ?? 'not-readable';
  if (error instanceof MissingColumns) return 'missing-columns';
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'content-lost' : undefined;
}

class MissingColumns extends Error {}

async function takeBatches(
  { db, config, now }: Surroundings,
  file: FileRow,
  batches: number,
  stopping: AbortSignal | undefined,
): Promise<boolean> {
  const reading = await openRows(pathOf(config, file.id), file.name, ROWS_AT_ONCE);
  const units = await loadUnits(db, foldName);
  const readerOf = (header: readonly string[]) => {
    const reader = fileReader(header, storedMapping(file.mapping), units, file.startedAt ?? now);
    if (reader.missing.length > 0) throw new MissingColumns(reader.missing.join(', '));
    return reader;
  };
  let done = 0;
  for await (const batch of oneAhead(readBatches(reading, file.lastRow, readerOf))) {
    if (!(await takeBatch({ db, now }, file, batch))) return false;
    done += 1;
    stopping?.throwIfAborted();
    if (done >= batches) return true;
  }
  await inTransaction(db, (tx) => finish(tx, file.id, file.size, now));
  await removeContent(config, file.id);
  return false;
}

async function finish(db: Db, id: string, size: number, now: Date): Promise<void> {
  const file = await lockFile(db, id);
  if (file?.state === 'waiting' || file?.state === 'running')
    await changeFile(db, id, { state: 'done', bytesDone: size, endedAt: now });
}

/** One batch with the place that it ends at, in one transaction. @returns false when the file was cancelled, or taken further by somebody else */
async function takeBatch(
  { db, now }: Omit<Surroundings, 'config'>,
  file: FileRow,
  { after, lastRow, bytesDone, placed, faulty, ...batch }: Batch,
): Promise<boolean> {
  const problems = [...batch.problems];
  const { asOf, revision } = file;
  if (asOf === null || revision === null) throw new Error(`file ${file.id} was not started`);
  return inTransaction(db, async (tx) => {
    const standing = await lockFile(tx, file.id);
    if (standing?.lastRow !== after || (standing.state !== 'waiting' && standing.state !== 'running'))
      return false;
    const head = { eventId: FILE_EVENT, revision, at: asOf.getTime() };
    const received = { now, requestId: file.requestId };
    const taken = await takeRecords(tx, file.sourceId, head, placed.map(toRecord), received);
    for (const at of taken.differing) {
      const read = placed[at]?.read;
      if (read) problems.push({ row: read.row, column: '', code: 'differs-in-file', value: read.dossier });
    }
    for (const at of taken.archived) {
      const read = placed[at]?.read;
      if (read) problems.push({ row: read.row, column: '', code: 'dossier-archived', value: read.dossier });
    }
    await keepProblems(tx, standing, problems);
    await changeFile(tx, file.id, {
      lastRow,
      bytesDone,
      state: 'running',
      taken: standing.taken + taken.taken,
      repeated: standing.repeated + taken.repeated,
      rejected: standing.rejected + faulty + taken.differing.length + taken.archived.length,
      problemCount: standing.problemCount + problems.length,
    });
    return true;
  });
}

async function keepProblems(
  db: Db,
  { id, problemCount }: FileRow,
  problems: readonly DossierProblem[],
): Promise<void> {
  const kept = problems.slice(0, Math.max(0, KEPT_PROBLEMS - problemCount));
  if (kept.length === 0) return;
  await insertFileProblems(
    db,
    kept
      .toSorted((a, b) => a.row - b.row)
      .map(({ row, column, code, value }, at) => ({
        fileId: id,
        place: problemCount + at,
        atRow: row,
        columnName: column.slice(0, 200),
        code,
        value: storable(value),
      })),
  );
}

/** The database takes no NUL and no half characters. */
const storable = (text: string): string => text.replaceAll('\u0000', '␀').replace(/\p{Cs}/gu, '\uFFFD');
