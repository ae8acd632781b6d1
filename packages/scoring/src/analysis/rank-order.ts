/**
 * Members kept in order while single ones move: blocks of sorted members, so that a move costs two binary searches
 * and a short shift. Members are small whole numbers (unit indexes).
 */
export interface RankOrder {
  readonly size: () => number;
  /** Must not be in the order yet. */
  readonly insert: (member: number) => void;
  /** Must still compare as it did when it was inserted. False when it is not in the order. */
  readonly remove: (member: number) => boolean;
  /** How many members stand strictly before this one, which need not be in the order itself. */
  readonly before: (member: number) => number;
  /** A member that compares equal to this one and is another, or -1. */
  readonly equalTo: (member: number) => number;
}

/** Negative = a stands before b, 0 = level. Must be a total preorder over all members at any one time. */
export type CompareMembers = (a: number, b: number) => number;

/** A block splits in two when it is full; an empty one is dropped. Small enough to shift fast, large enough to be few. */
const FULL = 256;

interface Block {
  readonly members: Int32Array;
  length: number;
}

/** `members` in any order. Level members are kept apart by their number. */
export function createRankOrder(members: Iterable<number>, compare: CompareMembers): RankOrder {
  const sorted = Int32Array.from(members).sort((a, b) => compare(a, b) || a - b);
  const blocks: Block[] = [];
  for (let at = 0; at < sorted.length; at += FULL / 2)
    blocks.push(blockOf(sorted.subarray(at, at + FULL / 2)));
  if (blocks.length === 0) blocks.push(blockOf(new Int32Array(0)));
  const state: State = { blocks, starts: [], compare, size: sorted.length };
  recount(state, 0);
  return {
    size: () => state.size,
    insert: (member) => insert(state, member),
    remove: (member) => remove(state, member),
    before: (member) => before(state, member),
    equalTo: (member) => equalTo(state, member),
  };
}

interface State {
  readonly blocks: Block[];
  /** Members before each block. */
  starts: number[];
  readonly compare: CompareMembers;
  size: number;
}

function blockOf(members: Int32Array): Block {
  const block: Block = { members: new Int32Array(FULL), length: members.length };
  block.members.set(members);
  return block;
}

function recount(state: State, from: number): void {
  const { blocks, starts } = state;
  starts.length = blocks.length;
  let count = from === 0 ? 0 : (starts[from - 1] as number) + (blocks[from - 1] as Block).length;
  for (let at = from; at < blocks.length; at++) {
    starts[at] = count;
    count += (blocks[at] as Block).length;
  }
}

/** The last block whose first member does not stand after `member`; with `apart` level members count by number. */
function findBlock(state: State, member: number, apart: boolean): number {
  const { blocks, compare } = state;
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const first = (blocks[middle] as Block).members[0] as number;
    const order = compare(first, member);
    if (order < 0 || (order === 0 && apart && first <= member)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many members of the block stand strictly before `member`. */
function findPlace(state: State, block: Block, member: number, apart: boolean): number {
  const { compare } = state;
  const { members } = block;
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = members[middle] as number;
    const order = compare(other, member);
    if (order < 0 || (order === 0 && apart && other < member)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(state: State, member: number): void {
  const at = findBlock(state, member, true);
  const block = state.blocks[at] as Block;
  const place = findPlace(state, block, member, true);
  block.members.copyWithin(place + 1, place, block.length);
  block.members[place] = member;
  block.length++;
  state.size++;
  if (block.length === FULL) split(state, at);
  else shiftStarts(state, at, 1);
}

function shiftStarts(state: State, at: number, by: number): void {
  const { starts } = state;
  for (let next = at + 1; next < starts.length; next++) starts[next] = (starts[next] as number) + by;
}

function split(state: State, at: number): void {
  const block = state.blocks[at] as Block;
  const upper = blockOf(block.members.subarray(FULL / 2, FULL));
  block.length = FULL / 2;
  state.blocks.splice(at + 1, 0, upper);
  recount(state, at);
}

function remove(state: State, member: number): boolean {
  const at = findBlock(state, member, true);
  const block = state.blocks[at] as Block;
  const place = findPlace(state, block, member, true);
  if (place === block.length || block.members[place] !== member) return false;
  block.members.copyWithin(place, place + 1, block.length);
  block.length--;
  state.size--;
  if (block.length === 0 && state.blocks.length > 1) {
    state.blocks.splice(at, 1);
    recount(state, 0);
  } else shiftStarts(state, at, -1);
  return true;
}

function before(state: State, member: number): number {
  const at = findBlock(state, member, false);
  return (state.starts[at] as number) + findPlace(state, state.blocks[at] as Block, member, false);
}

function equalTo(state: State, member: number): number {
  const { blocks, compare } = state;
  let at = findBlock(state, member, false);
  let place = findPlace(state, blocks[at] as Block, member, false);
  for (let looked = 0; looked < 2;) {
    const block = blocks[at];
    if (block === undefined) return -1;
    const other = place < block.length ? block.members[place] : undefined;
    if (other === undefined) {
      at++;
      place = 0;
      continue;
    }
    if (compare(other, member) !== 0) return -1;
    if (other !== member) return other;
    place++;
    looked++;
  }
  return -1;
}
