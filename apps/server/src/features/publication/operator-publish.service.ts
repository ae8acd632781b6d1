import type { PublicContext } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { Refusal } from '../../platform/refusal.ts';
import { problemOf } from '../../platform/problem.ts';
import { filesAfter, latestPublication, type PublicationRow } from './publication.queries.ts';
import { publishNow } from './publish-now.service.ts';
import { contentOf } from './published-files.ts';

/** What is written to a folder: every file of a publication, one at a time. */
export interface PublishedFiles {
  readonly publication: PublicationRow;
  readonly files: () => AsyncGenerator<{ readonly path: string; readonly bytes: Uint8Array }>;
}

/** The round's newest publication, under embargo or not; undefined while there is none. */
export async function latestPublishedFiles(
  context: PublicContext,
  roundId: string,
): Promise<PublishedFiles | undefined> {
  const publication = await latestPublication(context.db, roundId);
  return publication && { publication, files: () => publishedFiles(context, publication.id) };
}

const FILES_AT_ONCE = 100;

async function* publishedFiles(
  context: PublicContext,
  id: string,
): AsyncGenerator<{ readonly path: string; readonly bytes: Uint8Array }> {
  for (let after = ''; ;) {
    const some = await filesAfter(context.db, id, after, FILES_AT_ONCE);
    for (const file of some) yield { path: file.path, bytes: await contentOf(context, file) };
    const last = some.at(-1);
    if (last === undefined) return;
    after = last.path;
  }
}

/** Publishes on behalf of the operator at the command line; refusals are told as the operator's to solve. */
export async function publishAsOperator(
  context: PublicContext,
  roundId: string,
  decision: { readonly number: string; readonly date: string } | null,
): Promise<void> {
  try {
    const act = decision && { ...decision, issuer: null };
    await publishNow(context, roundId, { decision: act, publicFrom: null, correctionReason: null }, null);
  } catch (error) {
    throw error instanceof Refusal ? operatorError(error, roundId) : error;
  }
}

function operatorError(refusal: Refusal, roundId: string): OperatorError {
  if (refusal.code === 'not-found') {
    return new OperatorError('ROUND_NOT_FOUND', {
      vi: `Không có đợt đánh giá "${roundId}". Xem mã đợt trong trang Đợt đánh giá.`,
      en: `There is no round "${roundId}". Look up its id on the page of rounds.`,
    });
  }
  const words = (locale: 'vi' | 'en'): string => {
    const { detail, errors = [] } = problemOf(refusal.code, refusal.detail, locale, '');
    return [
      `${roundId}: ${detail}`,
      ...errors.slice(0, 5).map(({ place, message }) => `  ${place}: ${message}`),
    ].join('\n');
  };
  return new OperatorError('ROUND_NOT_READY', { vi: words('vi'), en: words('en') });
}
