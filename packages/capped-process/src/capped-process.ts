import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Said } from './messages.ts';

export type End = { readonly type: 'ended'; readonly full: boolean; readonly reason: string };

/** A process that does one job at a time. */
export interface CappedProcess<Job, Part, Answer> {
  /** Gives it a job and keeps this process alive for it. */
  readonly give: (job: Job, hear: (said: Said<Part, Answer> | End) => void) => void;
  /** Says something more of the job that it has. */
  readonly tell: (message: object) => void;
  /** Nothing to do: this process may end. */
  readonly rest: () => void;
  /** Ends it wherever it is. */
  readonly stop: () => void;
}

/** MiB each; `processMegabytes` 0: no cap on the process as a whole, `youngMegabytes` 0: as Node has it. */
export interface Caps {
  readonly heapMegabytes: number;
  readonly youngMegabytes: number;
  readonly processMegabytes: number;
}

/** `onEnd`: it is gone, by itself, with a job or without. */
export function startProcess<Job extends object, Part, Answer>(
  script: URL,
  { heapMegabytes, youngMegabytes, processMegabytes }: Caps,
  onEnd: () => void,
): CappedProcess<Job, Part, Answer> {
  const young = youngMegabytes > 0 ? [`--max-semi-space-size=${youngMegabytes}`, '--single-threaded-gc'] : [];
  const child = fork(fileURLToPath(script), [String(processMegabytes)], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, ...young],
    // Nothing of the server's surroundings is the process's business.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let hear: (said: Said<Part, Answer> | End) => void = () => undefined;
  const end = (full: boolean, reason: string): void => {
    silence(child);
    onEnd();
    hear({ type: 'ended', full, reason });
  };
  child.on('message', (said: Said<Part, Answer>) => hear(said));
  child.on('error', (error) => end(false, error.message));
  child.on('exit', (code, signal) => end(isFull(code, signal), `the process ended: ${signal ?? code}`));
  return {
    give(job, listener) {
      hear = listener;
      child.ref();
      child.channel?.ref();
      child.send(job);
    },
    tell: (message) => void child.send(message),
    rest() {
      hear = () => undefined;
      child.unref();
      child.channel?.unref();
    },
    stop() {
      silence(child);
      child.kill('SIGKILL');
    },
  };
}

/** What a dying process still says is nobody's concern, but must not become an uncaught error. */
function silence(child: ChildProcess): void {
  child.removeAllListeners();
  child.on('error', () => undefined);
}

/**
 * Node aborts when its heap is full (a shell in between would say 128 and the number of the signal); the watch in the
 * process and the operating system kill it.
 */
function isFull(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134 || code === 137;
}
