export {
  createProcessPool,
  type JobFault,
  type JobLimits,
  type JobResult,
  type ProcessPool,
} from './process-pool.ts';
export { serveJobs } from './serve-jobs.ts';
