import type { Role } from '@parix/workflow';

/** Who is signed in, read anew with every request, so that a changed role acts at once. */
export interface Person {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  /** Roles held now, those lent by a delegation included. */
  readonly roles: readonly Role[];
  /** The unit the person works for, whatever they do: nobody appraises it. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly divisionId: string | null;
  /** Areas the appraiser may judge, by id; empty = every area. */
  readonly areas: readonly string[];
  /** People who have delegated their work to this one now: items given to them count as the person's own. */
  readonly actsFor: readonly string[];
  readonly locale: 'vi' | 'en';
}
