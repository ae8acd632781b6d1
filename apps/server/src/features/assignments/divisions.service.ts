import type { Division, ROUTES, UnitPerson } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import {
  type DivisionRow,
  findDivision,
  holdDivision,
  insertDivision,
  isNameTaken,
  listDivisionRows,
  openItemsOf,
  setDivision,
  updateDivision,
} from './divisions.queries.ts';
import { findUnitPerson, listUnitPeople, type UnitPersonRow } from './unit-people.queries.ts';

const byName = z.tuple([z.string(), z.uuid()]);

/** Who works in a unit is shown to that unit, to those above it and to the standing body. */
export async function permitInside(context: Context, unitId: string): Promise<void> {
  context.permit('scorecard.read', await relationToTree(context.db, context.person, unitId, context.now));
}

const permitManaging = (context: Context, unitId: string): void =>
  context.permit('unit-people.manage', relationToUnit(context.person, unitId));

export async function listDivisions(
  context: Context,
  unitId: string,
  query: z.output<typeof ROUTES.listDivisions.query>,
) {
  await permitInside(context, unitId);
  const { limit, cursor, ended } = query;
  const slice = { ended, after: decodeCursor(cursor, byName), limit: limit + 1 };
  const rows = await listDivisionRows(context.db, unitId, slice);
  return toPage(rows, limit, (row) => [row.name, row.id], toDivision);
}

const toDivision = ({ id, name, people, endedAt }: DivisionRow): Division => ({
  id,
  name,
  people,
  endedAt: endedAt?.toISOString() ?? null,
});

async function requireDivision(db: Db, unitId: string, id: string): Promise<Division> {
  const row = await findDivision(db, unitId, id);
  return row ? toDivision(row) : refuse('not-found');
}

export async function createDivision(context: Context, unitId: string, name: string): Promise<Division> {
  permitManaging(context, unitId);
  return inTransaction(context.db, async (db) => {
    const id = newId();
    if (!(await insertDivision(db, { id, unitId, name, createdAt: context.now }))) refuse('already-exists');
    await record(context, db, 'division.created', unitId, { id, name });
    return requireDivision(db, unitId, id);
  });
}

export async function renameDivision(
  context: Context,
  unitId: string,
  id: string,
  name: string,
): Promise<Division> {
  permitManaging(context, unitId);
  return inTransaction(context.db, async (db) => {
    const before = (await holdDivision(db, unitId, id, 'alone')) ?? refuse('not-found');
    if (await isNameTaken(db, unitId, name, id)) refuse('already-exists');
    await updateDivision(db, unitId, id, { name });
    await record(context, db, 'division.renamed', unitId, { id, before: before.name, after: name });
    return requireDivision(db, unitId, id);
  });
}

/** Ends a division. It keeps its people and its past; what it still has to fill must be handed over first. */
export async function endDivision(context: Context, unitId: string, id: string): Promise<Division> {
  permitManaging(context, unitId);
  return inTransaction(context.db, async (db) => {
    if (!(await holdDivision(db, unitId, id, 'alone'))) refuse('not-found');
    const open = await openItemsOf(db, unitId, id);
    if (open.length > 0) {
      const message = context.locale === 'en' ? 'Still given to the division.' : 'Vẫn đang giao cho phòng.';
      const place = ({ roundId, itemId }: (typeof open)[number]): string => `round:${roundId}/item:${itemId}`;
      const errors = open.slice(0, 200).map((each) => ({ place: place(each), code: 'assigned', message }));
      refuse('division-in-use', { errors });
    }
    await updateDivision(db, unitId, id, { endedAt: context.now });
    await record(context, db, 'division.ended', unitId, { id });
    return requireDivision(db, unitId, id);
  });
}

export async function listAssignable(
  context: Context,
  unitId: string,
  { limit, cursor, q, division }: z.output<typeof ROUTES.listAssignable.query>,
) {
  await permitInside(context, unitId);
  const slice = { q, division, after: decodeCursor(cursor, byName), limit: limit + 1 };
  const rows = await listUnitPeople(context.db, unitId, context.now, slice);
  return toPage(rows, limit, (row) => [row.displayName, row.id], toPerson);
}

const toPerson = (row: UnitPersonRow): UnitPerson => ({ ...row, roles: [...row.roles] });

/** Places a person of the unit in a division of it; `null` takes them out. What the division has becomes theirs too. */
export async function placePerson(
  context: Context,
  unitId: string,
  accountId: string,
  divisionId: string,
  within: boolean,
): Promise<UnitPerson> {
  permitManaging(context, unitId);
  return inTransaction(context.db, async (db) => {
    const before = (await findUnitPerson(db, unitId, accountId, context.now)) ?? refuse('not-found');
    if (within && !(await holdDivision(db, unitId, divisionId, 'share'))) refuse('not-found');
    if (!within && before.divisionId !== divisionId) refuse('not-found');
    const after = within ? divisionId : null;
    await setDivision(db, unitId, accountId, after);
    const detail = { account: accountId, before: before.divisionId, after };
    await record(context, db, within ? 'division.joined' : 'division.left', unitId, detail);
    return toPerson((await findUnitPerson(db, unitId, accountId, context.now)) ?? refuse('not-found'));
  });
}

type DivisionAct =
  'division.created' | 'division.renamed' | 'division.ended' | 'division.joined' | 'division.left';

const record = (context: Context, db: Db, action: DivisionAct, unitId: string, detail: object) =>
  recordAudit(db, context, { action, subject: `unit:${unitId}`, detail: { ...detail } });
