import { Refusal } from './refusal.ts';
import type { Parts } from './zip.ts';
import type { XmlHandlers } from './xml-reader.ts';

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly hidden: boolean }[];
  readonly strings: readonly string[];
  /** By cell style: what a number in that style is. */
  readonly styles: readonly NumberStyle[];
  readonly date1904: boolean;
}
export type NumberStyle = 'number' | 'date' | 'percent';

const MAX_STYLES = 70_000;
const IGNORE = (): void => undefined;

/** Reads everything of a workbook but its sheets. Formulas, links, queries and names are not looked at. */
export async function readWorkbook(parts: Parts, limits: { readonly textLength: number }): Promise<Workbook> {
  const book = (await relation(parts, '_rels/.rels', '', 'officeDocument')) ?? 'xl/workbook.xml';
  if (!parts.has(book)) throw new Refusal('not-a-workbook');
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const links = await relations(parts, `${folder}_rels/${book.slice(folder.length)}.rels`, folder);
  const { sheets, date1904 } = await sheetList(parts, book, links);
  const strings = links.find((link) => link.type === 'sharedStrings')?.path ?? `${folder}sharedStrings.xml`;
  const styles = links.find((link) => link.type === 'styles')?.path ?? `${folder}styles.xml`;
  return {
    sheets,
    date1904,
    strings: parts.has(strings) ? await sharedStrings(parts, strings, limits.textLength) : [],
    styles: parts.has(styles) ? await numberStyles(parts, styles) : [],
  };
}

interface Link {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

async function relations(parts: Parts, path: string, folder: string): Promise<readonly Link[]> {
  if (!parts.has(path)) return [];
  const links: Link[] = [];
  await parts.readXml(path, {
    close: IGNORE,
    text: IGNORE,
    open: (name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      const type = attribute('Type') ?? '';
      links.push({
        id: attribute('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        path: target.startsWith('/') ? target.slice(1) : joinPath(folder, target),
      });
    },
  });
  return links;
}

async function relation(
  parts: Parts,
  path: string,
  folder: string,
  type: string,
): Promise<string | undefined> {
  return (await relations(parts, path, folder)).find((link) => link.type === type)?.path;
}

function joinPath(folder: string, target: string): string {
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function sheetList(
  parts: Parts,
  book: string,
  links: readonly Link[],
): Promise<Pick<Workbook, 'sheets' | 'date1904'>> {
  const sheets: Workbook['sheets'][number][] = [];
  let date1904 = false;
  await parts.readXml(book, {
    close: IGNORE,
    text: IGNORE,
    open: (name, attribute) => {
      if (name === 'workbookPr') date1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const link = links.find((one) => one.id === attribute('id'));
      if (link?.type !== 'worksheet') return;
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      sheets.push({ name: (attribute('name') ?? '').normalize('NFC'), path: link.path, hidden });
    },
  });
  return { sheets, date1904 };
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

async function sharedStrings(parts: Parts, path: string, textLength: number): Promise<readonly string[]> {
  const strings: string[] = [];
  let total = 0;
  const collector = richText((text) => {
    total += text.length;
    if (total > textLength) throw new Refusal('too-much-text', { limit: String(textLength) });
    strings.push(text);
  }, 'si');
  await parts.readXml(path, collector);
  return strings;
}

/** Joins the runs of a rich text element, leaving phonetic hints out. */
export function richText(done: (text: string) => void, element: string): XmlHandlers {
  let text = '';
  let inside = false;
  let phonetic = false;
  return {
    open: (name) => {
      if (name === element) text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inside = !phonetic;
    },
    close: (name) => {
      if (name === element) done(unescapeXlsx(text));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') inside = false;
    },
    text: (part) => {
      if (inside) text += part;
    },
  };
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 Part 1, 22.9.2.19). */
export function unescapeXlsx(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** Built-in number formats that show dates or percentages (ECMA-376 Part 1, 18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const BUILT_IN_PERCENT = new Set([9, 10]);

async function numberStyles(parts: Parts, path: string): Promise<readonly NumberStyle[]> {
  const formats = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await parts.readXml(path, {
    text: IGNORE,
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    open: (name, attribute) => {
      if (name === 'numFmt')
        formats.set(Number(attribute('numFmtId')), styleOfFormat(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells && styles.length < MAX_STYLES) {
        styles.push(styleOf(Number(attribute('numFmtId') ?? '0'), formats));
      }
    },
  });
  return styles;
}

function styleOf(id: number, formats: ReadonlyMap<number, NumberStyle>): NumberStyle {
  const own = formats.get(id);
  if (own !== undefined) return own;
  if (BUILT_IN_DATES.has(id)) return 'date';
  return BUILT_IN_PERCENT.has(id) ? 'percent' : 'number';
}

/** A format with day or year letters outside quotes, brackets and escapes shows a date. */
function styleOfFormat(code: string): NumberStyle {
  const bare = code
    .slice(0, 255)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .split(';')[0];
  if (bare === undefined || /general/i.test(bare)) return 'number';
  if (bare.includes('%')) return 'percent';
  return /[dy]/i.test(bare) ? 'date' : 'number';
}
