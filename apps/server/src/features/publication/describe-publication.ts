import type { Publication } from '@parix/api-contract';
import type { PublicationRow } from './publication.queries.ts';

export function toPublication(row: PublicationRow, publicUrl: string): Publication {
  const {
    id,
    roundId,
    sequence,
    decisionNumber,
    decisionDate,
    publishedAt,
    manifestHash,
    logIndex,
    fileCount,
  } = row;
  const url = `${publicUrl}/cong-bo/${roundId}/`;
  const act = { decisionNumber, decisionDate };
  return {
    id,
    roundId,
    sequence,
    ...act,
    publishedAt: publishedAt.toISOString(),
    manifestHash,
    logIndex,
    url,
    zipUrl: `${url}${id}.zip`,
    fileCount,
  };
}
