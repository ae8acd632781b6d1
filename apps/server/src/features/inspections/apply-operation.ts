import {
  type AnswerValue,
  answerValue,
  type FindingValue,
  findingValue,
  type InspectionOperation,
  photoValue,
  type ProceedingsValue,
  proceedingsValue,
} from '@parix/api-contract';
import { answersTo, judgeOperation, type OperationKind, sameValue } from '@parix/workflow';
import type { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireStoredUpload } from '../evidence/finished-upload.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { unitsBehind } from '../units/units.read-model.ts';
import type { OpenVisit } from './visit-access.ts';
import type { VisitKey } from './visits.queries.ts';
import {
  claimFinding,
  findingExists,
  insertAnswer,
  insertChecks,
  insertFindingVersion,
  insertPhoto,
  insertProceedings,
  lastProceedings,
  listAnswers,
  listChecks,
  listFindings,
  removePhoto,
} from './written.queries.ts';
import { answerOf, findingOf, proceedingsOf } from './written-values.ts';

export interface Outcome {
  readonly outcome: 'applied' | 'conflict';
  readonly version: number;
}
type Value = AnswerValue | FindingValue | ProceedingsValue;

/** What stands of a thing that has versions; null: nothing does. */
export async function standingValue(
  db: Db,
  key: VisitKey,
  kind: OperationKind,
  subjectId: string,
): Promise<{ readonly version: number; readonly value: Value } | null> {
  if (kind === 'finding') {
    const [row] = await listFindings(db, key, subjectId);
    return row ? { version: row.version, value: findingOf(row) } : null;
  }
  if (kind === 'answer') {
    const [row] = await listAnswers(db, key, subjectId);
    return row ? { version: row.version, value: answerOf(row) } : null;
  }
  if (kind !== 'proceedings') return null;
  const row = await lastProceedings(db, key);
  return row ? { version: row.version, value: proceedingsOf(row) } : null;
}

/** Applies one operation that was not taken before. Refuses with a reason; then nothing of it was stored. */
export async function applyOperation(
  context: Context,
  open: OpenVisit,
  operation: InspectionOperation,
): Promise<Outcome> {
  if (open.row.state !== 'planned') refuse('inspection-state');
  if (operation.kind === 'photo') return addPhoto(context, open, operation);
  if (operation.kind === 'photo-removal') {
    const { accountId } = context.person;
    await removePhoto(context.db, open.key.unitId, operation.subjectId, accountId, context.now);
    return { outcome: 'applied', version: 1 };
  }
  const value = valueOf(context, operation);
  const standing = await standingValue(context.db, open.key, operation.kind, operation.subjectId);
  const version = standing?.version ?? 0;
  const same = standing !== null && sameValue(wordsOf(value), wordsOf(standing.value));
  const verdict = judgeOperation(version, operation.base, same);
  if (verdict === 'ahead') refuse('inspection-ahead');
  if (verdict === 'conflict') return { outcome: 'conflict', version };
  if (verdict === 'append') await append(context, open, operation, version + 1, value);
  return { outcome: 'applied', version: verdict === 'append' ? version + 1 : version };
}

/** Of an answer only what it answers: the question belongs to its line. */
const wordsOf = (value: Value): unknown =>
  'answer' in value ? { answer: value.answer, note: value.note } : value;

function valueOf(context: Context, { kind, value }: InspectionOperation): Value {
  if (kind === 'finding') return parsed(context, findingValue, value);
  if (kind === 'answer') return parsed(context, answerValue, value);
  return parsed(context, proceedingsValue, value);
}

function parsed<S extends z.ZodType>({ locale }: Context, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path }) => `/${path.join('/')}`);
  const message = locale === 'en' ? 'Too long, empty or not allowed.' : 'Quá dài, trống hoặc không hợp lệ.';
  return refuse('bad-request', {
    errors: places.map((place) => ({ place, code: 'invalid', message: `${place}: ${message}` })),
  });
}

async function append(
  context: Context,
  open: OpenVisit,
  operation: InspectionOperation,
  version: number,
  value: Value,
): Promise<void> {
  const written = {
    version,
    operationId: operation.id,
    authorId: context.person.accountId,
    notedAt: operation.notedAt,
    recordedAt: context.now,
  };
  if ('statement' in value) return appendFinding(context, open, operation.subjectId, value, written);
  if ('answer' in value) return appendAnswer(context, open, operation.subjectId, value, written);
  if (operation.subjectId !== open.key.visitId) refuse('not-found');
  return insertProceedings(context.db, { ...open.key, ...written, content: JSON.stringify(value) });
}

interface Written {
  readonly version: number;
  readonly operationId: string;
  readonly authorId: string;
  readonly notedAt: string;
  readonly recordedAt: Date;
}

async function appendFinding(
  context: Context,
  { key, row }: OpenVisit,
  findingId: string,
  value: FindingValue,
  written: Written,
): Promise<void> {
  const { db } = context;
  const { repeatsFindingId, itemId } = value;
  if (repeatsFindingId === findingId) refuse('not-found');
  if (
    repeatsFindingId !== null &&
    !(await findingExists(db, await unitsBehind(db, key.unitId), repeatsFindingId))
  )
    refuse('not-found');
  const itemCode = await codeOf(context, row.roundId, itemId);
  if (!(await claimFinding(db, key, findingId))) refuse('not-found');
  await insertFindingVersion(db, { unitId: key.unitId, findingId, ...value, itemCode, ...written });
}

async function appendAnswer(
  context: Context,
  { key, row }: OpenVisit,
  checkId: string,
  { answer, note, question, itemId }: AnswerValue,
  written: Written,
): Promise<void> {
  const { db } = context;
  const known = (await listChecks(db, key)).find(({ id }) => id === checkId);
  if (!known) {
    if (question === null) refuse('not-found');
    const itemCode = await codeOf(context, row.roundId, itemId);
    const { authorId, recordedAt } = written;
    const line = { itemId, itemCode, earlierFindingId: null, question, authorId, recordedAt };
    await insertChecks(db, [{ ...key, id: checkId, source: 'added', ...line }]);
  }
  const allowed = answersTo(known?.source ?? 'added');
  if (answer !== 'open' && !allowed.includes(answer)) refuse('bad-request');
  await insertAnswer(db, { ...key, checkId, answer, note, ...written });
}

/** The code of an item of the round's set. */
async function codeOf({ db, now }: Context, roundId: string, itemId: string | null): Promise<string | null> {
  if (itemId === null) return null;
  const round = await requireRound(db, roundId, now);
  const { items } = await requirePlan(db, round.setVersionId);
  return items.get(itemId)?.item.code ?? refuse('not-found');
}

/** Photos are added, never changed; one that is here already is not taken twice. */
async function addPhoto(
  context: Context,
  { key }: OpenVisit,
  { id, subjectId, notedAt, value }: InspectionOperation,
): Promise<Outcome> {
  const { findingId, uploadId, caption } = parsed(context, photoValue, value);
  const { sha256, fileName, mediaType } = await requireStoredUpload(context, uploadId);
  if (!mediaType.startsWith('image/')) refuse('file-type');
  // A photo may arrive before the words that it belongs to.
  if (!(await claimFinding(context.db, key, findingId))) refuse('not-found');
  await insertPhoto(context.db, {
    ...{ unitId: key.unitId, id: subjectId, findingId, sha256, fileName, caption },
    operationId: id,
    authorId: context.person.accountId,
    notedAt,
    recordedAt: context.now,
  });
  return { outcome: 'applied', version: 1 };
}
