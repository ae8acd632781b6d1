import { readFile } from 'node:fs/promises';
import { DocxRefusal, type DocxProblem } from './docx/docx-problems.ts';
import { fieldsOf } from './fields/document-kinds.ts';
import type { FieldRecord } from './fields/field-tree.ts';
import type { DocumentKind, OfficialDocument } from './official-document.ts';
import { RenderFailure } from './render-failure.ts';
import { createJobQueue } from './rendering/job-queue.ts';

/** Text of all fields together, as JSON. A report of 100 items has some 100 000 characters. */
const MAX_TEXT = 4_000_000;
const IDLE = 60_000;

/** Two processes at most, so that a template that takes its time does not hold up PDFs. */
const docxQueue = createJobQueue({
  heapMegabytes: 512,
  jobMilliseconds: 60_000,
  waiting: 100,
  idleMilliseconds: IDLE,
});
const pdfQueue = createJobQueue({
  heapMegabytes: 256,
  jobMilliseconds: 60_000,
  waiting: 100,
  idleMilliseconds: IDLE,
});

/** The template Parix brings for a kind of document: what an office downloads, edits and hands back. */
export async function shippedTemplate(kind: DocumentKind): Promise<Uint8Array> {
  return readFile(new URL(`../templates/${kind}.docx`, import.meta.url));
}

/** What is wrong with an office's template; empty when it can be used. Rejects with `RenderFailure` only. */
export async function templateProblems(
  kind: DocumentKind,
  template: Uint8Array,
): Promise<readonly DocxProblem[]> {
  try {
    await docxQueue.run({ type: 'check', kind, template });
    return [];
  } catch (error) {
    if (error instanceof DocxRefusal) return error.problems;
    throw error;
  }
}

/**
 * The document as an editable .docx, from a template that need not be trusted. Nothing in the template or the data
 * is executed or fetched; equal input gives equal bytes. Rejects with `DocxRefusal` (the template's problems),
 * `RenderFailure`, or `RangeError` (a number, date or instant in the data that is none).
 */
export async function renderDocx(template: Uint8Array, document: OfficialDocument): Promise<Uint8Array> {
  return docxQueue.run({ type: 'docx', kind: document.kind, template, fields: boundedFields(document) });
}

/**
 * The same document as a tagged PDF, from the layout Parix brings. Equal input gives equal bytes. Rejects with
 * `RenderFailure` or `RangeError`.
 */
export async function renderPdf(document: OfficialDocument): Promise<Uint8Array> {
  return pdfQueue.run({ type: 'pdf', kind: document.kind, fields: boundedFields(document) });
}

function boundedFields(document: OfficialDocument): FieldRecord {
  const fields = fieldsOf(document);
  const length = JSON.stringify(fields).length;
  if (length > MAX_TEXT) throw new RenderFailure('too-large', `${length} characters`);
  return fields;
}
