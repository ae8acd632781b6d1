import { parentPort } from 'node:worker_threads';
import { extractContent } from './extract/extract-text.ts';
import { inspectContent } from './inspect-content.ts';
import type { Task, TaskAnswer } from './task.ts';

/** Body of the inspecting thread: one task at a time, one answer to each. */
const port = parentPort;
if (port === null) throw new Error('runs in a worker thread');

port.on('message', (task: Task) => {
  void answerTo(task).then((answer) => port.postMessage(answer));
});

async function answerTo(task: Task): Promise<TaskAnswer> {
  try {
    if (task.kind === 'inspect') return { kind: 'inspect', report: await inspectContent(task) };
    return { kind: 'extract', report: await extractContent(task) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { kind: 'failed', reason: code === '' ? String(error) : code };
  }
}
