import { Worker } from 'node:worker_threads';

/** Makes this the body of a process of a pool, which ends with whoever started it. @returns how it says something */
export function bodyOf<Message extends object>(): (message: Message) => void {
  if (process.send === undefined) throw new Error('runs as a child process');
  watchMemory(Number(process.argv[2]));
  process.on('disconnect', () => process.exit());
  return (message) => void process.send?.(message);
}

/** From a thread of its own: the work may not let go of this one for as long as it runs. */
function watchMemory(megabytes: number): void {
  if (!(megabytes > 0)) return;
  const watch = new Worker(new URL('./watch-memory.mjs', import.meta.url), {
    execArgv: [],
    workerData: { bytes: megabytes * 1024 * 1024 },
  });
  watch.unref();
}

/** What is told of a failure. */
export function reasonOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return String(error).slice(0, 1_000);
}
