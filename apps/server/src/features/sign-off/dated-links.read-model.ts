import type { EvidenceLink } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { documentOf, linkedDocuments } from '../evidence/evidence-links.read-model.ts';
import { hasDataWindow } from '../rounds/data-window.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';

/** Day of issue of the document that a link names, 'YYYY-MM-DD'; null when the library does not know it. */
export type DateOfLink = (link: EvidenceLink) => string | null;

/** Asks the library only when the round has a window of data; otherwise no date matters. */
export async function datesOfLinks(
  db: Db,
  round: Pick<Round, 'dataFrom' | 'dataTo'>,
  unitId: string,
  links: readonly EvidenceLink[],
): Promise<DateOfLink> {
  if (!hasDataWindow(round)) return () => null;
  const documents = await linkedDocuments(db, unitId, links);
  return (link) => documentOf(documents, link)?.issuedOn ?? null;
}
