import { replyItem, type ReplyItem, type UnitReplies } from '@parix/api-contract';
import { REPLY_STANCES } from '@parix/workflow';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { UnreadableDraft } from '../../drafts/save-state.ts';
import { useDraftSaver, type DraftKind } from '../../drafts/use-draft-saver.ts';
import { keptEvidence } from '../../evidence-parts/read-evidence.ts';
import { readReply, serverHolds, type ReplyDraft } from './reply-draft.ts';

export const repliesKey = (roundId: string, unitId: string) => ['replies', roundId, unitId] as const;

const draftShape: z.ZodType<ReplyDraft> = z.object({
  stance: z.enum(REPLY_STANCES).nullable(),
  reason: z.string(),
  evidence: keptEvidence,
});

/** Saves the answers of a unit item by item. */
export function useReplySaver({ roundId, unitId }: Pick<UnitReplies, 'roundId' | 'unitId'>) {
  return useDraftSaver(kindOf(roundId, unitId, useQueryClient()));
}

function kindOf(roundId: string, unitId: string, queries: QueryClient): DraftKind<ReplyDraft, ReplyItem> {
  return {
    scope: `replies:${roundId}:${unitId}`,
    send: (itemId, draft, base) => {
      const { body, faults } = readReply(draft);
      if (faults.size > 0) return Promise.reject(new UnreadableDraft());
      return call('saveReply', { params: { roundId, unitId, itemId }, ifMatch: base, body });
    },
    versionOf: (item) => item.version,
    savedAt: (item) => item.reply?.recordedAt ?? '',
    holds: serverHolds,
    onSaved: (_, item) =>
      queries.setQueryData<UnitReplies>(
        repliesKey(roundId, unitId),
        (known) => known && { ...known, items: known.items.map((each) => newer(each, item)) },
      ),
    readDraft: (stored) => draftShape.safeParse(stored).data,
    readCurrent: (current) => replyItem.safeParse(current).data,
  };
}

const newer = (known: ReplyItem, item: ReplyItem): ReplyItem =>
  known.itemId === item.itemId && known.version <= item.version ? item : known;
