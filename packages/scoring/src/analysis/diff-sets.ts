import type { CriteriaSet, Group, Item, Node } from '../criteria-set.ts';
import { compareDecimal, parseDecimal } from '../points.ts';

/** A value of the set as plain data. */
type DiffValue =
  string | number | boolean | null | readonly DiffValue[] | { readonly [key: string]: DiffValue };

/** One difference, as texts to show. */
export interface FieldChange {
  /** The exact place: "max", "rule.steps.1.points", "figures.late.max". Its first word is the field of the node. */
  readonly field: string;
  /** "" = was not there. Rules, lists and the like as "{ kind: given, figure: x }". */
  readonly before: string;
  /** "" = is not there any more. */
  readonly after: string;
}
export interface NodeRef {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: Group['level'] | Item['level'];
  /** Id of the group that holds it; null for an area. */
  readonly parent: string | null;
  readonly max: string | null;
}
export interface NodeChange extends NodeRef {
  readonly changes: readonly FieldChange[];
}
export interface SetDiff {
  readonly from: { readonly id: string; readonly version: string };
  readonly to: { readonly id: string; readonly version: string };
  /** In the order of the newer set. */
  readonly added: readonly NodeRef[];
  /** In the order of the older set. */
  readonly removed: readonly NodeRef[];
  /** In the order of the newer set, described as they are there. */
  readonly changed: readonly NodeChange[];
  /** Rounding, classes, ranking, calendar, total, kinds of units, appraisers, title and acts. */
  readonly settings: readonly FieldChange[];
}

/**
 * What differs between two versions of a criteria set: areas, criteria and items by their stable id, settings by
 * name. Numbers are compared as numbers ("1" = "1.00"), codes and names as text; places in files never count.
 */
export function diffSets(a: CriteriaSet, b: CriteriaSet): SetDiff {
  const [before, after] = [placedNodes(a), placedNodes(b)];
  return {
    from: { id: a.id, version: a.version },
    to: { id: b.id, version: b.version },
    added: [...after].filter(([id]) => !before.has(id)).map(([, placed]) => refOf(placed)),
    removed: [...before].filter(([id]) => !after.has(id)).map(([, placed]) => refOf(placed)),
    changed: [...after].flatMap(([id, placed]) => changeOf(before.get(id), placed)),
    settings: SETTINGS.flatMap((field) => differences(field, plain(a[field]), plain(b[field]))),
  };
}

const SETTINGS = [
  'title',
  'status',
  'incompleteReason',
  'sample',
  'act',
  'amendedBy',
  'sources',
  'indexYears',
  'unitKinds',
  'appraisers',
  'calendar',
  'rounding',
  'total',
  'classification',
  'ranking',
] as const satisfies readonly (keyof CriteriaSet)[];

interface Placed {
  readonly node: Node;
  readonly parent: string | null;
}

/** Every area, criterion and item by id, in document order; the first of two equal ids stands. */
function placedNodes(set: CriteriaSet): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  const open: Placed[] = [...set.areas].reverse().map((node) => ({ node, parent: null }));
  for (let placed = open.pop(); placed !== undefined; placed = open.pop()) {
    const { node } = placed;
    if (!found.has(node.id)) found.set(node.id, placed);
    if (node.node === 'item') continue;
    for (const child of [...node.children].reverse()) open.push({ node: child, parent: node.id });
  }
  return found;
}

function refOf({ node, parent }: Placed): NodeRef {
  return { id: node.id, code: node.code, name: node.name, level: node.level, parent, max: node.max };
}

function changeOf(before: Placed | undefined, after: Placed): readonly NodeChange[] {
  if (before === undefined) return [];
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  const changes = names.flatMap((field) => differences(field, old[field] ?? null, now[field] ?? null));
  return changes.length === 0 ? [] : [{ ...refOf(after), changes }];
}

/** What of a node is compared; its children are nodes of their own. */
function fieldsOf({ node, parent }: Placed): Readonly<Record<string, DiffValue>> {
  const { id: _id, place: _place, ...rest } = node;
  const own = Object.entries(rest).filter(([field]) => field !== 'children');
  return { parent, ...Object.fromEntries(own.map(([field, value]) => [field, plain(value)])) };
}

