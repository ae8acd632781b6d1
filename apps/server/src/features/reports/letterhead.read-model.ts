import { type Letterhead, letterhead, type LetterheadKind } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { findLetterheadRow } from './letterheads.queries.ts';

/** What stands around a document of the kind: what the office saved last, or blanks to be filled in by hand. */
export async function letterheadOf(db: Db, kind: LetterheadKind): Promise<Letterhead> {
  const row = await findLetterheadRow(db, kind);
  return row ? letterhead.parse(row.content) : UNWRITTEN[kind];
}

const BLANK: Letterhead = {
  superiorBody: null,
  issuingBody: '………',
  symbol: '………',
  place: '………',
  authority: '',
  grounds: [],
  articles: [],
  signer: { authority: null, title: '', name: null },
  recipients: [],
  archive: 'VT',
};

/** Only what holds for every office; who it is and who signs stays blank. */
const UNWRITTEN: Readonly<Record<LetterheadKind, Letterhead>> = {
  'preliminary-notice': {
    ...BLANK,
    issuingBody: 'Cơ quan thường trực',
    symbol: 'TB-………',
    recipients: ['Như trên'],
  },
  'inspection-record': { ...BLANK, issuingBody: 'Đoàn kiểm tra', symbol: 'BB-ĐKT' },
  'council-minutes': { ...BLANK, issuingBody: 'Hội đồng thẩm định', symbol: 'BB-………' },
  'publication-decision': {
    ...BLANK,
    symbol: 'QĐ-………',
    authority: '………',
    articles: [
      'Quyết định này có hiệu lực kể từ ngày ký.',
      'Các cơ quan, đơn vị có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này./.',
    ],
  },
};
