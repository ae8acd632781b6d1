const LOOK_EVERY_MS = 1000;

interface Kept {
  readonly isRunning: () => boolean;
  readonly startAgain: () => Promise<void>;
  /** Hears of every time that it had ended: undefined once it runs again, or why it could not be started. */
  readonly onOutage: (failure: unknown) => void;
}

/**
 * Starts something again whenever it has ended unasked: killed, or out of memory. A start that fails is tried again.
 * @returns ends the watch, once a start in hand is over
 */
export function keepRunning({ isRunning, startAgain, onOutage }: Kept): () => Promise<void> {
  let starting: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (starting !== undefined || isRunning()) return;
    starting = startAgain()
      .then(() => onOutage(undefined), onOutage)
      .finally(() => (starting = undefined));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await starting;
  };
}
