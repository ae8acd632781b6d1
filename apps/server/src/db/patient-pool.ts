import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isConnectionLost } from '../platform/postgres/connection-lost.ts';

/** How long a caller waits for a server that is starting or changing places, in ms. */
const PATIENCE_MS = 5000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/**
 * A pool that tries again while no connection can be had: nothing was sent yet, so nothing can happen twice. A
 * statement whose connection was lost is never sent again from here, because nobody knows whether it took effect.
 */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    return callback === undefined ? this.#connectPatiently() : super.connect(callback);
  }

  async #connectPatiently(): Promise<pg.PoolClient> {
    const started = performance.now();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await super.connect();
      } catch (error) {
        const waited = performance.now() - started;
        if (!isConnectionLost(error) || waited + pause > PATIENCE_MS) throw error;
        await sleep(pause);
      }
    }
  }
}
