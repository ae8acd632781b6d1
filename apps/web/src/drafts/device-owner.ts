const OWNER = 'parix.inspections.account';

/** Whose visits are shown while the server cannot be asked who is signed in; forgotten when they sign out. */
export const deviceOwner = {
  read: (): string | null => localStorage.getItem(OWNER),
  set: (account: string): void => localStorage.setItem(OWNER, account),
  forget: (): void => localStorage.removeItem(OWNER),
};
