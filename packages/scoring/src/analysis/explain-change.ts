import {
  addFraction,
  divFraction,
  type Fraction,
  formatRatio,
  mulFraction,
  requireRatio,
  subFraction,
  wholeFraction,
  ZERO,
} from '../fraction.ts';
import type { ItemResult, UnitResult } from '../results.ts';
import type { MappingEntry, MappingKind } from './item-mapping.ts';

/** One unit of the earlier year that is in the unit of the later year. */
export interface EarlierPart {
  /** Which part of it: exact decimal above 0, up to 1. */
  readonly share: string;
  readonly result: UnitResult;
  /** The same facts judged by the later version, its ids; items whose facts it cannot take stand without data. */
  readonly carried: UnitResult;
}

/** How the earlier points were put on the later ruler; null where they were not. */
export type BridgeMethod = 'same-facts' | 'same-share';
export const UNLIKE_CAUSES = [
  'mapping',
  'item-added',
  'item-dropped',
  'not-applicable-before',
  'not-applicable-after',
  'no-data',
  'facts-do-not-fit',
  'no-maximum',
] as const;
/** Why an entry is not compared for this unit. */
export type UnlikeCause = (typeof UNLIKE_CAUSES)[number];

/** Everything in percentage points of the index, exact. */
export interface EntryChange {
  readonly kind: MappingKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly method: BridgeMethod | null;
  readonly cause: UnlikeCause | null;
  /** The reason that people gave with the entry. */
  readonly reason: string | null;
  readonly before: string;
  /** The earlier year on the later ruler; null where it is not compared. */
  readonly bridged: string | null;
  readonly after: string;
  /** after - bridged: what the unit did. */
  readonly real: string;
  /** bridged - before: what the other ruler did. */
  readonly ruler: string;
  /** after - before of an entry that is not compared. */
  readonly unlike: string;
}

/** change = real + ruler + unlike + bounds, always exactly. */
export interface UnitChange {
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly real: string;
  readonly ruler: string;
  readonly unlike: string;
  /** What caps, floors and rounding of groups and totals did. */
  readonly bounds: string;
  /** Index over the compared items alone, both on the later ruler; null when none is compared. */
  readonly comparable: { readonly before: string; readonly after: string; readonly weight: string } | null;
  readonly entries: readonly EntryChange[];
}

/**
 * Why the index of a unit is another one than before. Several earlier units count as their mean, weighted by their
 * shares. `mapping` must name every scored item of both versions once (`checkMapping`); `ordinary` holds the items of
 * the later version that stand inside the maximum: bonus and deduction are no part of a share of it.
 */
export function explainChange(
  earlier: readonly EarlierPart[],
  later: UnitResult,
  mapping: readonly MappingEntry[],
  ordinary: ReadonlySet<string>,
): UnitChange {
  const parts = weighed(earlier);
  const after = sideOf(later);
  const rows = mapping.map((entry) => compareEntry(entry, parts, after));
  const before = sum(parts.map(({ weight, side }) => mulFraction(weight, side.index)));
  const change = subFraction(after.index, before);
  const [real, ruler, unlike] = (['real', 'ruler', 'unlike'] as const).map((key) =>
    sum(rows.map((row) => row[key])),
  );
  const explained = sum([real ?? ZERO, ruler ?? ZERO, unlike ?? ZERO]);
  return {
    before: formatRatio(before),
    after: formatRatio(after.index),
    change: formatRatio(change),
    real: formatRatio(real ?? ZERO),
    ruler: formatRatio(ruler ?? ZERO),
    unlike: formatRatio(unlike ?? ZERO),
    bounds: formatRatio(subFraction(change, explained)),
    comparable: comparablePart(rows, after, ordinary),
    entries: rows.map(toTexts),
  };
}

interface Side {
  readonly items: ReadonlyMap<string, ItemResult>;
  readonly index: Fraction;
  readonly maximum: Fraction;
}
interface Part {
  readonly weight: Fraction;
  readonly side: Side;
  readonly carried: ReadonlyMap<string, ItemResult>;
}
interface Row {
  readonly entry: MappingEntry;
  readonly method: BridgeMethod | null;
  readonly cause: UnlikeCause | null;
  readonly before: Fraction;
  readonly bridged: Fraction | null;
  readonly after: Fraction;
  readonly real: Fraction;
  readonly ruler: Fraction;
  readonly unlike: Fraction;
}

const byId = (result: UnitResult): ReadonlyMap<string, ItemResult> =>
  new Map(result.items.map((item) => [item.id, item]));

const sideOf = (result: UnitResult): Side => ({
  items: byId(result),
  index: requireRatio(result.index),
  maximum: requireRatio(result.maximum),
});

function weighed(earlier: readonly EarlierPart[]): readonly Part[] {
  const all = sum(earlier.map(({ share }) => requireRatio(share)));
  if (all.n === 0) throw new RangeError('no earlier unit');
  return earlier.map(({ share, result, carried }) => ({
    weight: divFraction(requireRatio(share), all),
    side: sideOf(result),
    carried: byId(carried),
  }));
}

