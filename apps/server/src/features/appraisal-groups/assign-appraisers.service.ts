import type { ROUTES, WorkScope } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound, type RoundUnit, roundUnits } from '../rounds/rounds.read-model.ts';
import { requireArea } from './areas.service.ts';
import { type AppraiserRow, requireAppraisers } from './people.queries.ts';
import { endHeld, insertHeld, listBarred, listHeld, pageOfHeld } from './work.queries.ts';

type Wanted = z.output<typeof ROUTES.assignAppraisers.body>;
type Ending = z.output<typeof ROUTES.endAppraiserAssignments.body>;
type Query = z.output<typeof ROUTES.listAppraiserAssignments.query>;

/** The round and area in which work is to be given out, once the right is checked. */
export async function openForWork(context: Context, roundId: string, areaId: string) {
  context.permit('appraisers.assign', { ownArea: appraisesArea(context.person, areaId) });
  const round = await requireRound(context.db, roundId, context.now);
  return { round, area: await requireArea(context, round, areaId) };
}

/** Refuses by area, own or not: a pair of somebody who may not judge the unit at all. */
export async function barsOf(
  db: Db,
  roundId: string,
): Promise<(person: Pick<AppraiserRow, 'id' | 'unitId'>, unitId: string) => boolean> {
  const barred = new Set((await listBarred(db, roundId)).map((pair) => `${pair.accountId} ${pair.unitId}`));
  return ({ id, unitId: own }, unitId) => own === unitId || barred.has(`${id} ${unitId}`);
}

async function unitsOf(context: Context, roundId: string, scope: WorkScope): Promise<readonly RoundUnit[]> {
  const units = await roundUnits(context.db, roundId);
  if (scope.of === 'all') return units;
  if (scope.of === 'kinds') return units.filter(({ kind }) => scope.kinds.includes(kind));
  const wanted = new Set(scope.unitIds);
  const found = units.filter(({ id }) => wanted.has(id));
  return found.length === wanted.size ? found : refuse('not-found');
}

export async function assignAppraisers(context: Context, roundId: string, wanted: Wanted) {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { areaId, scope, accountIds, replace } = wanted;
    await openForWork(inside, roundId, areaId);
    const people = await requireAppraisers(db, context.now, accountIds, areaId);
    const units = await unitsOf(inside, roundId, scope);
    const isBarred = await barsOf(db, roundId);
    const pairs = units.flatMap((unit) => people.map((person) => ({ unitId: unit.id, person })));
    const allowed = pairs.filter(({ unitId, person }) => !isBarred(person, unitId));
    const given = allowed.map(({ unitId, person }) => ({ unitId, accountId: person.id }));
    const ended = replace ? await replaceHolders(inside, roundId, areaId, given) : 0;
    const assigned = await give(inside, roundId, areaId, given);
    const outcome = {
      assigned,
      ended,
      unchanged: given.length - assigned,
      barred: pairs.length - given.length,
    };
    const detail = { area: areaId, people: accountIds.join(', '), scope: scope.of, ...outcome };
    await recordAudit(db, context, { action: 'appraisers.assigned', subject: `round:${roundId}`, detail });
    return outcome;
  });
}

/** Whoever had the units, and is not among those who get them, has them no longer. */
async function replaceHolders(
  { db, now, person }: Context,
  roundId: string,
  areaId: string,
  given: readonly { readonly unitId: string; readonly accountId: string }[],
): Promise<number> {
  const keep = new Set(given.map(({ unitId, accountId }) => `${unitId} ${accountId}`));
  const unitIds = [...new Set(given.map(({ unitId }) => unitId))];
  const held = await listHeld(db, { roundId, areaId, unitIds });
  const gone = held.filter(({ unitId, accountId }) => !keep.has(`${unitId} ${accountId}`));
  return endHeld(db, roundId, gone, { endsAt: now, endedBy: person.accountId });
}

export function give(
  { db, now, person, requestId }: Context,
  roundId: string,
  areaId: string,
  given: readonly { readonly unitId: string; readonly accountId: string }[],
): Promise<number> {
  const common = { roundId, areaId, startsAt: now, assignedBy: person.accountId, requestId };
  return insertHeld(
    db,
    given.map((pair) => ({ ...pair, ...common, id: newId() })),
  );
}

export async function endAssignments(
  context: Context,
  roundId: string,
  { areaId, scope, accountIds }: Ending,
) {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await openForWork(inside, roundId, areaId);
    const unitIds = (await unitsOf(inside, roundId, scope)).map(({ id }) => id);
    const held = await listHeld(db, { roundId, areaId, unitIds, ...(accountIds && { accountIds }) });
    const ended = await endHeld(db, roundId, held, {
      endsAt: context.now,
      endedBy: context.person.accountId,
    });
    const detail = { area: areaId, scope: scope.of, people: accountIds?.join(', ') ?? 'all', ended };
    await recordAudit(db, context, { action: 'appraisers.released', subject: `round:${roundId}`, detail });
    return { ended };
  });
}

export async function listAssignments(context: Context, roundId: string, query: Query) {
  context.permit('appraisal-groups.read');
  await requireRound(context.db, roundId, context.now);
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const slice = { areaId: query.area, accountId: query.person, after, limit: query.limit + 1 };
  return toPage(
    await pageOfHeld(context.db, roundId, slice),
    query.limit,
    (row) => [row.unitName, row.id],
    ({ areaId, unitId, unitName, accountId, person, startsAt }) => ({
      ...{ areaId, unitId, unitName, accountId },
      person: person ?? '–',
      startsAt: startsAt.toISOString(),
    }),
  );
}
