import type { ROUTES, Unit } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { insertBlock, listBlockRows, listUnitRows, type UnitListRow } from './units.queries.ts';

type ListQuery = z.output<typeof ROUTES.listUnits.query>;

export async function listUnits(context: Context, { limit, cursor, ...filter }: ListQuery) {
  context.permit('units.read');
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await listUnitRows(context.db, filter, after, limit + 1);
  return toPage(rows, limit, (row) => [row.name, row.id], toUnit);
}

const toUnit = ({ id, code, name, kind, parentName, blocks, validFrom, validTo }: UnitListRow): Unit => ({
  id,
  code,
  name,
  kind,
  parentName,
  blocks,
  validFrom,
  validTo,
});

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
