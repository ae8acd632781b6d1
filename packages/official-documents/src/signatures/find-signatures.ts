import { PdfSyntaxError, readPdfValue, type PdfDictionary, type ReadBudget } from './pdf-value.ts';

/** A signature dictionary as found; `dictionary` null when the place cannot be read. */
export interface FoundSignature {
  readonly dictionary: PdfDictionary | null;
}

const MARK = Buffer.from('/ByteRange');
const OBJECT = Buffer.from('obj');
/** A document signed by everybody in an office has a dozen. */
const MAX_SIGNATURES = 32;
const MAX_TRIES = 8;
/** 32 signatures with all certificates and revocation lists; far less is usual. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Finds every /ByteRange in the raw bytes. A signature's dictionary always stands in the file as it is, never in a
 * compressed stream: its place is signed. Looking at bytes instead of following references sees every revision.
 */
export function findSignatures(bytes: Uint8Array): readonly FoundSignature[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: FoundSignature[] = [];
  const budget = { bytes: MAX_BYTES };
  for (let at = buffer.indexOf(MARK); at >= 0; at = buffer.indexOf(MARK, at + MARK.length)) {
    if (!/^\s*\[/.test(buffer.toString('latin1', at + MARK.length, at + MARK.length + 40))) continue;
    found.push({ dictionary: dictionaryAround(buffer, at, budget) });
    if (found.length === MAX_SIGNATURES) break;
  }
  return found;
}

/** The object whose own dictionary has its /ByteRange at `mark`, looked for backwards from there. */
function dictionaryAround(buffer: Buffer, mark: number, budget: ReadBudget): PdfDictionary | null {
  let before = mark;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    before = buffer.lastIndexOf(OBJECT, before - 1);
    if (before < 0) return null;
    if (!/\d\s+\d+\s+$/.test(buffer.toString('latin1', Math.max(0, before - 40), before))) continue;
    const dictionary = tryDictionary(buffer, before + OBJECT.length, budget);
    if (dictionary?.places.get('ByteRange') === mark) return dictionary;
  }
  return null;
}

function tryDictionary(buffer: Buffer, start: number, budget: ReadBudget): PdfDictionary | null {
  try {
    const value = readPdfValue(buffer, start, budget);
    return value.type === 'dictionary' ? value : null;
  } catch (error) {
    if (error instanceof PdfSyntaxError) return null;
    throw error;
  }
}
