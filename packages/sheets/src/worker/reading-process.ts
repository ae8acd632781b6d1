import { serveJobs } from '@parix/capped-process';
import type { ReadEnd, ReadPart } from './messages.ts';
import { readSource, type ReadRequest } from './read-source.ts';
import { Refusal } from './refusal.ts';

/** Body of a reading process: batches of rows, then one last word. */
serveJobs<ReadRequest, ReadPart, ReadEnd>(async (request, pass) => {
  try {
    await readSource(request, pass);
    return { type: 'done' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'refused', code: error.code, detail: error.detail, place: error.place };
  }
});