function compareEntry(entry: MappingEntry, parts: readonly Part[], after: Side): Row {
  const stood = sum(parts.map(({ weight, side }) => mulFraction(weight, contribution(entry.from, side))));
  const stands = contribution(entry.to, after);
  const bridges = parts.map((part) => bridge(entry, part, after));
  const cause = bridges.map((each) => each.cause).find((each) => each !== null) ?? null;
  const all = { entry, before: stood, after: stands };
  if (cause !== null) {
    const unlike = subFraction(stands, stood);
    return { ...all, method: null, cause, bridged: null, real: ZERO, ruler: ZERO, unlike };
  }
  const bridged = sum(bridges.map(({ points }, at) => mulFraction(parts[at]?.weight ?? ZERO, points)));
  const method = bridges.every((each) => each.method === 'same-facts') ? 'same-facts' : 'same-share';
  const [real, ruler] = [subFraction(stands, bridged), subFraction(bridged, stood)];
  return { ...all, method, cause, bridged, real, ruler, unlike: ZERO };
}

/** What the items bring to the index, in percentage points. */
const contribution = (ids: readonly string[], side: Side): Fraction =>
  inIndex(pointsOf(ids, side.items), side);

function inIndex(points: Fraction, { maximum }: Side): Fraction {
  return maximum.n === 0 ? ZERO : divFraction(mulFraction(points, HUNDRED), maximum);
}
const HUNDRED = wholeFraction(100);

const pointsOf = (ids: readonly string[], items: Side['items']): Fraction =>
  sum(ids.map((id) => requireRatio(items.get(id)?.points ?? '0')));
const maximumOf = (ids: readonly string[], items: Side['items']): Fraction =>
  sum(ids.map((id) => requireRatio(items.get(id)?.maximum ?? '0')));

type Bridge =
  | { readonly cause: null; readonly method: BridgeMethod; readonly points: Fraction }
  | { readonly cause: UnlikeCause; readonly method: null; readonly points: Fraction };
const unlikeBy = (cause: UnlikeCause): Bridge => ({ cause, method: null, points: ZERO });

/** The earlier points of the entry on the later ruler. */
function bridge(entry: MappingEntry, part: Part, after: Side): Bridge {
  const { kind, from, to } = entry;
  if (from.length === 0) return unlikeBy('item-added');
  if (to.length === 0) return unlikeBy('item-dropped');
  if (kind === 'not-comparable') return unlikeBy('mapping');
  const old = from.map((id) => part.side.items.get(id));
  const now = to.map((id) => after.items.get(id));
  if (old.some((item) => item?.points === null)) return unlikeBy('not-applicable-before');
  if (now.some((item) => item?.points === null)) return unlikeBy('not-applicable-after');
  if ([...old, ...now].some((item) => item === undefined || isOpen(item))) return unlikeBy('no-data');
  const [first] = from.length === 1 ? old : [];
  if (to.length > 1 || first === undefined || first.awarded) return sameShare(entry, part, after);
  const carried = part.carried.get(to[0] ?? '');
  if (carried === undefined || isOpen(carried))
    return kind === 'rescaled' ? sameShare(entry, part, after) : unlikeBy('facts-do-not-fit');
  if (carried.points === null) return unlikeBy('not-applicable-before');
  return { cause: null, method: 'same-facts', points: inIndex(requireRatio(carried.points), after) };
}

const isOpen = ({ status }: ItemResult): boolean => status === 'no-data' || status === 'not-appraised';

/** The same part of the maximum as then. Items without a maximum, as deductions have, keep their points. */
function sameShare({ from, to }: MappingEntry, { side }: Part, after: Side): Bridge {
  const points = pointsOf(from, side.items);
  const [then, now] = [maximumOf(from, side.items), maximumOf(to, after.items)];
  if (then.n === 0 && now.n !== 0) return unlikeBy('no-maximum');
  const carried = then.n === 0 ? points : divFraction(mulFraction(points, now), then);
  return { cause: null, method: 'same-share', points: inIndex(carried, after) };
}

function comparablePart(
  rows: readonly Row[],
  after: Side,
  ordinary: ReadonlySet<string>,
): UnitChange['comparable'] {
  const compared = rows.filter(
    ({ bridged, entry }) => bridged !== null && entry.to.every((id) => ordinary.has(id)),
  );
  const weight = sum(compared.map(({ entry }) => inIndex(maximumOf(entry.to, after.items), after)));
  if (weight.n === 0) return null;
  const share = (value: Fraction): string => formatRatio(divFraction(mulFraction(value, HUNDRED), weight));
  return {
    before: share(sum(compared.map((row) => row.bridged ?? ZERO))),
    after: share(sum(compared.map((row) => row.after))),
    weight: formatRatio(weight),
  };
}

function toTexts({ entry, method, cause, before, bridged, after, real, ruler, unlike }: Row): EntryChange {
  return {
    kind: entry.kind,
    from: entry.from,
    to: entry.to,
    method,
    cause,
    reason: entry.reason,
    before: formatRatio(before),
    bridged: bridged && formatRatio(bridged),
    after: formatRatio(after),
    real: formatRatio(real),
    ruler: formatRatio(ruler),
    unlike: formatRatio(unlike),
  };
}

const sum = (values: readonly Fraction[]): Fraction => values.reduce(addFraction, ZERO);
