import type { Publication, PublicationBuild } from '@parix/api-contract';
import type { PublicContext } from '../../platform/context.ts';
import type { BuildRow } from './publication-build.queries.ts';
import type { PublicationRow } from './publication.queries.ts';

/** `standing`: the sequence that stands in the round now; a lower one was replaced by the one after it. */
export function toPublication(row: PublicationRow, publicUrl: string, standing: number): Publication {
  const { id, roundId, sequence, decisionNumber, decisionDate } = row;
  const round = `${publicUrl}/cong-bo/${roundId}/`;
  const isReplaced = sequence < standing;
  return {
    id,
    roundId,
    sequence,
    decisionNumber,
    decisionDate,
    publishedAt: row.publishedAt.toISOString(),
    manifestHash: row.manifestHash,
    logIndex: row.logIndex,
    url: isReplaced ? `${round}lan-${sequence}/` : round,
    zipUrl: `${round}${id}.zip`,
    fileCount: row.fileCount,
    correctionReason: row.correctionReason,
    replacedBy: isReplaced ? sequence + 1 : null,
  };
}

export function toBuild(
  row: BuildRow,
  publication: PublicationRow | undefined,
  { config, locale, now }: Pick<PublicContext, 'config' | 'locale' | 'now'>,
): PublicationBuild {
  const { id, roundId, state, decisionNumber, decisionDate, correctionReason, unitsDone, unitsTotal } = row;
  return {
    id,
    roundId,
    state,
    decisionNumber,
    decisionDate,
    publicFrom: row.publicFrom?.toISOString() ?? null,
    correctionReason,
    unitsDone,
    unitsTotal,
    requestedAt: row.requestedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    problems: (row.problems ?? []).map(({ place, code, vi, en }) => ({
      place,
      code,
      message: locale === 'en' ? en : vi,
    })),
    isPublic: publication !== undefined && publication.publishedAt <= now,
    publication: publication ? toPublication(publication, config.publicUrl, publication.sequence) : null,
  };
}
