import type { ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { monthItem } from './compute-month.ts';
import { knownMonths, latestOfMonth } from './month-results.queries.ts';

/** Set whose newest stored version is computed every month without a round: Decision 766, figures from dossiers. */
export const MONTHLY_SET = 'qd-766-2022-ho-so';

type Query = z.output<typeof ROUTES.monthlyIndex.query>;
type Answer = z.output<typeof ROUTES.monthlyIndex.response>;

/** A month unit by unit; the newest one that was computed unless another is asked for. */
export async function monthlyIndex(
  context: Context,
  { month: wanted, limit, cursor }: Query,
): Promise<Answer> {
  context.permit('dossier-figures.read');
  const { db } = context;
  const known = await knownMonths(db);
  const months = known.map(({ month, closed, asOf }) => ({ month: month.slice(0, 7), closed, asOf }));
  const month = months.find((one) => wanted === undefined || one.month === wanted) ?? null;
  if (month === null) return { months, month: null, measured: [], setTitle: null, items: [], next: null };
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await latestOfMonth(db, `${month.month}-01`, { after, limit: limit + 1 });
  const version = rows[0]?.setVersionId;
  const stored = version === undefined ? null : await requirePlan(db, version);
  const page = toPage(
    rows,
    limit,
    (row) => [row.unitName, row.unitId],
    (row) => ({
      unitId: row.unitId,
      unitName: row.unitName,
      items: z.array(monthItem).parse(row.items),
      computedAt: row.computedAt.toISOString(),
    }),
  );
  const ids = new Set(page.items.flatMap(({ items }) => items.map(({ id }) => id)));
  return {
    months,
    month,
    measured: [...(stored?.items.values() ?? [])]
      .filter(({ item }) => ids.has(item.id))
      .map(({ item, areaId }) => ({
        id: item.id,
        code: item.code,
        name: item.name,
        max: item.max ?? '0',
        area: stored?.set.areas.find(({ id }) => id === areaId)?.name ?? areaId,
      })),
    setTitle: stored?.set.title ?? null,
    items: page.items,
    next: page.next,
  };
}
