// Ends the process when it holds more than it may, buffers outside the heap included.
import { workerData } from 'node:worker_threads';

setInterval(() => {
  if (process.memoryUsage.rss() > workerData.bytes) process.kill(process.pid, 'SIGKILL');
}, 100);
