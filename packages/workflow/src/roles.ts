/** Roles of the first pass. A person has one; nobody appraises their own unit, an administrator never scores. */
export const ROLES = ['administrator', 'standing-body', 'appraiser', 'unit', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
