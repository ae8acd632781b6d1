import type { CriteriaSet, Figure, Group, Item } from '@parix/scoring';
import { fold } from './cell-values.ts';

/** What a column (or a row of the long layout) says of an item. */
export type FactField =
  | { readonly part: 'figure'; readonly figure: Figure }
  /** Column of an item that has no figures: only "not applicable" can stand there. */
  | { readonly part: 'claim' }
  | { readonly part: 'points' | 'reason' | 'older' | 'na' | 'na-reason' | 'pending' };
export interface FactTarget {
  readonly item: Item;
  readonly field: FactField;
}

export type UnitColumn = 'unit' | 'name' | 'kind' | 'block' | 'unranked';
export type LongColumn = 'item' | 'figure' | 'value';
export type RegisterColumn = 'parent' | 'valid-from';

/** Names a column may have, folded; the first of each is the one written. */
const ALIASES: Readonly<Record<UnitColumn | LongColumn | RegisterColumn, readonly string[]>> = {
  unit: ['unit', 'code', 'unit code', 'mã đơn vị', 'mã', 'mã đv', 'ma don vi'],
  name: ['name', 'unit name', 'tên đơn vị', 'tên', 'ten don vi'],
  kind: ['kind', 'loại', 'loại đơn vị', 'loại hình', 'loai'],
  block: ['block', 'khối', 'khối đơn vị', 'khoi'],
  unranked: ['unranked', 'không xếp hạng', 'khong xep hang'],
  item: ['item', 'mã tiêu chí', 'tiêu chí', 'tiêu chí thành phần', 'mã mục', 'mục'],
  figure: ['figure', 'số liệu', 'mã số liệu', 'chỉ tiêu'],
  value: ['value', 'giá trị', 'gia tri'],
  parent: ['parent', 'mã đơn vị cấp trên', 'đơn vị cấp trên', 'trực thuộc', 'cấp trên'],
  'valid-from': ['valid from', 'valid-from', 'valid_from', 'hiệu lực từ', 'ngày hiệu lực', 'từ ngày'],
};
const BY_ALIAS = new Map(
  Object.entries(ALIASES).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

/** The fixed column that a header names, if any. */
export function namedColumn(header: string): keyof typeof ALIASES | undefined {
  return BY_ALIAS.get(fold(header)) as keyof typeof ALIASES | undefined;
}

export function headerOf(column: keyof typeof ALIASES): string {
  return ALIASES[column][0] ?? column;
}

const SUFFIXES = ['points', 'reason', 'older', 'na', 'na-reason', 'pending'] as const;

export interface FactColumns {
  readonly items: readonly Item[];
  readonly itemByName: ReadonlyMap<string, Item>;
  /** Every header that means something of an item. `ambiguous` headers mean more than one thing. */
  readonly find: (header: string) => FactTarget | 'ambiguous' | undefined;
  readonly findIn: (item: Item, figure: string) => FactField | undefined;
  /** The header to write for a target; read back, it means that target and nothing else. */
  readonly headerFor: (target: FactTarget) => string;
}

/** Items of a set in its order. */
export function itemsOf(set: CriteriaSet): readonly Item[] {
  const walk = (group: Group): readonly Item[] =>
    group.children.flatMap((node) => (node.node === 'item' ? [node] : walk(node)));
  return set.areas.flatMap(walk);
}

/**
 * Headers of a set: `<item>.<figure>`, `<item>` alone where there is one figure, `<item>.points` and the
 * other suffixes; always also with `#`, which cannot be taken for a part of an item's id. Ids are matched
 * before codes.
 */
export function factColumns(set: CriteriaSet): FactColumns {
  const items = itemsOf(set);
  const headers = new Map<string, FactTarget | 'ambiguous'>();
  const put = (header: string, target: FactTarget, certain: boolean): void => {
    const known = headers.get(header);
    if (known === undefined || certain) headers.set(header, target);
    else if (known === 'ambiguous' || !sameTarget(known, target)) headers.set(header, 'ambiguous');
  };
  const itemByName = itemsByName(items);
  for (const [name, item] of itemByName) {
    for (const [suffix, field] of fieldsOf(item)) {
      const target = { item, field };
      if (suffix === '') put(name, target, false);
      else if (itemByName.has(`${name}.${suffix}`)) headers.set(`${name}.${suffix}`, 'ambiguous');
      else put(`${name}.${suffix}`, target, false);
    }
  }
  for (const [name, item] of itemByName) {
    for (const [suffix, field] of fieldsOf(item))
      if (suffix !== '') put(`${name}#${suffix}`, { item, field }, true);
  }
  const find = (header: string): FactTarget | 'ambiguous' | undefined =>
    headers.get(header.normalize('NFC').trim());
  return {
    items,
    itemByName,
    find,
    findIn: (item, figure) => fieldsOf(item).get(figure),
    headerFor: (target) => headerFor(target, find),
  };
}

/** Items by id, and by code where only one item has it. */
function itemsByName(items: readonly Item[]): ReadonlyMap<string, Item> {
  const byName = new Map<string, Item>();
  const shared = new Set<string>();
  for (const item of items) {
    if (byName.has(item.code)) shared.add(item.code);
    byName.set(item.code, item);
  }
  for (const code of shared) byName.delete(code);
  for (const item of items) byName.set(item.id, item);
  return byName;
}

function headerFor(target: FactTarget, find: FactColumns['find']): string {
  const suffix = suffixOf(target);
  const short =
    suffix === '' || (target.field.part === 'figure' && target.item.figures.length === 1)
      ? [target.item.id]
      : [];
  const candidates = [...short, `${target.item.id}.${suffix}`, `${target.item.id}#${suffix}`];
  const certain = candidates.find((header) => {
    const found = find(header);
    return (
      found !== undefined &&
      found !== 'ambiguous' &&
      sameTarget(found, target) &&
      namedColumn(header) === undefined
    );
  });
  return certain ?? `${target.item.id}#${suffix}`;
}

function suffixOf({ item, field }: FactTarget): string {
  if (field.part === 'figure') return field.figure.key;
  if (field.part === 'claim') return '';
  return item.figures.some((figure) => figure.key === field.part) ? `${field.part}!` : field.part;
}

function sameTarget(a: FactTarget, b: FactTarget): boolean {
  return a.item === b.item && suffixOf(a) === suffixOf(b);
}

/** Suffix -> field. A figure's own key wins over a suffix of the same name, which then takes a "!". */
function fieldsOf(item: Item): ReadonlyMap<string, FactField> {
  const fields = new Map<string, FactField>();
  for (const figure of item.figures) fields.set(figure.key, { part: 'figure', figure });
  for (const part of SUFFIXES) fields.set(fields.has(part) ? `${part}!` : part, { part });
  const [only, second] = item.figures;
  if (only === undefined) fields.set('', { part: 'claim' });
  else if (second === undefined) fields.set('', { part: 'figure', figure: only });
  return fields;
}
