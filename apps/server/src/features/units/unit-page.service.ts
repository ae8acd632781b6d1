import type { Lineage, RecordedUnitChange, UnitPage } from '@parix/api-contract';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { anchorOf } from './anchor.ts';
import { type Period, periodOn, type Periods } from './periods.ts';
import { toRecorded } from './recorded-change.ts';
import { findMemberships, findUnitsById, loadPeriods } from './register.queries.ts';
import { countChildren, listAbove } from './tree.queries.ts';
import {
  countAccounts,
  countRoundsOf,
  findChanges,
  listRoundsOf,
  listSuccessionsOf,
} from './unit-page.queries.ts';
import { predecessorsAt, successorsAt, unitExists } from './units.read-model.ts';

/** One unit with everything that is known of its past and future. */
export async function getUnit(
  context: Context,
  unitId: string,
  { asOf }: { readonly asOf?: string | undefined },
): Promise<UnitPage> {
  context.permit('units.read');
  const { db } = context;
  const day = anchorOf(context, asOf);
  const [row] = await findUnitsById(db, [unitId]);
  const own = (await loadPeriods(db, [unitId])).get(unitId);
  if (!row || !own) refuse('not-found');
  const shown = periodOn(own, day);
  const links = await listSuccessionsOf(db, unitId);
  const changes = await changesOf(db, own, [
    row.begunBy,
    row.endedBy,
    ...links.map(({ changeId }) => changeId),
  ]);
  const change = (id: string | null): RecordedUnitChange | null =>
    id === null ? null : (changes.get(id) ?? null);
  const toSuccession = ({ changeId, otherId, code, name, share }: (typeof links)[number]) => ({
    change: change(changeId) ?? refuse('not-found'),
    unit: { id: otherId, code, name },
    share,
  });
  const path = (await listAbove(db, [unitId], day)).map(({ id, name }) => ({ id, name }));
  const { id, code, validFrom, validTo, version } = row;
  return {
    asOf: day,
    unit: {
      ...{ id, code, name: shown.name, kind: shown.kind, path, validFrom, validTo },
      parentName: path.at(-1)?.name ?? null,
      blocks: (await findMemberships(db, [unitId])).map(({ blockId }) => blockId),
    },
    version,
    periods: await describePeriods(db, own, validTo, change),
    begun: change(row.begunBy),
    ended: change(row.endedBy),
    predecessors: links.filter((link) => link.predecessorId !== unitId).map(toSuccession),
    successors: links.filter((link) => link.predecessorId === unitId).map(toSuccession),
    children: await countChildren(db, unitId, day),
    accounts: await countAccounts(db, [unitId]),
    rounds: await countRoundsOf(db, unitId),
  };
}

async function changesOf(db: Db, periods: Periods, more: readonly (string | null)[]) {
  const ids = [...periods.flatMap(({ namedBy, placedBy }) => [namedBy, placedBy]), ...more].filter(
    (id) => id !== null,
  );
  const rows = await findChanges(db, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, toRecorded(row)]));
}

/** Each with its superior as that was called on its first day. */
async function describePeriods(
  db: Db,
  own: Periods,
  validTo: string | null,
  change: (id: string | null) => RecordedUnitChange | null,
): Promise<UnitPage['periods']> {
  const parents = await loadPeriods(db, [...new Set(own.flatMap(({ parentId }) => parentId ?? []))]);
  const parentOf = ({ parentId, from }: Period) => {
    const periods = parentId === null ? undefined : parents.get(parentId);
    return parentId !== null && periods ? { id: parentId, name: periodOn(periods, from).name } : null;
  };
  return own.map((period, at) => ({
    from: period.from,
    to: own[at + 1]?.from ?? validTo,
    name: period.name,
    kind: period.kind,
    parent: parentOf(period),
    naming: change(period.namedBy),
    placing: change(period.placedBy),
  }));
}

export async function listUnitRounds(
  context: Context,
  unitId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  context.permit('rounds.read');
  if (!(await unitExists(context.db, unitId))) refuse('not-found');
  const after = decodeCursor(cursor, z.tuple([z.int(), z.string()]));
  const rows = await listRoundsOf(context.db, unitId, after, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.indexYear, row.roundId],
    (row) => row,
  );
}

/** Of what it consisted on an earlier day, or what became of it by a later one. */
export async function getLineage(
  context: Context,
  unitId: string,
  { asOf, at }: { readonly asOf?: string | undefined; readonly at: string },
): Promise<Lineage> {
  context.permit('units.read');
  const { db } = context;
  if (!(await unitExists(db, unitId))) refuse('not-found');
  const day = anchorOf(context, asOf);
  const back = at < day;
  const units = await (back ? predecessorsAt : successorsAt)(db, unitId, at, day);
  return { asOf: day, at, direction: back ? 'predecessors' : 'successors', units };
}
