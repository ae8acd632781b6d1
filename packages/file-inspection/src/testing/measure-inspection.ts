import { inspectFile } from '../inspect-file.ts';

/**
 * Inspects the files named on the command line one after the other in this process, and prints what was found and
 * by how many MiB the process was larger at its largest than before. Limits come as JSON in the first argument.
 */
const MEGABYTE = 1024 * 1024;
const [limits = '{}', ...paths] = process.argv.slice(2);
const before = process.memoryUsage.rss();
let largest = before;
const watch = setInterval(() => {
  largest = Math.max(largest, process.memoryUsage.rss());
}, 5);
const codes: string[] = [];
for (const path of paths) {
  const found = await inspectFile({ path, fileName: path, limits: JSON.parse(limits) });
  codes.push(found.findings.map((finding) => finding.code).join() || found.verdict);
}
clearInterval(watch);
console.log(JSON.stringify({ codes, grownMegabytes: Math.round((largest - before) / MEGABYTE) }));
