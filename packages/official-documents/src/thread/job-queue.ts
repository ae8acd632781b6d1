import { Worker } from 'node:worker_threads';
import { DocxRefusal } from '../docx/docx-problems.ts';
import { RenderFailure } from '../render-failure.ts';
import type { Answer, Job } from './messages.ts';

export interface QueueLimits {
  /** JavaScript heap of the thread, MiB. */
  readonly heapMegabytes: number;
  /** For one job, from its start. */
  readonly jobMilliseconds: number;
  /** Jobs waiting besides the running one; more are refused as "busy". */
  readonly waiting: number;
  /** How long a thread with nothing to do is kept. */
  readonly idleMilliseconds: number;
}

export interface JobQueue {
  /** The bytes of the answer. Rejects with `DocxRefusal` or `RenderFailure`. */
  readonly run: (job: Job) => Promise<Uint8Array>;
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, one job at a time, in the order of asking. A thread that fails or overruns is replaced. */
export function createJobQueue(limits: QueueLimits): JobQueue {
  const waiting: Waiting[] = [];
  let running: Waiting | null = null;
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;

  const settle = (finish: (one: Waiting) => void): void => {
    clearTimeout(timer);
    const one = running;
    running = null;
    if (one !== null) finish(one);
    next();
  };
  const drop = (): void => {
    const old = thread;
    thread = null;
    old?.removeAllListeners();
    // What a dying thread still says is nobody's concern, but must not become an uncaught error.
    old?.on('error', () => undefined);
    void old?.terminate();
  };
  const fail = (failure: RenderFailure): void => {
    drop();
    settle((one) => one.reject(failure));
  };
  const hear = (answer: Answer): void => {
    if (answer.type === 'failed') {
      return fail(new RenderFailure(answer.outOfMemory ? 'too-much-memory' : 'failed', answer.reason));
    }
    if (answer.type === 'done' && answer.retire) drop();
    settle((one) =>
      answer.type === 'done' ? one.resolve(answer.bytes) : one.reject(new DocxRefusal(answer.problems)),
    );
  };
  const start = (): Worker => {
    const worker = startThread(limits.heapMegabytes);
    worker.on('message', hear);
    worker.on('error', (error) => fail(failureOf(error)));
    worker.on('exit', () => fail(new RenderFailure('failed', 'the thread ended')));
    return worker;
  };
  const next = (): void => {
    const one = waiting.shift();
    if (one === undefined) {
      thread?.unref();
      timer = setTimeout(drop, limits.idleMilliseconds).unref();
      return;
    }
    running = one;
    thread ??= start();
    thread.ref();
    timer = setTimeout(() => fail(new RenderFailure('too-slow')), limits.jobMilliseconds);
    thread.postMessage(one.job);
  };

  return {
    run(job) {
      if (waiting.length >= limits.waiting) return Promise.reject(new RenderFailure('busy'));
      return new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        if (running !== null) return;
        clearTimeout(timer);
        next();
      });
    },
  };
}

function startThread(heapMegabytes: number): Worker {
  return new Worker(new URL('./start.mjs', import.meta.url), {
    execArgv: [],
    // Nothing of the server's surroundings is the thread's business.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
}

function failureOf(error: unknown): RenderFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  return new RenderFailure(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'failed', reason);
}
