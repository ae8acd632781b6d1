import { describe, expect, it } from 'vitest';
import { partsOf, sheetPart } from '../testing/edit-workbook.ts';
import { SAMPLE_CARD } from '../testing/sample-card.ts';
import { linesOf } from './row-heights.ts';
import { localTime } from './sheet-setup.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { writeCardWorkbook } from './write-card-workbook.ts';

async function xmlOf(card: WorkbookCard, part: string): Promise<string> {
  const bytes = (await partsOf(await writeCardWorkbook(card))).get(part);
  if (bytes === undefined) throw new Error(part);
  return Buffer.from(bytes).toString('utf8');
}
const all = (xml: string, pattern: RegExp): readonly string[] =>
  [...xml.matchAll(pattern)].map((match) => match[1] ?? '');
/** Whether a cell may be typed in, by its style. */
async function isOpen(card: WorkbookCard, sheet: number, cell: string): Promise<boolean> {
  const styles =
    /<cellXfs.*<\/cellXfs>/s
      .exec(await xmlOf(card, 'xl/styles.xml'))?.[0]
      .split(/(?=<xf )/)
      .slice(1) ?? [];
  const style = new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(await xmlOf(card, sheetPart(sheet)))?.[1];
  return styles[Number(style)]?.includes('locked="0"') ?? false;
}

