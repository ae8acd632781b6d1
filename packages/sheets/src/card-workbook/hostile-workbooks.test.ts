import { describe, expect, it } from 'vitest';
import { partsOf, rewriteParts, sheetPart } from '../testing/edit-workbook.ts';
import { SAMPLE_CARD } from '../testing/sample-card.ts';
import { zipOf, type ZipEntry } from '../testing/zip-writer.ts';
import { readCardWorkbook, type CardReadOptions } from './read-card-workbook.ts';
import type { WorkbookCard } from './workbook-card.ts';
import { writeCardWorkbook } from './write-card-workbook.ts';

type Make = (workbook: Uint8Array) => Uint8Array | Promise<Uint8Array>;
interface Case {
  readonly title: string;
  readonly make: Make;
  /** Places and codes; `[]` = read without a fault. */
  readonly expect: readonly (readonly [string | null, string])[];
  readonly card?: WorkbookCard;
  readonly current?: WorkbookCard;
  readonly options?: CardReadOptions;
}

const CARD = 1;
const EVIDENCE = 2;
const KEYS = 4;
const same: Make = (workbook) => workbook;
/** Rewrites one sheet of the workbook. */
const inSheet =
  (sheet: number, rewrite: (xml: string) => string): Make =>
  (workbook) =>
    rewriteParts(workbook, (xml, path) => (path === sheetPart(sheet) ? rewrite(xml) : xml));
const inPart =
  (part: string, rewrite: (xml: string) => string): Make =>
  (workbook) =>
    rewriteParts(workbook, (xml, path) => (path === part ? rewrite(xml) : xml));
const withEntries =
  (entries: readonly ZipEntry[]): Make =>
  async (workbook) =>
    zipOf([...[...(await partsOf(workbook))].map(([name, data]) => ({ name, data })), ...entries]);
const withoutSheet = (name: string): Make =>
  inPart('xl/workbook.xml', (xml) => xml.replace(new RegExp(`<sheet name="${name}"[^>]*/>`), ''));

const rowXml = (xml: string, row: number): string =>
  new RegExp(`<row r="${row}".*?</row>`, 's').exec(xml)?.[0] ?? '';
const renumbered = (row: string, from: number, to: number): string =>
  row
    .replace(`<row r="${from}"`, `<row r="${to}"`)
    .replaceAll(new RegExp(`r="([A-Z]+)${from}"`, 'g'), `r="$1${to}"`);
const textAt = (cell: string, text: string): string =>
  `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`;
/** Puts a cell in place of another. */
const cellAs =
  (cell: string, made: string) =>
  (xml: string): string =>
    xml.replace(new RegExp(`<c r="${cell}"[^>]*?(?:/>|>.*?</c>)`, 's'), made);
const merged =
  (range: string) =>
  (xml: string): string =>
    xml.replace('<dataValidations', `<mergeCells><mergeCell ref="${range}"/></mergeCells><dataValidations`);
const appended =
  (rows: string) =>
  (xml: string): string =>
    xml.replace('</sheetData>', `${rows}</sheetData>`);
/** A second sheet that is the same part. */
const sheetAgain = (name: string, id: string, times = 1): Make =>
  inPart('xl/workbook.xml', (xml) => {
    const more = Array.from(
      { length: times },
      (_, index) => `<sheet name="${name}${index}" sheetId="9" r:id="${id}"/>`,
    );
    return xml.replace('</sheets>', `${more.join('')}</sheets>`);
  });

const OTHER = (change: Partial<WorkbookCard>): WorkbookCard => ({ ...SAMPLE_CARD, ...change });

