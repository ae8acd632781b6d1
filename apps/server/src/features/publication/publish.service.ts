import type { Publication, ROUTES } from '@parix/api-contract';
import {
  type BuiltPublication,
  buildPublication,
  describePublicationProblem,
  LOG_PATHS,
  logEntry,
  publicationFiles,
} from '@parix/publication';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { createHash } from 'node:crypto';
import type { Database, NewRow } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { factsOf, loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { tellPublication } from '../notices/publication-notices.read-model.ts';
import { markPublished, refuseIncomplete } from '../rounds/publishing.read-model.ts';
import { appendEntries, logDamaged } from './append-log.ts';
import { toPublication } from './describe-publication.ts';
import { lockLog, logEntries } from './log.queries.ts';
import { findPublication, insertPublication, latestPublication } from './publication.queries.ts';
import { loadLogKey } from './signing-key.ts';
import { type Decision, snapshotOf } from './snapshot.ts';

type Body = z.output<typeof ROUTES.publish.body>;

/** Freezes the round's snapshot, appends it to the public log and publishes it: one transaction, all or nothing. */
export async function publish(context: Context, roundId: string, body: Body): Promise<Publication> {
  const decision: Decision = {
    number: body.decisionNumber,
    date: body.decisionDate,
    issuer: body.decisionIssuer,
  };
  return inTransaction(context.db, async (tx) => {
    const round = await requireRound(tx, roundId, context.now, 'update');
    context.permit('round.publish', { phase: round.phase });
    return publishRound({ ...context, db: tx }, tx, round, decision, context.person);
  });
}

/** The act itself, for the API and for an operator at the command line, who may publish without a decision. */
export async function publishRound(
  context: PublicContext,
  tx: Transaction<Database>,
  round: Round,
  decision: Decision | null,
  person: Person | null,
): Promise<Publication> {
  if (round.state !== 'approved' && round.state !== 'published') refuse('round-phase');
  const rows = await loadRoundRows(tx, round);
  refuseIncomplete(rows, context.locale);
  await lockLog(tx);
  const sequence = ((await latestPublication(tx, round.id))?.sequence ?? 0) + 1;
  const built = await build(context, rows, sequence, decision);
  const id = `${round.id}-${sequence}`;
  const { files, logIndex, checkpoint } = await appendToLog(context, tx, built);
  const act = { decisionNumber: decision?.number ?? null, decisionDate: decision?.date ?? null };
  const row = {
    id,
    roundId: round.id,
    sequence,
    ...act,
    publishedAt: context.now,
    publishedBy: person?.accountId ?? null,
  };
  await insertPublication(
    tx,
    { ...row, manifestHash: built.manifestHash, logIndex, checkpoint },
    fileRows(id, files),
  );
  await markPublished(tx, round, context.now);
  const detail = { manifest: built.manifestHash, logIndex, ...act };
  await recordAudit(
    tx,
    { ...context, person },
    { action: 'round.published', subject: `round:${round.id}`, detail },
  );
  await tellPublication(tx, { roundId: round.id, sequence });
  const stored = await findPublication(tx, id);
  if (!stored) throw new Error('the publication was not stored');
  return toPublication(stored, context.config.publicUrl);
}

async function build(
  context: PublicContext,
  rows: RoundRows,
  sequence: number,
  decision: Decision | null,
): Promise<BuiltPublication> {
  const built = buildPublication(await snapshotOf(context, rows, factsOf(rows, 'final'), sequence, decision));
  if (built.ok) return built;
  const errors = built.problems.slice(0, 200).map((problem) => ({
    place: `round:${rows.round.id}`,
    code: problem.code,
    message: describePublicationProblem(problem, context.locale),
  }));
  return refuse('not-ready', { errors });
}

/** Appends the entry and signs the new tree; the caller holds the log's lock. */
async function appendToLog(context: PublicContext, tx: Transaction<Database>, built: BuiltPublication) {
  const key = loadLogKey(context.config);
  const entry = logEntry(built.manifest, built.manifestHash);
  const entries = [...(await logEntries(tx)), entry];
  const { first, checkpoint } = await appendEntries(tx, key, [entry], context.now);
  // Made from every entry, not from the nodes above them: both ways must come to the same signed root.
  const files = publicationFiles(built, { entries, ...key });
  const signed = Buffer.from(files.get(LOG_PATHS.checkpoint) ?? []).toString('utf8');
  if (signed !== checkpoint.note) throw logDamaged();
  return { files, logIndex: first, checkpoint: checkpoint.note };
}

const fileRows = (
  publicationId: string,
  files: ReadonlyMap<string, Uint8Array>,
): NewRow<'publicationFile'>[] =>
  [...files].map(([path, bytes]) => ({
    publicationId,
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    content: Buffer.from(bytes),
  }));
