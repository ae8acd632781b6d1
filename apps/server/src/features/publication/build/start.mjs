// A worker thread does not inherit the loader of its parent (tsx, vitest): it registers its own.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
if (workerData.role === 'pages') await import('./page-thread.ts');
else await import('./builder-thread.ts');
