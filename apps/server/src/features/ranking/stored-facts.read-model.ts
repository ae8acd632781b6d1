import type { FigureValue, Item, ItemFacts, UnitFacts } from '@parix/scoring';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import type { AppraisalRow, EntryRow } from './round-rows.read-model.ts';

/** `self`: as the units declare. `final`: as appraised; what is not judged yet is pending. */
export type Layer = 'self' | 'final';

/** What is stored of one item of one unit. */
export interface StoredItem {
  readonly entry: EntryRow | undefined;
  readonly appraisal: AppraisalRow | undefined;
}
/** Of a stored item, what its facts and the standing of its decision are read from. */
export interface StoredFacts {
  readonly entry:
    Pick<EntryRow, 'version' | 'recordedAt' | 'figures' | 'notApplicableReason' | 'olderPoints'> | undefined;
  readonly appraisal:
    Pick<AppraisalRow, 'entryVersion' | 'recordedAt' | 'decision' | 'kept' | 'points' | 'reason'> | undefined;
}
/** unit id -> item id -> stored rows. */
export type StoredItems = ReadonlyMap<string, ReadonlyMap<string, StoredItem>>;

interface Placed {
  readonly unitId: string;
  readonly itemId: string;
}

export function storedItems<E extends Placed, A extends Placed>(
  entries: readonly E[],
  appraisals: readonly A[],
): ReadonlyMap<
  string,
  ReadonlyMap<string, { readonly entry: E | undefined; readonly appraisal: A | undefined }>
> {
  const units = new Map<string, Map<string, { entry: E | undefined; appraisal: A | undefined }>>();
  const put = (unitId: string, itemId: string, part: { entry?: E; appraisal?: A }): void => {
    const items = units.get(unitId) ?? new Map<string, { entry: E | undefined; appraisal: A | undefined }>();
    units.set(unitId, items);
    items.set(itemId, { entry: undefined, appraisal: undefined, ...items.get(itemId), ...part });
  };
  for (const entry of entries) put(entry.unitId, entry.itemId, { entry });
  for (const appraisal of appraisals) put(appraisal.unitId, appraisal.itemId, { appraisal });
  return units;
}

/** The decision that stands: one taken on an older entry was about other figures and counts no more. */
export function standingDecision<Stored extends StoredFacts>(stored: Stored): Stored['appraisal'] {
  return staleSince(stored) === null ? stored.appraisal : undefined;
}

/** What a decision comes to: one that keeps what stood has the effect of that. */
export const effectOf = ({ decision, kept }: Pick<AppraisalRow, 'decision' | 'kept'>): Effect =>
  decision === 'keep' ? (kept ?? 'accept') : decision;
type Effect = Exclude<AppraisalRow['decision'], 'keep'>;

/** When the entry was changed that a decision had been taken on; null: none was, or no decision was taken. */
export function staleSince({ entry, appraisal }: StoredFacts): Date | null {
  if (!entry || !appraisal) return null;
  const { entryVersion, recordedAt } = appraisal;
  const isOlder = entryVersion === null ? recordedAt < entry.recordedAt : entryVersion < entry.version;
  return isOlder ? entry.recordedAt : null;
}

/** One unit as the engine reads it. Items and figures that the set does not know any more are left out. */
export function composeUnit(
  unit: RoundUnit,
  block: string,
  items: ReadonlyMap<string, IndexedItem>,
  stored: ReadonlyMap<string, StoredFacts> | undefined,
  layer: Layer,
): UnitFacts {
  const facts: Record<string, ItemFacts> = {};
  for (const { item } of items.values()) {
    const rows = stored?.get(item.id) ?? NOTHING_STORED;
    facts[item.id] = isExempt(item, unit.kind) ? {} : composeItem(item, rows, layer);
  }
  return unitFacts(unit, block, facts);
}

const unitFacts = (
  { code, name, kind, unranked }: RoundUnit,
  block: string,
  items: Record<string, ItemFacts>,
): UnitFacts => ({ block, items, kind, name, unit: code, ...(unranked && { unranked }) });

/** An item that never applies to the kind of unit: nothing is declared for it and nobody judges it. */
export const isExempt = (item: Item, kind: string): boolean =>
  item.exemptKinds.some(({ kinds }) => kinds.includes(kind));

export function composeItem(item: Item, stored: StoredFacts, layer: Layer): ItemFacts {
  return layerFacts(item, stored, declaredFacts(item, stored), layer);
}

/** One unit as it declares itself and as it is judged, its entries read once. */
export function composeBoth(
  unit: RoundUnit,
  block: string,
  items: ReadonlyMap<string, IndexedItem>,
  stored: ReadonlyMap<string, StoredFacts>,
): { readonly self: UnitFacts; readonly final: UnitFacts } {
  const self: Record<string, ItemFacts> = {};
  const final: Record<string, ItemFacts> = {};
  for (const { item } of items.values()) {
    const rows = stored.get(item.id) ?? NOTHING_STORED;
    const exempt = isExempt(item, unit.kind);
    const own = exempt ? {} : declaredFacts(item, rows);
    self[item.id] = exempt ? {} : layerFacts(item, rows, own, 'self');
    final[item.id] = exempt ? {} : layerFacts(item, rows, own, 'final');
  }
  return { self: unitFacts(unit, block, self), final: unitFacts(unit, block, final) };
}

const NOTHING_STORED: StoredFacts = { entry: undefined, appraisal: undefined };

const declaredFacts = (item: Item, { entry }: StoredFacts): ItemFacts =>
  entry ? entryFacts(item, entry) : {};

function layerFacts(item: Item, stored: StoredFacts, own: ItemFacts, layer: Layer): ItemFacts {
  // A row that is only watched has no points that anybody could judge.
  if (item.rule === null) return own;
  if (item.pointsFrom !== 'appraisal') return hasFacts(own) ? own : { ...own, pending: true };
  if (layer === 'self') return own;
  const decision = standingDecision(stored);
  if (!decision) return { ...own, pending: true };
  const reason = decision.reason ?? '';
  const effect = effectOf(decision);
  if (effect === 'needs-explanation') return { ...own, pending: true };
  if (effect === 'accept') return own;
  if (effect === 'not-applicable') return { ...own, notApplicable: { reason } };
  const { notApplicable: _claim, ...figures } = own;
  return { ...figures, awarded: { points: plainDecimal(decision.points ?? '0'), reason } };
}

/** The declared facts of an entry, reduced to the figures that the item asks for. */
export function entryFacts(
  item: Item,
  entry: Pick<EntryRow, 'figures' | 'notApplicableReason' | 'olderPoints'>,
): ItemFacts {
  const figures: Record<string, FigureValue> = {};
  let declared = false;
  for (const { key } of item.figures) {
    const value = entry.figures[key];
    if (typeof value !== 'string' && typeof value !== 'boolean') continue;
    figures[key] = value;
    declared = true;
  }
  return {
    ...(declared && { figures }),
    ...(entry.notApplicableReason !== null && { notApplicable: { reason: entry.notApplicableReason } }),
    ...(entry.olderPoints !== null && { older: plainDecimal(entry.olderPoints) }),
  };
}

const hasFacts = (facts: ItemFacts): boolean =>
  facts.figures !== undefined || facts.notApplicable !== undefined || facts.older !== undefined;

/** The database pads decimals to its scale ("9.5000"); the number is the same without. */
export function plainDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
