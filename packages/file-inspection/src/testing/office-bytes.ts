import { zipBytes, type Part } from './zip-bytes.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MAIN_TYPES = {
  docx: [
    'word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  ],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  pptx: [
    'ppt/presentation.xml',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
  ],
} as const;
export type OfficeKind = keyof typeof MAIN_TYPES;

export interface OfficeOptions {
  /** Parts added, or put in the place of those of the same name. */
  readonly parts?: readonly Part[];
  /** Instead of the type that the main part should have. */
  readonly mainType?: string;
}

/** One relationship; `Type` may be given short. */
export function relationship(type: string, target: string, external = true): string {
  return `<Relationship Id="r${target.length}" Type="${OFFICE}/relationships/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

export function relationships(...all: readonly string[]): string {
  return `<Relationships xmlns="${RELATIONSHIPS}">${all.join('')}</Relationships>`;
}

/** Word paragraphs. */
export function body(...paragraphs: readonly string[]): string {
  const runs = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`);
  return documentOf(runs.join(''));
}

export function documentOf(xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${xml}</w:body></w:document>`;
}

/** A sheet of one row; cells are given as XML. */
export function sheet(cells: string): string {
  return `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
}

const SMALL_PARTS: Readonly<Record<OfficeKind, readonly Part[]>> = {
  docx: [{ name: 'word/document.xml', data: body('Báo cáo công tác cải cách hành chính') }],
  xlsx: [
    {
      name: 'xl/workbook.xml',
      data: '<workbook xmlns:r="r"><sheets><sheet name="Số liệu" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships('<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/>'),
    },
    { name: 'xl/sharedStrings.xml', data: '<sst><si><t>Sở Nội vụ</t></si></sst>' },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: sheet('<c r="A1" t="s"><v>0</v></c><c r="B1"><v>85.5</v></c>'),
    },
  ],
  pptx: [
    {
      name: 'ppt/presentation.xml',
      data: '<p:presentation xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst></p:presentation>',
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      data: relationships('<Relationship Id="rId2" Type="slide" Target="slides/slide1.xml"/>'),
    },
    { name: 'ppt/slides/slide1.xml', data: '<p:sld><a:p><a:r><a:t>Trang một</a:t></a:r></a:p></p:sld>' },
  ],
};

/** A small Word, Excel or PowerPoint file with whatever a test wants to have in it. */
export function office(kind: OfficeKind, { parts = [], mainType }: OfficeOptions = {}): Buffer {
  return zipBytes(officeParts(kind, parts, mainType));
}

export function officeParts(
  kind: OfficeKind,
  parts: readonly Part[] = [],
  mainType?: string,
): readonly Part[] {
  const [main, type] = MAIN_TYPES[kind];
  const types = `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${mainType ?? type}"/></Types>`;
  const usual: readonly Part[] = [
    { name: '[Content_Types].xml', data: types },
    { name: '_rels/.rels', data: relationships(relationship('officeDocument', main, false)) },
    ...SMALL_PARTS[kind],
  ];
  return [...usual.filter((part) => parts.every(({ name }) => name !== part.name)), ...parts];
}

const OPEN_TYPES = { odt: 'text', ods: 'spreadsheet', odp: 'presentation' } as const;

/** A small OpenDocument file. */
export function openDocument(
  kind: keyof typeof OPEN_TYPES,
  content = '<text:p>Kế hoạch</text:p>',
  { manifest = '', parts = [] }: { readonly manifest?: string; readonly parts?: readonly Part[] } = {},
): Buffer {
  return zipBytes([
    { name: 'mimetype', data: `application/vnd.oasis.opendocument.${OPEN_TYPES[kind]}` },
    {
      name: 'content.xml',
      data: `<office:document-content><office:body>${content}</office:body></office:document-content>`,
    },
    ...parts,
    { name: 'META-INF/manifest.xml', data: `<manifest:manifest>${manifest}</manifest:manifest>` },
  ]);
}
