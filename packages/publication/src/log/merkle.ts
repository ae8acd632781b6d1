import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from './bytes.ts';

/** The Merkle tree of RFC 6962, section 2.1: SHA-256, leaves prefixed 0x00, nodes prefixed 0x01. */

/** Hash of one log entry as a leaf (RFC 6962, 2.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(0), entry));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(1), left, right));
}

/** Leaf hashes with every complete subtree's hash above them: `levels[k][i]` covers leaves `i·2^k … (i+1)·2^k`. */
export interface Tree {
  readonly size: number;
  readonly levels: readonly (readonly Uint8Array[])[];
}

/** Builds the tree over `leaves` (hashes, not entries). Each complete subtree is hashed once. */
export function treeOf(leaves: readonly Uint8Array[]): Tree {
  const levels: (readonly Uint8Array[])[] = [leaves];
  for (let below = leaves; below.length > 1; below = levels[levels.length - 1] ?? []) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < below.length; i += 2) above.push(nodeHash(at(below, i), at(below, i + 1)));
    levels.push(above);
  }
  return { size: leaves.length, levels };
}

/** Root of the first `size` leaves; SHA-256 of nothing for an empty tree. Throws when `size` exceeds the tree. */
export function rootOf(tree: Tree, size: number = tree.size): Uint8Array {
  if (size > tree.size) throw new RangeError(`the tree has ${tree.size} leaves, not ${size}`);
  return size === 0 ? sha256(new Uint8Array()) : rangeHash(tree, 0, size);
}

/**
 * Inclusion path of leaf `index` in the tree of the first `size` leaves, from the leaf's sibling up (RFC 6962, 2.1.1).
 * Throws when the index is not in that tree.
 */
export function inclusionProof(tree: Tree, index: number, size: number = tree.size): readonly Uint8Array[] {
  if (!(index >= 0 && index < size && size <= tree.size))
    throw new RangeError(`no leaf ${index} in a tree of ${size} leaves`);
  return pathIn(tree, index, 0, size);
}

/** True when `leaf` stands at `index` of the tree of `size` leaves with root `root` (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sibling.length !== 32 || last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/**
 * Proof that the tree of `newSize` leaves only appends to the tree of `oldSize` leaves (RFC 6962, 2.1.2).
 * Empty when the sizes are equal or the old tree is empty. Throws when the sizes are out of order.
 */
export function consistencyProof(
  tree: Tree,
  oldSize: number,
  newSize: number = tree.size,
): readonly Uint8Array[] {
  if (!(oldSize >= 0 && oldSize <= newSize && newSize <= tree.size))
    throw new RangeError(`no proof from ${oldSize} to ${newSize} leaves`);
  return oldSize === 0 || oldSize === newSize ? [] : grownFrom(tree, oldSize, 0, newSize, true);
}

/** True when the new root only appends to the old root (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isIndex(oldSize) || !isIndex(newSize) || oldSize > newSize) return false;
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, sha256(new Uint8Array()));
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  return followConsistency(oldSize, oldRoot, newSize, newRoot, path);
}

function followConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  const [first, ...rest] = path;
  if (first === undefined || path.some((hash) => hash.length !== 32)) return false;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let oldHash = first;
  let newHash = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(hash, oldHash);
      newHash = nodeHash(hash, newHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else newHash = nodeHash(newHash, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

function pathIn(tree: Tree, index: number, start: number, end: number): Uint8Array[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle
    ? [...pathIn(tree, index, start, middle), rangeHash(tree, middle, end)]
    : [...pathIn(tree, index, middle, end), rangeHash(tree, start, middle)];
}

/** SUBPROOF of RFC 6962, 2.1.2; `whole` = the old tree is exactly this subtree and its hash is known already. */
function grownFrom(tree: Tree, oldEnd: number, start: number, end: number, whole: boolean): Uint8Array[] {
  if (oldEnd === end) return whole ? [] : [rangeHash(tree, start, end)];
  const middle = start + splitOf(end - start);
  return oldEnd <= middle
    ? [...grownFrom(tree, oldEnd, start, middle, whole), rangeHash(tree, middle, end)]
    : [...grownFrom(tree, oldEnd, middle, end, false), rangeHash(tree, start, middle)];
}

/** Hash over leaves start..end; `start` is always a multiple of the largest power of two below the width. */
function rangeHash(tree: Tree, start: number, end: number): Uint8Array {
  const width = end - start;
  if (isPowerOfTwo(width)) return at(tree.levels[Math.log2(width)] ?? [], start / width);
  const middle = start + splitOf(width);
  return nodeHash(rangeHash(tree, start, middle), rangeHash(tree, middle, end));
}

/** Largest power of two smaller than `width` (width >= 2). */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function at(hashes: readonly Uint8Array[], index: number): Uint8Array {
  const hash = hashes[index];
  if (hash === undefined) throw new RangeError(`no hash ${index}`);
  return hash;
}
