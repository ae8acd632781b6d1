import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { inclusionProof, leafHash, rootOf, treeOf, type Tree } from './merkle.ts';
import {
  completedNodes,
  proofPlaces,
  rootPlaces,
  sparseTree,
  type NodePlace,
  type StoredNode,
} from './stored-nodes.ts';

const leaves = Array.from({ length: 300 }, (_, i) => leafHash(utf8(String(i))));
const whole = treeOf(leaves);
const read = (tree: Tree, places: readonly NodePlace[]): StoredNode[] =>
  places.map(({ level, index }) => ({ level, index, hash: tree.levels[level]?.[index] ?? new Uint8Array() }));

describe('a log kept as complete subtrees', () => {
  it('grows to the tree that hashing everything gives, whatever the batches', () => {
    for (const batch of [1, 2, 3, 7, 64, 255, 256, 300]) {
      const stored = new Map(leaves.map((hash, i) => [`0/${i}`, hash]));
      let edge: readonly StoredNode[] = [];
      for (let size = 0; size < leaves.length; size += batch) {
        const grown = completedNodes(size, edge, leaves.slice(size, size + batch));
        for (const { level, index, hash } of grown.completed) stored.set(`${level}/${index}`, hash);
        edge = grown.edge;
        const now = Math.min(leaves.length, size + batch);
        expect(edge).toEqual(read(whole, rootPlaces(now)));
        expect(rootOf(sparseTree(now, edge))).toEqual(rootOf(whole, now));
      }
      const all = whole.levels.flatMap((hashes, level) =>
        hashes.map((hash, i) => [`${level}/${i}`, hash] as const),
      );
      expect(stored).toEqual(new Map(all));
    }
  });

  it('proves every leaf at every size from the nodes it names and no others', () => {
    for (const size of [1, 2, 3, 4, 5, 8, 33, 64, 100, 255, 256, 257, 300])
      for (let index = 0; index < size; index++) {
        const sparse = sparseTree(size, read(whole, proofPlaces(index, size)));
        expect(inclusionProof(sparse, index, size)).toEqual(inclusionProof(whole, index, size));
      }
    expect(() => proofPlaces(5, 5)).toThrow(RangeError);
  });

  it('throws instead of guessing when a node is missing', () => {
    const nodes = read(whole, proofPlaces(17, 300));
    for (const left of nodes)
      expect(() =>
        inclusionProof(
          sparseTree(
            300,
            nodes.filter((node) => node !== left),
          ),
          17,
          300,
        ),
      ).toThrow(RangeError);
  });
});
