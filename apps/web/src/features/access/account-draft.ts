import { isUnitRole, type Role } from '@parix/workflow';

export interface RoleDraft {
  readonly role: Role;
  /** As typed; empty: from now on, or until further notice. */
  readonly starts: string;
  readonly ends: string;
}

export interface AccountDraft {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly unitId: string;
  readonly areas: string;
  readonly roles: readonly Role[];
}

export const emptyAccount: AccountDraft = {
  username: '',
  displayName: '',
  email: '',
  unitId: '',
  areas: '',
  roles: ['focal-point'],
};

export const isUsername = (text: string): boolean =>
  /^[a-z0-9][a-z0-9._-]{2,63}$/.test(text.trim().toLowerCase());
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** Fields that the server would refuse, known before sending. */
export function faultsOf(draft: AccountDraft): Partial<Record<keyof AccountDraft, true>> {
  const faults: Partial<Record<keyof AccountDraft, true>> = {};
  if (!isUsername(draft.username)) faults.username = true;
  if (draft.displayName.trim() === '') faults.displayName = true;
  if (draft.email.trim() !== '' && !isEmail(draft.email)) faults.email = true;
  if (draft.roles.some(isUnitRole) && draft.unitId === '') faults.unitId = true;
  if (draft.roles.length === 0) faults.roles = true;
  return faults;
}

/** Area ids as they are typed, with commas or semicolons between them. */
export const areasOf = (typed: string): string[] =>
  typed
    .split(/[,;]/)
    .map((area) => area.trim())
    .filter(Boolean);
