import { gzipSync } from 'node:zlib';
import type { HostileFile } from './hostile-file.ts';
import { office, officeParts } from './office-bytes.ts';
import { zipBytes, type Part } from './zip-bytes.ts';

const MEGABYTE = 1024 * 1024;
/** Blanks and a few numbers: packs better than 400 : 1. */
export const packsWell = (megabytes: number): Buffer =>
  Buffer.from(
    Array.from({ length: megabytes * 64 }, (_, index) => `${index}`.padEnd(16 * 1024, ' ')).join(''),
  );
const docx = (...parts: readonly Part[]): Buffer => office('docx', { parts });

/** ZIP containers that lie, climb, explode or hide something. */
export const HOSTILE_CONTAINERS: readonly HostileFile[] = [
  {
    title: 'a bomb of 400 : 1 as a picture of a Word file',
    name: 'bom.docx',
    bytes: () => docx({ name: 'word/media/image1.bmp', data: packsWell(64) }),
    expect: ['zip-bomb'],
  },
  {
    title: 'a bomb that declares 900 bytes',
    name: 'bom-gian.docx',
    bytes: () => docx({ name: 'word/media/image1.bmp', data: packsWell(4), lies: { size: 900 } }),
    expect: ['zip-damaged'],
  },
  {
    title: 'parts too large together',
    name: 'tong.xlsx',
    bytes: () => office('xlsx'),
    limits: { unpackedBytes: 500 },
    expect: ['zip-bomb'],
  },
  {
    title: 'a Word file in a Word file in a Word file',
    name: 'long-nhau.docx',
    bytes: () => {
      const inner = docx({ name: 'word/embeddings/a.docx', data: office('docx') });
      return docx({ name: 'word/embeddings/b.docx', data: inner });
    },
    expect: ['zip-nested'],
  },
  {
    title: 'a ZIP among the pictures',
    name: 'zip-trong.docx',
    bytes: () => docx({ name: 'word/media/image1.png', data: zipBytes([{ name: 'a.txt', data: 'a' }]) }),
    expect: ['zip-nested'],
  },
  {
    title: 'a gzip among the pictures',
    name: 'gzip-trong.docx',
    bytes: () => docx({ name: 'word/media/image1.png', data: gzipSync('x') }),
    expect: ['zip-nested'],
  },
  {
    title: 'a packed drawing of Word',
    name: 'hinh-ve.docx',
    bytes: () => docx({ name: 'word/media/image1.emz', data: gzipSync('EMF') }),
    expect: [],
  },
  {
    title: 'a packed drawing that is a bomb',
    name: 'hinh-ve-bom.docx',
    bytes: () => docx({ name: 'word/media/image1.emz', data: gzipSync(Buffer.alloc(40 * MEGABYTE)) }),
    expect: ['zip-bomb'],
  },
  {
    title: 'two parts that share their bytes',
    name: 'chong-len.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '<a/>', lies: { offset: 0 } }),
    expect: ['zip-overlap'],
  },
  {
    title: '65 535 parts',
    name: 'nhieu.docx',
    bytes: () => zipBytes(Array.from({ length: 65_535 }, (_, index) => ({ name: `p${index}`, data: '' }))),
    expect: ['zip-too-many-entries'],
  },
  {
    title: 'a part that climbs out of the folder',
    name: 'leo.docx',
    bytes: () => docx({ name: '../../etc/cron.d/x', data: 'x' }),
    expect: ['zip-unsafe-name'],
  },
  {
    title: 'a part that climbs out by backslashes',
    name: 'leo-windows.docx',
    bytes: () => docx({ name: '..\\..\\evil.xml', data: 'x' }),
    expect: ['zip-unsafe-name'],
  },
  {
    title: 'a part with an absolute path',
    name: 'tuyet-doi.docx',
    bytes: () => docx({ name: 'C:/Windows/x.xml', data: 'x' }),
    expect: ['zip-unsafe-name'],
  },
  {
    title: 'a symbolic link',
    name: 'lien-ket.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '/etc/passwd', lies: { mode: 0o120777 } }),
    expect: ['zip-unsafe-name'],
  },
  {
    title: 'a part encrypted',
    name: 'ma-hoa.docx',
    bytes: () => docx({ name: 'word/a.xml', data: 'x', lies: { flags: 1 } }),
    expect: ['encrypted'],
  },
  {
    title: 'the same part twice',
    name: 'hai-lan.docx',
    bytes: () => zipBytes([...officeParts('docx'), { name: 'WORD/document.xml', data: '<w:document/>' }]),
    expect: ['zip-damaged'],
  },
  {
    title: 'a part whose sum is wrong',
    name: 'sai-tong.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '<a/>', lies: { sum: 1 } }),
    expect: ['zip-damaged'],
  },
  {
    title: 'a part that has another name in front of its bytes',
    name: 'hai-ten.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '<a/>', lies: { localName: 'word/b.xml' } }),
    expect: ['zip-damaged'],
  },
  {
    title: 'a part packed by a method nobody else reads',
    name: 'cach-nen.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '<a/>', lies: { method: 12 } }),
    expect: ['zip-damaged'],
  },
  {
    title: 'bytes hidden between two parts',
    name: 'giua.docx',
    bytes: () => docx({ name: 'word/a.xml', data: '<a/>', lies: { gap: Buffer.alloc(4096, 'x') } }),
    expect: ['polyglot'],
  },
  {
    title: 'a Word file cut in the middle',
    name: 'cut.docx',
    bytes: () => office('docx').subarray(0, 500),
    expect: ['zip-damaged'],
  },
  {
    title: 'a ZIP with documents',
    name: 'ho-so.zip',
    bytes: () => zipBytes([{ name: 'a.pdf', data: '%PDF-1.7' }]),
    expect: ['archive'],
  },
  {
    title: 'a ZIP named .docx',
    name: 'ho-so.docx',
    bytes: () => zipBytes([{ name: 'a.pdf', data: '%PDF-1.7' }]),
    expect: ['archive'],
  },
  {
    title: 'a RAR named .pdf',
    name: 'ho-so.pdf',
    bytes: () => Buffer.from('526172211a0701003392b5e50a010506', 'hex'),
    expect: ['archive'],
  },
  {
    title: 'a 7z',
    name: 'ho-so.7z',
    bytes: () => Buffer.from('377abcaf271c0004', 'hex'),
    expect: ['archive'],
  },
  {
    title: 'a Java program named .docx',
    name: 'chuong-trinh.docx',
    bytes: () => zipBytes([{ name: 'META-INF/MANIFEST.MF', data: 'Main-Class: A' }]),
    expect: ['executable'],
  },
];
