import { describe, expect, it } from 'vitest';
import { editCells, type CellContent, type CellEdit } from '../testing/edit-workbook.ts';
import { SAMPLE_CARD, cardAfter } from '../testing/sample-card.ts';
import { CARD_PROBLEM_CODES, describeCardProblem } from './card-problems.ts';
import { readCardWorkbook, type CardReadOptions } from './read-card-workbook.ts';
import type { CardWorkbookReading } from './reading-types.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { writeCardWorkbook } from './write-card-workbook.ts';

type Read = Extract<CardWorkbookReading, { ok: true }>;

/** Reads the sample card's workbook after cells were filled in; `Phiếu!E8` or `Minh chứng!A10`. */
async function readEdited(
  cells: Readonly<Record<string, CellContent>>,
  current: WorkbookCard = SAMPLE_CARD,
  options: CardReadOptions = {},
): Promise<Read> {
  const edits = Object.entries(cells).map(([place, content]): CellEdit => {
    const [sheet, cell = ''] = place.split('!');
    return { sheet: sheet === 'Phiếu' ? 1 : 2, cell, content };
  });
  const workbook = await writeCardWorkbook(SAMPLE_CARD);
  const reading = await readCardWorkbook(await editCells(workbook, edits), current, options);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}
const text = (content: string): CellContent => ({ text: content });
const faults = ({ problems }: Read): unknown => problems.map(({ place, code }) => [place, code]);
const formula: CellContent = { formula: 'HYPERLINK("http://x","y")', cached: '1250' };

describe('values', () => {
  it.each([
    ['E8', text('1.250'), 'ambiguous-number'],
    ['E8', text('1.234,5'), 'ambiguous-number'],
    ['E8', text('１２'), 'full-width-digits'],
    ['E8', text('1250 hồ sơ'), 'not-a-number'],
    ['E8', { number: '-1' }, 'out-of-range'],
    ['E8', { number: '1E300' }, 'not-a-number'],
    ['E8', { number: '12.5' }, 'too-many-decimals'],
    ['E8', { boolean: true }, 'not-a-number'],
    ['E8', text('KAD'), 'claim-in-value'],
    ['E8', formula, 'formula'],
    ['E10', { number: '100.5' }, 'out-of-range'],
    ['E10', text('85,555'), 'ambiguous-number'],
    ['E10', text('0,125'), 'too-many-decimals'],
    ['E11', text('có thể'), 'not-a-boolean'],
    ['E12', text('Rất tốt'), 'not-a-choice'],
    ['E14', text('12/31/2026'), 'not-a-date'],
    ['E14', text('31/02/2026'), 'not-a-date'],
    ['E14', { day: '2025-12-31' }, 'out-of-range'],
    ['E14', { number: '9e9' }, 'not-a-date'],
    ['G8', { boolean: true }, 'not-text'],
    ['G8', formula, 'formula'],
    ['F11', text('Không có thủ tục'), 'not-applicable-forbidden'],
    ['F9', text('Không có thủ tục'), 'wrong-row'],
    ['G9', text('Giải trình'), 'wrong-row'],
    ['E17', { number: '13' }, 'not-editable'],
    ['G17', text('Giải trình'), 'not-editable'],
    ['E16', { number: '8' }, 'not-self-scored'],
    ['A8', text('1.9'), 'locked-cell'],
    ['C8', { number: '9' }, 'locked-cell'],
    ['H8', { number: '1.5' }, 'locked-cell'],
    ['E18', text('5'), 'locked-cell'],
    ['E13', text('ghi nhầm dòng lĩnh vực'), 'row-unknown'],
  ] as const)('Phiếu!%s = %j is %s', async (cell, content, code) => {
    const reading = await readEdited({ [`Phiếu!${cell}`]: content });
    expect(faults(reading)).toEqual([[`Phiếu!${cell}`, code]]);
    expect(reading.changes).toEqual([]);
    const [problem] = reading.problems;
    expect(problem?.message.vi).not.toMatch(/[{}]/);
    expect(problem?.message.en).not.toMatch(/[{}]/);
  });

  it.each([
    ['E8', { number: '1250' }, 'dung-han', '1250'],
    ['E8', text(' 1250\u00a0'), 'dung-han', '1250'],
    ['E10', text('90,25'), 'ty-le', '90.25'],
    ['E10', text('90.25'), 'ty-le', '90.25'],
    ['E10', { number: '90.250000000000001' }, 'ty-le', '90.25'],
    ['E10', null, 'ty-le', null],
    ['E11', { boolean: false }, 'ke-hoach', false],
    ['E11', text('không'), 'ke-hoach', false],
    ['E12', text('tot'), 'muc-do', 'tot'],
    ['E12', text('TỐT'), 'muc-do', 'tot'],
    ['E14', text('05/06/2026'), 'ngay', '2026-06-05'],
    ['E14', text('5-6-2026'), 'ngay', '2026-06-05'],
    ['E14', { day: '2026-06-05' }, 'ngay', '2026-06-05'],
  ] as const)('Phiếu!%s = %j gives %s = %j', async (cell, content, figure, value) => {
    const reading = await readEdited({ [`Phiếu!${cell}`]: content });
    expect(reading.problems).toEqual([]);
    expect(reading.changes.map(({ figures }) => figures[figure])).toEqual([value]);
  });

  it('takes a value that says the same for no change', async () => {
    const reading = await readEdited({
      'Phiếu!E8': text('1206'),
      'Phiếu!E10': text('85,50'),
      'Phiếu!E11': { boolean: true },
      'Phiếu!E14': text('04/03/2026'),
    });
    expect(reading).toMatchObject({ changes: [], problems: [], unchanged: SAMPLE_CARD.items.length });
  });

  it('keeps what a program would have taken for a date or a formula', async () => {
    const reading = await readEdited({ 'Phiếu!G10': text('=SUM(A1)+cmd|x'), 'Minh chứng!D9': text('3-5') });
    expect(reading.changes.map(({ explanation }) => explanation)).toEqual(['=SUM(A1)+cmd|x', null]);
    expect(reading.changes[1]?.evidence[0]?.page).toBe('3-5');
  });

  it('holds an item back as a whole when one of its cells is wrong', async () => {
    const reading = await readEdited({
      'Phiếu!E8': text('nhiều'),
      'Phiếu!E9': { number: '1400' },
      'Phiếu!E10': null,
    });
    expect(reading.changes.map(({ itemId }) => itemId)).toEqual(['1.2']);
    expect(reading.problems.map(({ itemId }) => itemId)).toEqual(['1.1']);
    expect(reading.unchanged).toBe(SAMPLE_CARD.items.length - 2);
  });

  it('names the length of a text that is too long', async () => {
    const cells = { 'Phiếu!G10': text('x'.repeat(10_001)), 'Phiếu!F10': text('y'.repeat(21)) };
    const reading = await readEdited(cells, SAMPLE_CARD, { textLimits: { notApplicableReason: 20 } });
    expect(reading.problems.map(({ place, detail }) => [place, detail['found'], detail['max']])).toEqual([
      ['Phiếu!F10', '21', '20'],
      ['Phiếu!G10', '10001', '10000'],
    ]);
  });

  it('keeps a text that no cell can hold as it is', async () => {
    const items = SAMPLE_CARD.items.map((item) => ({ ...item, explanation: 'x'.repeat(40_000) }));
    const card = { ...SAMPLE_CARD, items };
    const reading = await readCardWorkbook(await writeCardWorkbook(card), card);
    expect(reading).toMatchObject({ ok: true, changes: [], problems: [], unchanged: items.length });
  });
});

