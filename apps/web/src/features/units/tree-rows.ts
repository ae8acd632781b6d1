import type { TreeUnit } from '@parix/api-contract';
import type { TreeRow } from '../../ui/tree-keys.ts';

/** The units directly below one, as far as they are fetched. */
export interface Branch {
  readonly items: readonly TreeUnit[];
  /** Cursor of what is not fetched yet; null: nothing is missing. */
  readonly next: string | null;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error?: unknown;
}
/** By the id of the unit above; `TOP` for the units at the top. */
export type Branches = ReadonlyMap<string, Branch>;
export const TOP = '';

/** A unit, or what stands at the end of a branch that is not all there. */
export type UnitTreeRow = TreeRow &
  (
    | { readonly is: 'unit'; readonly unit: TreeUnit }
    | { readonly is: 'more' | 'loading' | 'failed'; readonly parent: string; readonly error?: unknown }
  );

/** Everything that is open, from the top down. */
export function rowsOf(branches: Branches, open: ReadonlySet<string>): UnitTreeRow[] {
  const rows: UnitTreeRow[] = [];
  const addBranch = (parent: string, level: number, count: number): void => {
    const branch = branches.get(parent) ?? { items: [], next: null, state: 'loading' };
    const complete = branch.next === null && branch.state === 'ready';
    const siblings = complete ? branch.items.length : count;
    branch.items.forEach((unit, at) => {
      const isOpen = unit.children === 0 ? null : open.has(unit.id);
      rows.push({ is: 'unit', unit, id: unit.id, level, place: at + 1, siblings, open: isOpen });
      if (isOpen === true) addBranch(unit.id, level + 1, unit.children);
    });
    if (complete) return;
    const is = branch.state === 'ready' ? 'more' : branch.state;
    const place = branch.items.length + 1;
    rows.push({ is, parent, id: `${is}:${parent}`, level, place, siblings, open: null, error: branch.error });
  };
  addBranch(TOP, 1, -1);
  return rows;
}
