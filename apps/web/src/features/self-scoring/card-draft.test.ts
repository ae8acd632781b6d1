import type { CardItem, SetFigure } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { readFigure } from '../../item-parts/read-figure.ts';
import { emptyEvidence } from '../../evidence-parts/read-evidence.ts';
import { draftOf, readDraft, serverHolds, type CardDraft } from './card-draft.ts';

const figure = (change: Partial<SetFigure>): SetFigure => ({
  key: 'n',
  label: 'Số hồ sơ',
  type: 'integer',
  unit: 'hồ sơ',
  optional: false,
  min: '0',
  max: '1000000',
  decimals: 0,
  options: [],
  ...change,
});
const rate = figure({ key: 'rate', type: 'decimal', max: '100', decimals: 2 });
const day = figure({ key: 'day', type: 'date', min: '2020-01-01', max: null, decimals: null });
const figures = [
  figure({}),
  rate,
  figure({ key: 'ok', type: 'boolean', min: null, max: null, decimals: null }),
];
const draft = (change: Partial<CardDraft>): CardDraft => ({
  figures: { n: '12', rate: '85,5', ok: 'true' },
  notApplicable: false,
  notApplicableReason: '',
  explanation: '',
  evidence: [],
  ...change,
});
const server = (change: Partial<CardItem>) =>
  ({
    figures: { n: '12', rate: '85.50', ok: true },
    notApplicableReason: null,
    explanation: null,
    evidence: [],
    ...change,
  }) as CardItem;
const faultsOf = (change: Partial<CardDraft>) => [...readDraft(draft(change), { figures }).faults.keys()];

describe('figures as typed', () => {
  it('become exact decimals, booleans, or no data', () => {
    expect(readDraft(draft({}), { figures }).body.figures).toEqual({ n: '12', rate: '85.5', ok: true });
    expect(readDraft(draft({ figures: {} }), { figures }).body.figures).toEqual({
      n: null,
      rate: null,
      ok: null,
    });
    expect(
      readDraft(draft({ figures: { n: '0', rate: '', ok: 'false' } }), { figures }).body.figures,
    ).toEqual({
      n: '0',
      rate: null,
      ok: false,
    });
  });
  it.each([
    ['1,5', figure({}), { why: 'not-whole' }],
    ['1.234', rate, { why: 'ambiguous', whole: '1234', fraction: '1.234' }],
    ['1,255', rate, { why: 'ambiguous', whole: '1255', fraction: '1.255' }],
    ['0,255', rate, { why: 'decimals', decimals: 2 }],
    ['100,01', rate, { why: 'range', min: '0', max: '100' }],
    ['-1', rate, { why: 'range', min: '0', max: '100' }],
    ['mười', rate, { why: 'not-a-number' }],
    ['31/02/2021', day, { why: 'not-a-date' }],
    ['05/03/2019', day, { why: 'range', min: '2020-01-01', max: null }],
  ])('%s is questioned', (typed, of, expected) => {
    const read = readFigure(typed, of);
    expect('fault' in read ? read.fault : read).toMatchObject(expected);
  });
  it('read a day as it is typed, day first', () =>
    expect(readFigure('5/3/2021', day)).toEqual({ value: '2021-03-05' }));
  it('read grouped digits of a whole number', () =>
    expect(readFigure('1.234', figure({}))).toEqual({ value: '1234' }));
  it('keep the limits themselves', () => {
    expect(readFigure('100', rate)).toEqual({ value: '100' });
    expect(readFigure('0', rate)).toEqual({ value: '0' });
  });
});

describe('the rest of an item', () => {
  it('needs a reason when it does not apply', () => {
    expect(faultsOf({ notApplicable: true, notApplicableReason: ' ' })).toEqual(['notApplicableReason']);
    expect(faultsOf({ notApplicable: true, notApplicableReason: 'không có TTHC' })).toEqual([]);
  });
  it('drops empty evidence, asks for a title, mends an address without scheme', () => {
    const link = { ...emptyEvidence, url: 'sonoivu.gov.vn/bc-12.pdf' };
    expect(faultsOf({ evidence: [emptyEvidence, link] })).toEqual(['evidence.1.title']);
    const { body } = readDraft(draft({ evidence: [emptyEvidence, { ...link, title: 'BC 12' }] }), {
      figures,
    });
    expect(body.evidence).toEqual([
      { ...emptyEvidence, title: 'BC 12', url: 'https://sonoivu.gov.vn/bc-12.pdf' },
    ]);
  });
  it.each(['javascript:alert(1)', 'xem bản giấy', 'ftp://a.vn'])('takes no address like %s', (url) =>
    expect(faultsOf({ evidence: [{ ...emptyEvidence, title: 'x', url }] })).toEqual(['evidence.0.url']),
  );
  it('stores composed Vietnamese', () => {
    const typed = 'giải trình'.normalize('NFD');
    expect(readDraft(draft({ explanation: ` ${typed} ` }), { figures }).body.explanation).toBe('giải trình');
  });
});

describe('what the server holds', () => {
  it('is the same when only the spelling of a number differs', () => {
    expect(serverHolds(server({}), draft({}), { figures })).toBe(true);
    expect(
      serverHolds(server({ figures: { n: '13', rate: '85.5', ok: true } }), draft({}), { figures }),
    ).toBe(false);
  });
  it('tells zero from no data', () => {
    expect(
      serverHolds(
        server({ figures: { n: '0', rate: '85.5', ok: true } }),
        draft({ figures: { n: '', rate: '85,5', ok: 'true' } }),
        { figures },
      ),
    ).toBe(false);
  });
  it('reads back as the draft it came from', () => {
    const stored = server({
      explanation: 'đã làm',
      evidence: [{ ...emptyEvidence, title: 'BC', page: '3', documentId: 'd', version: 2, quote: 'đạt 98%' }],
    });
    for (const language of ['vi', 'en'] as const)
      expect(serverHolds(stored, draftOf(stored, figures, language), { figures })).toBe(true);
  });
});

describe('a figure that is taken from the dossiers', () => {
  const measured = [figure({ measure: 'one-stop.received' }), rate];

  it('is not sent, whatever stood in its field, and makes no difference to what the server holds', () => {
    const read = readDraft(draft({ figures: { n: 'mười', rate: '85,5' } }), { figures: measured });
    expect(read.faults.size).toBe(0);
    expect(read.body.figures).toEqual({ rate: '85.5' });
    const newer = server({ figures: { n: '13', rate: '85.50' } });
    expect(serverHolds(newer, draft({}), { figures: measured })).toBe(true);
    expect(serverHolds(newer, draft({}), { figures })).toBe(false);
  });
});
