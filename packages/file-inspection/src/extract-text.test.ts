import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from './extract-text.ts';
import { inspectFile } from './inspect-file.ts';
import type { ExtractedText } from './text-result.ts';
import { jpeg } from './testing/image-bytes.ts';
import { body, documentOf, office, openDocument, relationships, sheet } from './testing/office-bytes.ts';
import { encryptedPdf, pdf, pdfStream, vietnamesePdf } from './testing/pdf-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function textOf(bytes: Uint8Array, name: string, mediaType?: string): Promise<ExtractedText> {
  const path = join(folder, String((count += 1)));
  await writeFile(path, bytes);
  const found = mediaType ?? (await inspectFile({ path, fileName: name })).mediaType;
  return extractText({ path, mediaType: found });
}
const wordText = async (xml: string): Promise<string | undefined> => {
  const parts = [{ name: 'word/document.xml', data: xml }];
  return (await textOf(office('docx', { parts }), 'a.docx')).pages[0]?.text;
};

describe('Word', () => {
  it('gives paragraphs, tabs and line breaks, letters composed', async () => {
    const xml = documentOf(
      `<w:p><w:r><w:t>${'Kế hoạch'.normalize('NFD')}</w:t><w:tab/><w:t>số 5 &amp; 6 &#7871;</w:t></w:r></w:p><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>`,
    );
    expect(await wordText(xml)).toBe('Kế hoạch\tsố 5 & 6 ế\na\nb');
  });

  it('leaves out deleted text, fields and the second copy of a text box', async () => {
    const xml = documentOf(
      '<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>mới</w:t></w:r></w:p><mc:AlternateContent><mc:Choice><w:t>hộp</w:t></mc:Choice><mc:Fallback><w:t>hộp</w:t></mc:Fallback></mc:AlternateContent>',
    );
    expect(await wordText(xml)).toBe('mới\nhộp');
  });

  it('reads headers before and notes after the body', async () => {
    const parts = [
      { name: 'word/footnotes.xml', data: body('chú thích') },
      { name: 'word/header1.xml', data: body('đầu trang') },
      { name: 'word/document.xml', data: body('thân') },
    ];
    expect((await textOf(office('docx', { parts }), 'a.docx')).pages).toEqual([
      { page: 1, text: 'đầu trang\nthân\nchú thích' },
    ]);
  });

  it('converts text typed with TCVN3 fonts, also when only some lines are', async () => {
    expect(await wordText(body('B¸o c¸o c¶i c¸ch hµnh chÝnh'))).toBe('Báo cáo cải cách hành chính');
    expect(await wordText(body('tr­êng cña ®¬n vÞ'))).toBe('trường của đơn vị');
    expect(await wordText(body('Quyết định', 'QuyÕt ®Þnh', 'Baùo caùo'))).toBe(
      'Quyết định\nQuyết định\nBáo cáo',
    );
  });
});

describe('sheets and slides', () => {
  it('gives a page per sheet in the order of the workbook', async () => {
    const parts = [
      {
        name: 'xl/workbook.xml',
        data: '<workbook><sheets><sheet name="B" sheetId="7" r:id="rId2"/><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: relationships(
          '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>',
          '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/>',
        ),
      },
      {
        name: 'xl/sharedStrings.xml',
        data: '<sst><si><r><t>Sở </t></r><r><t>Y tế</t></r><rPh><t>x</t></rPh></si></sst>',
      },
      { name: 'xl/worksheets/sheet1.xml', data: sheet('<c t="inlineStr"><is><t>một</t></is></c>') },
      {
        name: 'xl/worksheets/sheet2.xml',
        data: sheet('<c t="s"><v>0</v></c><c><f>1+1</f><v>2</v></c><c t="s"><v>9</v></c>'),
      },
    ];
    expect(await textOf(office('xlsx', { parts }), 'a.xlsx')).toEqual({
      pages: [
        { page: 1, text: 'Sở Y tế\t2' },
        { page: 2, text: 'một' },
      ],
      truncated: false,
      reason: null,
    });
  });

  it('gives a page per slide', async () => {
    expect((await textOf(office('pptx'), 'a.pptx')).pages).toEqual([{ page: 1, text: 'Trang một' }]);
  });

  it('reads OpenDocument text, sheets and slides', async () => {
    const deleted = '<text:tracked-changes><text:p>cũ</text:p></text:tracked-changes>';
    const text = `${deleted}<text:h>Tiêu đề</text:h><text:p>a<text:tab/>b<text:s/>c</text:p>`;
    expect((await textOf(openDocument('odt', text), 'a.odt')).pages).toEqual([
      { page: 1, text: 'Tiêu đề\na\tb c' },
    ]);
    const tables =
      '<table:table><table:table-row><text:p>một</text:p><text:p>1</text:p></table:table-row><table:table-row><text:p>x</text:p></table:table-row></table:table><table:table><text:p>hai</text:p></table:table>';
    expect((await textOf(openDocument('ods', tables), 'a.ods')).pages).toEqual([
      { page: 1, text: 'một\t1\nx' },
      { page: 2, text: 'hai' },
    ]);
    const slides =
      '<draw:page><text:p>một</text:p></draw:page><draw:page/><draw:page><text:p>ba</text:p></draw:page>';
    expect((await textOf(openDocument('odp', slides), 'a.odp')).pages.map(({ page }) => page)).toEqual([
      1, 3,
    ]);
  });
});