describe('evidence', () => {
  const row = (cells: readonly string[], at = 10): Record<string, CellContent> =>
    Object.fromEntries(cells.map((one, index) => [`Minh chứng!${'ABCDEF'[index] ?? ''}${at}`, text(one)]));

  it.each([
    [row(['1.10', '']), 'B10', 'evidence-without-title'],
    [row(['', 'Báo cáo']), 'A10', 'evidence-without-item'],
    [row(['1.11', 'Báo cáo']), 'A10', 'evidence-unknown-item'],
    [row(['1.2', 'Báo cáo', '', '', '', 'javascript:alert(1)']), 'F10', 'not-a-url'],
    [row(['1.2', 'x'.repeat(501)]), 'B10', 'text-too-long'],
    [row(['2.2', 'Báo cáo']), 'A10', 'not-editable'],
    [row(['2.1', 'Báo cáo']), 'A10', 'not-self-scored'],
    [
      { 'Minh chứng!A10': { number: '1.1' }, 'Minh chứng!B10': text('Báo cáo') },
      'A10',
      'evidence-unknown-item',
    ],
    [{ 'Minh chứng!B9': text('Kế hoạch khác') }, 'B9', 'document-changed'],
    [{ 'Minh chứng!A9': formula }, 'A9', 'formula'],
    [{ 'Minh chứng!D8': formula }, 'D8', 'formula'],
    [{ 'Minh chứng!A9': text('không có') }, 'A9', 'evidence-unknown-item'],
  ] as const)('%j is told at %s', async (cells, cell, code) => {
    const reading = await readEdited(cells);
    expect(faults(reading)).toContainEqual([`Minh chứng!${cell}`, code]);
    expect(reading.changes).toEqual([]);
  });

  it('never takes links from an item while a row belongs to none', async () => {
    const reading = await readEdited({ 'Minh chứng!A8': text('không có') });
    expect(faults(reading)).toEqual([
      ['Minh chứng!A8', 'evidence-unknown-item'],
      ['Minh chứng!A8', 'evidence-unclear'],
    ]);
    expect(reading.changes).toEqual([]);
  });

  it('takes a link away when the code of a library document is cleared', async () => {
    const reading = await readEdited({ 'Minh chứng!A9': null });
    expect(reading.changes).toMatchObject([
      { itemId: '1.5', evidence: [], cells: [{ cell: 'Minh chứng!A9' }] },
    ]);
  });

  it('moves a document to another item by its code', async () => {
    const reading = await readEdited({ 'Minh chứng!A9': text('1.4') });
    const document = SAMPLE_CARD.items[4]?.evidence[0];
    expect(reading.changes.map(({ itemId, evidence }) => [itemId, evidence])).toEqual([
      ['1.4', [document]],
      ['1.5', []],
    ]);
  });

  it('takes rows that changed places for no change', async () => {
    const reading = await readEdited({
      ...{ 'Minh chứng!A7': text('1.5'), 'Minh chứng!D7': text('1'), 'Minh chứng!E7': null },
      ...{ 'Minh chứng!A9': text('1.1'), 'Minh chứng!D9': text('3') },
      'Minh chứng!E9': text('Hoàn thành trong quý IV.'),
    });
    expect(reading).toMatchObject({ changes: [], problems: [], unchanged: SAMPLE_CARD.items.length });
  });

  it('refuses more links than an item may have', async () => {
    const reading = await readEdited(row(['1.1', 'Báo cáo']), SAMPLE_CARD, {
      textLimits: { evidencePerItem: 2 },
    });
    expect(reading.problems).toMatchObject([{ code: 'evidence-too-many', detail: { found: '3', max: '2' } }]);
  });
});

