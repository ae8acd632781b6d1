import { isUnitRole, managesInUnit, type Role, type UnitRole } from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { findUnitPersonRow, type UnitPersonRow } from './unit-people.queries.ts';

/** Refuses unless whoever asks manages people of this unit. */
export function permitUnitPeople(context: Context, unitId: string): void {
  context.permit('unit-people.manage', relationToUnit(context.person, unitId));
}

/**
 * Whether whoever asks may act on this person: somebody else, whose roles, those to come included, are all roles in
 * the unit that the asker stands above. Nobody manages themselves, an equal, or somebody with a role beyond the unit.
 */
export function isManageable(
  { person }: Pick<Context, 'person'>,
  { id, comingRoles }: Pick<UnitPersonRow, 'id' | 'comingRoles'>,
): boolean {
  return id !== person.accountId && comingRoles.every((role) => mayGive(person.roles, role));
}

export const mayGive = (roles: readonly Role[], role: Role): role is UnitRole =>
  isUnitRole(role) && managesInUnit(roles, role);

/** The person of the unit, when whoever asks may act on them; `not-found` for people of other units. */
export async function requireManageable(
  context: Context,
  db: Db,
  unitId: string,
  accountId: string,
): Promise<UnitPersonRow> {
  const row = (await findUnitPersonRow(db, unitId, accountId, context.now)) ?? refuse('not-found');
  return isManageable(context, row) ? row : refuse('forbidden');
}
