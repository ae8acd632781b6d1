import type { CardItem, SetItem } from '@parix/api-contract';
import { progressOf } from './item-progress.ts';

export interface Share {
  readonly name: string;
  readonly done: number;
  readonly all: number;
  readonly ready: number;
}
type Pair = readonly [SetItem, CardItem | undefined];

const isDone = ([item, stored]: Pair) => progressOf(stored, item) !== 'missing';

function share(name: string, pairs: readonly Pair[]): Share {
  return {
    name,
    done: pairs.filter(isDone).length,
    all: pairs.length,
    ready: pairs.filter(([, stored]) => stored?.ready).length,
  };
}

/** Progress over the self-scored items: by area, by who has them (`nobody` for the rest), and by evidence. */
export function cardProgress(
  areas: readonly { readonly name: string; readonly items: readonly SetItem[] }[],
  stored: ReadonlyMap<string, CardItem>,
  nobody: string,
) {
  const pairsOf = (items: readonly SetItem[]): readonly Pair[] =>
    items.filter((item) => item.selfScored).map((item) => [item, stored.get(item.id)] as const);
  const all = areas.flatMap(({ items }) => pairsOf(items));
  const people = new Map<string, Pair[]>();
  for (const pair of all) {
    const names = pair[1]?.assignees.map(({ name }) => name) ?? [];
    for (const name of names.length > 0 ? new Set(names) : [nobody])
      people.set(name, [...(people.get(name) ?? []), pair]);
  }
  const asked = all.filter(([item]) => item.evidence.required !== 'none');
  return {
    areas: areas.map(({ name, items }) => share(name, pairsOf(items))).filter((one) => one.all > 0),
    people: [...people]
      .map(([name, pairs]) => share(name, pairs))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    evidence: {
      asked: asked.length,
      there: asked.filter(([, item]) => (item?.evidence.length ?? 0) > 0).length,
    },
  };
}
