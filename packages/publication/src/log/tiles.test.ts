import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from './bytes.ts';
import { leafHash, nodeHash, rootOf, treeOf } from './merkle.ts';
import {
  decodeBundle,
  encodeBundle,
  entryBundles,
  hashTilePath,
  hashTiles,
  tileIndexPath,
  tileWidths,
} from './tiles.ts';

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));

describe('tiles', () => {
  it('write indexes in three-digit elements', () => {
    expect([0, 7, 999, 1000, 1234067].map((index) => tileIndexPath(index))).toEqual([
      '000',
      '007',
      '999',
      'x001/000',
      'x001/x234/067',
    ]);
    expect(hashTilePath(2, 1234067, 17)).toBe('tile/2/x001/x234/067.p/17');
  });

  it('have the widths of the example of 70 000 entries', () => {
    expect(tileWidths(70_000, 0)).toHaveLength(274);
    expect(tileWidths(70_000, 0).slice(272)).toEqual([256, 112]);
    expect(tileWidths(70_000, 1)).toEqual([256, 17]);
    expect(tileWidths(70_000, 2)).toEqual([1]);
    expect(tileWidths(256, 0)).toEqual([256]);
    expect(tileWidths(256, 1)).toEqual([1]);
  });

  it('hold the leaf hashes below and the roots of full tiles above', () => {
    const leaves = entriesOf(600).map(leafHash);
    const tiles = hashTiles(treeOf(leaves));
    expect([...tiles.keys()]).toEqual(['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2']);
    expect(tiles.get('tile/0/002.p/88')).toEqual(concat(...leaves.slice(512)));
    const firstRoot = rootOf(treeOf(leaves.slice(0, 256)));
    const secondRoot = rootOf(treeOf(leaves.slice(256, 512)));
    expect(tiles.get('tile/1/000.p/2')).toEqual(concat(firstRoot, secondRoot));
    const whole = nodeHash(nodeHash(firstRoot, secondRoot), rootOf(treeOf(leaves.slice(512))));
    expect(rootOf(treeOf(leaves))).toEqual(whole);
  });

  it('are none for an empty log', () => {
    expect(hashTiles(treeOf([])).size).toBe(0);
    expect(entryBundles([]).size).toBe(0);
  });
});

describe('entry bundles', () => {
  it('prefix each entry with its length in two bytes', () => {
    expect(encodeBundle([utf8('ab'), new Uint8Array(), utf8('c')])).toEqual(
      Uint8Array.of(0, 2, 97, 98, 0, 0, 0, 1, 99),
    );
    expect(encodeBundle([new Uint8Array(258)]).subarray(0, 2)).toEqual(Uint8Array.of(1, 2));
  });

  it('give back what was put in', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries), entries.length)).toEqual(entries);
      }),
    );
  });

  it('are refused when truncated or of another width', () => {
    const bundle = encodeBundle(entriesOf(5));
    for (let length = 0; length < bundle.length; length++)
      expect(decodeBundle(bundle.subarray(0, length), 5)).toBeUndefined();
    expect(decodeBundle(bundle, 4)).toBeUndefined();
    expect(decodeBundle(bundle, 6)).toBeUndefined();
  });

  it('refuse an entry of more than 65 535 bytes', () => {
    expect(encodeBundle([new Uint8Array(65_535)])).toHaveLength(65_537);
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('65535');
  });
});
