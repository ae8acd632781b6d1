import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DocxRefusal } from '../docx/docx-problems.ts';
import { RenderFailure } from '../render-failure.ts';
import type { Answer, Job } from './messages.ts';

export interface QueueLimits {
  /** JavaScript heap of the process, MiB. */
  readonly heapMegabytes: number;
  /** For one job, from its start. */
  readonly jobMilliseconds: number;
  /** Jobs waiting besides the running one; more are refused as "busy". */
  readonly waiting: number;
  /** How long a process with nothing to do is kept. */
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

/**
 * One process, one job at a time, in the order of asking. A process that fails or overruns is replaced. It is no worker
 * thread: a thread whose heap is full at the wrong moment takes the whole server with it.
 */
export function createJobQueue(limits: QueueLimits): JobQueue {
  const waiting: Waiting[] = [];
  let running: Waiting | null = null;
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;

  const settle = (finish: (one: Waiting) => void): void => {
    clearTimeout(timer);
    const one = running;
    running = null;
    if (one !== null) finish(one);
    next();
  };
  const drop = (): void => {
    const old = child;
    child = null;
    old?.removeAllListeners();
    // What a dying process still says is nobody's concern, but must not become an uncaught error.
    old?.on('error', () => undefined);
    old?.kill('SIGKILL');
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
  const start = (): ChildProcess => {
    const started = startProcess(limits.heapMegabytes);
    started.on('message', hear);
    started.on('error', (error) => fail(new RenderFailure('failed', error.message)));
    started.on('exit', (code, signal) => fail(failureOf(code, signal)));
    return started;
  };
  const next = (): void => {
    const one = waiting.shift();
    if (one === undefined) {
      child?.unref();
      child?.channel?.unref();
      timer = setTimeout(drop, limits.idleMilliseconds).unref();
      return;
    }
    running = one;
    child ??= start();
    child.ref();
    child.channel?.ref();
    timer = setTimeout(() => fail(new RenderFailure('too-slow')), limits.jobMilliseconds);
    child.send(one.job);
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

function startProcess(heapMegabytes: number): ChildProcess {
  return fork(fileURLToPath(new URL('./start.mjs', import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // Nothing of the server's surroundings is the process's business.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Node aborts when the heap is full; a shell in between would say 128 and the number of the signal. */
function failureOf(code: number | null, signal: NodeJS.Signals | null): RenderFailure {
  const isFull = signal === 'SIGABRT' || code === 134;
  return new RenderFailure(isFull ? 'too-much-memory' : 'failed', `the process ended: ${signal ?? code}`);
}
