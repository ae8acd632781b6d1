import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../log/bytes.ts';
import { decodeBundle, encodeBundle } from '../log/tiles.ts';
import { built, earlierEntries, flip, folderOf, resealed, SIGNER } from '../testing/published-folder.ts';
import { SMALL_ROUND } from '../testing/small-round.ts';
import { readerOf } from './reader.ts';
import { verifyPublication } from './verify-publication.ts';

/* Whatever is changed, wherever, is found and named: by a stranger who changes files, by the owner of the key who seals again. */

const publication = built({
  ...SMALL_ROUND,
  correction: {
    replaces: {
      sequence: 1,
      manifest: 'a'.repeat(64),
      publishedAt: '2022-02-01T00:00:00Z',
      decision: { number: 'MẪU 80/QĐ', date: '2022-02-01', issuer: 'Cơ quan mẫu' },
    },
    reason: 'Số liệu của một đơn vị bị nhập sai',
    units: [
      {
        unit: 'thanh-tra',
        name: '=Thanh tra',
        printedPoints: '7.50',
        printedIndex: '75.00',
        rank: 1,
        classId: 'kha',
        items: [{ item: '2.1.1', points: '4' }],
      },
    ],
  },
  round: { ...SMALL_ROUND.round, sequence: 2 },
});
const EARLIER = 300;
const folder = folderOf(publication, SIGNER, earlierEntries(EARLIER));
const paths = [...folder.keys()];
const first = (files: ReadonlyMap<string, Uint8Array>) =>
  verifyPublication(readerOf(files), { trustedKey: SIGNER.vkey }).first;
const file = (path: string) => folder.get(path) ?? new Uint8Array();

it('an untouched correction after many log entries verifies', () => {
  expect(first(folder)).toBeNull();
  expect(paths).toEqual(expect.arrayContaining(['correction.html', 'comparison.html', 'data/results.xlsx']));
});

describe('any file', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('insert' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
    fc.record({ kind: fc.constant('swap' as const), at: fc.nat() }),
  );
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

  const changed = (path: string, { kind, at }: Change): Map<string, Uint8Array> => {
    const files = new Map(folder);
    const bytes = file(path);
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    if (kind === 'flip') files.set(path, flip(bytes, at % (bytes.length * 8)));
    if (kind === 'cut') files.set(path, bytes.subarray(0, place));
    if (kind === 'insert')
      files.set(path, Uint8Array.from([...bytes.subarray(0, place), 120, ...bytes.subarray(place)]));
    if (kind === 'remove') files.delete(path);
    if (kind === 'swap') {
      const other = paths[at % paths.length] ?? path;
      files.set(path, file(other)).set(other, bytes);
    }
    return files;
  };

  it('changed by a stranger in any way is found, and a file that was changed is named', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), change, (path, how) => {
        const files = changed(path, how);
        const touched = paths.filter((each) => files.get(each) !== folder.get(each));
        const same = touched.every(
          (each) => Buffer.from(files.get(each) ?? []).equals(Buffer.from(file(each))) && files.has(each),
        );
        if (touched.length === 0 || same) return;
        expect(touched).toContain(first(files)?.path);
      }),
      { numRuns: 300 },
    );
  });
});

describe('any log entry', () => {
  const bundles = paths.filter((path) => path.startsWith('log/tile/entries/'));
  const places = bundles.flatMap((path, n) => {
    const width = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? 256);
    return Array.from({ length: width }, (_, at) => ({ path, at, width, index: n * 256 + at }));
  });

  it('changed, swapped or dropped is found and named by its number', () => {
    expect(places).toHaveLength(EARLIER + 2);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom('edit', 'swap'),
        ({ path, at, width, index }, how) => {
          const entries: Uint8Array[] = [...(decodeBundle(file(path), width) ?? [])].map((entry) =>
            entry.slice(),
          );
          const entry = entries[at] ?? new Uint8Array();
          const next = (at + 1) % width;
          if (how === 'edit') entries[at] = flip(entry, 40);
          else [entries[at], entries[next]] = [entries[next] ?? entry, entry];
          const expected = how === 'swap' && next < at ? index - at : index;
          expect(first(new Map(folder).set(path, encodeBundle(entries)))).toMatchObject({
            path,
            code: 'bundle-not-signed',
            what: `entry ${expected}`,
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('any layer, sealed again by the owner of the key', () => {
  const layers = [
    ['the figures', 'data/facts.json', '"dung_han":"99"', '"dung_han":"91"', 'so-noi-vu'],
    ['the appraisal', 'data/facts.json', '"points":"2.5"', '"points":"3.5"', 'thanh-tra'],
    ['the self-score', 'data/layers.json', '"selfPoints":"4"', '"selfPoints":"3"', 'thanh-tra'],
    ['the reason of the appraisal', 'data/layers.json', 'chưa khớp', 'đã khớp', 'thanh-tra'],
    ['the year before', 'data/previous.json', '88.00', '81.00', ''],
    ['the replaced result', 'data/correction.json', '75.00', '70.00', ''],
    ['the evidence', 'data/evidence.json', '12/KH-SNV', '13/KH-SNV', ''],
  ] as const;

  it.each(layers)('%s: what was made from it no longer fits', (_, path, from, to, unit) => {
    const text = fromUtf8(file(path)) ?? '';
    expect(text).toContain(from);
    const found = first(resealed(publication, { [path]: utf8(text.replace(from, to)) }));
    expect(found).not.toBeNull();
    expect(`${found?.path} ${found?.what} ${found?.expected}`).toContain(unit);
  });
});
