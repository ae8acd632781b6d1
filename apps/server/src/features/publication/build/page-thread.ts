import { parentPort, workerData } from 'node:worker_threads';
import { loadJudgingSet, unitChunkPages } from '@parix/publication';
import { archiveFile } from './archive-file.ts';
import type { FromPages, PageThreadData, ToPages } from './messages.ts';

/* Writes units' pages: a chunk of units in, deflated pages out. */

const { setDocument, amendmentDocuments } = workerData as PageThreadData;
const loaded = loadJudgingSet(setDocument, amendmentDocuments);
if (!loaded.ok) throw new Error('the set of an opened publication does not load');
const { judging } = loaded;

parentPort?.on('message', ({ index, chunk }: ToPages) => void write(index, chunk));

async function write(index: number, chunk: ToPages['chunk']): Promise<void> {
  const files = await Promise.all([...unitChunkPages(judging, chunk)].map(archiveFile));
  const answer: FromPages = { index, files };
  parentPort?.postMessage(answer, moved(files));
}

/** Bytes are moved, not copied, where each has a buffer of its own. */
function moved(files: FromPages['files']): ArrayBuffer[] {
  return files.flatMap(({ deflated: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
}
