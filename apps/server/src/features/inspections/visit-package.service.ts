import {
  addendumContent,
  type InspectionCheck,
  type InspectionFinding,
  type InspectionPackage,
  type InspectionPhoto,
  type InspectionRecord,
  recordContent,
} from '@parix/api-contract';
import { may } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { type IndexedItem, requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { describeVisit } from './describe-visit.ts';
import { signedShortcomings } from './earlier-findings.queries.ts';
import type { Shortcoming } from './inspections.read-model.ts';
import { hashOf, recordOf, type Written } from './record-content.ts';
import { listRecordRows, listScans, listSignatures } from './records.queries.ts';
import { mayFill, type OpenVisit, openVisit, readVisit } from './visit-access.ts';
import { findPlanRow, type VisitKey } from './visits.queries.ts';
import {
  type AnswerRow,
  type CheckRow,
  type FindingRow,
  lastProceedings,
  listAnswers,
  listChecks,
  listFindings,
  listPhotos,
  openConflicts,
  type PhotoRow,
} from './written.queries.ts';
import { findingOf, proceedingsOf } from './written-values.ts';

/** Everything that belongs to a visit, for those who may read it. */
export async function getVisit(context: Context, key: VisitKey): Promise<InspectionPackage> {
  return describePackage(context, await readVisit(context, key));
}

/** The same for whoever has just acted on it. */
export const visitAfter = async (context: Context, key: VisitKey): Promise<InspectionPackage> =>
  describePackage(context, await openVisit(context, key));

async function describePackage(context: Context, open: OpenVisit): Promise<InspectionPackage> {
  const { db, now, person } = context;
  const { key, row, team } = open;
  const round = await requireRound(db, row.roundId, now);
  const { items, set } = await requirePlan(db, round.setVersionId);
  const written = await writtenOf(context, open, items);
  const records = await recordsOf(context, key);
  const proceedings = await lastProceedings(db, key);
  const areas = new Map(set.areas.map(({ id, name }) => [id, name]));
  // What was kept aside is the team's; a unit sees what the record says.
  const inside = may(person.roles, 'inspections.read');
  const conflicts = inside ? await openConflicts(db, key) : [];
  return {
    ...describeVisit(row, team, person),
    roundTitle: round.title,
    ...written,
    checkList: [...written.checkList],
    findingList: [...written.findingList],
    photos: [...written.photos],
    proceedings: proceedings ? { ...proceedingsOf(proceedings), version: proceedings.version } : null,
    keptAside: conflicts.map(({ id, kind, subjectId, body, recordedAt, authorName }) => ({
      ...{ operationId: id, kind, subjectId },
      value: storedOperation.parse(body).value,
      by: authorName,
      at: recordedAt.toISOString(),
    })),
    items: [...items.values()].map(({ item, areaId }) => ({
      ...{ id: item.id, code: item.code, name: item.name },
      area: areas.get(areaId) ?? '',
      evidence: item.evidence.text,
    })),
    records,
    draftSha256: row.state === 'planned' && inside ? hashOf(recordOf(row, team, written)) : null,
    may: {
      fill: mayFill(context, open),
      manage: row.state === 'planned' && may(person.roles, 'inspections.manage'),
      ...mayOnRecord(context, open, records),
    },
  };
}

const storedOperation = z.object({ value: z.record(z.string(), z.unknown()) });

/** What was written of the visit, as it stands. */
export async function writtenOf(
  { db }: Context,
  { key, row }: OpenVisit,
  items: ReadonlyMap<string, IndexedItem>,
): Promise<Written> {
  const plan = await findPlanRow(db, row.planId);
  const earlier = new Map((await signedShortcomings(db, key.unitId)).map((one) => [one.id, one]));
  const answers = new Map((await listAnswers(db, key)).map((answer) => [answer.checkId, answer]));
  const proceedings = await lastProceedings(db, key);
  return {
    decision: {
      number: plan?.decisionNumber ?? '',
      date: plan?.decisionDate ?? '',
      issuer: plan?.decisionIssuer ?? '',
    },
    checkList: (await listChecks(db, key)).map((check) =>
      describeCheck(check, answers.get(check.id), earlier, items),
    ),
    findingList: (await listFindings(db, key)).map(describeFinding),
    photos: (await listPhotos(db, key)).map(describePhoto),
    proceedings: proceedings ? proceedingsOf(proceedings) : null,
  };
}

function describeCheck(
  check: CheckRow,
  answer: AnswerRow | undefined,
  earlier: ReadonlyMap<string, Shortcoming>,
  items: ReadonlyMap<string, IndexedItem>,
): InspectionCheck {
  const { id, source, itemId, itemCode, question, earlierFindingId } = check;
  const finding = earlierFindingId === null ? undefined : earlier.get(earlierFindingId);
  return {
    ...{ id, source, itemId, itemCode, question },
    itemName: itemId === null ? null : (items.get(itemId)?.item.name ?? null),
    earlier: finding
      ? {
          id: finding.id,
          statement: finding.statement,
          recommendation: finding.recommendation,
          foundOn: finding.foundOn,
        }
      : null,
    version: answer?.version ?? 0,
    answer: answer?.answer ?? 'open',
    note: answer?.note ?? '',
    by: answer?.authorName ?? null,
  };
}

const describeFinding = (row: FindingRow): InspectionFinding => ({
  ...findingOf(row),
  id: row.findingId,
  version: row.version,
  itemCode: row.itemCode,
  by: row.authorName,
  at: row.notedAt.toISOString(),
});

const describePhoto = (row: PhotoRow): InspectionPhoto => ({
  id: row.id,
  findingId: row.findingId,
  fileName: row.fileName,
  sha256: row.sha256,
  caption: row.caption,
  by: row.authorName,
  at: row.notedAt.toISOString(),
});

/** Records and addenda with who signed them, oldest first. */
export async function recordsOf({ db }: Pick<Context, 'db'>, key: VisitKey): Promise<InspectionRecord[]> {
  const signatures = await listSignatures(db, key);
  const scans = await listScans(db, key);
  return (await listRecordRows(db, key)).map((row): InspectionRecord => {
    const fields = {
      version: row.version,
      sha256: row.sha256,
      by: row.authorName,
      at: row.recordedAt.toISOString(),
      signatures: signatures
        .filter(({ version }) => version === row.version)
        .map(({ side, by, capacity, opinion, at }) => ({
          side,
          by,
          capacity,
          opinion,
          at: at.toISOString(),
        })),
      scans: scans
        .filter(({ version }) => version === row.version)
        .map(({ number, fileName, size, sha256, by, at }) => ({
          ...{ number, fileName, size, sha256, by },
          at: at.toISOString(),
        })),
    };
    return row.kind === 'record'
      ? { kind: 'record', content: recordContent.parse(row.content), ...fields }
      : { kind: 'addendum', content: addendumContent.parse(row.content), ...fields };
  });
}

export const isSignedByUnit = ({ signatures }: InspectionRecord): boolean =>
  signatures.some(({ side }) => side === 'unit');

function mayOnRecord(
  { person }: Context,
  { row, relation, isLeader }: OpenVisit,
  records: readonly InspectionRecord[],
) {
  const leads = isLeader && may(person.roles, 'inspections.sign', relation);
  const last = records.at(-1);
  const waits = last !== undefined && !isSignedByUnit(last) && relation.shown === true;
  const forUnit = relation.ownUnit === true && may(person.roles, 'inspections.sign', relation);
  return {
    close: leads && row.state === 'planned',
    reopen: leads && row.state === 'done',
    addAddendum: leads && row.state === 'signed' && !waits,
    signForUnit: forUnit && waits ? [last.version] : [],
    addScan: (leads || forUnit) && relation.shown === true,
  };
}
