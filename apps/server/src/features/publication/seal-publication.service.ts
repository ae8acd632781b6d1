import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { LOG_PATHS, logEntry, publicationLogFiles } from '@parix/publication';
import type { Transaction } from 'kysely';
import type { Database, NewRow } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { PublicContext } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { tellPublication } from '../notices/publication-notices.read-model.ts';
import { markPublished } from '../rounds/publishing.read-model.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { appendEntries, logDamaged } from './append-log.ts';
import { archiveFile } from './build/archive-file.ts';
import { type ArchiveEntry, archiveWriter } from './build/archive-writer.ts';
import type { BuildHead, BuiltArchive } from './build/messages.ts';
import { lockLog, logEntries } from './log.queries.ts';
import { type BuildRow, endBuild } from './publication-build.queries.ts';
import { insertPublication, latestPublication, type PublicationRow } from './publication.queries.ts';
import { loadLogKey } from './signing-key.ts';

interface Sealing {
  readonly build: BuildRow;
  readonly round: Round;
  /** The publication that stood when the building began. */
  readonly standing: PublicationRow | undefined;
  readonly head: BuildHead;
  readonly built: BuiltArchive;
}

/**
 * Appends the built publication to the log and publishes it: the log's entry, the rows of its files and the state of
 * the round in one transaction, after the archive is safe in the file store. Public from the end of the embargo.
 */
export async function sealPublication(
  context: PublicContext,
  tx: Transaction<Database>,
  { build, round: before, standing, head, built }: Sealing,
): Promise<void> {
  const round = await requireRound(tx, before.id, context.now, 'update');
  // Whatever was decided again since the rows were read is not in these files.
  if (round.version !== before.version) refuse('round-phase');
  await lockLog(tx);
  if ((await latestPublication(tx, round.id))?.id !== standing?.id) refuse('round-phase');
  const { sequence, publishedAt } = head.snapshot.round;
  const id = `${round.id}-${sequence}`;
  const logged = await appendToLog(context, tx, built);
  const archive = await finishArchive(context, head.path, built, logged.files);
  const act = { decisionNumber: build.decisionNumber, decisionDate: build.decisionDate };
  await insertPublication(
    tx,
    {
      id,
      roundId: round.id,
      sequence,
      ...act,
      publishedAt,
      publishedBy: build.requestedBy,
      manifestHash: built.manifestHash,
      logIndex: logged.index,
      checkpoint: logged.checkpoint,
      sealedAt: context.now,
      correctionReason: build.correctionReason,
      archiveSha256: archive.sha256,
      archiveSize: archive.size,
    },
    archive.entries.map((entry) => fileRow(id, entry)),
  );
  await markPublished(tx, round, context.now, new Date(publishedAt));
  const ended = { state: 'published', publicationId: id, unitsDone: build.unitsTotal ?? 0 } as const;
  // Cancelled while the archive was finished: the transaction takes everything back.
  if (!(await endBuild(tx, build.id, ended, context.now))) refuse('publication-ended');
  const detail = { manifest: built.manifestHash, logIndex: logged.index, publicFrom: publishedAt, ...act };
  await recordAudit(
    tx,
    { ...context, person: null },
    { action: 'round.published', subject: `round:${round.id}`, detail },
  );
  const publicIn = (new Date(publishedAt).getTime() - context.now.getTime()) / 1000;
  await tellPublication(tx, { roundId: round.id, sequence }, publicIn);
}

/** Appends the entry and signs the new tree; the caller holds the log's lock. */
async function appendToLog(context: PublicContext, tx: Transaction<Database>, built: BuiltArchive) {
  const key = loadLogKey(context.config);
  const entry = logEntry(built.manifest, built.manifestHash);
  const entries = [...(await logEntries(tx)), entry];
  const { first, checkpoint } = await appendEntries(tx, key, [entry], context.now);
  // Made from every entry, not from the nodes above them: both ways must come to the same signed root.
  const files = publicationLogFiles(built.manifest, built.manifestHash, { entries, ...key });
  const signed = Buffer.from(files.get(LOG_PATHS.checkpoint) ?? []).toString('utf8');
  if (signed !== checkpoint.note) throw logDamaged();
  return { files, index: first, checkpoint: checkpoint.note };
}

/** The log's files and the directory close the archive; then the store takes it. */
async function finishArchive(
  { config }: PublicContext,
  path: string,
  { entries, length }: BuiltArchive,
  logFiles: ReadonlyMap<string, Uint8Array>,
): Promise<{ readonly sha256: string; readonly size: number; readonly entries: readonly ArchiveEntry[] }> {
  const writer = await archiveWriter(path, { entries, length });
  for (const [name, bytes] of logFiles) await writer.add(await archiveFile({ path: name, bytes }));
  await writer.finish();
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  const sha256 = hash.digest('hex');
  await evidenceStore(config).put(path, sha256);
  return { sha256, size: (await stat(path)).size, entries: writer.entries() };
}

const fileRow = (
  publicationId: string,
  { path, sha256, size, crc, offset, deflatedSize }: ArchiveEntry,
): NewRow<'publicationFile'> => ({
  publicationId,
  path,
  sha256,
  size,
  crc,
  archiveOffset: offset,
  deflatedSize,
  content: null,
});
