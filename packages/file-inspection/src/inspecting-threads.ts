import { Worker } from 'node:worker_threads';
import type { InspectionLimits } from './limits.ts';
import type { Task, TaskAnswer } from './worker/task.ts';

/** Why a thread gave no answer. */
export type ThreadFault = 'too-slow' | 'too-much-memory' | 'inspection-failed';
export type ThreadResult =
  | { readonly ok: true; readonly answer: TaskAnswer }
  | { readonly ok: false; readonly fault: ThreadFault; readonly reason: string };

/** Files inspected at once in this process: each may use its full memory. */
const AT_ONCE = 2;
/** A thread without work is kept this long, milliseconds: starting one takes longer than most files. */
const KEPT = 5_000;
/** After this many files a thread is replaced, so that nothing a file left behind adds up. */
const FILES_PER_THREAD = 500;
const MEMORY_CHECKS = 100;
const MEGABYTE = 1024 * 1024;

interface Thread {
  readonly worker: Worker;
  readonly heap: number;
  files: number;
  retire: NodeJS.Timeout | undefined;
  /** Takes the one result of the task at hand. */
  conclude: (result: ThreadResult) => void;
}

const idle = new Set<Thread>();
const queue: (() => void)[] = [];
let busy = 0;

/**
 * Has one task done in a thread of its own, with caps on time, on the heap, and on the growth of the process
 * (buffers lie outside the heap). Whatever the file does to the thread, this process gets an answer.
 */
export async function runInThread(task: Task): Promise<ThreadResult> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else busy += 1;
  const thread = idleThread(task.limits.heapMegabytes) ?? startThread(task.limits.heapMegabytes);
  try {
    const result = await ask(thread, task);
    if (result.ok && thread.files < FILES_PER_THREAD) keep(thread);
    else await thread.worker.terminate();
    return result;
  } finally {
    const next = queue.shift();
    if (next === undefined) busy -= 1;
    else next();
  }
}

function idleThread(heap: number): Thread | undefined {
  const thread = [...idle].find((one) => one.heap === heap);
  if (thread === undefined) return undefined;
  idle.delete(thread);
  clearTimeout(thread.retire);
  thread.worker.ref();
  return thread;
}

function startThread(heap: number): Thread {
  const resourceLimits = { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
  const worker = new Worker(new URL('./worker/begin.mjs', import.meta.url), { execArgv: [], resourceLimits });
  const thread: Thread = { worker, heap, files: 0, retire: undefined, conclude: () => undefined };
  const fail = (fault: ThreadFault, reason: string): void => {
    idle.delete(thread);
    thread.conclude({ ok: false, fault, reason });
  };
  worker.on('message', (answer: TaskAnswer) => {
    if (answer.kind === 'failed') fail('inspection-failed', answer.reason);
    else thread.conclude({ ok: true, answer });
  });
  worker.on('exit', (code) => fail('inspection-failed', `exit ${code}`));
  worker.on('error', (error: Error & { readonly code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    fail(outOfMemory ? 'too-much-memory' : 'inspection-failed', error.code ?? error.name);
  });
  return thread;
}

function keep(thread: Thread): void {
  thread.worker.unref();
  thread.retire = setTimeout(() => {
    idle.delete(thread);
    void thread.worker.terminate();
  }, KEPT).unref();
  idle.add(thread);
}

/** The first of answer, failure and caps decides; what comes later falls on deaf ears. */
function ask(thread: Thread, task: Task): Promise<ThreadResult> {
  const { milliseconds } = task.limits;
  thread.files += 1;
  return new Promise((resolve) => {
    const fail = (fault: ThreadFault, reason: string): void => thread.conclude({ ok: false, fault, reason });
    const timer = setTimeout(() => fail('too-slow', String(milliseconds)), milliseconds);
    const watch = watchMemory(task.limits, (found) => fail('too-much-memory', found));
    thread.conclude = (result) => {
      clearTimeout(timer);
      clearInterval(watch);
      thread.conclude = () => undefined;
      resolve(result);
    };
    thread.worker.postMessage(task);
  });
}

function watchMemory(limits: InspectionLimits, exceeded: (found: string) => void): NodeJS.Timeout {
  const before = process.memoryUsage.rss();
  return setInterval(() => {
    const grown = Math.round((process.memoryUsage.rss() - before) / MEGABYTE);
    if (grown > limits.processMegabytes) exceeded(String(grown));
  }, MEMORY_CHECKS);
}
