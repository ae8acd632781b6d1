import type { Letterhead, LetterheadKind } from '@parix/api-contract';

export const LETTERHEAD_KEYS = [
  'superiorBody',
  'issuingBody',
  'symbol',
  'place',
  'decider',
  'grounds',
  'articles',
  'authority',
  'title',
  'name',
  'recipients',
  'archive',
] as const;
export type LetterheadKey = (typeof LETTERHEAD_KEYS)[number];
/** What stands in the form: texts exactly as typed, lists one entry a line. */
export type LetterheadDraft = Readonly<Record<LetterheadKey, string>>;
export type LetterheadFault = 'missing' | 'too-long';

interface LetterheadField {
  readonly kind: 'line' | 'list';
  /** Characters; of a list: of each line. */
  readonly longest: number;
  /** Lines of a list. */
  readonly most?: number;
}
const line = (longest: number): LetterheadField => ({ kind: 'line', longest });
const list = (most: number, longest: number): LetterheadField => ({ kind: 'list', longest, most });

export const LETTERHEAD_FIELDS: Readonly<Record<LetterheadKey, LetterheadField>> = {
  superiorBody: line(300),
  issuingBody: line(300),
  symbol: line(100),
  place: line(200),
  decider: line(300),
  grounds: list(30, 2000),
  articles: list(20, 4000),
  authority: line(200),
  title: line(200),
  name: line(200),
  recipients: list(30, 300),
  archive: line(100),
};

/** Minutes carry place and signatures in their text; only a decision says who decides, and goes on in articles. */
const LEFT_OUT: Readonly<Partial<Record<LetterheadKind, readonly LetterheadKey[]>>> = {
  'council-minutes': ['place', 'decider', 'grounds', 'articles', 'authority', 'title', 'name'],
  'publication-decision': [],
};
const OF_DECISIONS: readonly LetterheadKey[] = ['decider', 'articles'];

/** The fields that documents of the kind print, in the order of the page. */
export const keysOf = (kind: LetterheadKind): readonly LetterheadKey[] =>
  LETTERHEAD_KEYS.filter((key) => !(LEFT_OUT[kind] ?? OF_DECISIONS).includes(key));

export const letterheadDraftOf = (head: Letterhead): LetterheadDraft => ({
  superiorBody: head.superiorBody ?? '',
  issuingBody: head.issuingBody,
  symbol: head.symbol,
  place: head.place,
  decider: head.authority,
  grounds: head.grounds.join('\n'),
  articles: head.articles.join('\n'),
  authority: head.signer.authority ?? '',
  title: head.signer.title,
  name: head.signer.name ?? '',
  recipients: head.recipients.join('\n'),
  archive: head.archive,
});

/** The request that the draft means, with every field that cannot be taken. */
export function readLetterhead(draft: LetterheadDraft): {
  readonly letterhead: Letterhead;
  readonly faults: ReadonlyMap<LetterheadKey, LetterheadFault>;
} {
  const text = (key: LetterheadKey): string => clean(draft[key]);
  const lines = (key: LetterheadKey): string[] => linesOf(draft[key]);
  const letterhead = {
    superiorBody: text('superiorBody') || null,
    issuingBody: text('issuingBody'),
    symbol: text('symbol'),
    place: text('place'),
    authority: text('decider'),
    grounds: lines('grounds'),
    articles: lines('articles'),
    signer: { authority: text('authority') || null, title: text('title'), name: text('name') || null },
    recipients: lines('recipients'),
    archive: text('archive'),
  };
  const faults = LETTERHEAD_KEYS.flatMap((key) => {
    const fault = faultOf(key, draft[key]);
    return fault === null ? [] : [[key, fault] as const];
  });
  return { letterhead, faults: new Map(faults) };
}

function faultOf(key: LetterheadKey, typed: string): LetterheadFault | null {
  const { kind, longest, most = 1 } = LETTERHEAD_FIELDS[key];
  const lines = kind === 'list' ? linesOf(typed) : [clean(typed)];
  if (key === 'issuingBody' && lines[0] === '') return 'missing';
  return lines.length > most || lines.some((one) => one.length > longest) ? 'too-long' : null;
}

const clean = (text: string): string => text.normalize('NFC').trim();
const linesOf = (text: string): string[] => text.split(/\r?\n/).map(clean).filter(Boolean);
