import { mayRate, type Rating } from '@parix/one-stop';
import type { PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { builtInSource, lockCounter, readTold, tell } from '../dossiers/built-in-source.read-model.ts';
import { findByLookup } from './counter.queries.ts';
import { nextInstant } from './describe-counter-dossier.ts';
import { readLookupCode } from './lookup-code.ts';

/** Id of the one event that holds the applicant's judgement; another judgement is a higher revision of it. */
const RATING_EVENT = 'danh-gia';
/** Judgements of one dossier; whoever changes their mind more often keeps the last one. */
const MOST_JUDGEMENTS = 20;

/**
 * Takes the judgement of whoever holds the code of the receipt. The same again changes nothing, nor does a code that
 * opens no dossier that may be judged now.
 */
export async function rateDossier(context: PublicContext, typed: string, rating: Rating): Promise<void> {
  const code = readLookupCode(typed);
  if (code === null) return;
  await inTransaction(context.db, async (db) => {
    const row = await findByLookup(db, code);
    if (!row) return;
    const sourceId = await builtInSource(db);
    await lockCounter(db, sourceId, row.unitId);
    const told = await readTold(db, { unitId: row.unitId, code: row.code, sourceId });
    if (!mayRate(told.facts)) return;
    const before = told.rows.filter(({ eventId }) => eventId === RATING_EVENT).length;
    if (told.facts.rating === rating || before >= MOST_JUDGEMENTS) return;
    await tell({ ...context, db }, sourceId, {
      ...{
        unitId: row.unitId,
        dossierCode: row.code,
        eventId: RATING_EVENT,
        revision: before,
        voided: false,
      },
      ...{ kind: 'rated', at: nextInstant(told, context.now), procedureCode: null, data: { rating } },
    });
  });
}
