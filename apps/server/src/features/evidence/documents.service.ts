import type { Receipt, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { containsPattern, foldForSearch } from '../../platform/search-text.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { issueReceipt } from '../receipts/receipts.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { unitCodeOf } from '../units/units.read-model.ts';
import { hitText, toSummary, toUse, toVersion } from './describe-document.ts';
import {
  type DocumentKey,
  insertDocument,
  insertVersion,
  listEarlierLinks,
  listNamedVersions,
  listUses,
  listVersions,
  noteTextState,
  type UseRow,
  type VersionRow,
} from './evidence.queries.ts';
import { extractEvidenceText } from './extract-text.job.ts';
import { type FinishedUpload, findingWords } from './finish-upload.service.ts';
import { requireRoom } from './library-room.service.ts';
import { permitReading, permitWriting } from './permit-evidence.ts';
import { pickDocuments, readHits } from './search-library.queries.ts';
import { requireFinishedUpload } from './uploads.service.ts';

type ListQuery = z.output<typeof ROUTES.listEvidence.query>;
type Fields = z.output<typeof ROUTES.addEvidence.body>;
type Saved = z.output<typeof ROUTES.addEvidence.response>;

/** Documents of a unit's library, newest first, with how often each is used and where the words searched for stand. */
export async function listEvidence(context: Context, unitId: string, query: ListQuery) {
  await permitReading(context, unitId);
  const { limit, cursor, q = '', kind, year, unused, roundId, hidden } = query;
  const words = foldForSearch(q);
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const unusedIn = unused ? roundId : undefined;
  const filter = { unitId, words, pattern: containsPattern(q), kind, year, unusedIn, hidden, before };
  const picked = await pickDocuments(context.db, { ...filter, limit: limit + 1 });
  const page = toPage(
    picked,
    limit,
    (row) => [row.documentId],
    (row) => row,
  );
  const rows = await listNamedVersions(context.db, unitId, page.items);
  const ids = rows.map((row) => row.documentId);
  const uses = countUses(await listUses(context.db, unitId, ids));
  const found = await readHits(context.db, unitId, page.items);
  const hits = new Map(found.map((hit) => [hit.documentId, hit]));
  const today = legalDayOf(context.now);
  const items = rows.map((row) => {
    const hit = hits.get(row.documentId);
    const shown = hit ? { page: hit.page, text: hitText(hit.content, words) } : null;
    const { locale } = context;
    return toSummary(row, { uses: uses.get(row.documentId) ?? 0, hit: shown, today, locale });
  });
  return { items, next: page.next };
}

function countUses(rows: readonly UseRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { documentId } of rows) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  return counts;
}

export async function getEvidence(context: Context, key: DocumentKey) {
  await permitReading(context, key.unitId);
  return describe(context, key);
}

async function describe(context: Context, { unitId, documentId }: DocumentKey): Promise<Saved['document']> {
  const rows = await listVersions(context.db, { unitId, documentId });
  const [current] = rows;
  if (!current) refuse('not-found');
  const versions = rows.map((row) => toVersion(row, context.locale));
  const uses = await listUses(context.db, unitId, [documentId]);
  return {
    id: documentId,
    unitId,
    hidden: current.hidden,
    current: toVersion(current, context.locale),
    versions,
    uses: uses.map(toUse),
    editable: mayEdit(context, unitId),
  };
}

function mayEdit(context: Context, unitId: string): boolean {
  try {
    permitWriting(context, unitId);
    return true;
  } catch {
    return false;
  }
}

/** Adds a document to the unit's library, with the file of a finished upload or without one. */
export async function addEvidence(context: Context, unitId: string, fields: Fields): Promise<Saved> {
  permitWriting(context, unitId);
  const upload = await takeUpload(context, fields.uploadId);
  return inTransaction(context.db, async (db) => {
    const key = { unitId, documentId: newId() };
    const { accountId } = context.person;
    await insertDocument(db, { unitId, id: key.documentId, createdBy: accountId, createdAt: context.now });
    return append({ ...context, db }, key, 1, fields, upload, undefined);
  });
}

/** Appends a version: other fields, another file, or both. 412 when somebody else has changed the document. */
export async function changeEvidence(
  context: Context,
  key: DocumentKey,
  version: number,
  fields: Fields,
): Promise<Saved> {
  permitWriting(context, key.unitId);
  const upload = await takeUpload(context, fields.uploadId);
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const standing = await requireVersion(inside, key, version);
    return append(inside, key, version + 1, fields, upload, standing);
  });
}

/** Hides a document from the library. Nothing is removed: what refers to it still opens it. */
export async function hideEvidence(
  context: Context,
  key: DocumentKey,
  version: number,
): Promise<Record<string, never>> {
  permitWriting(context, key.unitId);
  await inTransaction(context.db, async (db) => {
    const standing = await requireVersion({ ...context, db }, key, version);
    const row = { ...storedFields(standing), hidden: true, folded: standing.folded };
    await store({ ...context, db }, key, version + 1, row);
    await recordAudit(db, context, { action: 'evidence.hidden', subject: `evidence:${key.documentId}` });
  });
  return {};
}

