import type { AppraisalRow, SetItem } from '@parix/api-contract';
import { type Decision, DECISIONS_AT, REASON_CODES, type ReasonCode } from '@parix/workflow';
import { minus, numberForField, readNumber, sameNumber, signOf } from '../../format/numbers.ts';
import type { Language } from '../../i18n/current-language.ts';

export type { Decision };
/** One row of the grid as it stands in the form. */
export interface DecisionDraft {
  readonly decision: Decision;
  readonly points: string;
  readonly reason: string;
  /** Kind of reason; empty: none chosen. */
  readonly reasonCode: ReasonCode | '';
  /** Which requirement fails. */
  readonly requirement: string;
}
export interface DecisionBody {
  readonly decision: Decision;
  readonly points: string | null;
  readonly reason: string | null;
  readonly reasonCode: ReasonCode | null;
  readonly requirement: string | null;
}
export type DecisionFault =
  | 'points-missing'
  | 'not-a-number'
  | 'ambiguous'
  | 'not-lower'
  | 'not-higher'
  | 'above-max'
  | 'below-min'
  | 'reason-missing';
export interface DecisionFaults {
  readonly points?: DecisionFault;
  readonly reason?: DecisionFault;
}

export function draftOf(row: AppraisalRow, language: Language): DecisionDraft | null {
  if (row.decision === null) return null;
  return {
    decision: row.decision,
    points: row.points === null ? '' : numberForField(row.points, language),
    reason: row.reason ?? '',
    reasonCode: row.reasonCode ?? '',
    requirement: row.requirement ?? '',
  };
}

/** A row on which nothing is decided yet. */
export const NO_DECISION: DecisionDraft = {
  decision: 'accept',
  points: '',
  reason: '',
  reasonCode: '',
  requirement: '',
};

export const readCode = (value: string): ReasonCode | '' => REASON_CODES.find((code) => code === value) ?? '';

type Stage = Pick<AppraisalRow, 'stageNow' | 'openFor'>;

/** Decisions that the row offers. One that an explanation was asked for has nothing yet that could be kept. */
export function choicesOf(row: Stage, item: Pick<SetItem, 'notApplicablePolicy'>): readonly Decision[] {
  return DECISIONS_AT[row.stageNow ?? 'first'].filter(
    (choice) =>
      (choice !== 'not-applicable' || item.notApplicablePolicy !== 'forbidden') &&
      (choice !== 'keep' || row.openFor !== 'flagged'),
  );
}

/** The first acceptance may be silent; an answer to what a unit says always gives its reason. */
export const needsReason = (row: Pick<AppraisalRow, 'stageNow'>, decision: Decision): boolean =>
  decision !== 'accept' || (row.stageNow !== null && row.stageNow !== 'first');

export const changesPoints = (decision: Decision) => decision === 'reduce' || decision === 'raise';

/** The request the row means, with what is still missing. A changed score needs its points and its reason. */
export function readDecision(
  draft: DecisionDraft,
  row: Pick<AppraisalRow, 'self' | 'stageNow'>,
  item: Pick<SetItem, 'max' | 'min'>,
): { readonly body: DecisionBody; readonly faults: DecisionFaults } {
  const { decision } = draft;
  const reason = draft.reason.normalize('NFC').trim() || null;
  const why = {
    reason,
    reasonCode: decision === 'accept' || draft.reasonCode === '' ? null : draft.reasonCode,
    requirement: decision === 'accept' ? null : draft.requirement.normalize('NFC').trim() || null,
  };
  const missing = needsReason(row, decision) && reason === null ? { reason: 'reason-missing' as const } : {};
  if (!changesPoints(decision)) return { body: { decision, points: null, ...why }, faults: missing };
  const read = readNumber(draft.points);
  if (draft.points.trim() === '' || !read.ok) {
    const points = draft.points.trim() === '' ? 'points-missing' : read.ok ? 'not-a-number' : read.why;
    return { body: { decision, points: null, ...why }, faults: { ...missing, points } };
  }
  const points = outOfPlace(read.value, decision, row, item);
  return {
    body: { decision, points: read.value, ...why },
    faults: points ? { ...missing, points } : missing,
  };
}

function outOfPlace(
  points: string,
  decision: Decision,
  row: Pick<AppraisalRow, 'self'>,
  item: Pick<SetItem, 'max' | 'min'>,
): DecisionFault | undefined {
  if (item.max !== null && signOf(minus(points, item.max)) > 0) return 'above-max';
  if (signOf(minus(points, item.min)) < 0) return 'below-min';
  const self = row.self.points ?? '0';
  // A self-score that is no finite decimal is compared by the server alone.
  if (self.includes('/')) return undefined;
  const order = signOf(minus(points, self));
  if (decision === 'reduce' && order >= 0) return 'not-lower';
  return decision === 'raise' && order <= 0 ? 'not-higher' : undefined;
}

/** Whether the server already holds what the draft says. */
export function serverHolds(
  row: AppraisalRow,
  draft: DecisionDraft,
  item: Pick<SetItem, 'max' | 'min'>,
): boolean {
  const { body, faults } = readDecision(draft, row, item);
  if (Object.keys(faults).length > 0) return false;
  const same = (['decision', 'reason', 'reasonCode', 'requirement'] as const).every(
    (part) => row[part] === body[part],
  );
  if (!same) return false;
  if (row.points === null || body.points === null) return row.points === body.points;
  return sameNumber(row.points, body.points);
}
