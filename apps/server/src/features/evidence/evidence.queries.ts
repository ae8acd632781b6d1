import { type RawBuilder, sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { indexedWords } from './search-library.queries.ts';

export function findFinishedUpload(db: Db, id: string): Promise<Row<'finishedUpload'> | undefined> {
  return db.selectFrom('finishedUpload').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertFinishedUpload(db: Db, row: NewRow<'finishedUpload'>): Promise<void> {
  await db
    .insertInto('finishedUpload')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertStoredFile(db: Db, row: NewRow<'storedFile'>): Promise<void> {
  await db
    .insertInto('storedFile')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Appends the next scan of the file; two at the same moment both count, one after the other. */
export async function insertScan(
  db: Db,
  { sha256, state, signature, at }: Pick<Row<'fileScan'>, 'sha256' | 'state' | 'signature' | 'at'>,
): Promise<void> {
  const next = sql<number>`(select coalesce(max(sequence), 0) + 1 from file_scan where sha256 = ${sha256})`;
  await db
    .insertInto('fileScan')
    .values({ sha256, sequence: next, state, signature, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const PAUSE = '10 minutes';
const TRIES = 12;

/**
 * Files that no scanner has judged, longest waiting first. The pause doubles with every try, and after a dozen (a month)
 * the file is left as it is: not scanned.
 */
export async function filesToScan(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('fileScan as s')
    .select('s.sha256')
    .where('s.state', 'in', ['not-scanned', 'scanner-unavailable'])
    .where('s.sequence', '<', TRIES)
    .where(sql<boolean>`s.at + ${PAUSE}::interval * 2 ^ (s.sequence - 1) <= ${now}`)
    .where(
      sql<boolean>`not exists (select from file_scan n where n.sha256 = s.sha256 and n.sequence > s.sequence)`,
    )
    .orderBy('s.at')
    .limit(limit)
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

export interface DocumentKey {
  readonly unitId: string;
  readonly documentId: string;
}

/** What the scanner said last of the file with the hash in the column. */
const lastScan = (sha256: RawBuilder<unknown>) =>
  sql<Row<'fileScan'>['state'] | null>`(select s.state from file_scan s
    where s.sha256 = ${sha256} order by s.sequence desc limit 1)`.as('scan');

const isNewest = sql<boolean>`not exists (select from evidence_version n
  where n.unit_id = v.unit_id and n.document_id = v.document_id and n.version > v.version)`;

/** A version with its file, as lists and pages show it. */
const versionsOf = (db: Db) =>
  db
    .selectFrom('evidenceVersion as v')
    .leftJoin('storedFile as f', 'f.sha256', 'v.sha256')
    .leftJoin('account as a', 'a.id', 'v.authorId')
    .leftJoin('evidenceTextState as t', (on) =>
      on
        .onRef('t.unitId', '=', 'v.unitId')
        .onRef('t.documentId', '=', 'v.documentId')
        .onRef('t.version', '=', 'v.version'),
    )
    .selectAll('v')
    .select(['f.size', 'f.mediaType', 'f.pages', 'f.remarks', 'a.displayName as authorName'])
    .select('t.state as textState')
    .select(lastScan(sql`v.sha256`));
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number];

/** Versions of one document, newest first. */
export function listVersions(db: Db, { unitId, documentId }: DocumentKey) {
  return versionsOf(db)
    .where('v.unitId', '=', unitId)
    .where('v.documentId', '=', documentId)
    .orderBy('v.version', 'desc')
    .execute();
}

/** These versions, in the order in which they are named. */
export async function listNamedVersions(
  db: Db,
  unitId: string,
  named: readonly { readonly documentId: string; readonly version: number }[],
): Promise<readonly VersionRow[]> {
  if (named.length === 0) return [];
  const rows = await versionsOf(db)
    .where('v.unitId', '=', unitId)
    .where(
      sql<boolean>`(v.document_id, v.version) in (select * from unnest(
        ${sql.val(named.map(({ documentId }) => documentId))}::uuid[], ${sql.val(named.map(({ version }) => version))}::int[]))`,
    )
    .execute();
  const byDocument = new Map(rows.map((row) => [row.documentId, row]));
  return named.flatMap(({ documentId }) => byDocument.get(documentId) ?? []);
}

export interface UseRow {
  readonly documentId: string;
  readonly roundId: string;
  readonly roundTitle: string;
  readonly itemId: string;
  readonly version: number | null;
  readonly page: string | null;
  readonly quote: string | null;
}

/** Standing entries of all rounds of the unit that name one of these documents. */
export async function listUses(
  db: Db,
  unitId: string,
  documentIds: readonly string[],
): Promise<readonly UseRow[]> {
  if (documentIds.length === 0) return [];
  const { rows } = await sql<UseRow>`
    select link->>'documentId' as "documentId", e.round_id as "roundId", r.title as "roundTitle",
      e.item_id as "itemId", (link->>'version')::int as version, link->>'page' as page, link->>'quote' as quote
    from (
      select distinct on (round_id, item_id) round_id, item_id, evidence from item_entry
      where unit_id = ${unitId} order by round_id, item_id, version desc
    ) e
    join round r on r.id = e.round_id
    cross join lateral jsonb_array_elements(e.evidence) link
    where link->>'documentId' = any(${sql.val([...documentIds])}::text[])
    order by r.index_year desc, e.round_id, e.item_id`.execute(db);
  return rows;
}

/** Links that the item had in other rounds, newest round first, each document once. */
export async function listEarlierLinks(
  db: Db,
  { roundId, unitId, itemId }: { readonly roundId: string; readonly unitId: string; readonly itemId: string },
): Promise<readonly UseRow[]> {
  const { rows } = await sql<UseRow>`
    select * from (
      select distinct on (link->>'documentId') link->>'documentId' as "documentId", e.round_id as "roundId",
        r.title as "roundTitle", e.item_id as "itemId", (link->>'version')::int as version, link->>'page' as page,
        link->>'quote' as quote, r.index_year as year
      from (
        select distinct on (round_id) round_id, item_id, evidence from item_entry
        where unit_id = ${unitId} and item_id = ${itemId} and round_id <> ${roundId}
        order by round_id, version desc
      ) e
      join round r on r.id = e.round_id
      cross join lateral jsonb_array_elements(e.evidence) link
      where link->>'documentId' is not null
      order by link->>'documentId', r.index_year desc
    ) found order by year desc, "roundId" limit 50`.execute(db);
  return rows;
}

export async function insertDocument(db: Db, row: NewRow<'evidenceDocument'>): Promise<void> {
  await db.insertInto('evidenceDocument').values(row).execute();
}

/** False when the version exists already: somebody else changed the document first. */
export async function insertVersion(db: Db, row: NewRow<'evidenceVersion'>): Promise<boolean> {
  const inserted = await db
    .insertInto('evidenceVersion')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Holds the library against other additions until the transaction ends, so that room is given out once. */
export async function holdLibrary(db: Db, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`parix.evidence ${unitId}`}, 0))`.execute(db);
}

/** Different files of all versions of a unit’s library, and their bytes. */
export async function measureLibrary(
  db: Db,
  unitId: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const { rows } = await sql<{ files: number; bytes: string }>`
    select count(*)::int as files, coalesce(sum(f.size), 0)::text as bytes
    from stored_file f where f.sha256 in (select v.sha256 from evidence_version v where v.unit_id = ${unitId})`.execute(
    db,
  );
  const [row] = rows;
  return { files: row?.files ?? 0, bytes: Number(row?.bytes ?? 0) };
}

export async function isInLibrary(db: Db, unitId: string, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidenceVersion')
    .select('version')
    .where('unitId', '=', unitId)
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const MOST_TWINS = 5;

/** Documents of the unit whose newest version has the file; those that are shown come first. */
export function listTwins(db: Db, unitId: string, sha256: string) {
  return db
    .selectFrom('evidenceVersion as v')
    .select(['v.documentId', 'v.version', 'v.abstract', 'v.number', 'v.hidden'])
    .where('v.unitId', '=', unitId)
    .where('v.sha256', '=', sha256)
    .where(isNewest)
    .orderBy('v.hidden')
    .orderBy('v.documentId', 'desc')
    .limit(MOST_TWINS)
    .execute();
}

/** A file in the store with what the scanner said last. */
export function findStoredFile(db: Db, sha256: string) {
  return db
    .selectFrom('storedFile as f')
    .selectAll('f')
    .select(lastScan(sql`f.sha256`))
    .where('f.sha256', '=', sha256)
    .executeTakeFirstOrThrow();
}

export interface VersionKey extends DocumentKey {
  readonly version: number;
}

export async function noteTextState(
  db: Db,
  key: VersionKey,
  state: Row<'evidenceTextState'>['state'],
  at: Date,
): Promise<void> {
  await db
    .insertInto('evidenceTextState')
    .values({ ...key, state, at })
    .onConflict((conflict) =>
      conflict.columns(['unitId', 'documentId', 'version']).doUpdateSet({ state, at }),
    )
    .execute();
}

const PAGES_AT_ONCE = 500;

/** Puts the text of a version in the place of what was there: the job may run twice. */
export async function replacePages(
  db: Db,
  key: VersionKey,
  pages: readonly { readonly page: number; readonly content: string; readonly folded: string }[],
): Promise<void> {
  await db
    .deleteFrom('evidencePage')
    .where('unitId', '=', key.unitId)
    .where('documentId', '=', key.documentId)
    .where('version', '=', key.version)
    .execute();
  for (let at = 0; at < pages.length; at += PAGES_AT_ONCE) {
    const rows = pages.slice(at, at + PAGES_AT_ONCE).map(({ page, content, folded }) => ({
      ...key,
      page,
      content,
      words: indexedWords(key.unitId, folded),
    }));
    await db.insertInto('evidencePage').values(rows).execute();
  }
}

export function listPages(
  db: Db,
  key: VersionKey,
  after: number,
  limit: number,
): Promise<Pick<Row<'evidencePage'>, 'page' | 'content'>[]> {
  return db
    .selectFrom('evidencePage')
    .select(['page', 'content'])
    .where('unitId', '=', key.unitId)
    .where('documentId', '=', key.documentId)
    .where('version', '=', key.version)
    .where('page', '>', after)
    .orderBy('page')
    .limit(limit)
    .execute();
}
