import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { StoredFacts } from '../ranking/stored-facts.read-model.ts';

type Entry = NonNullable<StoredFacts['entry']>;
type Appraisal = NonNullable<StoredFacts['appraisal']>;
/** Instants as text: JSON knows no others. */
type Told<T extends { readonly recordedAt: Date }> = Omit<T, 'recordedAt'> & {
  readonly itemId: string;
  readonly recordedAt: string;
};

interface CardRow {
  readonly unitId: string;
  readonly entries: readonly Told<Entry>[] | null;
  readonly appraisals: readonly Told<Appraisal>[] | null;
}

/**
 * What stands on the cards of these units, without the texts: a row for each unit, because a page of cards holds
 * thousands of items and the driver takes longer over each of their rows than the database does.
 */
export async function factsOnCards(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, StoredFacts>>> {
  const { rows } = await sql<CardRow>`
    select u.unit_id as "unitId", (
      select json_agg(e) from (
        select distinct on (item_id) item_id as "itemId", version, recorded_at as "recordedAt", figures,
          not_applicable_reason as "notApplicableReason", older_points::text as "olderPoints"
        from item_entry where unit_id = u.unit_id and round_id = ${roundId} order by item_id, version desc
      ) e
    ) as entries, (
      select json_agg(p) from (
        select distinct on (item_id) item_id as "itemId", recorded_at as "recordedAt", decision, kept, points::text as points,
          entry_version as "entryVersion", null as reason
        from item_appraisal where unit_id = u.unit_id and round_id = ${roundId} order by item_id, version desc
      ) p
    ) as appraisals
    from unnest(${sql.val([...unitIds])}::uuid[]) as u (unit_id)`.execute(db);
  return new Map(rows.map((row) => [row.unitId, itemsOf(row)]));
}

function itemsOf({ entries, appraisals }: CardRow): ReadonlyMap<string, StoredFacts> {
  const items = new Map<string, StoredFacts>();
  for (const { itemId, ...entry } of entries ?? [])
    items.set(itemId, { entry: { ...entry, recordedAt: new Date(entry.recordedAt) }, appraisal: undefined });
  for (const { itemId, ...told } of appraisals ?? []) {
    const appraisal = { ...told, recordedAt: new Date(told.recordedAt) };
    items.set(itemId, { entry: items.get(itemId)?.entry, appraisal });
  }
  return items;
}
