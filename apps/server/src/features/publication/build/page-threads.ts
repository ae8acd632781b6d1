import { Worker } from 'node:worker_threads';
import type { UnitChunk } from '@parix/publication';
import type { ArchiveFile } from './archive-file.ts';
import type { FromPages, PageThreadData, ToPages } from './messages.ts';

/** Threads that write units' pages beside the one that builds. */
export interface PageThreads {
  readonly count: number;
  /** How many chunks wait or are worked on. */
  readonly open: () => number;
  readonly give: (index: number, chunk: UnitChunk) => void;
  /** Resolves when the next chunk has come back; throws when a thread is lost. */
  readonly news: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startPageThreads(
  count: number,
  { setDocument, amendmentDocuments }: PageThreadData,
  take: (index: number, files: readonly ArchiveFile[]) => void,
): PageThreads {
  const waiting: ToPages[] = [];
  let open = 0;
  let lost: Error | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
    listeners.clear();
  };
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./start.mjs', import.meta.url), {
      execArgv: [],
      env: { ...process.env, NODE_ENV: 'production' },
      workerData: { role: 'pages', setDocument, amendmentDocuments },
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    });
    const feed = (): void => {
      const next = waiting.shift();
      if (next === undefined) idle.add(feed);
      else worker.postMessage(next);
    };
    worker.on('message', ({ index, files }: FromPages) => {
      open -= 1;
      take(index, files);
      feed();
      tell();
    });
    worker.on('error', (error) => {
      lost = error;
      tell();
    });
    return { worker, feed };
  });
  const idle = new Set(workers.map(({ feed }) => feed));
  return {
    count,
    open: () => open,
    give: (index, chunk) => {
      open += 1;
      waiting.push({ index, chunk });
      const [feed] = idle;
      if (feed === undefined) return;
      idle.delete(feed);
      feed();
    },
    news: async () => {
      if (lost === undefined) await new Promise<void>((resolve) => void listeners.add(resolve));
      if (lost !== undefined) throw lost;
    },
    stop: async () => {
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}
