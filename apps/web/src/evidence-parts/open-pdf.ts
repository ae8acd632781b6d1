import type { PDFDocumentProxy } from 'pdfjs-dist';
import fallbackDecoder from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

const FONTS = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
});

/** Fonts that a PDF may name without carrying them: served by us, never fetched from elsewhere. */
class OwnFonts {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const find = Object.entries(FONTS).find(([path]) => path.endsWith(`/${filename}`))?.[1];
    if (!find) throw new Error(`No font ${filename}`);
    const answer = await fetch(await find());
    if (!answer.ok) throw new Error(`Font ${filename}: HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

export interface OpenPdf {
  readonly document: Promise<PDFDocumentProxy>;
  readonly close: () => void;
}

/**
 * Opens a PDF from its address, in pieces as pages are asked for, in a worker without the right to build code from text
 * (the page's policy forbids that, and WebAssembly too: images are decoded by plain scripts).
 */
export function openPdf(address: string): OpenPdf {
  let closed = false;
  let close = () => {
    closed = true;
  };
  const open = async () => {
    const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
    pdf.GlobalWorkerOptions.workerSrc = worker;
    const task = pdf.getDocument({
      url: address,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      useWorkerFetch: false,
      // The decoder is asked for by its name below this address; as a query the name changes nothing.
      wasmUrl: `${fallbackDecoder}?/`,
      StandardFontDataFactory: OwnFonts,
      disableAutoFetch: true,
      disableStream: true,
    });
    close = () => void task.destroy();
    if (closed) close();
    return task.promise;
  };
  return { document: open(), close: () => close() };
}
