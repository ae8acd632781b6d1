import { appraisalRow, type AppraisalRow, type SetItem } from '@parix/api-contract';
import { DECISIONS, REASON_CODES } from '@parix/workflow';
import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, type Answer } from '../../api/call.ts';
import { UnreadableDraft } from '../../drafts/save-state.ts';
import { useDraftSaver, type DraftKind } from '../../drafts/use-draft-saver.ts';
import { readDecision, serverHolds, type DecisionDraft } from './decision-draft.ts';
import { newer } from './put-row.ts';

type GridPages = InfiniteData<Answer<'grid'>>;
type UnitCard = Answer<'unitGrid'>;
export const gridKey = (roundId: string, itemId: string) => ['grid', roundId, itemId] as const;
export const unitKey = (roundId: string, unitId: string) => ['unit-appraisal', roundId, unitId] as const;
export const progressKey = (roundId: string) => ['appraisal-progress', roundId] as const;
export const queueKey = (roundId: string) => ['appraisal-queue', roundId] as const;

/** Drafts kept by an earlier build lack the kind of reason and the requirement. */
const draftShape: z.ZodType<DecisionDraft> = z.object({
  decision: z.enum(DECISIONS),
  points: z.string(),
  reason: z.string(),
  reasonCode: z.union([z.enum(REASON_CODES), z.literal('')]).default(''),
  requirement: z.string().default(''),
});

/** Where the rows of a saver stand: found by their key, and put back when one was saved. */
interface RowsAt {
  readonly scope: string;
  readonly find: (key: string) => { readonly row: AppraisalRow; readonly item: SetItem } | undefined;
  readonly placeOf: (key: string) => { readonly unitId: string; readonly item: SetItem | undefined };
  readonly put: (row: AppraisalRow) => void;
}

/** Saves the grid of one item row by row; a row is named by its unit. */
export function useGridSaver(roundId: string, item: SetItem) {
  const queries = useQueryClient();
  const key = gridKey(roundId, item.id);
  return useDraftSaver(
    kindOf(roundId, queries, {
      scope: `grid:${roundId}:${item.id}`,
      find: (unitId) => {
        const pages = queries.getQueryData<GridPages>(key)?.pages ?? [];
        const row = pages.flatMap((page) => page.items).find((each) => each.unitId === unitId);
        return row && { row, item };
      },
      placeOf: (unitId) => ({ unitId, item }),
      put: (row) => queries.setQueryData<GridPages>(key, (known) => known && inPages(known, row)),
    }),
  );
}

/** Saves the card of one unit row by row; a row is named by its item. */
export function useUnitSaver(roundId: string, unitId: string, items: ReadonlyMap<string, SetItem>) {
  const queries = useQueryClient();
  const key = unitKey(roundId, unitId);
  return useDraftSaver(
    kindOf(roundId, queries, {
      scope: `unit-appraisal:${roundId}:${unitId}`,
      find: (itemId) => {
        const item = items.get(itemId);
        const row = queries.getQueryData<UnitCard>(key)?.items.find((each) => each.itemId === itemId);
        return row && item && { row, item };
      },
      placeOf: (itemId) => ({ unitId, item: items.get(itemId) }),
      put: (row) =>
        queries.setQueryData<UnitCard>(
          key,
          (known) => known && { items: known.items.map((each) => newer(each, row)) },
        ),
    }),
  );
}

function kindOf(roundId: string, queries: QueryClient, at: RowsAt): DraftKind<DecisionDraft, AppraisalRow> {
  return {
    scope: at.scope,
    send: (key, draft, base) => {
      const { unitId, item } = at.placeOf(key);
      if (!item) return Promise.reject(new UnreadableDraft());
      const row = at.find(key)?.row ?? { self: emptyScore, stageNow: null };
      const { body, faults } = readDecision(draft, row, item);
      if (Object.keys(faults).length > 0) return Promise.reject(new UnreadableDraft());
      return call('decide', { params: { roundId, unitId, itemId: item.id }, ifMatch: base, body });
    },
    versionOf: (row) => row.version,
    savedAt: (row) => row.recordedAt ?? '',
    holds: (row, draft) =>
      serverHolds(row, draft, at.find(row.unitId)?.item ?? at.find(row.itemId)?.item ?? ANY),
    onSaved: (_key, row) => {
      at.put(row);
      void queries.invalidateQueries({ queryKey: progressKey(roundId) });
      void queries.invalidateQueries({ queryKey: queueKey(roundId) });
    },
    readDraft: (stored) => draftShape.safeParse(stored).data,
    readCurrent: (current) => appraisalRow.safeParse(current).data,
  };
}

/** Bounds of points where the item is not on the page any more: the server has judged them. */
const ANY = { max: null, min: '-1000000' };

/** Stands in for a row that is not on the pages loaded yet; the server then judges the points alone. */
const emptyScore: AppraisalRow['self'] = {
  status: 'scored',
  points: '0/1',
  printedPoints: null,
  maximum: '0',
  lost: '0',
  explanation: [],
};

const inPages = (pages: GridPages, row: AppraisalRow): GridPages => ({
  ...pages,
  pages: pages.pages.map((page) => ({ ...page, items: page.items.map((known) => newer(known, row)) })),
});
