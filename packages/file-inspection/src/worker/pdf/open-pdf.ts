import { FileRefusal } from '../file-refusal.ts';

/** A document opened with pdf.js, as the viewer in the browser will open it. */
export interface OpenPdf {
  readonly pages: number;
  /** Lines of one page, counted from 1; columns far apart are kept apart by tabs. Refuses a page it cannot read. */
  readonly textOf: (page: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Opens a document without fetching, evaluating or drawing anything; throws `FileRefusal`. */
export async function openPdf(bytes: Buffer): Promise<OpenPdf> {
  const { PDFDataRangeTransport, getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // pdf.js asks for ranges: a copy of the whole file would double the memory.
  const range = new PDFDataRangeTransport(bytes.length, null);
  range.requestDataRange = (begin, end) =>
    range.onDataRange(begin, Uint8Array.from(bytes.subarray(begin, end)));
  const task = getDocument({
    range,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    // A page that cannot be opened is as bad as none.
    await document.getPage(1);
    return {
      pages: document.numPages,
      textOf: async (page) => {
        try {
          const opened = await document.getPage(page);
          // Its normalisation would turn letters of TCVN3 (µ) into others before they are recognised.
          const { items } = await opened.getTextContent({ disableNormalization: true });
          return linesOf(items);
        } catch {
          throw new FileRefusal('pdf-damaged', { reason: String(page) });
        }
      },
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): FileRefusal {
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException'
    ? new FileRefusal('pdf-password')
    : new FileRefusal('pdf-damaged', { reason: name });
}

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly width: number;
  readonly height: number;
  readonly transform: readonly unknown[];
}

/** Pieces of text in reading order, joined to lines. */
function linesOf(items: readonly (TextItem | object)[]): string {
  let [text, end] = ['', NaN];
  for (const item of items) {
    if (!('str' in item)) continue;
    const left = Number(item.transform[4]);
    // A stamp beside the date stands on the same line but is no part of the same sentence.
    if (item.str !== '' && left - end > 2 * item.height) text = `${text.trimEnd()}\t`;
    text += item.str + (item.hasEOL ? '\n' : '');
    end = item.hasEOL ? NaN : item.str.trim() === '' ? end : left + item.width;
  }
  return text;
}