async function requireVersion(context: Context, key: DocumentKey, version: number): Promise<VersionRow> {
  const [standing] = await listVersions(context.db, key);
  if (!standing) refuse('not-found');
  if (standing.version !== version) refuse('edit-conflict', { current: await describe(context, key) });
  return standing;
}

/** The stored file of an upload of this person; a refused file is told with every reason. */
async function takeUpload(context: Context, uploadId: string | null): Promise<FinishedUpload | undefined> {
  if (uploadId === null) return undefined;
  const upload = await requireFinishedUpload(context, uploadId);
  if (upload.sha256 === null)
    refuse('file-refused', { errors: findingWords(upload.findings, context.locale) });
  return upload;
}

const storedFields = (row: VersionRow) => {
  const { abstract, number, issuedOn, issuer, kind, validFrom, validTo, url, sha256, fileName } = row;
  return { abstract, number, issuedOn, issuer, kind, validFrom, validTo, url, sha256, fileName };
};

async function append(
  context: Context,
  key: DocumentKey,
  version: number,
  { uploadId: _upload, ...fields }: Fields,
  upload: FinishedUpload | undefined,
  standing: VersionRow | undefined,
): Promise<Saved> {
  if (fields.validFrom !== null && fields.validTo !== null && fields.validTo < fields.validFrom)
    refuse('bad-request', { errors: [validityFault] });
  if (upload?.sha256) await requireRoom(context, key.unitId, upload.sha256);
  const { sha256, fileName } = upload ?? standing ?? { sha256: null, fileName: null };
  const words = [fields.abstract, fields.number, fields.issuer, fileName ?? ''].join(' ');
  await store(context, key, version, {
    ...fields,
    sha256,
    fileName,
    hidden: false,
    folded: foldForSearch(words),
  });
  if (sha256 !== null) {
    await noteTextState(context.db, { ...key, version }, 'waiting', context.now);
    await extractEvidenceText.enqueue(context.db, { ...key, version });
  }
  const action = version === 1 ? 'evidence.added' : 'evidence.changed';
  await recordAudit(context.db, context, {
    action,
    subject: `evidence:${key.documentId}`,
    detail: { version },
  });
  const document = await describe(context, key);
  return { document, receipt: upload ? await receiptOf(context, key.unitId, document) : null };
}

async function store(
  { db, person, now, ...context }: Context,
  key: DocumentKey,
  version: number,
  row: Omit<
    Parameters<typeof insertVersion>[1],
    'unitId' | 'documentId' | 'version' | 'authorId' | 'recordedAt'
  >,
): Promise<void> {
  const stored = await insertVersion(db, {
    ...row,
    ...key,
    version,
    authorId: person.accountId,
    recordedAt: now,
  });
  if (!stored) refuse('edit-conflict', { current: await describe({ db, person, now, ...context }, key) });
}

async function receiptOf(
  context: Context,
  unitId: string,
  { current }: Saved['document'],
): Promise<Receipt | null> {
  if (!current.file) return null;
  const { fileName, size, sha256 } = current.file;
  const unit = await unitCodeOf(context.db, unitId);
  const record = { kind: 'upload', unit, fileName, version: current.version, size, sha256 } as const;
  return issueReceipt(context.db, context, { ...record, unitId });
}

const validityFault = {
  place: '/validTo',
  code: 'before-valid-from',
  message: 'Ngày hết hiệu lực sớm hơn ngày có hiệu lực. / The last day of validity is before the first one.',
};

/** What other rounds showed for the item, ready to be used again. */
export async function earlierEvidence(
  context: Context,
  path: { readonly roundId: string; readonly unitId: string; readonly itemId: string },
) {
  const round = await requireRound(context.db, path.roundId, context.now);
  const relation = await relationToTree(context.db, context.person, path.unitId, context.now);
  context.permit('evidence.read', { ...relation, phase: round.phase });
  const links = await listEarlierLinks(context.db, path);
  const uses = countUses(
    await listUses(
      context.db,
      path.unitId,
      links.map((link) => link.documentId),
    ),
  );
  const today = legalDayOf(context.now);
  const { locale } = context;
  const items = [];
  for (const link of links) {
    const [row] = await listVersions(context.db, { unitId: path.unitId, documentId: link.documentId });
    if (!row || row.hidden) continue;
    const summary = toSummary(row, { uses: uses.get(link.documentId) ?? 0, hit: null, today, locale });
    const { roundId, roundTitle } = link;
    items.push({ ...summary, roundId, roundTitle, page: link.page ?? '', quote: link.quote ?? '' });
  }
  return { items };
}
