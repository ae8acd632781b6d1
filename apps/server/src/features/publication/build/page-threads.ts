import { Worker } from 'node:worker_threads';
import type { UnitChunk } from '@parix/publication';
import type { ArchiveFile } from './archive-file.ts';
import type { FromPages, PageThreadData, ToPages } from './messages.ts';

export type Take = (index: number, files: readonly ArchiveFile[]) => void;

/** Threads that write units' pages beside the one that builds. */
export interface PageThreads {
  readonly count: number;
  /** How many chunks they have. */
  readonly open: () => number;
  /** `take` gets the files of the chunk when they are written. */
  readonly give: (index: number, chunk: UnitChunk, take: Take) => void;
  /** Resolves when the next chunk has come back; throws when a thread is lost. */
  readonly news: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startPageThreads(count: number, set: PageThreadData): PageThreads {
  const takers = new Map<number, Take>();
  let lost: Error | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
    listeners.clear();
  };
  const threads = Array.from({ length: count }, () => ({ worker: startThread(set), open: 0 }));
  for (const thread of threads) {
    thread.worker.on('message', ({ index, files }: FromPages) => {
      thread.open -= 1;
      takers.get(index)?.(index, files);
      takers.delete(index);
      tell();
    });
    thread.worker.on('error', (error) => {
      lost = error;
      tell();
    });
  }
  return {
    count,
    open: () => takers.size,
    give: (index, chunk, take) => {
      const [freest] = threads.toSorted((a, b) => a.open - b.open);
      if (freest === undefined) throw new Error('there is no other thread');
      freest.open += 1;
      takers.set(index, take);
      const message: ToPages = { index, chunk };
      freest.worker.postMessage(message);
    },
    news: async () => {
      if (lost === undefined) await new Promise<void>((resolve) => void listeners.add(resolve));
      if (lost !== undefined) throw lost;
    },
    stop: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

const startThread = ({ setDocument, amendmentDocuments }: PageThreadData): Worker =>
  new Worker(new URL('./start.mjs', import.meta.url), {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
    workerData: { role: 'pages', setDocument, amendmentDocuments },
    resourceLimits: { maxYoungGenerationSizeMb: 128 },
  });
