import type { ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { listChangeRows, listUnitsOfChanges } from './changes.queries.ts';
import { toRecorded } from './recorded-change.ts';

type Item = z.output<typeof ROUTES.listUnitChanges.response>['items'][number];
const changeCursor = z.tuple([z.iso.date(), z.uuid()]);

/** Recorded changes, the latest effective date first, each with the first few units it is about. */
export async function listUnitChanges(
  { db, permit }: Context,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  permit('units.read');
  const rows = await listChangeRows(db, decodeCursor(cursor, changeCursor), limit + 1);
  const page = toPage(
    rows,
    limit,
    (row) => [row.effectiveOn, row.id],
    (row) => row,
  );
  const units = await listUnitsOfChanges(
    db,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((row): Item => {
    const own = units.filter((unit) => unit.changeId === row.id);
    return {
      ...toRecorded(row),
      units: own.map(({ id, name }) => ({ id, name })),
      unitCount: own[0]?.unitCount ?? 0,
    };
  });
  return { items, next: page.next };
}
