import { type RawBuilder, sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';

export interface DocumentFilter {
  readonly unitId: string;
  /** Folded words; empty: all. */
  readonly words: string;
  readonly pattern: string;
  readonly kind?: string | undefined;
  readonly year?: number | undefined;
  readonly unusedIn?: string | undefined;
  readonly hidden: boolean;
  /** Id of the last document of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** The newest version of a document that fits. */
export interface PickedDocument {
  readonly documentId: string;
  readonly version: number;
  /** First page of its file on which all words stand; null when its fields have them, or nothing was searched for. */
  readonly page: number | null;
}

/**
 * Word of the index that stands on every page of a unit: the index is then asked for the pages of one library, however
 * many other libraries there are.
 */
export const unitWord = (unitId: string): string => `unit:${unitId}`;

/** What the index keeps of a page. `folded`: its text without case and diacritics. */
export const indexedWords = (unitId: string, folded: string): RawBuilder<string> =>
  sql<string>`to_tsvector('simple', ${folded}) || array_to_tsvector(array[${unitWord(unitId)}])`;

/** Documents that fit, newest first. */
export async function pickDocuments(db: Db, filter: DocumentFilter): Promise<readonly PickedDocument[]> {
  const { rows } =
    filter.words === ''
      ? await listAll(filter).execute(db)
      : await inTransaction(db, async (tx) => {
          // Reading a page's words one by one costs far more than the planner believes: it is to use their index.
          await sql`set local enable_seqscan = off`.execute(tx);
          return listMatching(filter).execute(tx);
        });
  return rows;
}

const listAll = (filter: DocumentFilter) => sql<PickedDocument>`
  select v.document_id as "documentId", v.version, null::int as page from evidence_version v
  where ${fits(filter)} order by v.document_id desc limit ${filter.limit}`;

/** No condition on unit_id: it would let the planner read all pages of the library by their key. */
const listMatching = (filter: DocumentFilter) => sql<PickedDocument>`
  with found as materialized (
    select document_id, version, min(page) as page from evidence_page
    where numnode(plainto_tsquery('simple', ${filter.words})) > 0
      and words @@ (plainto_tsquery('simple', ${filter.words}) && ${`'${unitWord(filter.unitId)}'`}::tsquery)
    group by document_id, version
  )
  select v.document_id as "documentId", v.version, found.page from evidence_version v
  left join found on found.document_id = v.document_id and found.version = v.version
  where ${fits(filter)} and (v.folded like ${filter.pattern} or found.page is not null)
  order by v.document_id desc limit ${filter.limit}`;

function fits({ unitId, kind, year, unusedIn, hidden, before }: DocumentFilter): RawBuilder<boolean> {
  const conditions = [
    sql`v.unit_id = ${unitId}`,
    sql`v.hidden = ${hidden}`,
    sql`not exists (select from evidence_version n
      where n.unit_id = v.unit_id and n.document_id = v.document_id and n.version > v.version)`,
    ...(before === null ? [] : [sql`v.document_id < ${before}::uuid`]),
    ...(kind === undefined ? [] : [sql`v.kind = ${kind}`]),
    ...(year === undefined ? [] : [sql`extract(year from v.issued_on) = ${year}::int`]),
    ...(unusedIn === undefined ? [] : [isUnusedIn(unusedIn)]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const isUnusedIn = (roundId: string): RawBuilder<boolean> =>
  sql<boolean>`not exists (select from item_entry e where e.unit_id = v.unit_id and e.round_id = ${roundId}
    and e.evidence @> jsonb_build_array(jsonb_build_object('documentId', v.document_id::text))
    and not exists (select from item_entry n where n.unit_id = e.unit_id and n.round_id = e.round_id
      and n.item_id = e.item_id and n.version > e.version))`;

/** Text of the pages on which the words stand. */
export async function readHits(
  db: Db,
  unitId: string,
  picked: readonly PickedDocument[],
): Promise<readonly Pick<Row<'evidencePage'>, 'documentId' | 'page' | 'content'>[]> {
  const hits = picked.filter(({ page }) => page !== null);
  if (hits.length === 0) return [];
  const { rows } = await sql<Pick<Row<'evidencePage'>, 'documentId' | 'page' | 'content'>>`
    select p.document_id as "documentId", p.page, p.content
    from unnest(${sql.val(hits.map((hit) => hit.documentId))}::uuid[], ${sql.val(hits.map((hit) => hit.version))}::int[],
      ${sql.val(hits.map((hit) => hit.page))}::int[]) as h (document_id, version, page)
    join evidence_page p on p.unit_id = ${unitId} and p.document_id = h.document_id and p.version = h.version
      and p.page = h.page`.execute(db);
  return rows;
}
