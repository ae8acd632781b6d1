import { versionedDetails, type VersionedDetails } from '@parix/api-contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { detailsKey } from '../../card-parts/report-query.ts';
import type { CardKey } from '../../card-parts/sign-off-query.ts';
import { UnreadableDraft } from '../../drafts/save-state.ts';
import { useDraftSaver, type DraftKind } from '../../drafts/use-draft-saver.ts';
import { FIELD_KEYS, readReport, reportHolds, type ReportDraft } from './report-draft.ts';

/** The report of a card is one thing to save. */
export const ONLY = 'details';

const draftShape: z.ZodType<ReportDraft> = z.record(z.enum(FIELD_KEYS), z.string());

/** Saves what the report says beside its figures, as typed; nothing typed is lost without the network. */
export function useReportSaver(card: CardKey) {
  const queries = useQueryClient();
  return useDraftSaver(kindOf(card, queries));
}

function kindOf(
  { roundId, unitId }: CardKey,
  queries: QueryClient,
): DraftKind<ReportDraft, VersionedDetails> {
  return {
    scope: `report:${roundId}:${unitId}`,
    send: (_, draft, base) => {
      const { details, faults } = readReport(draft);
      if (faults.size > 0) return Promise.reject(new UnreadableDraft());
      return call('saveReportDetails', { params: { roundId, unitId }, ifMatch: base, body: details });
    },
    versionOf: ({ version }) => version,
    savedAt: ({ savedAt }) => savedAt ?? '',
    holds: ({ version, details }, draft) => version > 0 && reportHolds(details, draft),
    onSaved: (_, saved) =>
      queries.setQueryData<VersionedDetails>(detailsKey({ roundId, unitId }), (known) =>
        known && known.version > saved.version ? known : saved,
      ),
    readDraft: (stored) => draftShape.safeParse(stored).data,
    readCurrent: (current) => versionedDetails.safeParse(current).data,
  };
}
