import type { AppraisalGroup, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StreamAnswer } from '../../platform/send-stream.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireStoredUpload } from '../evidence/finished-upload.read-model.ts';
import { storedFileAnswer } from '../evidence/stored-files.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { describeGroup } from './describe-group.ts';
import {
  endMembers,
  type GroupKey,
  type GroupRow,
  holdGroupRow,
  insertGroup,
  insertMembers,
  listGroupRows,
  listMemberRows,
  updateGroup,
} from './groups.queries.ts';
import { requireAppraisers } from './people.queries.ts';

type NewGroup = z.output<typeof ROUTES.createAppraisalGroup.body>;
type GroupChange = z.output<typeof ROUTES.updateAppraisalGroup.body>;
type NewMembers = z.output<typeof ROUTES.addGroupMembers.body>['members'];

export async function listGroups(context: Context, roundId: string) {
  context.permit('appraisal-groups.read');
  await requireRound(context.db, roundId, context.now);
  const members = await listMemberRows(context.db, roundId);
  const rows = await listGroupRows(context.db, roundId);
  return { items: rows.map((row) => describeGroup(row, members)) };
}

const requireGroup = async ({ db }: Context, { roundId, groupId }: GroupKey): Promise<GroupRow> =>
  (await listGroupRows(db, roundId, groupId))[0] ?? refuse('not-found');

async function describe(context: Context, key: GroupKey): Promise<AppraisalGroup> {
  const members = await listMemberRows(context.db, key.roundId, key.groupId);
  return describeGroup(await requireGroup(context, key), members);
}

/** Columns of what people fill in; a file only when one was sent. */
async function columnsOf(context: Context, body: GroupChange) {
  const { name, decisionNumber, decisionDate, decisionIssuer, decisionUrl, uploadId } = body;
  const file = uploadId === null ? undefined : await requireStoredUpload(context, uploadId);
  return {
    ...{ name, decisionNumber, decisionDate, decisionIssuer },
    decisionUrl: decisionUrl === '' ? null : decisionUrl,
    ...(file && { fileSha256: file.sha256, fileName: file.fileName }),
  };
}

const subjectOf = ({ roundId, groupId }: GroupKey): string => `appraisal-group:${roundId}/${groupId}`;

export async function createGroup(context: Context, roundId: string, body: NewGroup) {
  context.permit('appraisal-groups.manage');
  await requireRound(context.db, roundId, context.now);
  const columns = await columnsOf(context, body);
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const key = { roundId, groupId: newId() };
    const made = { createdBy: context.person.accountId, createdAt: context.now };
    await insertGroup(db, { roundId, id: key.groupId, kind: body.kind, ...columns, ...made });
    const detail = { kind: body.kind, number: body.decisionNumber, file: columns.fileSha256 ?? null };
    await recordAudit(db, context, { action: 'appraisal-group.created', subject: subjectOf(key), detail });
    return describe(inside, key);
  });
}

export async function changeGroup(context: Context, key: GroupKey, version: number, body: GroupChange) {
  context.permit('appraisal-groups.manage');
  const columns = await columnsOf(context, body);
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await requireGroup(inside, key);
    if (!(await updateGroup(db, key, version, columns)))
      refuse('edit-conflict', { current: await describe(inside, key) });
    const detail = { number: body.decisionNumber, file: columns.fileSha256 ?? null };
    await recordAudit(db, context, { action: 'appraisal-group.changed', subject: subjectOf(key), detail });
    return describe(inside, key);
  });
}

/** Ends the group; one that has ended already answers as it stands. */
export async function dissolveGroup(context: Context, key: GroupKey) {
  context.permit('appraisal-groups.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { dissolvedAt, version } = await requireGroup(inside, key);
    if (dissolvedAt === null) {
      const done = await updateGroup(db, key, version, { dissolvedAt: context.now });
      if (!done) refuse('edit-conflict', { current: await describe(inside, key) });
      await recordAudit(db, context, { action: 'appraisal-group.dissolved', subject: subjectOf(key) });
    }
    return describe(inside, key);
  });
}

export async function addMembers(context: Context, key: GroupKey, members: NewMembers) {
  context.permit('appraisal-groups.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { now, person } = context;
    const { dissolvedAt } = (await holdGroupRow(db, key)) ?? refuse('not-found');
    if (dissolvedAt !== null) refuse('group-dissolved');
    // Named twice in one request, the last part counts.
    const wanted = [...new Map(members.map((member) => [member.accountId, member])).values()];
    await requireAppraisers(
      db,
      now,
      wanted.map(({ accountId }) => accountId),
    );
    const held = (await listMemberRows(db, key.roundId, key.groupId)).filter((row) => row.leftAt === null);
    const moved = held.filter((row) => wanted.some(({ accountId }) => accountId === row.accountId));
    const movedIds = moved.map(({ id }) => id);
    await endMembers(db, key, movedIds, { leftAt: now, leftBy: person.accountId });
    const common = { ...key, joinedAt: now, joinedBy: person.accountId };
    await insertMembers(
      db,
      wanted.map((member) => ({ ...member, ...common, id: newId() })),
    );
    const detail = { members: wanted.map(({ accountId, role }) => `${accountId} ${role}`).join(', ') };
    await recordAudit(db, context, { action: 'appraisal-group.joined', subject: subjectOf(key), detail });
    return describe(inside, key);
  });
}

export async function removeMember(context: Context, key: GroupKey, memberId: string) {
  context.permit('appraisal-groups.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const left = { leftAt: context.now, leftBy: context.person.accountId };
    const found = (await listMemberRows(db, key.roundId, key.groupId)).find(({ id }) => id === memberId);
    if (!found) refuse('not-found');
    if ((await endMembers(db, key, [memberId], left)) > 0) {
      const detail = { account: found.accountId };
      await recordAudit(db, context, { action: 'appraisal-group.left', subject: subjectOf(key), detail });
    }
    return describe(inside, key);
  });
}

export async function groupFile(context: Context, key: GroupKey): Promise<StreamAnswer> {
  context.permit('appraisal-groups.read');
  const { fileSha256, fileName } = await requireGroup(context, key);
  if (fileSha256 === null || fileName === null) return refuse('not-found');
  return storedFileAnswer(context, { sha256: fileSha256, fileName });
}
