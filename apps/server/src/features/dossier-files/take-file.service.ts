import { JobFailed } from '@parix/capped-process';
import type { DossierProblem } from '@parix/sheets';
import type { Db, PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { computeRecords, type RecordHead } from '../dossiers/compute-records.read-model.ts';
import {
  BasisChanged,
  type CurrentBasis,
  currentBasis,
  openTaking,
  openTakingNew,
  SomeAreHere,
} from '../dossiers/take-records.read-model.ts';
import type { FilePart } from './apart/messages.ts';
import { computeApart } from './compute-apart.ts';
import {
  changeFile,
  type FileRow,
  findFileById,
  insertFileProblems,
  loadUnits,
  lockFile,
} from './dossier-files.queries.ts';
import { pathOf, removeContent } from './file-content.ts';
import { storedMapping } from './mappings.ts';
import { foldName, latestOf, problemsAt, toRecord } from './read-file.ts';

/** Findings that are kept of one file; all are counted. */
const KEPT_PROBLEMS = 100_000;
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
    await inTransaction(db, (tx) => end(tx, id, { state: 'failed', failure, endedAt: now }));
    await removeContent(config, id);
    return false;
  }
}

/** The file cannot be read, for good. */
class Unreadable extends Error {
  readonly failure: string;
  constructor(failure: string) {
    super(failure);
    this.failure = failure;
  }
}

/** Code of what no further try can mend. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof Unreadable) return error.failure;
  const isHostile =
    error instanceof JobFailed && (error.fault === 'too-slow' || error.fault === 'too-much-memory');
  return isHostile ? error.fault : undefined;
}

/**
 * A file is mostly new as a whole. Once it names a dossier that is here, it goes on from the place that is stored; so it
 * does when a rule was changed by which dossiers were computed ahead.
 */
async function takeNewOrKnown(
  around: Surroundings,
  file: FileRow,
  times: number,
  stopping: AbortSignal | undefined,
): Promise<boolean> {
  let allNew = true;
  let standing: FileRow | undefined = file;
  while (standing !== undefined) {
    try {
      return await takeLots(around, standing, times, allNew, stopping);
    } catch (error) {
      if (error instanceof SomeAreHere) allNew = false;
      else if (!(error instanceof BasisChanged)) throw error;
    }
    standing = await findFileById(around.db, file.id);
  }
  return false;
}

type Parts = AsyncGenerator<FilePart, void>;
/** Some rows, one after the other. */
type RowsPart = Extract<FilePart, { lastRow: number }>;

/** What is made for all lots alike. */
interface Lots {
  readonly parts: Parts;
  readonly head: RecordHead;
  readonly basis: CurrentBasis;
}

async function takeLots(
  { db, config, now }: Surroundings,
  file: FileRow,
  times: number,
  allNew: boolean,
  stopping: AbortSignal | undefined,
): Promise<boolean> {
  const { asOf, revision } = file;
  if (asOf === null || revision === null) throw new Error(`file ${file.id} was not started`);
  const head = { eventId: FILE_EVENT, revision, at: asOf.getTime() };
  const basis = await currentBasis(db);
  const { byCode, byName } = await loadUnits(db, foldName);
  // The database stores what was computed while the next rows are read and computed.
  const parts = computeApart({
    path: pathOf(config, file.id),
    name: file.name,
    lastRow: file.lastRow,
    mapping: storedMapping(file.mapping),
    units: { byCode, byName },
    latest: latestOf(file.startedAt ?? now),
    asNew: allNew
      ? {
          head,
          from: { sourceId: file.sourceId, now: now.getTime(), requestId: file.requestId },
          basis: basis.told,
        }
      : null,
  });
  try {
    for (let done = 0; ; done += 1) {
      const first = await nextOf(parts);
      if (first === undefined) break;
      if (done === times) return true;
      const goesOn = await inTransaction(db, (tx) =>
        takeLot({ db: tx, now }, file, first, { parts, head, basis }),
      );
      if (!goesOn) return false;
      stopping?.throwIfAborted();
    }
  } finally {
    await parts.return();
  }
  const { id, size } = file;
  await inTransaction(db, (tx) => end(tx, id, { state: 'done', bytesDone: size, endedAt: now }));
  await removeContent(config, file.id);
  return false;
}

