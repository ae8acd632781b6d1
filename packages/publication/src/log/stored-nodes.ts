import { nodeHash, type Tree } from './merkle.ts';

/*
 * The tree of a log too long to be hashed anew with every entry: complete subtrees are kept where the entries are, and
 * each question reads the few it needs (twice the logarithm of the size).
 */

/** A complete subtree: leaves `index·2^level … (index+1)·2^level`. Level 0 is a leaf. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}
export interface StoredNode extends NodePlace {
  readonly hash: Uint8Array;
}

/** The complete subtrees that together are leaves `start … end`; `start` as the tree's own ranges have it. */
function rangePlaces(start: number, end: number): readonly NodePlace[] {
  const places: NodePlace[] = [];
  for (let from = start; from < end;) {
    let level = 0;
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level += 1;
    places.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return places;
}

/** What the root of the first `size` leaves is made of, largest first. */
export function rootPlaces(size: number): readonly NodePlace[] {
  return rangePlaces(0, size);
}

/** What `inclusionProof(tree, index, size)` reads. Throws RangeError when the index is not in that tree. */
export function proofPlaces(index: number, size: number): readonly NodePlace[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size} leaves`);
  const places: NodePlace[] = [];
  for (let start = 0, end = size; end - start > 1;) {
    let width = 1;
    while (width * 2 < end - start) width *= 2;
    const middle = start + width;
    if (index < middle) {
      places.push(...rangePlaces(middle, end));
      end = middle;
    } else {
      places.push(...rangePlaces(start, middle));
      start = middle;
    }
  }
  return places;
}

/** A tree that knows only these nodes: enough for the one question they were read for, which throws when one lacks. */
export function sparseTree(size: number, nodes: readonly StoredNode[]): Tree {
  const levels: Uint8Array[][] = [];
  for (const { level, index, hash } of nodes) {
    levels[level] ??= [];
    levels[level][index] = hash;
  }
  return { size, levels };
}

/**
 * The subtrees of more than one leaf that become complete when `leaves` are appended to a log of `size` leaves, in the
 * order in which they do. `edge` holds the nodes of `rootPlaces(size)`.
 */
export function completedNodes(
  size: number,
  edge: readonly StoredNode[],
  leaves: readonly Uint8Array[],
): { readonly completed: readonly StoredNode[]; readonly edge: readonly StoredNode[] } {
  const completed: StoredNode[] = [];
  const open = [...edge].sort((a, b) => b.level - a.level);
  for (const [i, leaf] of leaves.entries()) {
    let last: StoredNode = { level: 0, index: size + i, hash: leaf };
    for (let left = open.at(-1); left?.level === last.level; left = open.at(-1)) {
      open.pop();
      last = { level: last.level + 1, index: left.index / 2, hash: nodeHash(left.hash, last.hash) };
      completed.push(last);
    }
    open.push(last);
  }
  return { completed, edge: open };
}
