import { Worker } from 'node:worker_threads';
import type { BuildHead, BuiltArchive, FromBuilder, ToBuilder, UnitText } from './messages.ts';
import type { PublicationProblem } from '@parix/publication';

export type Built =
  | ({ readonly ok: true } & BuiltArchive)
  | { readonly ok: false; readonly problems: readonly PublicationProblem[] | 'results-differ' };

/** A round of ten thousand units with a hundred items takes 1.7 GB. */
const HEAP_MEGABYTES = 6144;
/** Most of what is made is let go of at once: a small nursery would be swept all the time. */
const YOUNG_MEGABYTES = 256;

/**
 * Builds the archive in threads of its own, so that people's requests are answered meanwhile. `units` are the rows in
 * the order of the units; `onProgress` hears how many units' pages are written. Ends the threads when `signal` says so.
 */
export async function buildInThreads(
  head: BuildHead,
  units: AsyncIterable<readonly UnitText[]>,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (units: number) => void },
): Promise<Built> {
  const builder = new Worker(new URL('./start.mjs', import.meta.url), {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
    workerData: { role: 'builder' },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const tell = (message: ToBuilder): void => builder.postMessage(message);
  const answer = answerOf(builder, signal, onProgress);
  try {
    tell({ type: 'begin', head });
    for await (const some of units) {
      signal.throwIfAborted();
      tell({ type: 'units', units: some });
    }
    tell({ type: 'finish' });
    return await answer;
  } finally {
    answer.catch(() => undefined);
    await builder.terminate();
  }
}

function answerOf(builder: Worker, signal: AbortSignal, onProgress: (units: number) => void): Promise<Built> {
  return new Promise((resolve, reject) => {
    builder.on('message', (message: FromBuilder) => {
      if (message.type === 'progress') onProgress(message.units);
      if (message.type === 'refused') resolve({ ok: false, problems: message.problems });
      if (message.type === 'differs') resolve({ ok: false, problems: 'results-differ' });
      if (message.type === 'built') resolve({ ok: true, ...message });
    });
    builder.on('error', reject);
    builder.on('exit', (code) => reject(new Error(`the building thread ended with ${code}`)));
    const stopped = (): void => reject(new Error('the building was stopped', { cause: signal.reason }));
    signal.addEventListener('abort', stopped, { once: true });
  });
}
