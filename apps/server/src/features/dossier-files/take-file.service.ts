import type { DossierProblem } from '@parix/sheets';
import type { Db, PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  type ComputedRecords,
  computeRecords,
  type CountingBasis,
  currentBasis,
  openTaking,
  type RecordHead,
  SomeAreHere,
  type TakenRecords,
} from '../dossiers/take-records.read-model.ts';
import {
  changeFile,
  type FileRow,
  findFileById,
  insertFileProblems,
  loadUnits,
  lockFile,
} from './dossier-files.queries.ts';
import { openRows, pathOf, removeContent, UnreadableFile } from './file-content.ts';
import { type Batch, madeAhead, readBatches, ROWS_AT_ONCE } from './read-batches.ts';
import { fileReader, foldName, storedMapping, toRecord } from './read-file.ts';

/** Findings that are kept of one file; all are counted. */
const KEPT_PROBLEMS = 100_000;
/** Batches of one transaction: the place in the file is stored with what was taken by then. */
const AT_ONCE = 30;
/** Batches that are read and computed while the database stores others. */
const AHEAD = 3;
/** Id of the one event that a file makes of a dossier: a later file replaces it by a higher revision. */
export const FILE_EVENT = 'tep';

type Surroundings = Pick<PublicContext, 'db' | 'config' | 'now'>;

/**
 * Takes further rows of a file, in up to `times` transactions. Cut off at any moment, the next call goes on after the
 * last one: no row is lost and none is taken twice.
 * @returns whether there is more to do
 */
export async function takeSome(
  { db, config, now }: Surroundings,
  id: string,
  times: number,
  stopping?: AbortSignal,
): Promise<boolean> {
  const file = await findFileById(db, id);
  if (!file || (file.state !== 'waiting' && file.state !== 'running')) {
    if (file) await removeContent(config, id);
    return false;
  }
  try {
    return await takeNewOrKnown({ db, config, now }, file, times, stopping);
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

/** A file is mostly new as a whole. Once it names a dossier that is here, it goes on from the place that is stored. */
async function takeNewOrKnown(
  around: Surroundings,
  file: FileRow,
  times: number,
  stopping: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await takeBatches(around, file, times, true, stopping);
  } catch (error) {
    if (!(error instanceof SomeAreHere)) throw error;
  }
  const standing = await findFileById(around.db, file.id);
  return standing ? takeBatches(around, standing, times, false, stopping) : false;
}

interface Counting {
  /** By which batches are computed from now on. */
  basis: CountingBasis;
  readonly allNew: boolean;
}

/** A batch and what its dossiers come to. */
interface Computed extends Batch {
  readonly records: ComputedRecords;
}

async function takeBatches(
  { db, config, now }: Surroundings,
  file: FileRow,
  times: number,
  allNew: boolean,
  stopping: AbortSignal | undefined,
): Promise<boolean> {
  const { asOf, revision } = file;
  if (asOf === null || revision === null) throw new Error(`file ${file.id} was not started`);
  const head = { eventId: FILE_EVENT, revision, at: asOf.getTime() };
  const reading = await openRows(pathOf(config, file.id), file.name, ROWS_AT_ONCE);
  const units = await loadUnits(db, foldName);
  const readerOf = (header: readonly string[]) => {
    const reader = fileReader(header, storedMapping(file.mapping), units, file.startedAt ?? now);
    if (reader.missing.length > 0) throw new MissingColumns(reader.missing.join(', '));
    return reader;
  };
  const counting: Counting = { basis: await currentBasis(db), allNew };
  // The database stores batches while the next ones are read and computed; a transaction waits for none of them.
  const batches = madeAhead(computed(readBatches(reading, file.lastRow, readerOf), head, counting), AHEAD);
  try {
    let next = await batches.next();
    for (let done = 0; next.done !== true; done += 1) {
      if (done === times) return true;
      const first = next.value;
      const taken = await inTransaction(db, (tx) =>
        takeSeveral({ db: tx, now }, file, head, first, batches, counting),
      );
      if (!taken.goesOn) return false;
      stopping?.throwIfAborted();
      next = await taken.next;
    }
  } finally {
    await batches.return(undefined);
  }
  await inTransaction(db, (tx) => finish(tx, file.id, file.size, now));
  await removeContent(config, file.id);
  return false;
}

async function* computed(
  batches: AsyncGenerator<Batch>,
  head: RecordHead,
  counting: Counting,
): AsyncGenerator<Computed> {
  for await (const batch of batches)
    yield { ...batch, records: await computeRecords(head, batch.placed.map(toRecord), counting.basis) };
}

async function finish(db: Db, id: string, size: number, now: Date): Promise<void> {
  const file = await lockFile(db, id);
  if (file?.state === 'waiting' || file?.state === 'running')
    await changeFile(db, id, { state: 'done', bytesDone: size, endedAt: now });
}

interface Several {
  /** False when the file was cancelled, or taken further by somebody else. */
  readonly goesOn: boolean;
  /** What comes after them; a failure to read it is one of the next transaction. */
  readonly next: Promise<IteratorResult<Computed>>;
}

/** Some batches with the place that they end at, in the caller's transaction. */
async function takeSeveral(
  { db, now }: Omit<Surroundings, 'config'>,
  file: FileRow,
  head: RecordHead,
  first: Computed,
  batches: AsyncGenerator<Computed>,
  counting: Counting,
): Promise<Several> {
  const ended: Promise<IteratorResult<Computed>> = Promise.resolve({ done: true, value: undefined });
  const standing = await lockFile(db, file.id);
  if (standing?.lastRow !== first.after || (standing.state !== 'waiting' && standing.state !== 'running'))
    return { goesOn: false, next: ended };
  const received = { now, requestId: file.requestId };
  const taking = await openTaking(db, file.sourceId, head, received, counting);
  counting.basis = taking.basis;
  const sums = { taken: 0, repeated: 0, rejected: 0 };
  const problems: DossierProblem[] = [];
  let last = first;
  let next: Several['next'];
  for (let n = 1; ; n += 1) {
    const taken = await taking.take(last.records);
    const found = [...last.problems, ...problemsOf(last, taken)];
    problems.push(...found.toSorted((a, b) => a.row - b.row));
    sums.taken += taken.taken;
    sums.repeated += taken.repeated;
    sums.rejected += last.faulty + taken.differing.length + taken.archived.length;
    next = batches.next();
    next.catch(() => undefined);
    if (n === AT_ONCE) break;
    const coming = await next.catch(() => undefined);
    if (coming === undefined || coming.done === true) break;
    last = coming.value;
  }
  await taking.finish();
  await keepProblems(db, standing, problems);
  await changeFile(db, file.id, {
    lastRow: last.lastRow,
    bytesDone: last.bytesDone,
    state: 'running',
    taken: standing.taken + sums.taken,
    repeated: standing.repeated + sums.repeated,
    rejected: standing.rejected + sums.rejected,
    problemCount: standing.problemCount + problems.length,
  });
  return { goesOn: true, next };
}

/** Of rows that were read well, what stands against taking them. */
function problemsOf({ placed }: Batch, { differing, archived }: TakenRecords): readonly DossierProblem[] {
  const problemAt = (code: DossierProblem['code']) => (at: number) => {
    const read = placed[at]?.read;
    return read ? [{ row: read.row, column: '', code, value: read.dossier }] : [];
  };
  return [
    ...differing.flatMap(problemAt('differs-in-file')),
    ...archived.flatMap(problemAt('dossier-archived')),
  ];
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
    kept.map(({ row, column, code, value }, at) => ({
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
