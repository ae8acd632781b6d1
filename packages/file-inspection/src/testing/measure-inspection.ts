import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_LIMITS } from '../limits.ts';
import { inspectContent } from '../worker/inspect-content.ts';

/**
 * Inspects the files named on the command line one after the other as an inspecting process does, and prints what was found and
 * by how many MiB the process was larger at its largest than before. Limits come as JSON in the first argument.
 */
const MEGABYTE = 1024 * 1024;
const [limits = '{}', ...paths] = process.argv.slice(2);
const before = process.memoryUsage.rss();
/** Seen from another thread, because inspecting may not let go of this one. */
const largest = new Float64Array(new SharedArrayBuffer(8));
const watch = new Worker(
  `const { workerData } = require('node:worker_threads');
  setInterval(() => { workerData[0] = Math.max(workerData[0], process.memoryUsage.rss()); }, 5);`,
  { eval: true, execArgv: [], workerData: largest },
);
const codes: string[] = [];
for (const path of paths) {
  const bounds = { ...DEFAULT_LIMITS, ...JSON.parse(limits) };
  const { notes } = await inspectContent({
    kind: 'inspect',
    path,
    extension: extname(path).slice(1),
    limits: bounds,
  });
  codes.push(notes.map((note) => note.code).join());
}
await watch.terminate();
const grownMegabytes = Math.round(((largest[0] ?? 0) - before) / MEGABYTE);
console.log(JSON.stringify({ codes, grownMegabytes }));
