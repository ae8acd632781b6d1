import { extractText, type ExtractedText } from '@parix/file-inspection';
import { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { type JobContext, registerJob } from '../../platform/jobs/jobs.ts';
import { foldForSearch } from '../../platform/search-text.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { evidenceStore } from './evidence-store.read-model.ts';
import { withLocalCopy } from './local-copy.ts';
import { listVersions, noteTextState, replacePages, type VersionKey } from './evidence.queries.ts';

const versionKey = z.object({ unitId: z.uuid(), documentId: z.uuid(), version: z.int().min(1) });

/** Reads the text of a new file, so that the search finds it. Repeated it does the same again. */
export const extractEvidenceText = registerJob('evidence.extract-text', versionKey, extract, { retries: 3 });

/** More than this of one page is no text that somebody wrote; it is cut, so that one file cannot fill the index. */
const PAGE_LETTERS = 100_000;

async function extract(context: JobContext, key: VersionKey): Promise<void> {
  const { db, now } = context;
  const row = (await listVersions(db, key)).find(({ version }) => version === key.version);
  if (!row || row.sha256 === null || row.mediaType === null) return;
  const found = await readText(context, row.sha256, row.mediaType);
  await inTransaction(db, async (tx) => {
    const pages = found.pages.map(({ page, text }) => ({ page, content: text.slice(0, PAGE_LETTERS) }));
    const folded = pages.map((page) => ({ ...page, folded: foldForSearch(page.content) }));
    await replacePages(tx, key, folded);
    await noteTextState(tx, key, stateOf(found), now);
  });
}

/** The file is brought to this machine first: extraction reads here and there in it. */
const readText = ({ config }: JobContext, sha256: string, mediaType: string): Promise<ExtractedText> =>
  withLocalCopy(evidenceStore(config), sha256, (path) => extractText({ path, mediaType }));

function stateOf({ pages, reason }: ExtractedText): Row<'evidenceTextState'>['state'] {
  if (pages.some(({ text }) => text.trim() !== '')) return 'indexed';
  if (reason === 'unsupported') return 'unsupported';
  return reason === 'too-slow' || reason === 'too-much-memory' || reason === 'not-readable'
    ? 'failed'
    : 'no-text';
}
