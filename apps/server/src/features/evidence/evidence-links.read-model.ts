import type { EvidenceLink } from '@parix/api-contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';

/** What a link to a document of the library stands for, as frozen with a submission. */
export interface LinkedDocument {
  readonly documentId: string;
  readonly version: number;
  readonly abstract: string;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly issuer: string;
  readonly validTo: string | null;
  readonly sha256: string | null;
  readonly fileName: string | null;
  readonly mediaType: string | null;
}

const keyOf = (documentId: string, version: number): string => `${documentId} ${version}`;

/** Documents that the links name, by "<document> <version>"; those of other units are not found. */
export async function linkedDocuments(
  db: Db,
  unitId: string,
  links: readonly Pick<EvidenceLink, 'documentId' | 'version'>[],
): Promise<ReadonlyMap<string, LinkedDocument>> {
  const named = links.flatMap(({ documentId, version }) =>
    documentId === null || version === null ? [] : [keyOf(documentId, version)],
  );
  if (named.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidenceVersion as v')
    .leftJoin('storedFile as f', 'f.sha256', 'v.sha256')
    .select(['v.documentId', 'v.version', 'v.abstract', 'v.number', 'v.issuedOn', 'v.issuer', 'v.validTo'])
    .select(['v.sha256', 'v.fileName', 'f.mediaType'])
    .where('v.unitId', '=', unitId)
    .where(sql<boolean>`v.document_id || ' ' || v.version = any(${sql.val([...new Set(named)])}::text[])`)
    .execute();
  return new Map(rows.map((row) => [keyOf(row.documentId, row.version), row]));
}

/** The document of one link. */
export const documentOf = (
  documents: ReadonlyMap<string, LinkedDocument>,
  { documentId, version }: Pick<EvidenceLink, 'documentId' | 'version'>,
): LinkedDocument | undefined =>
  documentId === null || version === null ? undefined : documents.get(keyOf(documentId, version));

/**
 * The links as they are stored: a document of the library is named by what the library says of it, not by what was
 * sent. Refuses a document that the unit does not have.
 */
export async function requireKnownLinks(
  db: Db,
  unitId: string,
  links: readonly EvidenceLink[],
  locale: Locale,
): Promise<EvidenceLink[]> {
  const documents = await linkedDocuments(db, unitId, links);
  const unknown = links.flatMap((link, index) =>
    link.documentId !== null && !documentOf(documents, link) ? [unknownDocument(index, locale)] : [],
  );
  if (unknown.length > 0) refuse('facts-invalid', { errors: unknown });
  return links.map((link) => {
    const found = documentOf(documents, link);
    return found ? { ...link, title: found.abstract, reference: found.number } : link;
  });
}

const unknownDocument = (index: number, locale: Locale) => ({
  place: `/evidence/${index}`,
  code: 'evidence-unknown',
  message:
    locale === 'en'
      ? 'There is no such document in the unit’s library. Choose it again from the library.'
      : 'Không có tài liệu này trong kho của đơn vị. Hãy chọn lại từ kho.',
});

/** Newest version of each of these documents of the unit. */
export async function newestVersions(
  db: Db,
  unitId: string,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidenceVersion')
    .select(['documentId', (query) => query.fn.max('version').as('version')])
    .where('unitId', '=', unitId)
    .where('documentId', '=', sql<string>`any(${sql.val([...new Set(documentIds)])}::uuid[])`)
    .groupBy('documentId')
    .execute();
  return new Map(rows.map(({ documentId, version }) => [documentId, version]));
}
