export type { JobFault, JobLimits } from './kept-processes.ts';
export { createPartsPool, JobFailed, type PartsPool } from './parts-pool.ts';
export { createProcessPool, type JobResult, type ProcessPool } from './process-pool.ts';
export { serveJobs } from './serve-jobs.ts';
export { serveParts } from './serve-parts.ts';
