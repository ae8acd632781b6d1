import { type CriteriaSet, compileSet, type Group, type Item, type Plan } from '@parix/scoring';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findSetRow } from './criteria-sets.queries.ts';
import { loadDocuments } from './load-documents.ts';

export interface IndexedItem {
  readonly item: Item;
  readonly areaId: string;
  /** The group that the item stands in: its criterion, or the area itself. */
  readonly groupId: string;
  readonly criterionId: string | null;
}

/** A stored version ready for use. */
export interface StoredSet {
  readonly versionId: string;
  readonly fingerprint: string;
  readonly set: CriteriaSet;
  /** null for a set that the engine refuses: an incomplete one. */
  readonly plan: Plan | null;
  /** In the order of the document. */
  readonly items: ReadonlyMap<string, IndexedItem>;
}

/** Compiled sets by fingerprint: the content never changes, so an entry never ages. Oldest use goes first. */
const compiled = new Map<string, StoredSet>();
const KEPT = 32;

export async function findStoredSet(db: Db, versionId: string): Promise<StoredSet | undefined> {
  const known = await db
    .selectFrom('criteriaSetVersion')
    .select('fingerprint')
    .where('id', '=', versionId)
    .executeTakeFirst();
  return known && storedSet(db, versionId, known.fingerprint);
}

async function storedSet(db: Db, versionId: string, fingerprint: string): Promise<StoredSet> {
  return remember(compiled.get(fingerprint) ?? (await loadStoredSet(db, versionId)));
}

/**
 * The version with a plan the engine accepted; a round can only exist on such a one. Whoever has read the fingerprint
 * already passes it on.
 */
export async function requirePlan(
  db: Db,
  versionId: string,
  fingerprint?: string,
): Promise<StoredSet & { readonly plan: Plan }> {
  const stored =
    fingerprint === undefined
      ? await findStoredSet(db, versionId)
      : await storedSet(db, versionId, fingerprint);
  if (!stored) refuse('not-found');
  const { plan } = stored;
  return plan === null ? refuse('set-not-usable') : { ...stored, plan };
}

async function loadStoredSet(db: Db, versionId: string): Promise<StoredSet> {
  const row = await findSetRow(db, versionId);
  const loaded = row && loadDocuments(row.document, row.amendments);
  if (!row || !loaded?.ok) throw new Error(`stored criteria set ${versionId} does not load`);
  const plan = compileSet(loaded.set);
  return {
    versionId,
    fingerprint: row.fingerprint,
    set: loaded.set,
    plan: plan.ok ? plan.plan : null,
    items: indexItems(loaded.set),
  };
}

function remember(stored: StoredSet): StoredSet {
  compiled.delete(stored.fingerprint);
  compiled.set(stored.fingerprint, stored);
  const oldest = compiled.keys().next().value;
  if (compiled.size > KEPT && oldest !== undefined) compiled.delete(oldest);
  return stored;
}

export function indexItems(set: CriteriaSet): ReadonlyMap<string, IndexedItem> {
  const items = new Map<string, IndexedItem>();
  const walk = (group: Group, areaId: string): void => {
    for (const node of group.children) {
      if (node.node === 'group') walk(node, areaId);
      else {
        const criterionId = group.level === 'criterion' ? group.id : null;
        items.set(node.id, { item: node, areaId, groupId: group.id, criterionId });
      }
    }
  };
  for (const area of set.areas) walk(area, area.id);
  return items;
}

/** Kinds of units that stored sets know, first naming wins; empty while there is no set. */
export async function storedUnitKinds(
  db: Db,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const versions = await db.selectFrom('criteriaSetVersion').select('id').orderBy('createdAt').execute();
  const kinds = new Map<string, { readonly id: string; readonly name: string }>();
  for (const { id } of versions) {
    const stored = await findStoredSet(db, id);
    for (const kind of stored?.set.unitKinds ?? []) if (!kinds.has(kind.id)) kinds.set(kind.id, kind);
  }
  return [...kinds.values()];
}

/** The YAML documents of a version, exactly as they were stored. */
export async function findSetDocuments(
  db: Db,
  versionId: string,
): Promise<{ readonly document: string; readonly amendments: readonly string[] }> {
  return (await findSetRow(db, versionId)) ?? refuse('not-found');
}

/** Name of a class in words; null for a unit without one. */
export function classNameOf(set: CriteriaSet, classId: string | null): string | null {
  const bands = set.classification.schemes.flatMap((scheme) => scheme.bands);
  return bands.find((band) => band.id === classId)?.name ?? null;
}
