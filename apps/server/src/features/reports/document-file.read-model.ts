import {
  describeRenderFailure,
  DocxRefusal,
  type OfficialDocument,
  renderDocx,
  RenderFailure,
  renderPdf,
  type ReportCriteriaSet,
} from '@parix/official-documents';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import type { StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { templateInUse } from './template.service.ts';

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;
export type DocumentFormat = keyof typeof TYPES;

/** A document as a file: DOCX from the template in use, PDF from the layout that Parix brings. */
export async function documentFile(
  context: Context,
  document: OfficialDocument,
  name: string,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const content = await render(context, document, format);
  return { fileName: `${name}.${format}`, contentType: TYPES[format], content };
}

async function render(
  context: Context,
  document: OfficialDocument,
  format: DocumentFormat,
): Promise<Uint8Array> {
  try {
    return format === 'pdf'
      ? await renderPdf(document)
      : await renderDocx((await templateInUse(context, document.kind)).bytes, document);
  } catch (error) {
    if (error instanceof RenderFailure)
      refuse('report-failed', {
        because: describeRenderFailure(error.code, context.locale),
        headers: { 'retry-after': '60' },
      });
    if (error instanceof DocxRefusal) refuse('template-invalid');
    throw error;
  }
}

/** By which rules was judged, as documents name them. */
export function criteriaSetOf({ set, versionId, fingerprint }: StoredSet): ReportCriteriaSet {
  const decision =
    set.act &&
    `${set.act.issuer}, số ${set.act.number}${set.act.date === null ? '' : ` ngày ${writtenDay(set.act.date)}`}`;
  return { title: set.title, decision, version: versionId, fingerprint };
}

/** A legal date as documents write it in passing: "05/11/2026". */
export const writtenDay = (date: string): string => date.split('-').toReversed().join('/');
