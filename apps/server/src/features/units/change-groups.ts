import type { NewRow, UnitChangeKind } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';

/** What makes rows of a file parts of one change. */
export interface Act {
  readonly kind: UnitChangeKind;
  readonly effectiveOn: string;
  readonly decisionNumber: string | null;
  readonly decisionDate: string | null;
  /** Further mark that keeps changes apart. */
  readonly apart?: string;
}

/** Changes of an import: rows of the same kind, day and decision are one change, made when the first of them asks. */
export interface ChangeGroups {
  readonly idOf: (act: Act) => string;
  readonly changes: () => readonly NewRow<'unitChange'>[];
}

export function openGroups({ person, now }: Pick<Context, 'person' | 'now'>): ChangeGroups {
  const made = new Map<string, NewRow<'unitChange'>>();
  const idOf = ({ kind, effectiveOn, decisionNumber, decisionDate, apart = '' }: Act): string => {
    const key = JSON.stringify([kind, effectiveOn, decisionNumber, decisionDate, apart]);
    const known = made.get(key);
    if (known) return known.id;
    const id = newId();
    const recorded = { recordedBy: person.accountId, recordedAt: now };
    made.set(key, { id, kind, effectiveOn, decisionNumber, decisionDate, ...recorded });
    return id;
  };
  return { idOf, changes: () => [...made.values()] };
}
