import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database, JsonObject } from '../db/schema.ts';
import { refuse } from './refusal.ts';

export interface IdempotentRequest {
  readonly accountId: string;
  readonly key: string;
  /** Method and path as sent, so that one key serves one thing. */
  readonly route: string;
  readonly body: unknown;
  readonly now: Date;
}

/** Keys are kept this long; a retry after a day is a new request. */
const KEPT_MS = 24 * 3_600_000;

export function requireIdempotencyKey(header: string | undefined): string {
  if (header === undefined || !/^[\x21-\x7e]{1,200}$/.test(header)) refuse('idempotency-key-required');
  return header;
}

/**
 * Runs the effect once per key: the key, the effect and its answer are one transaction, so a retry either finds
 * the answer or finds nothing done. A second request with the same key waits for the first.
 */
export async function once(
  tx: Transaction<Database>,
  request: IdempotentRequest,
  effect: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  const { accountId, key, route, now } = request;
  const expired = new Date(now.getTime() - KEPT_MS);
  await tx
    .deleteFrom('idempotencyKey')
    .where('accountId', '=', accountId)
    .where('createdAt', '<', expired)
    .execute();
  const reserved = await tx
    .insertInto('idempotencyKey')
    .values({ accountId, key, route, requestHash, createdAt: now })
    .onConflict((conflict) => conflict.columns(['accountId', 'key']).doNothing())
    .executeTakeFirst();
  if (reserved.numInsertedOrUpdatedRows === 0n) return storedAnswer(tx, request, requestHash);
  const response = await effect();
  await tx
    .updateTable('idempotencyKey')
    .set({ status: 200, response: JSON.stringify(response) })
    .where('accountId', '=', accountId)
    .where('key', '=', key)
    .execute();
  return response;
}

async function storedAnswer(
  tx: Transaction<Database>,
  { accountId, key, route }: IdempotentRequest,
  requestHash: string,
): Promise<JsonObject> {
  const stored = await tx
    .selectFrom('idempotencyKey')
    .select(['route', 'requestHash', 'response'])
    .where('accountId', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (stored?.route !== route || stored.requestHash !== requestHash || stored.response === null) {
    refuse('idempotency-key-reused');
  }
  return stored.response;
}