const whole: readonly Case[] = [
  { title: 'the hidden sheet deleted', make: withoutSheet('Parix'), expect: [[null, 'not-a-card-workbook']] },
  {
    title: 'the evidence sheet deleted',
    make: withoutSheet('Minh chứng'),
    expect: [[null, 'sheet-missing']],
  },
  { title: 'the card sheet copied', make: sheetAgain('Phiếu (2)', 'rId1'), expect: [[null, 'sheet-copied']] },
  { title: 'the keys copied', make: sheetAgain('Parix (2)', 'rId4'), expect: [[null, 'sheet-copied']] },
  { title: 'forty more sheets', make: sheetAgain('S', 'rId3', 40), expect: [[null, 'too-many-sheets']] },
  {
    title: 'a later form of the workbook',
    make: inSheet(KEYS, cellAs('B1', textAt('B1', '2'))),
    expect: [[null, 'other-schema']],
  },
  {
    title: 'a row of the keys deleted',
    make: inSheet(KEYS, (xml) => xml.replace(rowXml(xml, 14), '')),
    expect: [[null, 'keys-damaged']],
  },
  {
    title: 'a version in the keys raised by hand',
    make: inSheet(KEYS, cellAs('C13', textAt('C13', '4'))),
    expect: [[null, 'keys-damaged']],
  },
  {
    title: 'a formula among the keys',
    make: inSheet(KEYS, cellAs('B13', '<c r="B13" t="str"><f>"1.1"</f><v>1.1</v></c>')),
    expect: [[null, 'keys-damaged']],
  },
  {
    title: 'an item twice',
    card: OTHER({ items: [...SAMPLE_CARD.items, ...SAMPLE_CARD.items.slice(0, 1)] }),
    make: same,
    expect: [[null, 'keys-damaged']],
  },
  {
    title: 'another round',
    make: same,
    current: OTHER({ round: { id: 'r-2027', title: 'Đợt khác' } }),
    expect: [[null, 'other-round']],
  },
  {
    title: 'another unit',
    make: same,
    current: OTHER({ unit: { code: 'STC', name: 'Sở Tài chính' } }),
    expect: [[null, 'other-unit']],
  },
  {
    title: 'the set amended since',
    make: same,
    current: OTHER({ set: { ...SAMPLE_CARD.set, fingerprint: '77' } }),
    expect: [[null, 'other-set']],
  },
  {
    title: 'a revision that the server never had',
    make: same,
    current: OTHER({ revision: 41 }),
    expect: [[null, 'newer-revision']],
  },
  {
    title: 'an item newer than the server has it',
    make: same,
    current: OTHER({ items: SAMPLE_CARD.items.map((item) => ({ ...item, version: 2 })) }),
    expect: [[null, 'newer-revision']],
  },
  {
    title: 'a column deleted',
    make: inSheet(CARD, cellAs('E5', '<c r="E5"/>')),
    expect: [[null, 'columns-changed']],
  },
  {
    title: 'a column doubled',
    make: inSheet(EVIDENCE, cellAs('B5', textAt('B5', 'parix:item'))),
    expect: [[null, 'columns-changed']],
  },
  {
    title: 'cells merged among the items',
    make: inSheet(CARD, merged('E8:E9')),
    expect: [['Phiếu!E8', 'merged-cells']],
  },
  {
    title: 'everything merged',
    make: inSheet(EVIDENCE, merged('A1:XFD1048576')),
    expect: [['Minh chứng!A1', 'merged-cells']],
  },
  { title: 'the title merged', make: inSheet(CARD, merged('A1:J1')), expect: [] },
];