/** undefined: the file ends. */
async function nextOf(parts: Parts): Promise<Exclude<FilePart, { type: 'unreadable' }> | undefined> {
  const next = await parts.next();
  if (next.done === true) return undefined;
  if (next.value.type === 'unreadable') throw new Unreadable(next.value.failure);
  return next.value;
}

/** Unless it has ended already: another process may have come to its end first, and removed what there was to read. */
async function end(db: Db, id: string, change: Parameters<typeof changeFile>[2]): Promise<void> {
  const file = await lockFile(db, id);
  if (file?.state === 'waiting' || file?.state === 'running') await changeFile(db, id, change);
}

/**
 * A lot with the place that it ends at, in the caller's transaction.
 * @returns false when the file was cancelled, or taken further by somebody else
 */
async function takeLot(
  { db, now }: Omit<Surroundings, 'config'>,
  file: FileRow,
  first: FilePart,
  { parts, head, basis }: Lots,
): Promise<boolean> {
  const standing = await lockFile(db, file.id);
  const isOpen = standing?.state === 'waiting' || standing?.state === 'running';
  if (standing === undefined || !isOpen || !('after' in first) || standing.lastRow !== first.after)
    return false;
  const lot =
    first.type === 'new'
      ? await newLot(db, file.sourceId, now, basis)
      : await knownLot(db, file.sourceId, head, { now, requestId: file.requestId }, basis);
  const sums = { taken: 0, repeated: 0, rejected: 0 };
  const problems: DossierProblem[] = [];
  let last: RowsPart = first;
  let part: FilePart | undefined = first;
  for (; part !== undefined && 'lastRow' in part; part = await nextOf(parts)) {
    const taken = await lot.take(part);
    problems.push(...part.problems, ...taken.problems);
    sums.taken += taken.taken;
    sums.repeated += taken.repeated;
    sums.rejected += part.faulty + taken.problems.length;
    last = part;
  }
  if (part?.type !== 'lot') throw new Error('a file ended within a lot');
  await lot.finish(part);
  await keepProblems(
    db,
    standing,
    problems.toSorted((a, b) => a.row - b.row),
  );
  await changeFile(db, file.id, {
    lastRow: last.lastRow,
    bytesDone: last.bytesDone,
    state: 'running',
    taken: standing.taken + sums.taken,
    repeated: standing.repeated + sums.repeated,
    rejected: standing.rejected + sums.rejected,
    problemCount: standing.problemCount + problems.length,
  });
  return true;
}

interface Lot {
  readonly take: (part: RowsPart) => Promise<Outcome>;
  readonly finish: (end: Extract<FilePart, { type: 'lot' }>) => Promise<void>;
}

/** `problems`: what stands against taking rows that were read well. */
interface Outcome {
  readonly taken: number;
  readonly repeated: number;
  readonly problems: readonly DossierProblem[];
}

/** Of dossiers that were computed as new. */
const newLot = async (...asked: Parameters<typeof openTakingNew>): Promise<Lot> => {
  const taking = await openTakingNew(...asked);
  return {
    take: async (part) => {
      if (part.type !== 'new') throw new Error(`${part.type} within a lot of new dossiers`);
      const { stored, dossiers, repeated } = part;
      if (dossiers > 0) await taking.take(stored);
      return { taken: dossiers, repeated, problems: [] };
    },
    finish: async ({ sums }) => {
      if (sums !== null) await taking.finish(sums);
    },
  };
};

/** Of rows that may speak of dossiers that are here. */
const knownLot = async (...asked: Parameters<typeof openTaking>): Promise<Lot> => {
  const taking = await openTaking(...asked);
  const [, , head] = asked;
  return {
    take: async (part) => {
      if (part.type !== 'read') throw new Error(`${part.type} within a lot of rows`);
      const { placed } = part;
      const records = await computeRecords(head, placed.map(toRecord), taking.basis);
      const { taken, repeated, differing, archived } = await taking.take(records);
      const problems = [
        ...problemsAt(placed, differing, 'differs-in-file'),
        ...problemsAt(placed, archived, 'dossier-archived'),
      ];
      return { taken, repeated, problems };
    },
    finish: () => taking.finish(),
  };
};

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
