import type { HostileFile } from './hostile-file.ts';

const utf8 = (text: string): Buffer => Buffer.from(text);
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Plain text in every encoding that offices use, and what only looks like text. */
export const HOSTILE_TEXTS: readonly HostileFile[] = [
  { title: 'nothing', name: 'rong.txt', bytes: () => new Uint8Array(), expect: ['empty-file'] },
  {
    title: 'more than allowed',
    name: 'lon.txt',
    bytes: () => utf8('abc'),
    limits: { bytes: 2 },
    expect: ['too-large'],
  },
  { title: 'UTF-8', name: 'van-ban.txt', bytes: () => utf8('Chỉ số cải cách hành chính'), expect: [] },
  {
    title: 'UTF-8 with byte order mark',
    name: 'bom.csv',
    bytes: () => utf8('\ufeffđơn vị,điểm\nA,1\n'),
    expect: [],
  },
  {
    title: 'UTF-16',
    name: 'utf-16.csv',
    bytes: () => Buffer.from('\ufeffđơn vị\tđiểm\n', 'utf16le'),
    expect: [],
  },
  {
    title: 'the codes of TCVN3 fonts',
    name: 'tcvn3.txt',
    bytes: () => bytesOf('B¸o c¸o ChØ sè c¶i c¸ch hµnh chÝnh'),
    expect: ['text-encoding'],
  },
  {
    title: 'the codes of TCVN3 fonts stored as Unicode',
    name: 'tcvn3-unicode.txt',
    bytes: () => utf8('B¸o c¸o ChØ sè c¶i c¸ch hµnh chÝnh'),
    expect: ['text-encoding'],
  },
  {
    title: 'Windows-1258',
    name: '1258.txt',
    bytes: () => bytesOf('B\xe1o c\xe1o c\xf4ng t\xe1c n\xe3m'),
    expect: ['text-encoding'],
  },
  {
    title: 'a text that begins like a picture',
    name: 'bieu-mau.txt',
    bytes: () => utf8('BM 01: Biểu mẫu'),
    expect: [],
  },
  {
    title: 'a text that begins like a program',
    name: 'mz.txt',
    bytes: () => utf8('MZ là hai chữ cái'),
    expect: [],
  },
  {
    title: 'cells that start a program',
    name: 'dde.csv',
    bytes: () => utf8("ten,diem\n=cmd|'/c calc'!A0,1\n"),
    expect: ['dde'],
  },
  {
    title: 'cells with a formula',
    name: 'cong-thuc.csv',
    bytes: () => utf8('ten,diem\n=HYPERLINK("http://x"),1\n'),
    expect: ['formula-cells'],
  },
  {
    title: 'negative numbers and telephone numbers',
    name: 'so.csv',
    bytes: () => utf8('a,b\n-5,+84 24 1234\n'),
    expect: [],
  },
  {
    title: 'a page named .txt',
    name: 'trang.txt',
    bytes: () => utf8('  <!DOCTYPE html><title>x'),
    expect: ['active-content'],
  },
  {
    title: 'a page in UTF-16',
    name: 'trang-16.txt',
    bytes: () => Buffer.from('\ufeff<html><body onload=alert(1)>', 'utf16le'),
    expect: ['active-content'],
  },
  {
    title: 'a script of Linux',
    name: 'lenh.txt',
    bytes: () => utf8('#!/bin/sh\nrm -rf /'),
    expect: ['executable'],
  },
  {
    title: 'a text named .pdf',
    name: 'loi.pdf',
    bytes: () => utf8('{"error":"not found"}'),
    expect: ['content-not-as-named'],
  },
  {
    title: 'a text of a program',
    name: 'du-lieu.json',
    bytes: () => utf8('{"a":1}'),
    expect: ['kind-not-accepted'],
  },
  {
    title: 'bytes without meaning named .txt',
    name: 'nhi-phan.txt',
    bytes: () => Buffer.alloc(300, '\x01\x02\x03'),
    expect: ['kind-unknown'],
  },
  {
    title: 'bytes without meaning named .pdf',
    name: 'nhi-phan.pdf',
    bytes: () => Buffer.alloc(300, '\x01\x02\x03'),
    expect: ['kind-unknown'],
  },
  { title: 'RTF', name: 'van-ban.doc', bytes: () => utf8('{\\rtf1 x}'), expect: ['kind-not-accepted'] },
  {
    title: 'EICAR: the virus scanner answers for it',
    name: 'eicar.txt',
    bytes: () => utf8('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
    expect: [],
  },
];