const files: readonly Case[] = [
  { title: 'nothing', make: () => new Uint8Array(), expect: [[null, 'empty']] },
  { title: 'text', make: () => Buffer.from('Mã;Giá trị\n1.1;5\n'), expect: [[null, 'not-a-workbook']] },
  { title: 'a PDF', make: () => Buffer.from('%PDF-1.7\n'), expect: [[null, 'not-a-table']] },
  {
    title: 'half a workbook',
    make: (workbook) => workbook.subarray(0, workbook.length / 2),
    expect: [[null, 'zip-damaged']],
  },
  {
    title: 'macros',
    make: withEntries([{ name: 'xl/vbaProject.bin', data: 'x' }]),
    expect: [[null, 'macros']],
  },
  {
    title: 'an archive inside',
    make: withEntries([{ name: 'xl/embeddings/a.zip', data: 'x' }]),
    expect: [[null, 'zip-nested']],
  },
  {
    title: 'an external entity',
    make: inSheet(CARD, (xml) =>
      xml.replace('<worksheet', '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet'),
    ),
    expect: [[null, 'xml-doctype']],
  },
  {
    title: 'a bomb of spaces',
    make: inSheet(3, (xml) => xml.replace('</sheetData>', `</sheetData>${' '.repeat(64 * 1024 * 1024)}`)),
    expect: [[null, 'zip-bomb']],
  },
  {
    title: 'one shared string referred to very often',
    make: async (workbook) => {
      const long = await inPart('xl/sharedStrings.xml', (xml) =>
        xml.replace(/<si><t>/, `<si><t>${'x'.repeat(30_000)}`),
      )(workbook);
      const cells = Array.from(
        { length: 1000 },
        (_, row) => `<row r="${row + 2000}"><c r="A${row + 2000}" t="s"><v>0</v></c></row>`,
      );
      return inSheet(CARD, appended(cells.join('')))(long);
    },
    expect: [['Phiếu!A2557', 'too-much-text']],
  },
  {
    title: 'a million rows',
    make: inSheet(
      CARD,
      appended(
        Array.from({ length: 1_000_000 }, (_, row) => `<row r="${row + 20}"><c><v>1</v></c></row>`).join(''),
      ),
    ),
    expect: [['Phiếu!A50002', 'too-many-rows']],
  },
  {
    title: 'three hundred thousand rows that hold nothing',
    make: inSheet(
      CARD,
      appended(Array.from({ length: 300_000 }, (_, row) => `<row r="${row + 20}"><c s="1"/></row>`).join('')),
    ),
    expect: [],
  },
  {
    title: 'a file above the size',
    make: same,
    options: { limits: { bytes: 1000 } },
    expect: [[null, 'too-many-bytes']],
  },
];

