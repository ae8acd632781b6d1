import { setTimeout as sleep } from 'node:timers/promises';
import { prng } from '../prng.ts';
import type { startServer } from './server-process.ts';

/**
 * Kills (-9) the server, or server and database, again and again until told to stop: some seconds after it answers, for
 * on a busy machine it would otherwise never come up.
 */
export function killAtRandom(
  server: Awaited<ReturnType<typeof startServer>>,
  publicUrl: string,
  [least, most]: readonly [number, number],
): { readonly stop: () => Promise<number> } {
  const random = prng(11);
  let running = true;
  const untilReady = async (): Promise<void> => {
    while (running) {
      const answer = await fetch(`${publicUrl}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(300);
    }
  };
  const killing = async (): Promise<number> => {
    let count = 0;
    for (;;) {
      await untilReady();
      await sleep(random.int(least, most) * 1000);
      if (!running) return count;
      // As when the power fails: a database alone is brought up again by the server that starts it.
      if (random.chance(0.5)) server.killDatabase();
      server.killServer();
      count += 1;
    }
  };
  const killed = killing();
  return {
    stop: () => {
      running = false;
      return killed;
    },
  };
}
