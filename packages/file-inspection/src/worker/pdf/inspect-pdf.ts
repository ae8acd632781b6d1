import type { InspectionLimits } from '../../limits.ts';
import { mentionsStateSecret } from '../../state-secret.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { holdsPage, secondFormat } from '../signature.ts';
import { pdfJudge } from './judge-pdf-objects.ts';
import { openPdf } from './open-pdf.ts';
import { pdfObjects } from './pdf-objects.ts';

const END_MARK = '%%EOF';
/** Browsers look this far for a page, viewers for the header. */
const SNIFFED = 1024;

/** Judges a PDF by its bytes, then by opening it. Answers the number of pages. */
export async function inspectPdf(bytes: Buffer, limits: InspectionLimits, notes: Notes): Promise<number> {
  if (holdsPage(bytes.subarray(0, SNIFFED))) throw new FileRefusal('polyglot', { found: 'active-content' });
  judgeEnd(bytes, notes);
  const judge = pdfJudge(limits, notes);
  for (const object of pdfObjects(bytes)) {
    if (judge.isEncrypted()) break;
    await judge.take(object);
  }
  if (judge.isEncrypted()) return refuseEncrypted(bytes);
  judge.finish();
  const document = await openPdf(bytes);
  try {
    if (document.pages > limits.pages) {
      const detail = { found: String(document.pages), limit: String(limits.pages) };
      throw new FileRefusal('too-many-pages', detail);
    }
    if (mentionsStateSecret(await document.textOf(1))) notes.add('state-secret-mark');
    return document.pages;
  } finally {
    await document.close();
  }
}

/** The file must end where its last revision ends: what follows was cut off, or is another file. */
function judgeEnd(bytes: Buffer, notes: Notes): void {
  const mark = bytes.lastIndexOf(END_MARK);
  if (mark < 0) throw new FileRefusal('pdf-truncated');
  const tail = bytes.subarray(mark + END_MARK.length);
  const found = secondFormat(tail);
  if (found !== null) throw new FileRefusal('polyglot', { found });
  const blank = (byte: number): boolean => byte <= 32;
  if (!tail.every(blank)) {
    if (/\d\s+\d+\s+obj\b/.test(tail.toString('latin1', 0, SNIFFED))) throw new FileRefusal('pdf-truncated');
    notes.add('trailing-data', { bytes: String(tail.length) });
  }
  if (!startIsRight(bytes, mark)) notes.add('pdf-repaired');
}

/** Whether "startxref" leads to a table of objects; when not, viewers search the file and mostly succeed. */
function startIsRight(bytes: Buffer, mark: number): boolean {
  const near = bytes.toString('latin1', Math.max(0, mark - 64), mark);
  const offset = /startxref\s+(\d{1,15})\s*$/.exec(near)?.[1];
  if (offset === undefined) return false;
  return /^\s*(?:xref|\d+\s+\d+\s+obj)\b/.test(bytes.toString('latin1', Number(offset), Number(offset) + 40));
}

/** Opens without a password and still encrypted: printing or copying is restricted, and objects cannot be judged. */
async function refuseEncrypted(bytes: Buffer): Promise<never> {
  const document = await openPdf(bytes);
  await document.close();
  throw new FileRefusal('pdf-restricted');
}
