import { instantForField, instantOfField } from '../../format/dates.ts';

/** Name and dates as they are typed. */
export interface SurveyDraft {
  readonly title: string;
  readonly opens: string;
  readonly closes: string;
}

export const EMPTY: SurveyDraft = { title: '', opens: '', closes: '' };

export const draftOf = (survey: {
  readonly title: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}): SurveyDraft => ({
  title: survey.title,
  opens: instantForField(survey.opensAt),
  closes: instantForField(survey.closesAt),
});

export type SurveyFault = keyof SurveyDraft;

/** What is missing, cannot be read, or does not follow. */
export function faultsOf({ title, opens, closes }: SurveyDraft): ReadonlySet<SurveyFault> {
  const faults = new Set<SurveyFault>();
  const [from, to] = [instantOfField(opens), instantOfField(closes)];
  if (title.trim() === '') faults.add('title');
  if (from === undefined) faults.add('opens');
  if (to === undefined || (from && to && to <= from)) faults.add('closes');
  return faults;
}

export const bodyOf = ({ title, opens, closes }: SurveyDraft) => ({
  title: title.trim(),
  opensAt: instantOfField(opens) ?? null,
  closesAt: instantOfField(closes) ?? null,
});
