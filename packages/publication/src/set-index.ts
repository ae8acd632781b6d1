import type { Band, CriteriaSet, Group, Item, Node } from '@parix/scoring';

/** Quick look-ups in a criteria set, made once per publication. */
export interface SetIndex {
  readonly items: readonly Item[];
  readonly itemById: ReadonlyMap<string, Item>;
  readonly kindName: ReadonlyMap<string, string>;
  readonly appraiserName: ReadonlyMap<string, string>;
}

export function indexSet(set: CriteriaSet): SetIndex {
  const items = set.areas.flatMap(itemsUnder);
  return {
    items,
    itemById: new Map(items.map((item) => [item.id, item])),
    kindName: new Map(set.unitKinds.map(({ id, name }) => [id, name])),
    appraiserName: new Map(set.appraisers.map(({ id, name }) => [id, name])),
  };
}

export function itemsUnder(node: Node): readonly Item[] {
  return node.node === 'item' ? [node] : node.children.flatMap(itemsUnder);
}

/** Bands that judge units of a kind, highest first; empty when the set classifies no such kind. */
export function bandsFor(set: CriteriaSet, kind: string): readonly Band[] {
  const scheme = set.classification.schemes.find(({ kinds }) => kinds === null || kinds.includes(kind));
  return scheme?.bands ?? [];
}

export function className(set: CriteriaSet, kind: string, classId: string | null): string {
  return bandsFor(set, kind).find(({ id }) => id === classId)?.name ?? '';
}

export function ordinaryAreas(set: CriteriaSet): readonly Group[] {
  return set.areas.filter(({ role }) => role === 'ordinary');
}
