import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ERROR_CODES } from '@parix/api-contract';
import { describePublicationProblem, type PublicationProblem } from '@parix/publication';
import type { PublicationBuildProblem } from '../../db/schema.ts';
import type { Db, PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { publishedCounts } from '../counted-figures/published-counts.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { frozenDigest, resultDifferences } from '../ranking/frozen-results.read-model.ts';
import { standingTexts } from '../ranking/round-texts.read-model.ts';
import { requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { buildInThreads } from './build/build-in-threads.ts';
import type { BuildHead, UnitText } from './build/messages.ts';
import {
  type BuildRow,
  endBuild,
  findBuild,
  noteProgress,
  runningBuilds,
} from './publication-build.queries.ts';
import { latestPublication, type PublicationRow } from './publication.queries.ts';
import { sealPublication } from './seal-publication.service.ts';
import { publishedRound, snapshotHead } from './snapshot.ts';
import { readPublished } from './published-files.ts';

/** Units whose rows are read with one statement. */
const UNITS_AT_ONCE = 100;
/** How often progress is noted and a cancellation noticed, milliseconds. */
const NOTE_EVERY = 500;

/** Since the order the round may have gone back to the council. */
const PUBLISHABLE: readonly Round['state'][] = ['approved', 'published'];

/** Somebody cancelled the build, or another process has ended it. */
class Cancelled extends Error {}

interface Try {
  /** Cuts it off, to be begun anew. */
  readonly stopping: AbortSignal;
  /** Whatever fails now ends the build, for nobody begins it again. */
  readonly lastTry: boolean;
}

/**
 * Builds what was ordered and publishes it: nothing of it can be seen before the transaction at its end. Does nothing
 * for a build that has ended.
 */
export async function runBuild(
  context: PublicContext,
  buildId: string,
  { stopping, lastTry }: Try,
): Promise<void> {
  const build = await findBuild(context.db, buildId);
  if (!build || !(await noteProgress(context.db, buildId, { unitsDone: 0 }))) return;
  try {
    await inDraftFolder(context, buildId, (folder) =>
      buildInto(context, build, join(folder, 'archive.zip'), stopping),
    );
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (lastTry && !stopping.aborted) await giveUp(context, build, 'internal');
    throw error;
  }
}

async function inDraftFolder(
  { db, config }: PublicContext,
  buildId: string,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const drafts = join(config.dataDir, 'publication-drafts');
  await mkdir(drafts, { recursive: true });
  await sweep(db, drafts, buildId);
  const folder = await mkdtemp(join(drafts, `${buildId}-`));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Drafts of killed processes: those of builds that have ended, and earlier ones of this build. */
async function sweep(db: Db, drafts: string, buildId: string): Promise<void> {
  const others = (await runningBuilds(db)).filter((id) => id !== buildId);
  for (const name of await readdir(drafts)) {
    if (others.some((id) => name.startsWith(id))) continue;
    await rm(join(drafts, name), { recursive: true, force: true });
  }
}

async function buildInto(
  context: PublicContext,
  build: BuildRow,
  path: string,
  stopping: AbortSignal,
): Promise<void> {
  const { db } = context;
  const round = await requireRound(db, build.roundId, context.now);
  if (!PUBLISHABLE.includes(round.state)) return giveUp(context, build, 'round-phase');
  const units = await roundUnits(db, round.id);
  await noteProgress(db, build.id, { unitsTotal: units.length });
  const standing = await latestPublication(db, round.id);
  const head = { ...(await headOf(context, round, build, standing, path)), units: units.length };
  const watch = watchBuild(db, build.id, stopping);
  try {
    const built = await buildInThreads(head, unitTexts(db, round, units), watch);
    if (!built.ok) {
      const { problems } = built;
      return await fail(
        context,
        build,
        problems === 'results-differ' ? await differences(db, round) : named(build, problems),
      );
    }
    await inTransaction(db, (tx) =>
      sealPublication({ ...context, db: tx }, tx, { build, round, standing, head, built }),
    );
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : error;
  } finally {
    await watch.end();
  }
}

async function headOf(
  context: PublicContext,
  round: Round,
  build: BuildRow,
  standing: PublicationRow | undefined,
  path: string,
): Promise<Omit<BuildHead, 'units'>> {
  const snapshot = await snapshotHead(context, round, build, (standing?.sequence ?? 0) + 1);
  const corrects = standing ? await corrected(context, standing, build) : null;
  // A correction is of what is public already; what is published first is what the council has seen.
  const frozen = round.state === 'approved' ? ((await frozenDigest(context.db, round.id)) ?? 'none') : null;
  return { snapshot, blockId: round.blockId, frozen, corrects, path };
}

async function corrected(
  context: PublicContext,
  standing: PublicationRow,
  { correctionReason }: BuildRow,
): Promise<BuildHead['corrects']> {
  const { sequence, manifestHash: manifest, publishedAt } = standing;
  const round = await readPublished(context, standing.id, 'data/round.json');
  const results = await readPublished(context, standing.id, 'data/results.json');
  const { decision } = publishedRound.parse(JSON.parse(round.toString('utf8')));
  return {
    replaces: { sequence, manifest, publishedAt: publishedAt.toISOString(), decision },
    reason: correctionReason ?? '',
    results: results.toString('utf8'),
  };
}

async function* unitTexts(
  db: Db,
  round: Round,
  units: Awaited<ReturnType<typeof roundUnits>>,
): AsyncGenerator<readonly UnitText[]> {
  const { items } = await requirePlan(db, round.setVersionId);
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
    const some = units.slice(at, at + UNITS_AT_ONCE);
    const ids = some.map(({ id }) => id);
    const texts = await standingTexts(db, round.id, ids);
    const counts = await publishedCounts(db, items, round.id, ids);
    const byId = new Map(texts.map((text) => [text.unitId, text]));
    yield some.map((unit) => {
      const { entries = '[]', appraisals = '[]' } = byId.get(unit.id) ?? {};
      return { unit, entries, appraisals, counts: counts.get(unit.id) ?? {} };
    });
  }
}

/** Notes progress now and then; its signal fires when the build was cancelled or the process stops. */
function watchBuild(db: Db, id: string, stopping: AbortSignal) {
  const cancelling = new AbortController();
  let unitsDone = 0;
  let noting = Promise.resolve();
  const note = async (): Promise<void> => {
    // A database that does not answer for a moment ends nothing: the next note comes soon.
    const running = await noteProgress(db, id, { unitsDone }).catch(() => true);
    if (!running) cancelling.abort(new Cancelled());
  };
  const timer = setInterval(() => {
    noting = noting.then(note);
  }, NOTE_EVERY);
  return {
    signal: AbortSignal.any([stopping, cancelling.signal]),
    onProgress: (units: number): void => void (unitsDone = units),
    end: async (): Promise<void> => {
      clearInterval(timer);
      await noting;
    },
  };
}

/** Ends the build with the words of an error of the whole round. */
async function giveUp(
  { db, now }: PublicContext,
  { id, roundId }: BuildRow,
  code: 'round-phase' | 'internal',
): Promise<void> {
  const [, vi, en] = ERROR_CODES[code];
  await endBuild(db, id, { state: 'failed', problems: [{ place: `round:${roundId}`, code, vi, en }] }, now);
}

const MOST_PROBLEMS = 200;

async function fail(
  { db, now }: PublicContext,
  build: BuildRow,
  problems: readonly PublicationBuildProblem[],
): Promise<void> {
  await endBuild(db, build.id, { state: 'failed', problems: problems.slice(0, MOST_PROBLEMS) }, now);
}

const named = (
  { roundId }: BuildRow,
  problems: readonly PublicationProblem[],
): readonly PublicationBuildProblem[] =>
  problems.map((problem) => ({
    place: placeOf(problem, roundId),
    code: problem.code,
    vi: describePublicationProblem(problem, 'vi'),
    en: describePublicationProblem(problem, 'en'),
  }));

/** Nothing is published that differs from what the council saw; here for whoever has to know where. */
const differences = async (db: Db, round: Round): Promise<readonly PublicationBuildProblem[]> =>
  (await resultDifferences(db, round)) ?? [];

const placeOf = ({ detail: { unit, item } }: PublicationProblem, roundId: string): string =>
  unit === undefined ? `round:${roundId}` : `unit:${unit}${item === undefined ? '' : `/item:${item}`}`;
