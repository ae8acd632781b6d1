import { parentPort } from 'node:worker_threads';
import type { ThreadMessage } from './messages.ts';
import { readSource, type ReadRequest } from './read-source.ts';
import { Refusal } from './refusal.ts';

/** Body of the reading thread: one request at a time; batches of rows, then one last word. */
const port = parentPort;
if (port === null) throw new Error('runs in a worker thread');
const send = (message: ThreadMessage): void => port.postMessage(message);

port.on('message', (request: ReadRequest) => void answer(request));

async function answer(request: ReadRequest): Promise<void> {
  try {
    await readSource(request, send);
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
}
