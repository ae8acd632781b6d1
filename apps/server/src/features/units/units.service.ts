import type { ROUTES, TreeUnit, Unit } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { foldForSearch } from '../../platform/search-text.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { storedUnitKinds } from '../criteria-sets/set-library.read-model.ts';
import { anchorOf } from './anchor.ts';
import { listAbove, listChildren } from './tree.queries.ts';
import { insertBlock, listBlockRows, listNames, listUnitRows, type UnitListRow } from './units.queries.ts';

type ListQuery = z.output<typeof ROUTES.listUnits.query>;
type TreeQuery = z.output<typeof ROUTES.listUnitTree.query>;
/** Sort key of lists by name. */
const nameCursor = z.tuple([z.string(), z.uuid()]);

export async function listUnits(context: Context, { limit, cursor, asOf, ...filter }: ListQuery) {
  context.permit('units.read');
  const day = anchorOf(context, asOf);
  const after = decodeCursor(cursor, nameCursor);
  const rows = await listUnitRows(context.db, { ...filter, day }, after, limit + 1);
  const page = toPage(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => row,
  );
  return { items: await describeUnits(context.db, page.items, day, filter.q), next: page.next };
}

async function describeUnits(
  db: Db,
  rows: readonly UnitListRow[],
  day: string,
  q: string | undefined,
): Promise<Unit[]> {
  const ids = rows.map(({ id }) => id);
  const above = await listAbove(db, ids, day);
  const names = q === undefined ? [] : await listNames(db, ids);
  return rows.map((row) => {
    const path = above.filter(({ below }) => below === row.id).map(({ id, name }) => ({ id, name }));
    const others = names.filter(({ unitId }) => unitId === row.id).map(({ name }) => name);
    return { ...row, path, parentName: path.at(-1)?.name ?? null, otherName: otherNameFound(row, others, q) };
  });
}

/** The name that explains why the unit was found, when the one shown does not. */
function otherNameFound(row: UnitListRow, names: readonly string[], q = ''): string | null {
  const words = foldForSearch(q).split(/\s+/);
  const holds = (text: string): boolean => words.every((word) => foldForSearch(text).includes(word));
  if (holds(`${row.code} ${row.name}`)) return null;
  return names.find((name) => name !== row.name && holds(`${row.code} ${name}`)) ?? null;
}

export async function listUnitTree(context: Context, { limit, cursor, asOf, parentId }: TreeQuery) {
  context.permit('units.read');
  const after = decodeCursor(cursor, nameCursor);
  const rows = await listChildren(context.db, parentId ?? null, anchorOf(context, asOf), after, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row): TreeUnit => row,
  );
}

export async function listKinds(context: Context) {
  context.permit('units.read');
  return { items: [...(await storedUnitKinds(context.db))] };
}

export async function listBlocks(context: Context) {
  context.permit('units.read');
  return { items: await listBlockRows(context.db) };
}

export async function createBlock(context: Context, block: { readonly id: string; readonly name: string }) {
  context.permit('units.manage');
  return inTransaction(context.db, async (db) => {
    if (!(await insertBlock(db, block))) refuse('already-exists');
    await recordAudit(db, context, {
      action: 'block.created',
      subject: `block:${block.id}`,
      detail: { name: block.name },
    });
    return { ...block, unitCount: 0 };
  });
}
