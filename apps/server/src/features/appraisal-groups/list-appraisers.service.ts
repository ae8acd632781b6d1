import type { ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { pageOfRoundUnits, requireRound } from '../rounds/rounds.read-model.ts';
import { listAppraiserRows } from './people.queries.ts';

type Query = z.output<typeof ROUTES.listAppraisers.query>;

/** People with a role in the appraisal, by name; of one area when named. */
export async function listAppraisers(context: Context, roundId: string, { limit, cursor, q, area }: Query) {
  context.permit('appraisal-groups.read');
  await requireRound(context.db, roundId, context.now);
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await listAppraiserRows(context.db, context.now, { q, area, after, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.displayName, row.id],
    ({ id, displayName, roles, areas, unitId, unitName }) => ({
      ...{ id, displayName, unitId, unitName },
      roles: [...roles],
      areas: [...areas],
    }),
  );
}

/** Units of the round by name, as they are chosen where interests are declared or work is given out. */
export async function listJudgedUnits(
  context: Context,
  roundId: string,
  { limit, cursor }: z.output<typeof ROUTES.listJudgedUnits.query>,
) {
  context.permit('appraisal-groups.read');
  await requireRound(context.db, roundId, context.now);
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  return toPage(
    await pageOfRoundUnits(context.db, roundId, { after, limit: limit + 1 }),
    limit,
    (unit) => [unit.name, unit.id],
    ({ id, code, name, kind }) => ({ unitId: id, unitCode: code, unitName: name, unitKind: kind }),
  );
}
