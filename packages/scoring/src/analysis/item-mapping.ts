import type { CriteriaSet, Item, Node } from '../criteria-set.ts';
import { likeness } from './likeness.ts';

/**
 * What became of items from one version to another. `same` to `merged` are comparable; an item that only one version
 * has stands in an entry of its own with the other side empty.
 */
export const MAPPING_KINDS = ['same', 'renamed', 'rescaled', 'split', 'merged', 'not-comparable'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

export interface MappingEntry {
  readonly kind: MappingKind;
  /** Ids of items of the earlier version. */
  readonly from: readonly string[];
  /** Ids of items of the later version. */
  readonly to: readonly string[];
  /** Why the entry cannot be compared; required there, null or a remark elsewhere. */
  readonly reason: string | null;
}

export const MAPPING_FAULTS = [
  'missing-item',
  'unknown-item',
  'item-twice',
  'wrong-number',
  'no-reason',
] as const;
export interface MappingFault {
  readonly code: (typeof MAPPING_FAULTS)[number];
  /** Position of the entry; null for an item that no entry names. */
  readonly entry: number | null;
  readonly side: 'from' | 'to' | null;
  readonly item: string | null;
}

/** Every item of both versions must stand in exactly one entry, and the numbers on both sides must fit its kind. */
export function checkMapping(
  before: CriteriaSet,
  after: CriteriaSet,
  entries: readonly MappingEntry[],
): readonly MappingFault[] {
  return [
    ...entries.flatMap(faultsOfEntry),
    ...faultsOfSide('from', scoredItems(before), entries),
    ...faultsOfSide('to', scoredItems(after), entries),
  ];
}

function faultsOfEntry(entry: MappingEntry, at: number): readonly MappingFault[] {
  const fault = (code: MappingFault['code']): MappingFault => ({ code, entry: at, side: null, item: null });
  return [
    ...(fits(entry) ? [] : [fault('wrong-number')]),
    ...(entry.kind === 'not-comparable' && (entry.reason ?? '').trim() === '' ? [fault('no-reason')] : []),
  ];
}

function fits({ kind, from, to }: MappingEntry): boolean {
  switch (kind) {
    case 'same':
    case 'renamed':
    case 'rescaled':
      return from.length === 1 && to.length === 1;
    case 'split':
      return from.length === 1 && to.length > 1;
    case 'merged':
      return from.length > 1 && to.length === 1;
    case 'not-comparable':
      return from.length + to.length > 0;
  }
}

function faultsOfSide(
  side: 'from' | 'to',
  items: readonly Item[],
  entries: readonly MappingEntry[],
): readonly MappingFault[] {
  const open = new Set(items.map((item) => item.id));
  const known = new Set(open);
  const faults = entries.flatMap((entry, at) =>
    entry[side].flatMap((item): MappingFault[] => {
      if (!known.has(item)) return [{ code: 'unknown-item', entry: at, side, item }];
      return open.delete(item) ? [] : [{ code: 'item-twice', entry: at, side, item }];
    }),
  );
  return [
    ...faults,
    ...[...open].map((item) => ({ code: 'missing-item', entry: null, side, item }) as const),
  ];
}

/** Items that can have points; rows that are only watched are no part of any index. */
export function scoredItems(set: CriteriaSet): readonly Item[] {
  const below = (node: Node): readonly Item[] =>
    node.node === 'item' ? (node.rule === null ? [] : [node]) : node.children.flatMap(below);
  return set.areas.flatMap(below);
}

/** Ids of scored items whose points stand inside the maximum: not those of bonus and deduction areas. */
export const ordinaryItems = (set: CriteriaSet): ReadonlySet<string> =>
  new Set(
    scoredItems({ ...set, areas: set.areas.filter(({ role }) => role === 'ordinary') }).map(({ id }) => id),
  );

/** Names at least this alike are taken for one item: by id, or anywhere in the set. */
const ALIKE_SAME_ID = 0.4;
const ALIKE_ELSEWHERE = 0.7;

/**
 * A first mapping for people to confirm: by id where the names are alike too (codes are given anew in many sets), then
 * by name, best first; what is left has no counterpart. Splits and mergers are for people to say.
 */
export function suggestMapping(
  before: CriteriaSet,
  after: CriteriaSet,
  words: { readonly dropped: string; readonly added: string },
): readonly MappingEntry[] {
  const [old, now] = [scoredItems(before), scoredItems(after)];
  const pairs = [...pairsById(old, now)];
  const free = <T extends Item>(items: readonly T[], taken: ReadonlySet<Item>): readonly T[] =>
    items.filter((item) => !taken.has(item));
  pairs.push(
    ...pairsByName(free(old, new Set(pairs.map(([a]) => a))), free(now, new Set(pairs.map(([, b]) => b)))),
  );
  const [paired, found] = [new Map(pairs.map(([a, b]) => [b, a])), new Set(pairs.map(([a]) => a))];
  return [
    ...now.map((item): MappingEntry => {
      const from = paired.get(item);
      if (from === undefined) return { kind: 'not-comparable', from: [], to: [item.id], reason: words.added };
      return { kind: kindOf(from, item), from: [from.id], to: [item.id], reason: null };
    }),
    ...free(old, found).map(({ id }): MappingEntry => ({
      kind: 'not-comparable',
      from: [id],
      to: [],
      reason: words.dropped,
    })),
  ];
}

type Pair = readonly [before: Item, after: Item];

function pairsById(old: readonly Item[], now: readonly Item[]): readonly Pair[] {
  const byId = new Map(old.map((item) => [item.id, item]));
  return now.flatMap((item): Pair[] => {
    const from = byId.get(item.id);
    return from !== undefined && likeness(from.name, item.name) >= ALIKE_SAME_ID ? [[from, item]] : [];
  });
}

function pairsByName(old: readonly Item[], now: readonly Item[]): readonly Pair[] {
  const all = old.flatMap((from) =>
    now.map((item) => ({ from, item, alike: likeness(from.name, item.name) })),
  );
  const best = all.filter(({ alike }) => alike >= ALIKE_ELSEWHERE).sort((a, b) => b.alike - a.alike);
  const taken = new Set<Item>();
  return best.flatMap(({ from, item }): Pair[] => {
    if (taken.has(from) || taken.has(item)) return [];
    taken.add(from).add(item);
    return [[from, item]];
  });
}

function kindOf(from: Item, to: Item): MappingKind {
  if (from.max !== to.max || JSON.stringify(from.rule) !== JSON.stringify(to.rule)) return 'rescaled';
  return from.name === to.name ? 'same' : 'renamed';
}
