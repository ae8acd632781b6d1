/** Part of somebody on the team of a visit: trưởng đoàn, thư ký, thành viên. */
export const TEAM_PARTS = ['leader', 'secretary', 'member'] as const;
export type TeamPart = (typeof TEAM_PARTS)[number];

/** Why a line stands on the checklist of a visit. */
export const CHECK_SOURCES = ['open-item', 'last-year', 'earlier-finding', 'added'] as const;
export type CheckSource = (typeof CHECK_SOURCES)[number];

/** What the team found at a line; `open` takes an answer back. */
export const CHECK_ANSWERS = [
  'open',
  'met',
  'not-met',
  'fixed',
  'remains',
  'repeated',
  'not-checked',
] as const;
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

/** Answers that a line takes: a shortcoming known before is fixed, remains or comes back. */
export function answersTo(source: CheckSource): readonly CheckAnswer[] {
  const known = source === 'last-year' || source === 'earlier-finding';
  return known ? ['fixed', 'remains', 'repeated', 'not-checked'] : ['met', 'not-met', 'not-checked'];
}

export const FINDING_KINDS = ['met', 'shortcoming', 'good-practice'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What a device may send of a visit. */
export const OPERATION_KINDS = ['answer', 'finding', 'proceedings', 'photo', 'photo-removal'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];
