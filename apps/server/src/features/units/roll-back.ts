import type { Db } from '../../platform/context.ts';

/** Carries the answer out of a transaction that must not be kept. */
class Undone<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('rolled back on purpose');
    this.answer = answer;
  }
}

/**
 * Does the work on the real rules of the database and takes all of it back. Only outside a transaction: there is
 * nothing of the caller's that could be lost with it.
 */
export async function rollBack<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as T;
    throw error;
  }
}
