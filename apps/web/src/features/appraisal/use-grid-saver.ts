import { appraisalRow, type AppraisalRow, type SetItem } from '@parix/api-contract';
import { DECISIONS } from '@parix/workflow';
import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, type Answer } from '../../api/call.ts';
import { UnreadableDraft } from '../../drafts/save-state.ts';
import { useDraftSaver, type DraftKind } from '../../drafts/use-draft-saver.ts';
import { readDecision, serverHolds, type DecisionDraft } from './decision-draft.ts';

type GridPages = InfiniteData<Answer<'grid'>>;
export const gridKey = (roundId: string, itemId: string) => ['grid', roundId, itemId] as const;
export const progressKey = (roundId: string) => ['appraisal-progress', roundId] as const;

const draftShape: z.ZodType<DecisionDraft> = z.object({
  decision: z.enum(DECISIONS),
  points: z.string(),
  reason: z.string(),
});

/** Saves the grid of one item row by row; `rowOf` finds the row that a draft stands on. */
export function useGridSaver(roundId: string, item: SetItem) {
  return useDraftSaver(kindOf(roundId, item, useQueryClient()));
}

function kindOf(
  roundId: string,
  item: SetItem,
  queries: QueryClient,
): DraftKind<DecisionDraft, AppraisalRow> {
  const key = gridKey(roundId, item.id);
  const rowOf = (unitId: string) =>
    queries
      .getQueryData<GridPages>(key)
      ?.pages.flatMap((page) => page.items)
      .find((row) => row.unitId === unitId);
  return {
    scope: `grid:${roundId}:${item.id}`,
    send: (unitId, draft, base) => {
      const row = rowOf(unitId);
      const { body, faults } = readDecision(draft, row ?? { self: emptyScore, stageNow: null }, item);
      if (Object.keys(faults).length > 0) return Promise.reject(new UnreadableDraft());
      return call('decide', { params: { roundId, unitId, itemId: item.id }, ifMatch: base, body });
    },
    versionOf: (row) => row.version,
    savedAt: (row) => row.recordedAt ?? '',
    holds: (row, draft) => serverHolds(row, draft, item),
    onSaved: (unitId, row) => {
      queries.setQueryData<GridPages>(key, (known) => known && withRow(known, unitId, row));
      void queries.invalidateQueries({ queryKey: progressKey(roundId) });
    },
    readDraft: (stored) => draftShape.safeParse(stored).data,
    readCurrent: (current) => appraisalRow.safeParse(current).data,
  };
}

/** Stands in for a row that is not on the pages loaded yet; the server then judges the points alone. */
const emptyScore: AppraisalRow['self'] = {
  status: 'scored',
  points: '0/1',
  printedPoints: null,
  maximum: '0',
  lost: '0',
  explanation: [],
};

function withRow(pages: GridPages, unitId: string, row: AppraisalRow): GridPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((known) =>
        known.unitId === unitId && known.version <= row.version ? row : known,
      ),
    })),
  };
}
