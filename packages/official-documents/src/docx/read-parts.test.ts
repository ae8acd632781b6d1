import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { shippedTemplate, templateProblems } from '../render.ts';
import { templateWith } from '../testing/docx-files.ts';
import { DocxRefusal, type DocxProblemCode } from './docx-problems.ts';
import { TEMPLATE_LIMITS } from './limits.ts';
import { packDocx, readDocxParts } from './read-parts.ts';

function refusal(bytes: Uint8Array): readonly DocxProblemCode[] {
  try {
    readDocxParts(bytes, TEMPLATE_LIMITS);
    return [];
  } catch (error) {
    if (error instanceof DocxRefusal) return error.problems.map((problem) => problem.code);
    throw error;
  }
}
const BARE = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w:document/>') };
const relation = (attributes: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ${attributes}/></Relationships>`;
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

describe('a file that is no .docx', () => {
  it.each<[string, Uint8Array, DocxProblemCode]>([
    ['nothing', new Uint8Array(), 'not-a-docx'],
    ['text', strToU8('Kính gửi'), 'not-a-docx'],
    ['a PDF', strToU8('%PDF-1.7'), 'not-a-docx'],
    ['an old or encrypted document', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'old-or-encrypted'],
    ['some other archive', zipSync({ 'a.txt': strToU8('a') }), 'zip-unsafe-name'],
    ['a truncated archive', zipSync(BARE).subarray(0, 60), 'zip-damaged'],
    ['too large a file', new Uint8Array(TEMPLATE_LIMITS.bytes + 1), 'too-many-bytes'],
  ])('%s is refused', (_, bytes, code) => {
    const codes = refusal(bytes);
    // A lone text file has a fair name but is nothing a document may hold.
    expect(code === 'zip-unsafe-name' ? ['not-a-docx'] : [code]).toEqual(codes);
  });
});

describe('an archive made to harm', () => {
  it('that unpacks to too much is refused from its directory', () => {
    const bomb = new Uint8Array(TEMPLATE_LIMITS.unpackedBytes + 1);
    expect(refusal(zipSync({ ...BARE, 'word/media/a.png': bomb }))).toEqual(['zip-bomb']);
  });

  it('that lies about the size of a part gives no more than it says', () => {
    const name = 'word/document.xml';
    const honest = Buffer.from(
      zipSync({ ...BARE, [name]: strToU8(`<w:document>${' '.repeat(5_000)}</w:document>`) }),
    );
    // The uncompressed size in the central directory, at offset 24 of the entry whose name is at 46.
    const entry = honest.lastIndexOf(name) - 46;
    honest.writeUInt32LE(13, entry + 24);
    expect(refusal(honest).length).toBeGreaterThan(0);
  });

  it('with more parts than a document has is refused', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`word/p${i}.xml`, strToU8('<a/>')]),
    );
    expect(refusal(zipSync({ ...BARE, ...many }))).toEqual(['zip-too-many-entries']);
  });

  it.each(['../word/x.xml', '/word/x.xml', 'word\\x.xml', 'C:x.xml', 'word/./x.xml', 'word/a\u0000.xml'])(
    'with a part named %j is refused',
    (name) => expect(refusal(zipSync({ ...BARE, [name]: strToU8('<a/>') }))).toEqual(['zip-unsafe-name']),
  );

  it('with two parts of one name is refused', () => {
    const twice = zipSync({ ...BARE, 'word/Document.xml': strToU8('<w:document/>') });
    expect(refusal(twice)).toEqual(['zip-damaged']);
  });

  it('that is stored as a bomb inside a part is not unpacked further', () => {
    const inner = deflateRawSync(Buffer.alloc(1_000_000));
    expect(refusal(zipSync({ ...BARE, 'word/embeddings/a.zip': inner }))).toEqual(['embedded-file']);
  });
});

describe('what could run or be fetched is refused', () => {
  it.each<[string, Record<string, string>, DocxProblemCode]>([
    ['macros', { 'word/vbaProject.bin': 'x' }, 'macros'],
    [
      'a macro type',
      {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      },
      'macros',
    ],
    ['an embedded object', { 'word/embeddings/oleObject1.bin': 'x' }, 'embedded-file'],
    ['an ActiveX control', { 'word/activeX/activeX1.xml': '<a/>' }, 'embedded-file'],
    ['a program', { 'word/a.exe': 'MZ' }, 'embedded-file'],
    ['a web page', { 'word/a.html': '<img src=x>' }, 'embedded-file'],
    ['an SVG picture', { 'word/media/a.svg': '<svg/>' }, 'unsafe-picture'],
    ['an EMF picture', { 'word/media/a.emf': 'x' }, 'unsafe-picture'],
    [
      'an attached template',
      {
        'word/_rels/settings.xml.rels': relation(
          `Type="${TYPE}/attachedTemplate" Target="http://127.0.0.1/evil.dotm" TargetMode="External"`,
        ),
      },
      'external-link',
    ],
    [
      'a linked picture',
      {
        'word/_rels/header9.xml.rels': relation(
          `Type="${TYPE}/image" Target="file://server/x.png" TargetMode="External"`,
        ),
      },
      'external-link',
    ],
    [
      'a link hidden by entities',
      {
        'word/_rels/header9.xml.rels': relation(
          `Type="${TYPE}/image" Target="http://127.0.0.1" TargetMode="&#69;xternal"`,
        ),
      },
      'external-link',
    ],
    [
      'a link in single quotes and other case',
      {
        'word/_rels/header9.xml.rels': relation(
          `Type='${TYPE}/image' Target='\\\\server\\x' TargetMode=' EXTERNAL '`,
        ),
      },
      'external-link',
    ],
    [
      'an address without a mode',
      { 'word/_rels/header9.xml.rels': relation(`Type="${TYPE}/image" Target="https://127.0.0.1/x.png"`) },
      'external-link',
    ],
    [
      'a link that runs a script',
      {
        'word/_rels/header9.xml.rels': relation(
          `Type="${TYPE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"`,
        ),
      },
      'external-link',
    ],
    [
      'another document in the middle',
      { 'word/_rels/header9.xml.rels': relation(`Type="${TYPE}/aFChunk" Target="x.html"`) },
      'embedded-file',
    ],
    [
      'a chunk of another document',
      { 'word/footer9.xml': '<w:ftr><w:altChunk r:id="r"/></w:ftr>' },
      'embedded-file',
    ],
    [
      'a field that includes a picture',
      { 'word/footer9.xml': '<w:ftr><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x&quot; "/></w:ftr>' },
      'active-field',
    ],
    [
      'a field cut into runs',
      {
        'word/footer9.xml':
          '<w:ftr><w:fldChar w:fldCharType="begin"/><w:instrText> inclu</w:instrText><w:instrText>detext "x"</w:instrText></w:ftr>',
      },
      'active-field',
    ],
    [
      'a field that starts a program',
      {
        'word/footer9.xml':
          '<w:ftr><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO c:\\x</w:instrText></w:ftr>',
      },
      'active-field',
    ],
    ['a DOCTYPE', { 'word/footer9.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:ftr>&b;</w:ftr>' }, 'xml-doctype'],
    [
      'an entity bomb in the styles',
      { 'word/styles.xml': '<?xml version="1.0"?><!DOCTYPE x><w:styles/>' },
      'xml-doctype',
    ],
    ['elements without end', { 'word/footer9.xml': '<a>'.repeat(100) + '</a>'.repeat(100) }, 'xml-too-deep'],
    ['elements that cross', { 'word/footer9.xml': '<a><b></a></b>' }, 'xml-damaged'],
    ['an element that does not end', { 'word/footer9.xml': '<a><b' }, 'xml-damaged'],
    [
      'character data the tree cannot hold',
      { 'word/footer9.xml': '<w:ftr><![CDATA[x]]></w:ftr>' },
      'xml-damaged',
    ],
    [
      'another encoding',
      { 'word/footer9.xml': '<?xml version="1.0" encoding="UTF-7"?><w:ftr/>' },
      'xml-damaged',
    ],
  ])('%s', async (_, parts, code) => {
    expect(refusal(await templateWith(parts))).toEqual([code]);
  });

  it('and so is UTF-16, which would be read otherwise', async () => {
    const utf16 = Uint8Array.from(Buffer.from('\ufeff<w:ftr/>', 'utf16le'));
    expect(refusal(await templateWith({ 'word/footer9.xml': utf16 }))).toEqual(['xml-damaged']);
  });

  it('but links to click and ordinary fields are not', async () => {
    const parts = {
      'word/_rels/header9.xml.rels': relation(
        `Type="${TYPE}/hyperlink" Target="https://cchc.mau.gov.vn/import" TargetMode="External"`,
      ),
      'word/footer9.xml':
        '<w:ftr><!-- <b> --><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://x/link"</w:instrText>' +
        '<w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> PAGE </w:instrText></w:ftr>',
    };
    expect(refusal(await templateWith(parts))).toEqual([]);
  });

  it('every problem of a file is told at once', async () => {
    const parts = { 'word/vbaProject.bin': 'x', 'word/media/a.svg': '<svg/>' };
    const problems = await templateProblems('self-assessment-report', await templateWith(parts));
    expect(problems.map((problem) => problem.code).sort()).toEqual(['macros', 'unsafe-picture']);
    expect(problems.map((problem) => problem.detail['part']).sort()).toEqual([
      'word/media/a.svg',
      'word/vbaProject.bin',
    ]);
  });
});

it('packing gives the same bytes whatever the order of the parts', async () => {
  const parts = readDocxParts(await shippedTemplate('self-assessment-report'), TEMPLATE_LIMITS);
  const turned = new Map([...parts].reverse());
  expect(Buffer.compare(packDocx(parts), packDocx(turned))).toBe(0);
});
