// A worker thread does not inherit the loader of its parent (tsx, vitest): it registers its own.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.role === 'pages' ? './page-thread.ts' : './builder-thread.ts');
