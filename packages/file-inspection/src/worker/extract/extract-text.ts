import type { InspectionLimits } from '../../limits.ts';
import type { ExtractedText, TextReason } from '../../text-result.ts';
import { openFileBytes, type FileBytes } from '../file-bytes.ts';
import { FileRefusal } from '../file-refusal.ts';
import { openPdf } from '../pdf/open-pdf.ts';
import type { Task } from '../task.ts';
import { decodeText } from '../text/decode-text.ts';
import { isPackage, packageText } from './package-text.ts';
import { pageWriter } from './page-writer.ts';

type ExtractTask = Extract<Task, { readonly kind: 'extract' }>;

/** Fewer letters per page than any page of text has: the pages are pictures, perhaps with the line of a signature. */
const LETTERS_PER_PAGE = 16;

/** Reads the text of an accepted file. What cannot be read is a reason, never an exception. */
export async function extractContent({ path, evidence, limits }: ExtractTask): Promise<ExtractedText> {
  try {
    const bytes = await openFileBytes(path);
    return await textOf(bytes, evidence, limits).finally(() => bytes.close());
  } catch (error) {
    if (error instanceof FileRefusal) return { pages: [], truncated: false, reason: reasonOf(error) };
    throw error;
  }
}

async function textOf(
  bytes: FileBytes,
  evidence: ExtractTask['evidence'],
  limits: InspectionLimits,
): Promise<ExtractedText> {
  if (evidence === 'pdf') return pdfText(await bytes.read(0, bytes.size), limits);
  if (isPackage(evidence)) {
    return packageText(bytes, evidence, limits, limits.textLength);
  }
  if (evidence === 'text' || evidence === 'csv') return plainText(bytes, limits);
  const reason = evidence === 'doc' || evidence === 'xls' ? 'unsupported' : 'image';
  return { pages: [], truncated: false, reason };
}

async function pdfText(bytes: Buffer, limits: InspectionLimits): Promise<ExtractedText> {
  const document = await openPdf(bytes);
  const writer = pageWriter(limits.textLength);
  const last = Math.min(document.pages, limits.pages);
  let damaged = false;
  for (let page = 1; page <= last && !writer.isFull(); page++) {
    writer.startPage(page);
    // A page that cannot be read does not take the others with it.
    const text = await document.textOf(page).catch(() => null);
    damaged ||= text === null;
    writer.add(text ?? '');
  }
  await document.close();
  const { pages, truncated } = writer.result();
  const letters = pages.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
  const scanned = letters < LETTERS_PER_PAGE * last ? 'scanned-without-text' : null;
  return { pages, truncated: truncated || last < document.pages, reason: damaged ? 'damaged' : scanned };
}

async function plainText(bytes: FileBytes, limits: InspectionLimits): Promise<ExtractedText> {
  const decoded = decodeText(await bytes.read(0, bytes.size), limits.textLength);
  if (decoded === null) return { pages: [], truncated: false, reason: 'damaged' };
  const writer = pageWriter(limits.textLength);
  writer.add(decoded.text);
  const result = writer.result();
  return { ...result, truncated: decoded.truncated };
}

function reasonOf({ code }: FileRefusal): TextReason {
  if (code === 'not-readable') return code;
  return code === 'pdf-password' || code === 'encrypted' ? 'password' : 'damaged';
}
