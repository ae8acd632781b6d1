import { cardItem, type Card, type CardItem, type SetDetail } from '@parix/api-contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, type Answer } from '../../api/call.ts';
import { UnreadableDraft } from '../../drafts/save-state.ts';
import { useDraftSaver, type DraftKind } from '../../drafts/use-draft-saver.ts';
import { keptEvidence } from '../../evidence-parts/read-evidence.ts';
import { readDraft, serverHolds, type CardDraft } from './card-draft.ts';

export const cardKey = (roundId: string, unitId: string) => ['card', roundId, unitId] as const;

const draftShape: z.ZodType<CardDraft> = z.object({
  figures: z.record(z.string(), z.string()),
  notApplicable: z.boolean(),
  notApplicableReason: z.string(),
  explanation: z.string(),
  evidence: keptEvidence,
});

/** Saves a scorecard item by item; the answer's item and totals go straight to the screen. */
export function useCardSaver(card: Card, set: SetDetail) {
  const queries = useQueryClient();
  return useDraftSaver(kindOf(card, set, queries));
}

function kindOf(card: Card, set: SetDetail, queries: QueryClient): DraftKind<CardDraft, CardItem> {
  const { roundId, unitId } = card;
  const declared = new Map(set.items.map((item) => [item.id, item]));
  const key = cardKey(roundId, unitId);
  return {
    scope: `card:${roundId}:${unitId}`,
    send: async (itemId, draft, base) => {
      const { body, faults } = readDraft(draft, declared.get(itemId) ?? { figures: [] });
      if (faults.size > 0) throw new UnreadableDraft();
      const answer = await call('saveItem', { params: { roundId, unitId, itemId }, ifMatch: base, body });
      queries.setQueryData<Card>(key, (known) => known && withAnswer(known, answer));
      return answer.item;
    },
    versionOf: (item) => item.version,
    savedAt: (item) => item.recordedAt ?? '',
    holds: (item, draft) => serverHolds(item, draft, declared.get(item.itemId) ?? { figures: [] }),
    onSaved: (_, item) => queries.setQueryData<Card>(key, (known) => known && withItem(known, item)),
    readDraft: (stored) => draftShape.safeParse(stored).data,
    readCurrent: (current) => cardItem.safeParse(current).data,
  };
}

/** An answer that overtook a later one is not put back. */
function withItem(card: Card, item: CardItem): Card {
  const items = card.items.map((known) =>
    known.itemId === item.itemId && known.version <= item.version ? item : known,
  );
  return { ...card, items };
}

function withAnswer(card: Card, answer: Answer<'saveItem'>): Card {
  return { ...withItem(card, answer.item), totals: answer.totals };
}
