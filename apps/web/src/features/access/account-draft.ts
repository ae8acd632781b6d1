import { isUnitRole, type Role } from '@parix/workflow';

export interface AccountDraft {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly unitId: string;
  readonly areas: string;
  readonly password: string;
}

export const emptyAccount: AccountDraft = {
  username: '',
  displayName: '',
  role: 'focal-point',
  unitId: '',
  areas: '',
  password: '',
};

/** Fields that the server would refuse, known before sending. */
export function faultsOf(draft: AccountDraft): Partial<Record<keyof AccountDraft, true>> {
  const faults: Partial<Record<keyof AccountDraft, true>> = {};
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(draft.username.trim().toLowerCase())) faults.username = true;
  if (draft.displayName.trim() === '') faults.displayName = true;
  if (isUnitRole(draft.role) && draft.unitId === '') faults.unitId = true;
  if (draft.password.length < 15) faults.password = true;
  return faults;
}
