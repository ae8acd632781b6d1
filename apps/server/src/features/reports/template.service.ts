import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ReportTemplate } from '@parix/api-contract';
import {
  describeDocxProblem,
  type DocumentKind,
  type DocxProblem,
  shippedTemplate,
  templateProblems,
  templateTags,
} from '@parix/official-documents';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { findTemplateRow, insertTemplate, type TemplateRow } from './reports.queries.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The office's own template, or the one that Parix brings. */
export async function templateInUse(
  { db, config }: Pick<Context, 'db' | 'config'>,
  kind: DocumentKind,
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> {
  const row = await findTemplateRow(db, kind);
  if (row?.sha256 == null || row.fileName === null)
    return { bytes: await shippedTemplate(kind), fileName: `${kind}.docx` };
  const stream = await evidenceStore(config).open(row.sha256);
  if (!stream) throw new Error(`template ${row.sha256} is not in the store`);
  return { bytes: await buffer(stream), fileName: row.fileName };
}

export async function getReportTemplate(context: Context, kind: DocumentKind): Promise<ReportTemplate> {
  context.permit('rounds.manage');
  return describe(kind, await findTemplateRow(context.db, kind));
}

const describe = (kind: DocumentKind, row: TemplateRow | undefined): ReportTemplate => ({
  kind,
  custom: row?.sha256 != null,
  fileName: row?.fileName ?? `${kind}.docx`,
  sha256: row?.sha256 ?? null,
  uploadedAt: row?.sha256 == null ? null : row.at.toISOString(),
  uploadedBy: row?.sha256 == null ? null : row.actorName,
  tags: templateTags(kind).map((tag) => ({ ...tag, inside: [...tag.inside] })),
});

export async function reportTemplateFile(context: Context, kind: DocumentKind): Promise<FileAnswer> {
  context.permit('rounds.manage');
  const { bytes, fileName } = await templateInUse(context, kind);
  return { fileName, contentType: DOCX, content: bytes };
}

/** Puts in a template of the office, once every fault is gone; the bytes lie in the store before the row names them. */
export async function uploadReportTemplate(
  context: Context,
  kind: DocumentKind,
  file: Upload,
): Promise<ReportTemplate> {
  context.permit('rounds.manage');
  const problems = await templateProblems(kind, file.bytes);
  if (problems.length > 0) {
    const errors = problems.slice(0, 200).map((problem) => toError(problem, context));
    refuse('template-invalid', { errors });
  }
  await keep(context, file);
  const { name: fileName, hash: sha256 } = file;
  return change(context, kind, { sha256, fileName, size: file.bytes.length });
}

const toError = (problem: DocxProblem, { locale }: Context) => ({
  place: problem.place ? `${problem.place.part}:${problem.place.paragraph}` : '/file',
  code: problem.code,
  message: describeDocxProblem(problem, locale),
  ...(problem.tag !== null && { value: problem.tag }),
});

async function keep({ config }: Context, { bytes, hash }: Upload): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parix-template-'));
  try {
    const path = join(folder, 'template.docx');
    await writeFile(path, bytes);
    await evidenceStore(config).put(path, hash);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function removeReportTemplate(context: Context, kind: DocumentKind): Promise<ReportTemplate> {
  context.permit('rounds.manage');
  return change(context, kind, { sha256: null, fileName: null, size: null });
}

type Content = Pick<TemplateRow, 'sha256' | 'fileName' | 'size'>;

async function change(context: Context, kind: DocumentKind, content: Content): Promise<ReportTemplate> {
  return inTransaction(context.db, async (db) => {
    const before = await findTemplateRow(db, kind);
    if ((before?.sha256 ?? null) === content.sha256) return describe(kind, before);
    const sequence = (before?.sequence ?? 0) + 1;
    const row = { kind, sequence, ...content, actorId: context.person.accountId, at: context.now };
    if (!(await insertTemplate(db, row))) refuse('edit-conflict');
    const action = content.sha256 === null ? 'report-template.removed' : 'report-template.stored';
    await recordAudit(db, context, {
      action,
      subject: `report-template:${kind}`,
      detail: { before: before?.sha256 ?? null, after: content.sha256 },
    });
    return describe(kind, await findTemplateRow(db, kind));
  });
}
