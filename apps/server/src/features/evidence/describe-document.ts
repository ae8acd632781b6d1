import { EVIDENCE_KINDS, type EvidenceDocument, type EvidenceSummary } from '@parix/api-contract';
import { z } from 'zod';
import type { Locale } from '../../platform/locale.ts';
import { foldForSearch } from '../../platform/search-text.ts';
import type { UseRow, VersionRow } from './evidence.queries.ts';
import { findingWords } from './finish-upload.service.ts';

type Version = EvidenceDocument['current'];
const kindOf = z.enum(EVIDENCE_KINDS).catch('other');

export function toVersion(row: VersionRow, locale: Locale): Version {
  const { version, abstract, number, issuedOn, issuer, validFrom, validTo, url } = row;
  return {
    ...{ version, abstract, number, issuedOn, issuer, validFrom, validTo, url },
    kind: kindOf.parse(row.kind),
    file: toFile(row, locale),
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.authorName,
  };
}

function toFile(row: VersionRow, locale: Locale): Version['file'] {
  const { sha256, fileName, size, mediaType, pages } = row;
  if (sha256 === null || fileName === null || size === null || mediaType === null) return null;
  return {
    ...{ sha256, fileName, size, mediaType, pages },
    scan: row.scan ?? 'not-scanned',
    text: row.textState ?? 'waiting',
    remarks: findingWords(row.remarks ?? [], locale).map(({ message }) => message),
  };
}

/** One line of a list. `today`: 'YYYY-MM-DD' in Viet Nam. */
export function toSummary(
  row: VersionRow,
  more: {
    readonly uses: number;
    readonly hit: EvidenceSummary['hit'];
    readonly today: string;
    readonly locale: Locale;
  },
): EvidenceSummary {
  const { recordedAt: _at, recordedBy: _by, ...fields } = toVersion(row, more.locale);
  const expired = row.validTo !== null && row.validTo < more.today;
  return { id: row.documentId, ...fields, hidden: row.hidden, expired, uses: more.uses, hit: more.hit };
}

export const toUse = (row: UseRow): EvidenceDocument['uses'][number] => ({
  roundId: row.roundId,
  roundTitle: row.roundTitle,
  itemId: row.itemId,
  version: row.version ?? 1,
  page: row.page ?? '',
  quote: row.quote ?? '',
});

const AROUND = 90;

/** A piece of the page around the first of the words; the start of the page when they stand apart from each other. */
export function hitText(content: string, words: string): string {
  // Folding takes one letter for one letter of composed text, so that places agree.
  const folded = [...content].map((letter) => foldLetter(letter)).join('');
  const found = words.split(/\s+/).map((word) => folded.indexOf(word));
  const at = Math.max(0, Math.min(...found.filter((place) => place >= 0), content.length));
  const from = Math.max(0, (at === content.length ? 0 : at) - AROUND);
  const piece = content.slice(from, from + 2 * AROUND).replace(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${piece.trim()}${from + 2 * AROUND < content.length ? '…' : ''}`;
}

function foldLetter(letter: string): string {
  const folded = foldForSearch(letter);
  return folded.length === letter.length ? folded : letter;
}