/** Data without places and without what is left undefined. */
function plain(value: unknown): DiffValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return null;
  const own = Object.entries(value).filter(([key, inner]) => key !== 'place' && inner !== undefined);
  return Object.fromEntries(own.map(([key, inner]) => [key, plain(inner)]));
}

/** Fields that hold exact decimals wherever they stand. */
const DECIMAL_FIELDS: ReadonlySet<string> = new Set([
  'max',
  'min',
  'cap',
  'floor',
  'points',
  'limit',
  'each',
  'weight',
  'step',
  'start',
  'met',
  'unmet',
  'low',
  'high',
  'target',
  'divideBy',
  'from',
]);

function differences(path: string, before: DiffValue, after: DiffValue): readonly FieldChange[] {
  if (sameLeaf(path, before, after)) return [];
  const parts = partsOf(before, after);
  if (parts === null) return [{ field: path, before: textOf(before), after: textOf(after) }];
  return parts.flatMap(([name, old, now]) => differences(`${path}.${name}`, old, now));
}

function textOf(value: DiffValue): string {
  if (value === null) return '';
  if (isList(value)) return `[${value.map(textOf).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${textOf(inner)}`)
    .join(', ')} }`;
}

function sameLeaf(path: string, before: DiffValue, after: DiffValue): boolean {
  if (before === after) return true;
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  if (!DECIMAL_FIELDS.has(path.slice(path.lastIndexOf('.') + 1))) return false;
  const numbers = parseDecimal(before) !== null && parseDecimal(after) !== null;
  return numbers && compareDecimal(before, after) === 0;
}

type Part = readonly [name: string, before: DiffValue, after: DiffValue];

/** The parts to compare one by one; null when the two can only be set against each other as wholes. */
function partsOf(before: DiffValue, after: DiffValue): readonly Part[] | null {
  if (isList(before) && isList(after)) return listParts(before, after);
  if (!isRecord(before) || !isRecord(after)) return null;
  // Another kind of rule, policy or figure is another thing: its fields do not correspond.
  const isOther = (tag: string): boolean =>
    !isRecord(before[tag] ?? null) && (before[tag] ?? null) !== (after[tag] ?? null);
  return ['kind', 'policy', 'type', 'by'].some(isOther) ? null : parts(before, after);
}

function listParts(before: readonly DiffValue[], after: readonly DiffValue[]): readonly Part[] | null {
  const [old, now] = [keyed(before), keyed(after)];
  if (old !== null && now !== null && before.length + after.length > 0) return parts(old, now);
  if (before.length !== after.length || !before.every(isRecord)) return sameList(before, after) ? [] : null;
  return before.map((value, i): Part => [String(i), value, after[i] ?? null]);
}

const sameList = (before: DiffValue, after: DiffValue): boolean =>
  JSON.stringify(before) === JSON.stringify(after);

function parts(before: DiffRecord, after: DiffRecord): readonly Part[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].map((name): Part => [name, own(before, name), own(after, name)]);
}

type DiffRecord = { readonly [key: string]: DiffValue };
const own = (record: DiffRecord, name: string): DiffValue =>
  Object.hasOwn(record, name) ? (record[name] ?? null) : null;
const isList = (value: DiffValue): value is readonly DiffValue[] => Array.isArray(value);
const isRecord = (value: DiffValue): value is DiffRecord =>
  typeof value === 'object' && value !== null && !isList(value);

/** The list as a record when every entry carries a name of its own; null otherwise. */
function keyed(list: readonly DiffValue[]): DiffRecord | null {
  const names = list.map((entry) => (isRecord(entry) ? nameOf(entry) : null));
  if (names.includes(null) || new Set(names).size !== names.length) return null;
  return Object.fromEntries(names.map((name, i) => [name ?? '', list[i] ?? null]));
}

function nameOf(entry: DiffRecord): string | null {
  for (const tag of ['key', 'id', 'option', 'name'] as const) {
    const name = own(entry, tag);
    if (typeof name === 'string') return name;
  }
  return null;
}
