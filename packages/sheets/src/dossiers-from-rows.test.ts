import { describe, expect, it } from 'vitest';
import { guessDates, instantReader, readWait } from './dossiers-from-dates.ts';
import { type DossierMapping, KNOWN_WORDS } from './dossiers-from-fields.ts';
import { guessDossierMapping, unknownDossierWords } from './dossiers-from-guess.ts';
import { describeDossierProblem, DOSSIER_PROBLEM_CODES } from './dossiers-from-problems.ts';
import { type DossierProblem, dossierRowReader } from './dossiers-from-rows.ts';

const iso = (read: number | string): string =>
  typeof read === 'number' ? new Date(read).toISOString() : read;

describe('days as files write them', () => {
  it.each([
    ['dmy', '29/02/2024', '2024-02-28T17:00:00.000Z'],
    ['dmy', '29/02/2023', 'not-a-date'],
    ['dmy', '31/04/2022', 'not-a-date'],
    ['dmy', '03/04/2022', '2022-04-02T17:00:00.000Z'],
    ['mdy', '03/04/2022', '2022-03-03T17:00:00.000Z'],
    ['dmy', '04/13/2022', 'date-other-order'],
    ['mdy', '13/04/2022', 'date-other-order'],
    ['ymd', '13/04/2022', 'date-other-order'],
    ['dmy', '2022-04-13', '2022-04-12T17:00:00.000Z'],
    ['dmy', '01/03/2022 08:30', '2022-03-01T01:30:00.000Z'],
    ['dmy', '08:30:15 01/03/2022', '2022-03-01T01:30:15.000Z'],
    ['dmy', '2022-03-01T08:30:00', '2022-03-01T01:30:00.000Z'],
    ['dmy', '2022-03-01T08:30:00+07:00', '2022-03-01T01:30:00.000Z'],
    ['dmy', '01/03/2022 25:00', 'not-a-date'],
    ['dmy', '44256.354166', 'date-serial'],
    ['serial', '44256', '2021-02-28T17:00:00.000Z'],
    ['serial', '44256.3541666667', '2021-03-01T01:30:00.000Z'],
    ['serial', '60', 'not-a-date'],
    ['dmy', 'hôm qua', 'not-a-date'],
    ['dmy', '01/03/22', 'not-a-date'],
  ] as const)('%s %s', (format, text, expected) => {
    expect(iso(instantReader(format)(text))).toBe(expected);
  });

  it.each([
    [['13/01/2022', '01/02/2022'], 'dmy', true],
    [['01/13/2022', '01/02/2022'], 'mdy', true],
    [['01/02/2022'], 'dmy', false],
    [['13/01/2022', '01/13/2022'], 'dmy', false],
    [['2022-01-13'], 'ymd', true],
    [['44256.35'], 'serial', true],
    [['08:30 13/01/2022'], 'dmy', true],
  ] as const)('guessed from %j: %s, sure %s', (values, format, sure) => {
    expect(guessDates(values)).toEqual({ format, sure });
  });
});

describe('ratings', () => {
  it.each([
    ['Rất hài lòng', 'satisfied'],
    ['hài lòng', 'satisfied'],
    ['Bình thường', 'neutral'],
    ['KHÔNG HÀI LÒNG', 'dissatisfied'],
    ['', null],
    ['tạm được', 'unknown-word'],
    ['constructor', 'unknown-word'],
    ['  ', null],
  ])('%s', (text, expected) => {
    const header = ['Mã hồ sơ', 'Đơn vị', 'Đánh giá'];
    const { mapping } = guessDossierMapping(header, [], null);
    const problems: DossierProblem[] = [];
    const read = dossierRowReader(header, mapping, { latest: Date.now() }).read(
      { row: 2, cells: ['H1', 'so-a', text] },
      (problem) => problems.push(problem),
    );
    expect(read === null ? problems[0]?.code : read.rating).toBe(expected);
  });
});

describe('waits', () => {
  it.each([
    ['90', 'minutes', 90],
    ['1,5', 'hours', 90],
    ['2 ngày', 'minutes', 960],
    ['30 phút', 'days', 30],
    ['-1', 'hours', 'negative'],
    ['2 tuần', 'hours', 'unknown-time-unit'],
    ['hai', 'hours', 'not-a-count'],
    ['99999999', 'hours', 'not-a-count'],
  ] as const)('%s in %s', (text, unit, expected) => expect(readWait(text, unit)).toBe(expected));
});

