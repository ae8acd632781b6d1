import { parentPort, workerData } from 'node:worker_threads';
import { readSource, type ReadRequest } from './read-source.ts';
import { Refusal } from './refusal.ts';
import type { ThreadMessage } from './messages.ts';

/** Body of the reading thread: one request, batches of rows, one last word. */
const port = parentPort;
if (port === null) throw new Error('runs in a worker thread');
const send = (message: ThreadMessage): void => port.postMessage(message);

try {
  await readSource(workerData as ReadRequest, ({ sheet, rows }) => send({ type: 'rows', sheet, rows }));
  send({ type: 'done' });
} catch (error) {
  if (error instanceof Refusal) {
    send({ type: 'refused', code: error.code, detail: error.detail, place: error.place });
  } else {
    send({
      type: 'failed',
      reason: error instanceof Error && 'code' in error ? String(error.code) : 'internal',
    });
  }
}
