import { stat } from 'node:fs/promises';
import { kindByMediaType } from './evidence-kinds.ts';
import { runApart } from './inspecting-processes.ts';
import { DEFAULT_LIMITS, type InspectionLimits } from './limits.ts';
import type { ExtractedText, TextReason } from './text-result.ts';

export interface ExtractionRequest {
  readonly path: string;
  /** As `inspectFile` answered it. */
  readonly mediaType: string;
  readonly limits?: Partial<InspectionLimits>;
}

/**
 * The text of an accepted file for search: PDF (by page), office documents (by sheet or slide), plain text. NFC; the
 * old codes of TCVN3 and VNI are converted. Never throws for what a file contains: a reason says what is missing.
 */
export async function extractText(request: ExtractionRequest): Promise<ExtractedText> {
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  const kind = kindByMediaType(request.mediaType);
  if (kind === undefined) return none('unsupported');
  if (!kind.searchable) return none(kind.preview === 'image' || kind.id === 'tiff' ? 'image' : 'unsupported');
  const readable = await stat(request.path).then(
    (found) => found.isFile() && found.size <= limits.bytes,
    () => false,
  );
  if (!readable) return none('not-readable');
  const result = await runApart({ kind: 'extract', path: request.path, evidence: kind.id, limits });
  if (!result.ok) return none(result.fault === 'inspection-failed' ? 'damaged' : result.fault);
  if (result.answer.kind !== 'extract') throw new Error('the process answered another question');
  return result.answer.report;
}

function none(reason: TextReason): ExtractedText {
  return { pages: [], truncated: false, reason };
}