const rows: readonly Case[] = [
  {
    title: 'a row deleted',
    make: inSheet(CARD, (xml) => xml.replace(rowXml(xml, 10), '')),
    expect: [['Phiếu!A10', 'row-missing']],
  },
  {
    title: 'a row copied below the card',
    make: inSheet(CARD, (xml) => appended(renumbered(rowXml(xml, 10), 10, 40))(xml)),
    expect: [['Phiếu!A40', 'row-copied']],
  },
  {
    title: 'a row added without a key',
    make: inSheet(CARD, appended(`<row r="40">${textAt('A40', '9.9')}<c r="E40"><v>5</v></c></row>`)),
    expect: [['Phiếu!E40', 'row-unknown']],
  },
  {
    title: 'a remark beside the card',
    make: inSheet(CARD, appended(`<row r="40">${textAt('B40', 'Đã kiểm tra')}${textAt('Z40', 'x')}</row>`)),
    expect: [],
  },
  {
    title: 'two rows that changed places with their keys',
    make: inSheet(CARD, (xml) => {
      const [a, b] = [rowXml(xml, 10), rowXml(xml, 12)];
      return xml
        .replace(a, '<!-- -->')
        .replace(b, renumbered(a, 10, 12))
        .replace('<!-- -->', renumbered(b, 12, 10));
    }),
    expect: [],
  },
  {
    title: 'two keys that changed places',
    make: inSheet(CARD, (xml) => cellAs('K12', textAt('K12', 'r3'))(cellAs('K10', textAt('K10', 'r5'))(xml))),
    expect: [
      ['Phiếu!A10', 'locked-cell'],
      ['Phiếu!A12', 'locked-cell'],
    ],
  },
  {
    title: 'a key that a formula gives',
    make: inSheet(CARD, cellAs('K10', '<c r="K10" t="str"><f>"r3"</f><v>r3</v></c>')),
    expect: [
      ['Phiếu!A10', 'row-missing'],
      ['Phiếu!E10', 'row-unknown'],
    ],
  },
  {
    title: 'a link to another file and a command in a formula',
    make: async (workbook) =>
      withEntries([{ name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' }])(
        await inSheet(
          CARD,
          cellAs('E8', `<c r="E8"><f>[1]Sheet1!A1+cmd|'/c calc'!A0</f><v>1250</v></c>`),
        )(workbook),
      ),
    expect: [['Phiếu!E8', 'formula']],
  },
  {
    title: 'a formula that stands where nothing was written',
    make: inSheet(CARD, cellAs('E15', '<c r="E15"><f>NOW()</f></c>')),
    expect: [['Phiếu!E15', 'formula']],
  },
  {
    title: 'an error of the program',
    make: inSheet(CARD, cellAs('E10', '<c r="E10" t="e"><v>#REF!</v></c>')),
    expect: [['Phiếu!E10', 'formula-error']],
  },
  {
    title: 'a percentage',
    make: async (workbook) => {
      const styled = await inPart('xl/styles.xml', (xml) =>
        xml.replace('</cellXfs>', '<xf numFmtId="10"/></cellXfs>'),
      )(workbook);
      const styles = Buffer.from((await partsOf(styled)).get('xl/styles.xml') ?? []).toString('utf8');
      const last = (/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0].split('<xf ').length ?? 2) - 2;
      return inSheet(CARD, cellAs('E10', `<c r="E10" s="${last}"><v>0.9</v></c>`))(styled);
    },
    expect: [['Phiếu!E10', 'percent-format']],
  },
  {
    title: 'an item that the card no longer has',
    make: same,
    current: OTHER({ items: SAMPLE_CARD.items.slice(1) }),
    expect: [
      ['Phiếu!A8', 'item-not-on-card'],
      ['Phiếu!A9', 'item-not-on-card'],
    ],
  },
];

describe.each([
  ['workbooks that are refused', whole],
  ['files', files],
  ['rows and cells', rows],
] as const)('%s', (_name, cases) => {
  it.each(cases)('$title', async ({ make, expect: expected, card, current, options }) => {
    const workbook = await make(await writeCardWorkbook(card ?? SAMPLE_CARD));
    const reading = await readCardWorkbook(workbook, current ?? card ?? SAMPLE_CARD, options);
    expect(reading.problems.map(({ place, code }) => [place, code])).toEqual(expected);
    for (const { message } of reading.problems) expect(message.vi + message.en).not.toMatch(/[{}]/);
    if (reading.ok) expect([reading.changes, reading.conflicts]).toEqual([[], []]);
  });
});

describe('names', () => {
  it('of sheets may be changed; places say the new ones', async () => {
    const renamed = await inPart('xl/workbook.xml', (xml) =>
      xml.replace('name="Phiếu"', 'name="Bản của Lan"').replace('name="Parix"', 'name="x"'),
    )(await inSheet(CARD, cellAs('E8', textAt('E8', 'nhiều')))(await writeCardWorkbook(SAMPLE_CARD)));
    const reading = await readCardWorkbook(renamed, SAMPLE_CARD);
    expect(reading.problems.map(({ place, code }) => [place, code])).toEqual([
      ['Bản của Lan!E8', 'not-a-number'],
    ]);
  });

  it('of items and figures may be those of every object', async () => {
    const [first] = SAMPLE_CARD.items;
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const items = names.map((itemId) => ({
      ...(first ?? SAMPLE_CARD.items[0]!),
      itemId,
      code: itemId,
      figures: (first?.figures ?? []).map((figure, index) => ({ ...figure, key: names[index] ?? '' })),
    }));
    const card = OTHER({ items });
    const workbook = await writeCardWorkbook(card);
    const edited = await inSheet(CARD, cellAs('E8', '<c r="E8"><v>7</v></c>'))(workbook);
    const reading = await readCardWorkbook(edited, card);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.problems).toEqual([]);
    expect(reading.changes.map(({ itemId, figures }) => [itemId, Object.entries(figures)])).toEqual([
      [
        '__proto__',
        [
          ['__proto__', '7'],
          ['constructor', '1300'],
        ],
      ],
    ]);
  });
});
