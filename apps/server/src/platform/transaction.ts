import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Db } from './context.ts';

/** Runs in the transaction that is open already, or in a new one: all or nothing either way. */
export function inTransaction<T>(db: Db, use: (tx: Transaction<Database>) => Promise<T>): Promise<T> {
  // An idempotent route has opened one, so that its key and its effect are stored together.
  return db.isTransaction ? use(db as Transaction<Database>) : db.transaction().execute(use);
}
