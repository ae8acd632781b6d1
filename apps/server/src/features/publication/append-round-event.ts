import { canonicalJson } from '@parix/criteria-sets';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { appendEntries } from './append-log.ts';
import { lockLog } from './log.queries.ts';
import { loadLogKey } from './signing-key.ts';

/**
 * What the public log records besides receipts and publications: hashes and identifiers of public things, never a name
 * of a person, a unit or a document.
 */
export type RoundEvent =
  /** A criteria set became a version. `sha256`: its fingerprint. */
  | { readonly kind: 'set-issued'; readonly set: string; readonly sha256: string }
  /** The lead agency of an area confirmed its result. `sha256`: of the decisions as they stood, canonical JSON. */
  | {
      readonly kind: 'appraisal-confirmed';
      readonly round: string;
      readonly area: string;
      readonly sha256: string;
    }
  /** The council decided the round. `sha256`: of the frozen table of results. */
  | { readonly kind: 'council-decided'; readonly round: string; readonly sha256: string };

const HASH = /^[0-9a-f]{64}$/;

/**
 * Records an event in the transparency log, in the transaction of its cause: no event without its entry, no entry
 * without its event. Holds the log until the transaction ends, so it comes last in it. @returns the entry's index
 * @throws RangeError for a hash that is none
 * @throws OperatorError `SIGNING_KEY_CHANGED`, `LOG_DAMAGED`
 */
export function appendRoundEvent(
  { db, config, now }: Pick<PublicContext, 'db' | 'config' | 'now'>,
  event: RoundEvent,
): Promise<number> {
  if (!HASH.test(event.sha256)) throw new RangeError('an event is recorded with a SHA-256 in lower-case hex');
  const entry = Buffer.from(canonicalJson({ ...event, at: now.toISOString() }), 'utf8');
  return inTransaction(db, async (tx: Transaction<Database>) => {
    await lockLog(tx);
    return (await appendEntries(tx, loadLogKey(config), [entry], now)).first;
  });
}
