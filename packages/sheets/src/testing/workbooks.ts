import { zipOf, type ZipEntry } from './zip-writer.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface BookParts {
  /** Content of `<sheetData>`. */
  readonly rows?: string;
  /** What follows `<sheetData>`. */
  readonly after?: string;
  /** The whole sheet part, instead of `rows` and `after`. */
  readonly sheet?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookProperties?: string;
  readonly sheetName?: string;
  readonly extra?: readonly ZipEntry[];
  readonly sheetEntry?: Partial<ZipEntry>;
}

/** Entries of a smallest workbook with the parts given. */
export function bookEntries(parts: BookParts = {}): readonly ZipEntry[] {
  const sheet = parts.sheet ?? sheetXml(parts.rows ?? TWO_ROWS, parts.after ?? '');
  return [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: '_rels/.rels', data: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${parts.workbookProperties ?? ''}<sheets><sheet name="${parts.sheetName ?? 'Sheet1'}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', 'sharedStrings.xml'],
        ['rId3', 'styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/sharedStrings.xml', data: `${HEAD}<sst xmlns="${MAIN}">${parts.strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', data: `${HEAD}<styleSheet xmlns="${MAIN}">${parts.styles ?? ''}</styleSheet>` },
    { name: 'xl/worksheets/sheet1.xml', data: sheet, ...parts.sheetEntry },
    ...(parts.extra ?? []),
  ];
}

export function book(parts: BookParts = {}): Uint8Array {
  return zipOf(bookEntries(parts));
}

export function sheetXml(rows: string, after = ''): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

/** An inline text cell. */
export function textCell(address: string, text: string): string {
  return `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

export const HEADER_ROW = `<row r="1">${textCell('A1', 'unit')}${textCell('B1', 'tk')}</row>`;
export const TWO_ROWS = `${HEADER_ROW}<row r="2">${textCell('A2', 'X')}<c r="B2"><v>85.5</v></c></row>`;

function relations(list: readonly (readonly [string, string, string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${items.join('')}</Relationships>`;
}
