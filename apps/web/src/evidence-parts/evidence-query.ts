import type { EvidenceDocument, EvidenceSummary, EvidenceUpload } from '@parix/api-contract';
import { queryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { call, type Answer } from '../api/call.ts';
import { ROUTES } from '@parix/api-contract';
import { addressOf } from '../api/request.ts';
import { currentLanguage } from '../i18n/current-language.ts';

export type Version = EvidenceDocument['current'];
export type EvidenceKind = Version['kind'];
export type EvidenceFile = NonNullable<Version['file']>;
/** A document that has the same file as the one just sent. */
export type Twin = EvidenceUpload['twins'][number];
export type EarlierDocument = Answer<'earlierEvidence'>['items'][number];
export interface LibraryFilter {
  readonly q: string;
  readonly kind: EvidenceKind | undefined;
  readonly year: number | undefined;
  readonly hidden: boolean;
}
/** One version of one document: what a preview shows. */
export interface VersionKey {
  readonly unitId: string;
  readonly documentId: string;
  readonly version: number;
}

const libraryKey = (unitId: string) => ['evidence', unitId] as const;

/** Documents of a unit, page after page; the rows before stay while a changed search is under way. */
export function useLibrary(unitId: string, filter: LibraryFilter) {
  const { q, kind, year, hidden } = filter;
  return useInfiniteQuery({
    queryKey: [...libraryKey(unitId), 'list', filter, currentLanguage()],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listEvidence', {
        params: { unitId },
        query: {
          q: q || undefined,
          kind,
          year,
          hidden: hidden ? 'true' : 'false',
          limit: 30,
          cursor: pageParam || undefined,
        },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before, query) => (query?.queryKey[1] === unitId ? before : undefined),
    // A file that was just sent is scanned and read for the search within moments.
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isBeingRead)) ? READING_PAUSE : false,
  });
}

const READING_PAUSE = 5_000;
const isBeingRead = ({ file }: Pick<EvidenceSummary, 'file'>): boolean => file?.text === 'waiting';

export const documentQuery = (unitId: string, documentId: string) =>
  queryOptions({
    queryKey: [...libraryKey(unitId), 'document', documentId, currentLanguage()],
    queryFn: ({ signal }) => call('getEvidence', { params: { unitId, documentId }, signal }),
    refetchInterval: ({ state }) => (state.data && isBeingRead(state.data.current) ? READING_PAUSE : false),
  });

/** How full the library is. */
export const usageQuery = (unitId: string) =>
  queryOptions({
    queryKey: [...libraryKey(unitId), 'usage'],
    queryFn: ({ signal }) => call('evidenceUsage', { params: { unitId }, signal }),
  });

/** What was found in a file that has arrived; null while none has. */
export const uploadQuery = (unitId: string, uploadId: string | null) =>
  queryOptions({
    queryKey: [...libraryKey(unitId), 'upload', uploadId, currentLanguage()],
    enabled: uploadId !== null,
    queryFn: ({ signal }) => call('evidenceUpload', { params: { unitId, uploadId: uploadId ?? '' }, signal }),
  });

export const earlierQuery = (key: {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}) =>
  queryOptions({
    queryKey: [...libraryKey(key.unitId), 'earlier', key.roundId, key.itemId, currentLanguage()],
    queryFn: ({ signal }) => call('earlierEvidence', { params: { ...key }, signal }),
  });

/** The text of all pages of a file. A version never changes, so that it is fetched once. */
export const textQuery = ({ unitId, documentId, version }: VersionKey) =>
  queryOptions({
    queryKey: [...libraryKey(unitId), 'text', documentId, version],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const pages: Answer<'evidencePages'>['items'] = [];
      let cursor: string | undefined;
      do {
        const params = { unitId, documentId, version: String(version) };
        const answer = await call('evidencePages', { params, query: { limit: 200, cursor }, signal });
        pages.push(...answer.items);
        cursor = answer.next ?? undefined;
      } while (cursor !== undefined);
      return pages;
    },
  });

export const fileAddress = ({ unitId, documentId, version }: VersionKey): string =>
  addressOf(ROUTES.evidenceContent, { params: { unitId, documentId, version: String(version) } });

/** Asks again for everything that is shown of a unit's library. */
export function useRenewLibrary(unitId: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: libraryKey(unitId) });
}
