/*
 * Every file that registers background work; importing this one makes it known to the process that runs jobs.
 */
import './receipts/log-receipts.job.ts';
