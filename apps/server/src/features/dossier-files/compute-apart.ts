import { createPartsPool } from '@parix/capped-process';
import type { FileJob, FilePart } from './apart/messages.ts';

const pool = createPartsPool<FileJob, FilePart>({
  script: new URL('./apart/start.mjs', import.meta.url),
  atOnce: 2,
  keptMilliseconds: 5_000,
});

/** A workbook is read as a whole before its first rows come; all else takes a fraction of a second. */
const LIMITS = { milliseconds: 120_000, heapMegabytes: 512, youngMegabytes: 64, processMegabytes: 1_024 };
/** Parts that lie ready while the database stores others. */
const AHEAD = 20;

/**
 * What a file comes to, read and computed in a process of its own: no row, however long or strange, keeps or fills the
 * server's. Left early, the process makes no more.
 * @throws JobFailed
 */
export const computeApart = (job: FileJob): AsyncGenerator<FilePart, void> => pool.parts(job, LIMITS, AHEAD);
