import type { EvidenceKind, Version } from './evidence-query.ts';
import { readDate, showDate } from '../format/dates.ts';

/** A document as it stands in the form: texts exactly as typed. */
export interface DocumentDraft {
  readonly abstract: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly kind: EvidenceKind;
  readonly validFrom: string;
  readonly validTo: string;
  readonly url: string;
}
export type DocumentFields = Pick<Version, keyof DocumentDraft>;
export type DraftFault = 'abstract-missing' | 'not-a-date' | 'ends-first' | 'not-an-address';
export type DraftFaults = Readonly<Partial<Record<keyof DocumentDraft, DraftFault>>>;

export const emptyDraft: DocumentDraft = {
  abstract: '',
  number: '',
  issuedOn: '',
  issuer: '',
  kind: 'report',
  validFrom: '',
  validTo: '',
  url: '',
};

const dayText = (day: string | null): string => (day === null ? '' : showDate(day));

export const draftOf = (version: DocumentFields): DocumentDraft => ({
  ...emptyDraft,
  abstract: version.abstract,
  number: version.number,
  issuer: version.issuer,
  kind: version.kind,
  url: version.url,
  issuedOn: dayText(version.issuedOn),
  validFrom: dayText(version.validFrom),
  validTo: dayText(version.validTo),
});

/** What the draft means, with every field that cannot be read. */
export function readDraft(draft: DocumentDraft): {
  readonly fields: DocumentFields;
  readonly faults: DraftFaults;
} {
  const days = (['issuedOn', 'validFrom', 'validTo'] as const).map((key) => {
    const typed = draft[key].trim();
    return { key, typed, day: typed === '' ? null : (readDate(typed) ?? null) };
  });
  const [issuedOn = null, validFrom = null, validTo = null] = days.map(({ day }) => day);
  const url = addressOf(draft.url);
  const faults: Partial<Record<keyof DocumentDraft, DraftFault>> = {};
  for (const { key, typed, day } of days) if (typed !== '' && day === null) faults[key] = 'not-a-date';
  if (validFrom !== null && validTo !== null && validTo < validFrom) faults.validTo = 'ends-first';
  if (clean(draft.abstract) === '') faults.abstract = 'abstract-missing';
  if (url !== '' && !isAddress(url)) faults.url = 'not-an-address';
  const { kind } = draft;
  const texts = { abstract: clean(draft.abstract), number: clean(draft.number), issuer: clean(draft.issuer) };
  return { fields: { ...texts, kind, issuedOn, validFrom, validTo, url }, faults };
}

const clean = (text: string) => text.normalize('NFC').trim();

/** An address typed without its scheme gets https. */
function addressOf(typed: string): string {
  const text = clean(typed);
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

function isAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text);
  } catch {
    return false;
  }
}
