import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../api/call.ts';
import { type Branch, type Branches, rowsOf, TOP } from './tree-rows.ts';

const PAGE = 100;
const EMPTY: Branch = { items: [], next: null, state: 'loading' };

interface Remembered {
  readonly branches: Branches;
  readonly open: ReadonlySet<string>;
  readonly at: string | undefined;
}
/** What was open when the person went to a unit's page: coming back shows it again, at the same row. */
const remembered = new Map<string, Remembered>();

/** The tree of one day: fetched branch by branch, as the person opens it. */
export function useUnitTree(asOf: string | undefined) {
  const queries = useQueryClient();
  const before = remembered.get(asOf ?? '');
  const [branches, setBranches] = useState<Branches>(before?.branches ?? new Map());
  const [open, setOpen] = useState<ReadonlySet<string>>(before?.open ?? new Set());
  const put = useCallback((parent: string, change: (branch: Branch) => Branch) => {
    setBranches((now) => new Map(now).set(parent, change(now.get(parent) ?? EMPTY)));
  }, []);
  const fetchMore = useCallback(
    async (parent: string, cursor: string | undefined) => {
      put(parent, ({ items, next }) => ({ items, next, state: 'loading' }));
      try {
        const page = await queries.fetchQuery({
          queryKey: ['unit-tree', asOf ?? '', parent, cursor ?? ''],
          queryFn: ({ signal }) =>
            call('listUnitTree', {
              query: { asOf, parentId: parent === TOP ? undefined : parent, cursor, limit: PAGE },
              signal,
            }),
        });
        put(parent, ({ items }) => ({
          items: cursor === undefined ? page.items : [...items, ...page.items],
          next: page.next,
          state: 'ready',
        }));
      } catch (error) {
        put(parent, ({ items, next }) => ({ items, next, state: 'failed', error }));
      }
    },
    [asOf, put, queries],
  );
  const known = branches.size > 0;
  useEffect(() => {
    if (!known) void fetchMore(TOP, undefined);
  }, [known, fetchMore]);
  const toggle = (id: string) => {
    const closes = open.has(id);
    setOpen(new Set(closes ? [...open].filter((one) => one !== id) : [...open, id]));
    if (!closes && !branches.has(id)) void fetchMore(id, undefined);
  };
  return {
    rows: rowsOf(branches, open),
    start: before?.at,
    toggle,
    more: (parent: string) => void fetchMore(parent, branches.get(parent)?.next ?? undefined),
    remember: (at: string) => void remembered.set(asOf ?? '', { branches, open, at }),
  };
}

/** After a change of the register nothing that was fetched may be taken for what stands. */
export const forgetTrees = (): void => remembered.clear();
