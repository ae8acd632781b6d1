import { serveJobs } from '@parix/capped-process';
import { DocxRefusal } from '../docx/docx-problems.ts';
import { fieldTreeOf } from '../fields/document-kinds.ts';
import type { TypstCompiler } from '../pdf/typst-compiler.ts';
import type { Answer, Job } from './messages.ts';

/** Body of a rendering process: one job, one answer. What only one kind of job needs is loaded when it comes. */
serveJobs<Job, never, Answer>(answer);

async function answer(job: Job): Promise<Answer> {
  try {
    return await work(job);
  } catch (error) {
    if (error instanceof DocxRefusal) return { type: 'refused', problems: error.problems };
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: 'failed', reason: reason.slice(0, 4_000), outOfMemory: await isFull() };
  }
}

async function work(job: Job): Promise<Answer> {
  if (job.type === 'pdf') {
    compiler ??= import('../pdf/typst-compiler.ts').then((typst) => typst.createTypstCompiler(PDF_MEMORY));
    const typst = await compiler;
    const bytes = typst.compile(job.kind, job.fields);
    return { type: 'done', bytes, retire: typst.memoryBytes() > PDF_MEMORY / 2 };
  }
  const { checkTemplate, fillTemplate } = await import('../docx/fill-template.ts');
  const tree = fieldTreeOf(job.kind);
  if (job.type === 'check') {
    await checkTemplate(job.template, tree);
    return { type: 'done', bytes: new Uint8Array(), retire: false };
  }
  const bytes = await fillTemplate(job.template, tree, job.fields);
  return { type: 'done', bytes, retire: false };
}

/** WebAssembly memory, bytes. A report of 100 items takes 50 MiB, one of 1 000 items 350 MiB. */
const PDF_MEMORY = 512 * 1024 * 1024;
let compiler: Promise<TypstCompiler> | undefined;

/** Whether the compiler stopped within a few steps of its cap: it grows by a fraction at a time. */
async function isFull(): Promise<boolean> {
  const typst = await compiler?.catch(() => undefined);
  return typst !== undefined && typst.memoryBytes() > 0.75 * PDF_MEMORY;
}
