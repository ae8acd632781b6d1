import { randomInt } from 'node:crypto';
import { refuse } from './refusal.ts';

/**
 * How many requests the server works on at once before it asks the others to come back: what waits longer than a
 * second or two is better sent again later. Changes are let in after reads have begun to wait, so that what was typed
 * goes first.
 */
export interface AtOnce {
  readonly reads: number;
  /** Reads and changes together. */
  readonly all: number;
}

export interface Gate {
  /** Does the work, or answers 503 with the seconds after which to try again. */
  readonly pass: <T>(kind: 'read' | 'change', work: () => Promise<T>) => Promise<T>;
}

/** Everybody coming back at the same second would only be sent away again. Seconds, the last excluded. */
const COME_BACK = [3, 9] as const;

export function createGate({ reads, all }: AtOnce): Gate {
  let inside = 0;
  return {
    async pass(kind, work) {
      if (inside >= (kind === 'read' ? reads : all))
        refuse('overloaded', { headers: { 'retry-after': String(randomInt(...COME_BACK)) } });
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
      }
    },
  };
}
