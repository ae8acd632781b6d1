import type {
  AnswerValue,
  FindingValue,
  InspectionOperation,
  InspectionPackage,
  OperationAnswer,
  ProceedingsValue,
} from '@parix/api-contract';
import {
  type HeldThing,
  holdThing,
  settleConflict,
  shownValue,
  type SyncAnswer,
  syncState,
  takeAnswer,
  takeOperation,
  takeStanding,
  writeThing,
} from '@parix/workflow';

/*
 * A visit as this device holds it: what the server said last, what was written here, what was sent and not answered.
 * Plain data, changed by these functions only and kept in the device's own store after each of them.
 */

type Value = AnswerValue | FindingValue | ProceedingsValue;
export type ThingKind = 'answer' | 'finding' | 'proceedings';
export interface LocalThing {
  readonly kind: ThingKind;
  readonly subjectId: string;
  readonly held: HeldThing<Value>;
  /** When it was last written here. */
  readonly notedAt: string;
  /** Why the server did not take it, in words. */
  readonly message: string | null;
}
export interface LocalPhoto {
  readonly id: string;
  readonly operationId: string;
  readonly findingId: string;
  readonly caption: string;
  readonly fileName: string;
  readonly notedAt: string;
  /** Its bytes are at the server under this id, but no finding names them yet. */
  readonly uploadId: string | null;
  readonly message: string | null;
}
export interface LocalVisit {
  readonly account: string;
  readonly loadedAt: string;
  readonly syncedAt: string | null;
  readonly visit: InspectionPackage;
  readonly things: Readonly<Record<string, LocalThing>>;
  /** Taken here and not yet taken by the server. */
  readonly photos: readonly LocalPhoto[];
  readonly removals: readonly { readonly photoId: string; readonly operationId: string }[];
}

export const keyOf = (kind: ThingKind, subjectId: string): string => `${kind} ${subjectId}`;

/** A visit taken onto the device for the first time, or again: what was written here stays. */
export function openLocal(
  account: string,
  visit: InspectionPackage,
  now: string,
  before?: LocalVisit,
): LocalVisit {
  const things: Record<string, LocalThing> = { ...before?.things };
  const stand = (kind: ThingKind, subjectId: string, version: number, value: Value | null) => {
    const key = keyOf(kind, subjectId);
    const known = things[key];
    const held = known ? takeStanding(known.held, version, value) : holdThing(version, value);
    const { notedAt, message } = known ?? { notedAt: now, message: null };
    things[key] = { kind, subjectId, held, notedAt, message };
  };
  for (const { id, version, answer, note } of visit.checkList)
    stand('answer', id, version, version === 0 ? null : { answer, note, question: null, itemId: null });
  for (const {
    id,
    version,
    kind,
    statement,
    recommendation,
    itemId,
    checkId,
    ...rest
  } of visit.findingList) {
    const { repeatsFindingId, withdrawn } = rest;
    const value = { kind, statement, recommendation, itemId, checkId, repeatsFindingId, withdrawn };
    stand('finding', id, version, value);
  }
  if (visit.proceedings) {
    const { version, ...value } = visit.proceedings;
    stand('proceedings', visit.id, version, value);
  }
  const photos = before?.photos ?? [];
  const removals = before?.removals ?? [];
  return { account, loadedAt: now, syncedAt: before?.syncedAt ?? null, visit, things, photos, removals };
}

/** Writes a thing; each stroke comes through here. */
export function writeLocal(
  local: LocalVisit,
  kind: ThingKind,
  subjectId: string,
  value: Value,
  now: string,
): LocalVisit {
  const key = keyOf(kind, subjectId);
  const held = local.things[key]?.held ?? holdThing<Value>(0, null);
  const thing = { kind, subjectId, held: writeThing(held, value), notedAt: now, message: null };
  return { ...local, things: { ...local.things, [key]: thing } };
}

export function settleLocal(local: LocalVisit, key: string, value: Value, now: string): LocalVisit {
  const thing = local.things[key];
  if (!thing) return local;
  const settled = { ...thing, held: settleConflict(thing.held, value), notedAt: now };
  return { ...local, things: { ...local.things, [key]: settled } };
}

const thingsOf = (local: LocalVisit, kind: ThingKind): readonly LocalThing[] =>
  Object.values(local.things).filter((thing) => thing.kind === kind);

export interface ShownThing<V> {
  readonly key: string;
  readonly id: string;
  readonly value: V;
  readonly thing: LocalThing;
}

export const findingsOf = (local: LocalVisit): readonly ShownThing<FindingValue>[] =>
  thingsOf(local, 'finding')
    .flatMap((thing) => {
      const value = shownValue(thing.held);
      const { subjectId: id } = thing;
      return value && 'statement' in value ? [{ key: keyOf('finding', id), id, value, thing }] : [];
    })
    .filter(({ value, thing }) => !value.withdrawn || thing.held.theirs !== null);

