/** Bounds on one evidence file; each is held before or while reading. */
export interface InspectionLimits {
  /** Size of the file. */
  readonly bytes: number;
  /** Entries of a ZIP container, those of documents inside it counted too. */
  readonly zipEntries: number;
  /** Bytes of all entries unpacked, likewise. */
  readonly unpackedBytes: number;
  /** Unpacked : packed of one entry or stream, judged from 1 MiB unpacked on. */
  readonly ratio: number;
  /** Bytes that one stream of a PDF (not an image) may unpack to. */
  readonly streamBytes: number;
  /** Pages of a PDF, images of a TIFF. */
  readonly pages: number;
  /** Longest side of a page, points of 1/72 inch; 14 400 is what the PDF standard calls the largest. */
  readonly pageSide: number;
  /** Width × height of one image. */
  readonly pixels: number;
  /** Characters of extracted text. */
  readonly textLength: number;
  /** Wall-clock cap on one file, milliseconds; waiting for a turn does not count. */
  readonly milliseconds: number;
  /** JavaScript heap of the inspecting process, MiB. */
  readonly heapMegabytes: number;
  /** That process as a whole, MiB: buffers lie outside the heap. */
  readonly processMegabytes: number;
}

export const DEFAULT_LIMITS: InspectionLimits = {
  bytes: 100 * 1024 * 1024,
  zipEntries: 5_000,
  unpackedBytes: 512 * 1024 * 1024,
  ratio: 200,
  streamBytes: 64 * 1024 * 1024,
  pages: 3_000,
  pageSide: 14_400,
  pixels: 150_000_000,
  textLength: 4_000_000,
  milliseconds: 30_000,
  heapMegabytes: 256,
  processMegabytes: 768,
};
