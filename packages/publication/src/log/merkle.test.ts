import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  treeOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

/** The eight leaves and roots that RFC 6962 implementations share as reference vectors. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const reference = treeOf(LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex'))));
const numbered = (size: number) =>
  treeOf(Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i >> 8, i & 255))));
const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the tree of RFC 6962', () => {
  it('has the reference roots at every size from 0 to 8', () => {
    expect(ROOTS.map((_, size) => toHex(rootOf(reference, size)))).toEqual(ROOTS);
  });

  it('has the reference consistency proofs', () => {
    const proofs = [
      consistencyProof(reference, 1, 8),
      consistencyProof(reference, 6, 8),
      consistencyProof(reference, 2, 5),
    ];
    expect(proofs.map((proof) => proof.map(toHex))).toEqual([
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ]);
  });

  it('proves every leaf of every tree of 1 to 600 leaves', () => {
    const tree = numbered(600);
    const refused: string[] = [];
    for (let size = 1; size <= 600; size++) {
      const root = rootOf(tree, size);
      for (let index = 0; index < size; index++) {
        const leaf = tree.levels[0]?.[index] ?? new Uint8Array();
        if (!verifyInclusion(leaf, index, size, inclusionProof(tree, index, size), root))
          refused.push(`${index}/${size}`);
      }
    }
    expect(refused).toEqual([]);
  });

  it('refuses an inclusion proof with one changed bit, another index, size, leaf or length', () => {
    const tree = numbered(600);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 600 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1))),
        fc.nat(),
        fc.nat(255),
        ([size, index], which, bit) => {
          const [leaf, root] = [tree.levels[0]?.[index] ?? new Uint8Array(), rootOf(tree, size)];
          const proof = inclusionProof(tree, index, size);
          const changed = proof.map((hash, i) => (i === which % proof.length ? flipped(hash, bit) : hash));
          const other = (index + 1 + (which % (size - 1))) % size;
          expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
          expect(verifyInclusion(leaf, index, size, changed, root)).toBe(false);
          expect(verifyInclusion(flipped(leaf, bit), index, size, proof, root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof, flipped(root, bit))).toBe(false);
          expect(verifyInclusion(leaf, other, size, proof, root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
        },
      ),
    );
  });

  it('refuses indexes that are no index', () => {
    const [leaf, root] = [leafHash(new Uint8Array()), rootOf(reference, 1)];
    for (const [index, size] of [
      [1, 1],
      [-1, 1],
      [0, 0],
      [0.5, 1],
      [NaN, 1],
      [0, Infinity],
    ] as const)
      expect(verifyInclusion(leaf, index, size, [], root)).toBe(false);
    expect(() => inclusionProof(reference, 8)).toThrow(RangeError);
    expect(() => rootOf(reference, 9)).toThrow(RangeError);
    expect(() => consistencyProof(reference, 5, 3)).toThrow(RangeError);
  });

  it('proves growth between every two sizes up to 130 and refuses a rewritten history', () => {
    const tree = numbered(130);
    const rewritten = treeOf([leafHash(Uint8Array.of(9, 9, 9)), ...(tree.levels[0] ?? []).slice(1)]);
    for (let old = 1; old <= 130; old++) {
      const oldRoot = rootOf(tree, old);
      for (let size = old; size <= 130; size += 1 + (old % 3)) {
        const proof = consistencyProof(tree, old, size);
        if (!verifyConsistency(old, oldRoot, size, rootOf(tree, size), proof))
          throw new Error(`${old} to ${size}`);
        const forged = consistencyProof(rewritten, old, size);
        if (verifyConsistency(old, oldRoot, size, rootOf(rewritten, size), forged))
          throw new Error(`${old} to ${size}`);
      }
    }
    expect(verifyConsistency(0, rootOf(tree, 0), 130, rootOf(tree), [])).toBe(true);
  });

  it('refuses a consistency proof with one changed bit or one hash too few or too many', () => {
    const tree = numbered(300);
    const sizes = fc
      .tuple(fc.integer({ min: 1, max: 299 }), fc.integer({ min: 2, max: 300 }))
      .filter(([a, b]) => a < b);
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(255), ([old, size], which, bit) => {
        const [oldRoot, root] = [rootOf(tree, old), rootOf(tree, size)];
        const proof = consistencyProof(tree, old, size);
        const changed = proof.map((hash, i) => (i === which % proof.length ? flipped(hash, bit) : hash));
        expect(verifyConsistency(old, oldRoot, size, root, proof)).toBe(true);
        expect(verifyConsistency(old, oldRoot, size, root, changed)).toBe(false);
        expect(verifyConsistency(old, flipped(oldRoot, bit), size, root, proof)).toBe(false);
        expect(verifyConsistency(old, oldRoot, size, flipped(root, bit), proof)).toBe(false);
        expect(verifyConsistency(old, oldRoot, size, root, proof.slice(1))).toBe(false);
        expect(verifyConsistency(old, oldRoot, size, root, [...proof, root])).toBe(false);
      }),
    );
  });
});
