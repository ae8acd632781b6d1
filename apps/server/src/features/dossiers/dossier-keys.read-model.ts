import { type RawBuilder, sql } from 'kysely';

/** One dossier of a source. */
export interface DossierKey {
  readonly unitId: string;
  readonly code: string;
}

/**
 * The keys as a table `k` of unit_id and code, and what is true of every row of theirs besides: that its unit is one of
 * these. Citus sees by it which shards to ask, so that a batch of one unit needs no node of the others. In the form of
 * two conditions it is no condition on the index, which would be gone through unit by unit for every key.
 */
export function tableOfKeys(keys: readonly DossierKey[]): {
  readonly table: RawBuilder<unknown>;
  readonly isOfUnits: (column: string) => RawBuilder<boolean>;
} {
  const unitIds = keys.map(({ unitId }) => unitId);
  const distinct = [...new Set(unitIds)];
  return {
    table: sql`unnest(${unitIds}::uuid[], ${keys.map(({ code }) => code)}::text[]) as k (unit_id, code)`,
    isOfUnits: (column) =>
      sql`(${sql.ref(column)} = any(${distinct}::uuid[]) or ${sql.ref(column)} = ${distinct[0] ?? null}::uuid)`,
  };
}
