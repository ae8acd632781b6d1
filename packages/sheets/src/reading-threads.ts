import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from './worker/messages.ts';
import type { ReadRequest } from './worker/read-source.ts';

/** What a thread reports of the file it reads; `ended` when the thread itself is gone. */
export type ThreadEvent =
  ThreadMessage | { readonly type: 'ended'; readonly reason: string; readonly outOfMemory: boolean };

/** A thread that reads one file at a time. */
export interface ReadingThread {
  readonly read: (request: ReadRequest, hear: (event: ThreadEvent) => void) => void;
  /** After its file: kept for the next one for a while, without keeping the process alive. */
  readonly giveBack: () => void;
  /** Ends the thread wherever it is. */
  readonly stop: () => void;
}

/** How long a thread that has nothing to do is kept, milliseconds. */
const KEPT = 3_000;
/** Threads that ended their last file in good order, by heap cap. Starting one takes longer than most files. */
const idle = new Map<number, Set<ReadingThread>>();

/** A thread with nothing to do, new if need be. The caller gives it back or stops it. */
export function takeThread(heapMegabytes: number): ReadingThread {
  const threads = idle.get(heapMegabytes) ?? new Set();
  idle.set(heapMegabytes, threads);
  const [kept] = threads;
  if (kept === undefined) return startThread(heapMegabytes, threads);
  threads.delete(kept);
  return kept;
}

function startThread(heapMegabytes: number, threads: Set<ReadingThread>): ReadingThread {
  let hear: (event: ThreadEvent) => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const worker = new Worker(new URL('./worker/start.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  const end = (reason: string, outOfMemory: boolean): void => {
    threads.delete(thread);
    hear({ type: 'ended', reason, outOfMemory });
  };
  worker.on('message', (message: ThreadMessage) => hear(message));
  worker.on('exit', () => end('stopped', false));
  worker.on('error', (error: Error & { code?: string }) =>
    end(error.code ?? 'internal', error.code === 'ERR_WORKER_OUT_OF_MEMORY'),
  );
  const thread: ReadingThread = {
    read(request, listener) {
      clearTimeout(timer);
      hear = listener;
      worker.ref();
      worker.postMessage(request);
    },
    giveBack() {
      hear = () => undefined;
      worker.unref();
      threads.add(thread);
      timer = setTimeout(() => thread.stop(), KEPT).unref();
    },
    stop() {
      hear = () => undefined;
      threads.delete(thread);
      void worker.terminate();
    },
  };
  return thread;
}
