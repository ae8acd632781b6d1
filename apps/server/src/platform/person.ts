import type { Role } from '@parix/workflow';

/** Who is signed in, read anew with every request, so that a changed role acts at once. */
export interface Person {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  /** Areas the appraiser may judge, by id; empty = every area. */
  readonly areas: readonly string[];
  readonly locale: 'vi' | 'en';
}