export function answerOf(local: LocalVisit, checkId: string): AnswerValue | null {
  const thing = local.things[keyOf('answer', checkId)];
  const value = thing ? shownValue(thing.held) : null;
  return value && 'answer' in value ? value : null;
}

/** Lines that this device has added and the server does not know yet. */
export const addedLines = (
  local: LocalVisit,
): readonly { readonly id: string; readonly value: AnswerValue }[] =>
  thingsOf(local, 'answer').flatMap(({ subjectId, held }) => {
    const value = shownValue(held);
    const known = local.visit.checkList.some(({ id }) => id === subjectId);
    return !known && value && 'answer' in value ? [{ id: subjectId, value }] : [];
  });

export const NO_PROCEEDINGS: ProceedingsValue = {
  startedAt: null,
  endedAt: null,
  unitSide: [],
  general: '',
  requests: '',
  remedyBy: null,
  unitOpinion: '',
};

export function proceedingsOf(local: LocalVisit): ProceedingsValue {
  const thing = local.things[keyOf('proceedings', local.visit.id)];
  const value = thing ? shownValue(thing.held) : null;
  return value && 'general' in value ? value : NO_PROCEEDINGS;
}

/** A finding without words waits for them: the server would refuse it. */
const isBlank = (value: Value | null): boolean =>
  value !== null && 'statement' in value && value.statement.trim() === '';

export interface LocalCount {
  readonly waiting: number;
  readonly conflicts: number;
  readonly refused: number;
}

export function countLocal(local: LocalVisit): LocalCount {
  const states = Object.values(local.things).map(({ held }) => syncState(held));
  const count = (state: string) => states.filter((one) => one === state).length;
  const refusedPhotos = local.photos.filter(({ message }) => message !== null).length;
  return {
    waiting: count('waiting') + local.photos.length - refusedPhotos + local.removals.length,
    conflicts: count('conflict'),
    refused: count('refused') + refusedPhotos,
  };
}

/** What is to be sent now, and the visit with it noted as sent: keep it before the first byte leaves. */
export function takeOperations(
  local: LocalVisit,
  newId: () => string,
): { readonly local: LocalVisit; readonly operations: readonly InspectionOperation[] } {
  const things: Record<string, LocalThing> = { ...local.things };
  const operations: InspectionOperation[] = [];
  for (const [key, thing] of Object.entries(local.things)) {
    if (thing.held.sent === null && isBlank(thing.held.typed)) continue;
    const { held, operation } = takeOperation(thing.held, newId());
    things[key] = { ...thing, held };
    if (!operation) continue;
    const { id, base, resolves, value } = operation;
    const { kind, subjectId, notedAt } = thing;
    operations.push({ id, kind, subjectId, base, resolves, notedAt, value: { ...finished(value) } });
  }
  for (const photo of local.photos)
    if (photo.uploadId !== null) operations.push(photoOperation(photo, photo.uploadId));
  for (const { photoId, operationId } of local.removals)
    operations.push({
      ...{ id: operationId, kind: 'photo-removal', subjectId: photoId, base: 0, resolves: null, value: {} },
      notedAt: local.loadedAt,
    });
  return { local: { ...local, things }, operations };
}

/** Lines that nobody's name stands on yet are not sent. */
const finished = (value: Value): Value =>
  'unitSide' in value
    ? { ...value, unitSide: value.unitSide.filter(({ name }) => name.trim() !== '') }
    : value;

const photoOperation = (photo: LocalPhoto, uploadId: string): InspectionOperation => ({
  id: photo.operationId,
  kind: 'photo',
  subjectId: photo.id,
  base: 0,
  resolves: null,
  notedAt: photo.notedAt,
  value: { findingId: photo.findingId, uploadId, caption: photo.caption },
});

/** Takes the server's answers in; what it refused stays here with the reason. */
export function takeAnswers(local: LocalVisit, answers: readonly OperationAnswer[]): LocalVisit {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const things = Object.fromEntries(
    Object.entries(local.things).map(([key, thing]): [string, LocalThing] => {
      const answer = thing.held.sent && byId.get(thing.held.sent.id);
      if (!answer) return [key, thing];
      const held = takeAnswer(thing.held, answer.id, answerFor(answer));
      return [key, { ...thing, held, message: answer.message }];
    }),
  );
  const photos = local.photos.flatMap((photo) => {
    const answer = byId.get(photo.operationId);
    if (answer?.outcome === 'applied') return [];
    // An upload that has run out is sent anew.
    const lost = answer?.code === 'upload-missing';
    return [answer ? { ...photo, uploadId: lost ? null : photo.uploadId, message: answer.message } : photo];
  });
  const removals = local.removals.filter(({ operationId }) => byId.get(operationId)?.outcome !== 'applied');
  return { ...local, things, photos, removals };
}

function answerFor({ outcome, version, value, code }: OperationAnswer): SyncAnswer<Value> {
  if (outcome === 'applied') return { outcome, version };
  if (outcome === 'refused') return { outcome, code: code ?? 'internal' };
  // In the shape of its kind, as the contract says of a conflict.
  return { outcome, version, value: value as unknown as Value | null };
}
