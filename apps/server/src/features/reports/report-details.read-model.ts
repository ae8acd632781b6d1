import { type ReportDetails, reportDetails } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { type CardKey, findDetailRow } from './reports.queries.ts';

/** What the report of a card says beside its figures, as it was saved last; null: nothing was saved. */
export async function savedDetails(db: Db, card: CardKey): Promise<ReportDetails | null> {
  const row = await findDetailRow(db, card);
  return row ? reportDetails.parse(row.content) : null;
}
