import type { Db } from '../../platform/context.ts';
import type { StoredUnit } from './plan-unit-row.ts';
import { findUnitsByCode, loadPeriods } from './register.queries.ts';

/** What is stored of the units with these codes, by code. */
export async function loadStored(db: Db, codes: readonly string[]): Promise<Map<string, StoredUnit>> {
  const rows = await findUnitsByCode(db, codes);
  const periods = await loadPeriods(
    db,
    rows.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.code, { row, periods: periods.get(row.id) ?? [] }]));
}