const HEADER = [
  'Mã hồ sơ',
  'Đơn vị',
  'Trạng thái',
  'Ngày tiếp nhận',
  'Hạn xử lý',
  'Hình thức nộp',
  'Thời gian tạm dừng',
];
const row = (...cells: readonly string[]) => ({ row: 2, cells });
const guess = (...rows: readonly (readonly string[])[]) =>
  guessDossierMapping(
    HEADER,
    rows.map((cells) => row(...cells)),
    null,
  );

function readRow(cells: readonly string[], more: Partial<DossierMapping> = {}) {
  const mapping = { ...guess(['', '', '', '13/01/2022']).mapping, ...more };
  const reader = dossierRowReader(HEADER, mapping, { latest: Date.parse('2022-03-01T00:00:00Z') });
  const problems: DossierProblem[] = [];
  return { read: reader.read(row(...cells), (problem) => problems.push(problem)), problems };
}

describe('a row of a file', () => {
  it('is read by the headers of real exports', () => {
    const { read, problems } = readRow([
      'H1',
      'Sở Á',
      'Đang xử lý',
      '13/01/2022 08:00',
      '20/01/2022',
      'Trực tuyến',
      '60',
    ]);
    expect(problems).toEqual([]);
    expect(read).toMatchObject({
      dossier: 'H1',
      unit: 'Sở Á',
      state: 'processing',
      channel: 'online',
      pausedMinutes: 60,
    });
    expect(iso(read?.received ?? 0)).toBe('2022-01-13T01:00:00.000Z');
  });

  it('names every cell that is wrong, by column', () => {
    const { read, problems } = readRow(['', 'Sở Á', 'lạ', '30/02/2022', '01/01/2150', 'fax', '-5']);
    expect(read).toBeNull();
    expect(problems.map(({ column, code, value }) => [column, code, value])).toEqual([
      ['Mã hồ sơ', 'missing-dossier', ''],
      ['Trạng thái', 'unknown-word', 'lạ'],
      ['Ngày tiếp nhận', 'not-a-date', '30/02/2022'],
      ['Hạn xử lý', 'instant-outside', '01/01/2150'],
      ['Hình thức nộp', 'unknown-word', 'fax'],
      ['Thời gian tạm dừng', 'negative', '-5'],
    ]);
  });

  it('takes no future, no control characters, no half row', () => {
    expect(readRow(['H1', 'a', '', '02/03/2022 12:00']).problems[0]?.code).toBe('instant-outside');
    expect(readRow(['H\u00071', 'a']).problems[0]?.code).toBe('unprintable');
    expect(readRow(['H'.repeat(201), 'a']).problems[0]?.code).toBe('text-too-long');
    expect(readRow(['H1']).problems[0]?.code).toBe('missing-unit');
    expect(readRow(['H1'], { columns: { dossier: 'Mã hồ sơ' }, unit: 'so-a' }).read?.unit).toBe('so-a');
  });

  it('reads an escaped formula as the text that it is', () => {
    expect(readRow(["'=1+1", 'a']).read?.dossier).toBe('=1+1');
  });

  it('tells words that have no meaning yet, and takes the meaning given', () => {
    const rows = ['Chờ ký số', 'Chờ ký số', 'Đang xử lý'].map((state) => row('H', 'a', state));
    const { mapping } = guess(['H', 'a']);
    expect(unknownDossierWords(HEADER, rows, mapping)).toEqual([
      { field: 'state', word: 'chờ ký số', rows: 2 },
    ]);
    const words = { ...mapping.words, state: { ...KNOWN_WORDS.state, 'chờ ký số': 'processing' } };
    expect(readRow(['H', 'a', 'Chờ ký số'], { words }).read?.state).toBe('processing');
  });

  it('every finding is told in both languages', () => {
    for (const code of DOSSIER_PROBLEM_CODES)
      for (const locale of ['vi', 'en'] as const) {
        expect(describeDossierProblem(code, 'x\u0000y', locale)).not.toMatch(/\u0000|\{/);
      }
  });
});
