import type { InspectionPackage, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { type AuditAction, recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireStoredUpload } from '../evidence/finished-upload.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { hashOf, recordOf } from './record-content.ts';
import { insertRecord, insertScan, insertSignature } from './records.queries.ts';
import { type OpenVisit, openVisit, requireLeader } from './visit-access.ts';
import { isSignedByUnit, recordsOf, visitAfter, writtenOf } from './visit-package.service.ts';
import { updateVisit, type VisitKey } from './visits.queries.ts';
import { insertFindingVersion, listFindings } from './written.queries.ts';
import { findingOf } from './written-values.ts';

/** Does it with the visit held, and answers with what stands then. */
function onVisit(
  context: Context,
  key: VisitKey,
  act: (inside: Context, open: OpenVisit) => Promise<void>,
): Promise<InspectionPackage> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await act(inside, await openVisit(inside, key, true));
    return visitAfter(inside, key);
  });
}

const audit = (
  context: Context,
  { unitId, visitId }: VisitKey,
  action: AuditAction,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> =>
  recordAudit(context.db, context, { action, subject: `inspection:${unitId}/${visitId}`, detail });

/**
 * Closes the record as the leader has read it and signs it for the team; if somebody wrote meanwhile, the leader reads
 * again (412). From now on the unit sees it, and nothing more can be written.
 */
export function closeRecord(
  context: Context,
  key: VisitKey,
  { draftSha256, capacity }: z.output<typeof ROUTES.closeInspection.body>,
): Promise<InspectionPackage> {
  return onVisit(context, key, async (inside, open) => {
    requireLeader(inside, open);
    if (open.row.state !== 'planned') refuse('inspection-state');
    const round = await requireRound(inside.db, open.row.roundId, inside.now);
    const { items } = await requirePlan(inside.db, round.setVersionId);
    const content = recordOf(open.row, open.team, await writtenOf(inside, open, items));
    const sha256 = hashOf(content);
    if (sha256 !== draftSha256) refuse('edit-conflict', { current: await visitAfter(inside, key) });
    const version = (await recordsOf(inside, key)).length + 1;
    await append(inside, key, { version, kind: 'record', content, sha256, capacity });
    await updateVisit(inside.db, key, open.row.version, { state: 'done' });
    await audit(inside, key, 'inspection.closed', { version, sha256 });
  });
}

/** A record or an addendum with the signature of the leader. */
async function append(
  { db, person, now, requestId }: Context,
  key: VisitKey,
  record: {
    readonly version: number;
    readonly kind: 'record' | 'addendum';
    readonly content: object;
    readonly sha256: string;
    readonly capacity: string;
  },
): Promise<void> {
  const { capacity, content, ...row } = record;
  const signed = { accountId: person.accountId, capacity, opinion: '', at: now, requestId };
  await insertRecord(db, {
    ...{ ...key, ...row, content: JSON.stringify(content) },
    authorId: person.accountId,
    recordedAt: now,
    requestId,
  });
  await insertSignature(db, { ...key, version: record.version, side: 'team', ...signed });
}

/** Opens a record again that the unit has not signed: what was closed stays, and the next one is signed anew. */
export function reopenRecord(context: Context, key: VisitKey, reason: string): Promise<InspectionPackage> {
  return onVisit(context, key, async (inside, open) => {
    requireLeader(inside, open);
    if (open.row.state !== 'done') refuse('inspection-state');
    await updateVisit(inside.db, key, open.row.version, { state: 'planned' });
    await audit(inside, key, 'inspection.reopened', { reason });
  });
}

/** Scans of one version; a record signed on paper has a few pages, now and then scanned anew. */
const MOST_SCANS = 20;

/**
 * Adds a copy of what was printed and signed on paper to the version that was closed. It takes the place of no
 * signature here: it stands beside them, and cannot be taken out again.
 */
export function addScan(
  context: Context,
  key: VisitKey,
  version: number,
  uploadId: string,
): Promise<InspectionPackage> {
  return onVisit(context, key, async (inside, open) => {
    inside.permit('inspections.sign', open.relation);
    if (!open.relation.ownUnit && !open.isLeader) refuse('forbidden');
    if (open.relation.shown !== true) refuse('inspection-record-open');
    const { scans } =
      (await recordsOf(inside, key)).find((record) => record.version === version) ?? refuse('not-found');
    const { sha256, fileName, mediaType } = await requireStoredUpload(inside, uploadId);
    if (mediaType !== 'application/pdf' && !mediaType.startsWith('image/')) refuse('file-type');
    if (scans.some((scan) => scan.sha256 === sha256)) return;
    if (scans.length >= MOST_SCANS) refuse('inspection-scans-full');
    const number = scans.length + 1;
    const { person, now, requestId } = inside;
    await insertScan(inside.db, {
      ...{ ...key, version, number, sha256, fileName },
      ...{ actorId: person.accountId, at: now, requestId },
    });
    await audit(inside, key, 'inspection.scan-added', { version, number, sha256 });
  });
}

/**
 * Signs for the unit the version that its leader has read. A record is signed by both sides then; of an addendum the
 * findings that it names are taken back.
 */
export function signRecord(
  context: Context,
  key: VisitKey,
  { version, capacity, opinion }: z.output<typeof ROUTES.signInspectionRecord.body>,
): Promise<InspectionPackage> {
  return onVisit(context, key, async (inside, open) => {
    if (!open.relation.ownUnit) refuse('forbidden');
    inside.permit('inspections.sign', open.relation);
    const record = (await recordsOf(inside, key)).at(-1);
    if (record?.version !== version) refuse('edit-conflict', { current: await visitAfter(inside, key) });
    if (isSignedByUnit(record)) return;
    const { accountId } = inside.person;
    const signed = { accountId, capacity, opinion, at: inside.now, requestId: inside.requestId };
    await insertSignature(inside.db, { ...key, version, side: 'unit', ...signed });
    if (record.kind === 'record') await updateVisit(inside.db, key, open.row.version, { state: 'signed' });
    else await takeBack(inside, open, record.content.withdrawnFindingIds);
    await audit(inside, key, 'inspection.signed', { version, sha256: record.sha256 });
  });
}

async function takeBack(context: Context, { key }: OpenVisit, ids: readonly string[]): Promise<void> {
  const { db, now, person } = context;
  for (const row of await listFindings(db, key))
    if (ids.includes(row.findingId) && !row.withdrawn)
      await insertFindingVersion(db, {
        ...{ unitId: key.unitId, findingId: row.findingId, version: row.version + 1 },
        ...{ ...findingOf(row), withdrawn: true, itemCode: row.itemCode, operationId: null },
        ...{ authorId: person.accountId, notedAt: now, recordedAt: now },
      });
}

/** Puts a signed record right; only findings of the visit can be taken back, and one addendum waits at a time. */
export function addAddendum(
  context: Context,
  key: VisitKey,
  { text, withdrawnFindingIds, capacity }: z.output<typeof ROUTES.addInspectionAddendum.body>,
): Promise<InspectionPackage> {
  return onVisit(context, key, async (inside, open) => {
    requireLeader(inside, open);
    const records = await recordsOf(inside, key);
    if (open.row.state !== 'signed' || !records.every((one) => settled(one, records)))
      refuse('inspection-state');
    const known = new Set((await listFindings(inside.db, key)).map(({ findingId }) => findingId));
    if (!withdrawnFindingIds.every((id) => known.has(id))) refuse('not-found');
    const content = { text, withdrawnFindingIds };
    const version = records.length + 1;
    const sha256 = hashOf({ ...content, to: records.map((one) => one.sha256) });
    await append(inside, key, { version, kind: 'addendum', content, sha256, capacity });
    await audit(inside, key, 'inspection.addendum', { version, sha256 });
  });
}

/** Signed by the unit, or replaced by a newer record. */
const settled = (
  record: Awaited<ReturnType<typeof recordsOf>>[number],
  all: Awaited<ReturnType<typeof recordsOf>>,
): boolean =>
  isSignedByUnit(record) || all.some(({ kind, version }) => kind === 'record' && version > record.version);
