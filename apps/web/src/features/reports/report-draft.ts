import type { ReportDetails } from '@parix/api-contract';
import { readDate, showDate } from '../../format/dates.ts';

/** `line`: one line; `day`: a date as people type it; `list`: one entry a line. */
interface ReportField {
  readonly key: FieldKey;
  readonly kind: 'line' | 'day' | 'list';
  /** Characters; of a list: of each line. */
  readonly longest: number;
  /** Where the server says that it refused something of this field. */
  readonly place: string;
}
export const FIELD_KEYS = [
  'superiorBody',
  'issuingBody',
  'number',
  'symbol',
  'place',
  'date',
  'addressees',
  'grounds',
  'difficulties',
  'proposals',
  'authority',
  'title',
  'name',
  'recipients',
  'archive',
] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];
/** The details as they stand in the form: texts exactly as typed. */
export type ReportDraft = Readonly<Record<FieldKey, string>>;
export type ReportFault = 'missing' | 'not-a-date' | 'too-long';

const field = (
  key: FieldKey,
  longest: number,
  kind: ReportField['kind'] = 'line',
  place = `/${key}`,
): ReportField => ({ key, kind, longest, place });

/** In the order of the printed page. */
export const FIELDS: readonly ReportField[] = [
  field('superiorBody', 300),
  field('issuingBody', 300),
  field('number', 50),
  field('symbol', 100),
  field('place', 200),
  field('date', 20, 'day'),
  field('addressees', 300, 'list'),
  field('grounds', 2000, 'list'),
  field('difficulties', 4000, 'list'),
  field('proposals', 4000, 'list'),
  field('authority', 200, 'line', '/signer/authority'),
  field('title', 200, 'line', '/signer/title'),
  field('name', 200, 'line', '/signer/name'),
  field('recipients', 300, 'list'),
  field('archive', 100),
];

export function reportDraftOf({ signer, ...details }: ReportDetails): ReportDraft {
  return {
    superiorBody: details.superiorBody ?? '',
    issuingBody: details.issuingBody,
    number: details.number ?? '',
    symbol: details.symbol,
    place: details.place,
    date: details.date === null ? '' : showDate(details.date),
    addressees: details.addressees.join('\n'),
    grounds: details.grounds.join('\n'),
    difficulties: details.difficulties.join('\n'),
    proposals: details.proposals.join('\n'),
    authority: signer.authority ?? '',
    title: signer.title,
    name: signer.name ?? '',
    recipients: details.recipients.join('\n'),
    archive: details.archive,
  };
}

/** The request that the draft means, with every field that cannot be taken. */
export function readReport(draft: ReportDraft): {
  readonly details: ReportDetails;
  readonly faults: ReadonlyMap<FieldKey, ReportFault>;
} {
  const line = (key: FieldKey) => clean(draft[key]);
  const orNull = (key: FieldKey) => line(key) || null;
  const list = (key: FieldKey) => draft[key].split(/\r?\n/).map(clean).filter(Boolean);
  const details = {
    superiorBody: orNull('superiorBody'),
    issuingBody: line('issuingBody'),
    number: orNull('number'),
    symbol: line('symbol'),
    place: line('place'),
    date: readDate(draft.date) ?? null,
    addressees: list('addressees'),
    recipients: list('recipients'),
    archive: line('archive'),
    signer: { authority: orNull('authority'), title: line('title'), name: orNull('name') },
    grounds: list('grounds'),
    difficulties: list('difficulties'),
    proposals: list('proposals'),
  };
  const found = FIELDS.flatMap((one) => {
    const fault = faultOf(one, draft[one.key]);
    return fault === null ? [] : [[one.key, fault] as const];
  });
  return { details, faults: new Map(found) };
}

function faultOf({ key, kind, longest }: ReportField, typed: string): ReportFault | null {
  const text = clean(typed);
  if (kind === 'day') return text !== '' && readDate(text) === undefined ? 'not-a-date' : null;
  if (key === 'issuingBody' && text === '') return 'missing';
  const lines = kind === 'list' ? typed.split(/\r?\n/).map(clean) : [text];
  return lines.some((one) => one.length > longest) ? 'too-long' : null;
}

const clean = (text: string) => text.normalize('NFC').trim();

/** Whether the server already holds what the draft says. */
export function reportHolds(details: ReportDetails, draft: ReportDraft): boolean {
  const { details: typed, faults } = readReport(draft);
  return faults.size === 0 && sameText(reportDraftOf(typed), reportDraftOf(details));
}

const sameText = (a: ReportDraft, b: ReportDraft) => FIELD_KEYS.every((key) => a[key] === b[key]);