describe('a card that moved on', () => {
  const current = cardAfter({ '1.2': { explanation: 'Người khác đã ghi' }, '1.3': {} });

  it('shows both values of every cell changed here, by its address', async () => {
    const reading = await readEdited(
      { 'Phiếu!G10': text('Tôi ghi'), 'Phiếu!E10': { number: '90' }, 'Phiếu!E8': { number: '1250' } },
      current,
    );
    expect(reading.changes.map(({ itemId }) => itemId)).toEqual(['1.1']);
    expect(reading.conflicts).toEqual([
      {
        itemId: '1.2',
        cell: 'Phiếu!E10',
        field: { part: 'figure', figure: 'ty-le' },
        before: '85,5',
        theirs: '85,5',
        mine: '90',
        baseVersion: 3,
        currentVersion: 4,
      },
      {
        itemId: '1.2',
        cell: 'Phiếu!G10',
        field: { part: 'explanation' },
        before: '',
        theirs: 'Người khác đã ghi',
        mine: 'Tôi ghi',
        baseVersion: 3,
        currentVersion: 4,
      },
    ]);
    expect(reading.overrides).toMatchObject([
      {
        itemId: '1.2',
        figures: { 'ty-le': '90' },
        explanation: 'Tôi ghi',
        baseVersion: 3,
        currentVersion: 4,
      },
    ]);
  });

  it('leaves what others wrote where the file changed nothing, or the same', async () => {
    const reading = await readEdited({ 'Phiếu!G10': text('Người khác đã ghi') }, current);
    expect(reading).toMatchObject({ changes: [], conflicts: [], overrides: [], problems: [] });
  });

  it('asks about evidence as one', async () => {
    const link = { title: 'Của người khác', reference: '', url: '', page: '', quote: '' };
    const moved = cardAfter({ '1.2': { evidence: [link] } });
    const reading = await readEdited(
      { 'Minh chứng!A10': text('1.2'), 'Minh chứng!B10': text('Của tôi') },
      moved,
    );
    expect(reading.conflicts).toMatchObject([
      { cell: 'Minh chứng!A10', before: '', theirs: 'Của người khác', mine: 'Của tôi' },
    ]);
  });
});

describe('words', () => {
  it('say what, why and the next step in both languages for every code', () => {
    for (const code of CARD_PROBLEM_CODES) {
      expect(describeCardProblem(code, {}, 'vi').length, code).toBeGreaterThan(25);
      expect(describeCardProblem(code, {}, 'en'), code).not.toBe(describeCardProblem(code, {}, 'vi'));
    }
  });

  it('write bounds as people do', () => {
    const detail = { value: '2', min: '0.5', max: '1.5' };
    expect(describeCardProblem('out-of-range', detail, 'vi')).toContain('0,5–1,5');
    const days = { value: '01/01/2025', min: '2026-01-01', max: '2026-12-31' };
    expect(describeCardProblem('out-of-range', days, 'vi')).toContain('01/01/2026–31/12/2026');
  });
});
