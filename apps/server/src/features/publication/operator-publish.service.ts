import type { Db, PublicContext } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { Refusal } from '../../platform/refusal.ts';
import { problemOf } from '../../platform/problem.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { filesOfPublication, latestPublication, type PublicationRow } from './publication.queries.ts';
import { publishRound } from './publish.service.ts';

export interface PublishedFiles {
  readonly publication: PublicationRow;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The files of the round's latest publication; undefined while there is none. */
export async function latestPublishedFiles(db: Db, roundId: string): Promise<PublishedFiles | undefined> {
  const publication = await latestPublication(db, roundId);
  return publication && { publication, files: await filesOfPublication(db, publication.id) };
}

/** Publishes on behalf of the operator at the command line; refusals are told as the operator's to solve. */
export async function publishAsOperator(
  context: PublicContext,
  roundId: string,
  decision: { readonly number: string; readonly date: string } | null,
): Promise<void> {
  try {
    await inTransaction(context.db, async (tx) => {
      const round = await requireRound(tx, roundId, context.now, 'update');
      const act = decision && { ...decision, issuer: undefined };
      await publishRound({ ...context, db: tx }, tx, round, act, null);
    });
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