describe('PDF', () => {
  it('gives Vietnamese text by page', async () => {
    const text = await textOf(vietnamesePdf(['ỦY BAN NHÂN DÂN', 'Số: 12/QĐ-UBND'], { pages: 2 }), 'a.pdf');
    const lines = 'ỦY BAN NHÂN DÂN\nSố: 12/QĐ-UBND';
    expect(text).toEqual({
      pages: [
        { page: 1, text: lines },
        { page: 2, text: lines },
      ],
      truncated: false,
      reason: null,
    });
  });

  it('converts the codes of TCVN3 fonts', async () => {
    const text = await textOf(vietnamesePdf(['ChØ sè c¶i c¸ch hµnh chÝnh']), 'a.pdf');
    expect(text.pages[0]?.text).toBe('Chỉ số cải cách hành chính');
  });

  it('says that a scan has no text', async () => {
    expect(await textOf(pdf({ content: pdfStream('') }), 'a.pdf')).toEqual({
      pages: [],
      truncated: false,
      reason: 'scanned-without-text',
    });
  });

  it('says why nothing can be read', async () => {
    expect(await textOf(encryptedPdf('x'), 'a.pdf', 'application/pdf')).toMatchObject({ reason: 'password' });
    expect(await textOf(Buffer.from('%PDF-1.7'), 'a.pdf', 'application/pdf')).toMatchObject({
      reason: 'damaged',
    });
  });
});

describe('other kinds', () => {
  it.each([
    ['UTF-8', Buffer.from('\ufeffChỉ số')],
    ['UTF-16', Buffer.from('\ufeffChỉ số', 'utf16le')],
    ['UTF-16, the other order', Buffer.from('\ufeffChỉ số', 'utf16le').swap16()],
  ])('text in %s', async (_encoding, bytes) => {
    expect((await textOf(bytes, 'a.txt')).pages).toEqual([{ page: 1, text: 'Chỉ số' }]);
  });

  it('text in the codes of TCVN3, of VNI, and in Windows-1258', async () => {
    const [tcvn3, vni] = ['ChØ sè c¶i c¸ch', 'Chæ soá caûi caùch'].map((text) => Buffer.from(text, 'latin1'));
    expect((await textOf(tcvn3 ?? Buffer.alloc(0), 'a.txt')).pages[0]?.text).toBe('Chỉ số cải cách');
    expect((await textOf(vni ?? Buffer.alloc(0), 'a.txt')).pages[0]?.text).toBe('Chỉ số cải cách');
    const windows = Buffer.from('H\xe0 N\xf4\xf2i, n\xf4ng nghi\xea\xf2p', 'latin1');
    expect((await textOf(windows, 'a.txt')).pages[0]?.text).toBe('Hà Nội, nông nghiệp');
  });

  it('images and old office documents have none, and say so', async () => {
    expect(await textOf(jpeg(), 'a.jpg')).toMatchObject({ pages: [], reason: 'image' });
    expect(await textOf(Buffer.alloc(9), 'a.doc', 'application/msword')).toMatchObject({
      reason: 'unsupported',
    });
    expect(await textOf(Buffer.alloc(9), 'a.exe', 'application/x-msdownload')).toMatchObject({
      reason: 'unsupported',
    });
    expect(
      await textOf(office('docx', { parts: [{ name: 'word/document.xml', data: body('') }] }), 'a.docx'),
    ).toMatchObject({ pages: [], reason: 'empty' });
  });
});