describe('the workbook of a card', () => {
  it('is the same bytes for the same card, whenever it is written', async () => {
    expect(await writeCardWorkbook(SAMPLE_CARD)).toEqual(await writeCardWorkbook(SAMPLE_CARD));
  });

  it('has the sheets in order, the keys hidden, and its structure locked', async () => {
    const book = await xmlOf(SAMPLE_CARD, 'xl/workbook.xml');
    expect(all(book, /<sheet name="([^"]+)"/g)).toEqual(['Phiếu', 'Minh chứng', 'Hướng dẫn', 'Parix']);
    expect(book).toMatch(/<sheet name="Parix"[^>]* state="hidden"/);
    expect(book).toContain('<workbookProtection lockStructure="1"/>');
    expect(all(book, /Print_Titles"[^>]*>([^<]+)</g)).toEqual(["'Phiếu'!$6:$6", "'Minh chứng'!$6:$6"]);
  });

  it.each([1, 2])('protects sheet %i, freezes its header and prints it on A4 landscape', async (sheet) => {
    const xml = await xmlOf(SAMPLE_CARD, sheetPart(sheet));
    expect(xml).toMatch(/<sheetProtection [^>]*sheet="1"/);
    expect(xml).not.toMatch(/<sheetProtection [^>]*password/);
    expect(xml).toMatch(/<pane [^>]*ySplit="6"[^>]*state="frozen"/);
    expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/);
  });

  it('opens the cells of the items that the person may change, and no others', async () => {
    const cells = [
      'E8',
      'F8',
      'G8',
      'E9',
      'A8',
      'B8',
      'C8',
      'D8',
      'F9',
      'G9',
      'H8',
      'K8',
      'F11',
      'E16',
      'E17',
      'G17',
      'E18',
      'G18',
    ];
    const open: string[] = [];
    for (const cell of cells) if (await isOpen(SAMPLE_CARD, 1, cell)) open.push(cell);
    expect(open).toEqual(['E8', 'F8', 'G8', 'E9', 'G18']);
  });

  it('locks what documents of the library are called, and opens rows for more', async () => {
    const open: string[] = [];
    for (const cell of ['A7', 'B7', 'C7', 'D7', 'E7', 'F7', 'B8', 'F8', 'A10', 'B10', 'F10', 'A209', 'A210'])
      if (await isOpen(SAMPLE_CARD, 2, cell)) open.push(cell);
    expect(open).toEqual(['A7', 'D7', 'E7', 'B8', 'F8', 'A10', 'B10', 'F10', 'A209']);
  });

  it('tells each value cell what it accepts', async () => {
    const xml = await xmlOf(SAMPLE_CARD, sheetPart(1));
    const rule = (cell: string): string =>
      new RegExp(`<dataValidation [^>]*sqref="${cell}".*?</dataValidation>`).exec(xml)?.[0] ?? '';
    expect(rule('E8')).toMatch(/type="whole".*operator="between".*<formula1>0<\/formula1><formula2>1000000</);
    expect(rule('E10')).toMatch(/type="decimal".*Nhập số từ 0 đến 100, nhiều nhất 2 chữ số thập phân/);
    expect(rule('E11')).toMatch(/type="list".*<formula1>"Có,Không"</);
    expect(rule('E12')).toMatch(/type="list".*<formula1>Parix!\$B\$\d+:\$B\$\d+</);
    expect(rule('E14')).toMatch(
      /type="date".*từ 01\/01\/2026 đến 31\/12\/2026.*<formula1>46023<\/formula1><formula2>46387</,
    );
    expect(rule('G8')).toMatch(/type="textLength".*<formula1>10000</);
    expect([rule('E16'), rule('E17'), rule('F11')]).toEqual(['', '', '']);
  });

  it('keeps prompts within what Excel opens', async () => {
    const label = 'Số hồ sơ giải quyết trước hạn và đúng hạn '.repeat(20);
    const [first] = SAMPLE_CARD.items;
    const figures = first?.figures.map((figure) => ({ ...figure, label, max: '9'.repeat(60) })) ?? [];
    const card = { ...SAMPLE_CARD, items: SAMPLE_CARD.items.map((item) => ({ ...item, figures })) };
    const xml = await xmlOf(card, sheetPart(1));
    const longest = (name: string): number =>
      Math.max(...all(xml, new RegExp(` ${name}="([^"]*)"`, 'g')).map((text) => text.length));
    expect([longest('promptTitle'), longest('errorTitle')].every((length) => length <= 32)).toBe(true);
    expect([longest('prompt'), longest('error')].every((length) => length > 0 && length <= 255)).toBe(true);
  });

  it('holds no formula and no error, whatever the texts look like', async () => {
    const texts = ['=1+1', '+84', '-1', '@SUM(A1)', '#N/A', '#REF!', '\t=x', '\r=x', '＝1'];
    const items = texts.flatMap((name) =>
      SAMPLE_CARD.items
        .slice(0, 1)
        .map((item) => ({ ...item, itemId: name, code: name, name, explanation: name })),
    );
    for (const sheet of [1, 2, 3, 4]) {
      const xml = await xmlOf({ ...SAMPLE_CARD, items }, sheetPart(sheet));
      expect(xml).not.toMatch(/<f[ >]| t="e"/);
    }
  });

  it('says that a set is a sample, and leaves out the last round where nothing is known of it', async () => {
    const strings = await xmlOf(SAMPLE_CARD, 'xl/sharedStrings.xml');
    expect(strings).toContain('PHIẾU TỰ CHẤM ĐIỂM – BỘ TIÊU CHÍ MẪU, DÙNG ĐỂ THỬ');
    expect(strings).toContain('Kỳ trước: giá trị');
    expect(strings).toContain('Tải về lúc 14:03 22/11/2026, bản ghi số 42.');
    const items = SAMPLE_CARD.items.map(({ lastYear: _, ...item }) => item);
    const set = { ...SAMPLE_CARD.set, sample: false };
    const without = await xmlOf({ ...SAMPLE_CARD, set, items }, 'xl/sharedStrings.xml');
    expect(without).not.toMatch(/Kỳ trước|MẪU, DÙNG/);
  });

  it('lets rows grow with what is typed', async () => {
    const xml = await xmlOf(SAMPLE_CARD, sheetPart(1));
    expect(xml).toMatch(/<row r="8" ht="\d+">/);
    expect(xml).not.toContain('customHeight');
  });
});

describe('lines of wrapped text', () => {
  it.each([
    ['', 10, 1],
    ['một hai ba', 10, 1],
    ['một hai ba bốn', 10, 2],
    ['dòng\n\ndòng', 10, 3],
    ['x'.repeat(25), 10, 3],
    [`a ${'x'.repeat(25)}`, 10, 4],
  ])('of %j in %i are %i', (text, width, lines) => {
    expect(linesOf(text, width)).toBe(lines);
  });
});

it('time is told in Vietnam', () => {
  expect(localTime('2026-12-31T17:00:00Z')).toBe('00:00 01/01/2027');
  expect(localTime('hôm nay')).toBe('hôm nay');
});
