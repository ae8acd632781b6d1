import { COUNTING_WORDS, type CountingId, LATENESS_WORDS, ONLINE_LEVEL_WORDS } from './procedure-words.ts';
import type { LatenessId, OnlineLevelId } from './procedure-words.ts';
import { type Cell, EMPTY_CELL } from './table.ts';
import type { Locale } from './table-problems.ts';
import type { WritableTable } from './write-table.ts';

/** A row of the catalogue as it is stored. */
export interface StoredProcedure {
  readonly code: string;
  readonly name: string;
  readonly sector: string;
  readonly validFrom: string;
  readonly processingMinutes: number | null;
  readonly counting: CountingId;
  readonly lateness: LatenessId;
  readonly paymentStopsClock: boolean;
  readonly supplementLimit: number;
  readonly nearDueDays: number;
  readonly onlineLevel: OnlineLevelId | null;
  readonly hasFee: boolean;
  readonly endedOn: string | null;
}

/** Headers as written; each is read back as its column. */
const HEADERS: Readonly<Record<Locale, readonly string[]>> = {
  vi: [
    'Mã thủ tục',
    'Tên thủ tục',
    'Lĩnh vực',
    'Hiệu lực từ',
    'Số giờ làm việc',
    'Cách tính hạn',
    'Mức độ DVC',
    'Phí, lệ phí',
    'Hết hiệu lực từ',
    'Cách xét trễ hạn',
    'Dừng tính giờ khi chờ nộp phí',
    'Số lần bổ sung',
    'Sắp đến hạn trước (ngày)',
  ],
  en: [
    'code',
    'name',
    'sector',
    'valid from',
    'hours',
    'counting',
    'online level',
    'fee',
    'ended on',
    'lateness',
    'payment stops clock',
    'supplement limit',
    'near due days',
  ],
};

/** The catalogue as a table that `proceduresFromTable` reads back to the same rows. */
export function tableFromProcedures(procedures: readonly StoredProcedure[], locale: Locale): WritableTable {
  return {
    sheet: locale === 'vi' ? 'Thủ tục' : 'Procedures',
    header: HEADERS[locale],
    rows: procedures.map((procedure, at) => ({ row: at + 2, cells: cellsOf(procedure) })),
  };
}

const cellsOf = (each: StoredProcedure): Cell[] => [
  words(each.code),
  words(each.name),
  words(each.sector),
  { kind: 'date', iso: each.validFrom },
  each.processingMinutes === null ? EMPTY_CELL : number(hoursText(each.processingMinutes)),
  words(COUNTING_WORDS[each.counting][0]),
  each.onlineLevel === null ? EMPTY_CELL : words(ONLINE_LEVEL_WORDS[each.onlineLevel][0]),
  yesNo(each.hasFee),
  each.endedOn === null ? EMPTY_CELL : { kind: 'date', iso: each.endedOn },
  words(LATENESS_WORDS[each.lateness][0]),
  yesNo(each.paymentStopsClock),
  number(String(each.supplementLimit)),
  number(String(each.nearDueDays)),
];

const words = (text: string): Cell => ({ kind: 'text', text });
const number = (text: string): Cell => ({ kind: 'number', text });
const yesNo = (value: boolean): Cell => words(value ? 'Có' : 'Không');

/** Working hours of whole minutes as exact decimal text, at most two places: 3 minutes are 0.05. */
function hoursText(minutes: number): string {
  const hundredths = Math.round((minutes * 5) / 3);
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(hundredths / 100));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
