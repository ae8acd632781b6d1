/**
 * Roles of the work (field process c.2), held by grants with a time span. A person may hold several; which ones go
 * together is `mayHoldTogether`. The survey respondent and the public have no account.
 */
export const ROLES = [
  'administrator',
  'standing-body',
  'council',
  'lead-appraiser',
  'appraiser',
  'focal-point',
  'contributor',
  'unit-leader',
  'one-stop-clerk',
  'inspector',
  'approver',
  'viewer',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that a person has in a unit: an account with one of them names that unit. They can be delegated. */
export const UNIT_ROLES = [
  'focal-point',
  'contributor',
  'unit-leader',
  'one-stop-clerk',
] as const satisfies readonly Role[];

/** Roles of a unit that have to do with its card; the clerk at the one-stop counter has not. */
export const CARD_ROLES = ['focal-point', 'contributor', 'unit-leader'] as const satisfies readonly Role[];

export type UnitRole = (typeof UNIT_ROLES)[number];

export const isUnitRole = (role: Role): role is UnitRole => UNIT_ROLES.some((unitRole) => unitRole === role);

/** Whom of their unit somebody looks after: only those below, so that nobody is raised by themselves or by an equal. */
const BELOW: Readonly<Record<UnitRole, readonly UnitRole[]>> = {
  'unit-leader': ['focal-point', 'contributor', 'one-stop-clerk'],
  'focal-point': ['contributor', 'one-stop-clerk'],
  contributor: [],
  'one-stop-clerk': [],
};

/** True when somebody with these roles gives and takes that role in their own unit. */
export const managesInUnit = (roles: readonly Role[], role: UnitRole): boolean =>
  roles.some((held) => isUnitRole(held) && BELOW[held].includes(role));

/** Roles that judge items of an area. */
export const AREA_ROLES = ['appraiser', 'lead-appraiser'] as const satisfies readonly Role[];

export const isAreaRole = (role: Role): boolean => AREA_ROLES.some((areaRole) => areaRole === role);

/** Roles that see to the platform or to the whole round: their sign-in needs a second factor. */
export const SECOND_FACTOR_ROLES = ['administrator', 'standing-body'] as const satisfies readonly Role[];

/** An administrator keeps accounts and settings and therefore holds no role that declares, judges or publishes. */
export function mayHoldTogether(roles: readonly Role[]): boolean {
  return (
    !roles.includes('administrator') || roles.every((role) => role === 'administrator' || role === 'viewer')
  );
}
