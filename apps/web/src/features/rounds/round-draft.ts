import type { Round, SetVersion } from '@parix/api-contract';
import { instantForField, instantOfField } from '../../format/dates.ts';

export interface RoundDraft {
  readonly id: string;
  readonly title: string;
  readonly indexYear: string;
  readonly setVersionId: string;
  readonly blockId: string;
  readonly opens: string;
  readonly closes: string;
  readonly appraisal: string;
  readonly replies: string;
}
export type RoundFault =
  'title' | 'id' | 'indexYear' | 'setVersionId' | 'blockId' | 'opens' | 'closes' | 'appraisal' | 'replies';

export const emptyRound = (year: number): RoundDraft => ({
  id: '',
  title: '',
  indexYear: String(year),
  setVersionId: '',
  blockId: '',
  opens: '',
  closes: '',
  appraisal: '',
  replies: '',
});

export const datesOf = (round: Round) => ({
  title: round.title,
  opens: instantForField(round.selfScoringOpensAt),
  closes: instantForField(round.selfScoringClosesAt),
  appraisal: instantForField(round.appraisalClosesAt),
  replies: instantForField(round.repliesCloseAt),
});

type RoundDates = Pick<RoundDraft, 'opens' | 'closes' | 'appraisal' | 'replies'>;

/** Instants of the date fields, read as Vietnam time. */
export const instantsOf = (draft: RoundDates) => ({
  selfScoringOpensAt: instantOfField(draft.opens) ?? null,
  selfScoringClosesAt: instantOfField(draft.closes) ?? null,
  appraisalClosesAt: instantOfField(draft.appraisal) ?? null,
  repliesCloseAt: instantOfField(draft.replies) ?? null,
});

/** Dates that cannot be read or are out of order: each must follow the ones before it that are set. */
export function dateFaults(draft: RoundDates): ReadonlySet<RoundFault> {
  const faults = new Set<RoundFault>();
  const [opens, closes, appraisal, replies] = [draft.opens, draft.closes, draft.appraisal, draft.replies].map(
    instantOfField,
  );
  if (opens === undefined) faults.add('opens');
  if (closes === undefined || (opens && closes && closes <= opens)) faults.add('closes');
  const before = closes || opens;
  if (appraisal === undefined || (appraisal && before && appraisal <= before)) faults.add('appraisal');
  const earlier = appraisal || before;
  if (replies === undefined || (replies && earlier && replies <= earlier)) faults.add('replies');
  return faults;
}

export function faultsOf(draft: RoundDraft): ReadonlySet<RoundFault> {
  const faults = new Set(dateFaults(draft));
  if (draft.title.trim() === '') faults.add('title');
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(draft.id.trim())) faults.add('id');
  if (!/^20\d\d$/.test(draft.indexYear.trim())) faults.add('indexYear');
  if (draft.setVersionId === '') faults.add('setVersionId');
  if (draft.blockId === '') faults.add('blockId');
  return faults;
}

/** Versions that may judge a round of that index year; a version is chosen by the year, never by today's date. */
export function usableSets(sets: readonly SetVersion[], year: string): readonly SetVersion[] {
  const index = Number(year);
  return sets.filter(
    (set) => set.status === 'complete' && set.indexYearFrom <= index && index <= set.indexYearTo,
  );
}
