import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './log/bytes.ts';
import { logEntry, manifestBytes, parseManifest, sha256Hex } from './manifest.ts';
import type { Manifest } from './snapshot.ts';

const file = (path: string) => ({ path, sha256: 'a'.repeat(64), size: 1 });
const manifest: Manifest = {
  format: 'parix.publication/1',
  pages: '2',
  round: 'demo-2021',
  sequence: 1,
  engine: '0.1.0',
  setId: 'mau',
  setVersion: '1',
  setFingerprint: 'b'.repeat(64),
  publishedAt: '2022-01-14T01:30:00Z',
  files: [file('data/facts.json'), file('index.html'), file('units/a.html')],
};
const text = fromUtf8(manifestBytes(manifest)) ?? '';

describe('a manifest', () => {
  it('comes back from its bytes', () => {
    expect(parseManifest(manifestBytes(manifest))).toEqual(manifest);
  });

  it('has exactly one byte form', () => {
    const others = [
      text.trimEnd(),
      `${text}\n`,
      ` ${text}`,
      text.replace('"engine":', '"engine": '),
      `\ufeff${text}`,
    ];
    for (const other of others) expect(parseManifest(utf8(other))).toBeUndefined();
    expect(parseManifest(utf8(`${JSON.stringify({ ...manifest })}\n`))).toBeUndefined();
  });

  it.each(['../x', '/x', 'a/../b', 'a//b', './a', 'a\\b', 'manifest.json', 'log/checkpoint', 'a/', '.x', ''])(
    'names no file %j',
    (path) => {
      expect(parseManifest(manifestBytes({ ...manifest, files: [file(path)] }))).toBeUndefined();
    },
  );

  it('lists each path once, in order', () => {
    const twice = { ...manifest, files: [file('a'), file('a')] };
    const reversed = { ...manifest, files: [file('b'), file('a')] };
    for (const wrong of [twice, reversed]) expect(parseManifest(manifestBytes(wrong))).toBeUndefined();
  });

  it('is nothing but JSON of the known shape', () => {
    for (const bytes of [utf8(''), utf8('null\n'), utf8('{}\n'), Uint8Array.of(0xff)])
      expect(parseManifest(bytes)).toBeUndefined();
    const other = text.replace('parix.publication/1', 'parix.publication/2');
    expect(parseManifest(utf8(other))).toBeUndefined();
  });
});

describe('the log entry of a publication', () => {
  it('is canonical JSON of hashes and identifiers', () => {
    const hash = sha256Hex(manifestBytes(manifest));
    expect(fromUtf8(logEntry(manifest, hash))).toBe(
      `{"kind":"publication","manifest":"${hash}","publishedAt":"2022-01-14T01:30:00Z","round":"demo-2021","sequence":1,"set":"${'b'.repeat(64)}"}`,
    );
  });
});
