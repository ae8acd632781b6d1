import { serveJobs } from '@parix/capped-process';
import { extractContent } from './extract/extract-text.ts';
import { inspectContent } from './inspect-content.ts';
import type { Task, TaskAnswer } from './task.ts';

/** Body of an inspecting process: one task, one answer. */
serveJobs<Task, never, TaskAnswer>(async (task) =>
  task.kind === 'inspect'
    ? { kind: 'inspect', report: await inspectContent(task) }
    : { kind: 'extract', report: await extractContent(task) },
);
