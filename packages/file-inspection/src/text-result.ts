/** Why a file gives no text, or less than a reader would see. */
export const TEXT_REASONS = [
  'scanned-without-text',
  'image',
  'unsupported',
  'empty',
  'damaged',
  'password',
  'too-slow',
  'too-much-memory',
  'not-readable',
] as const;
export type TextReason = (typeof TEXT_REASONS)[number];

export interface ExtractedPage {
  /** PDF: page. Workbook: sheet. Slides: slide. Running text: 1. */
  readonly page: number;
  /** NFC; lines end in \n, columns of a line are kept apart by tabs. */
  readonly text: string;
}

export interface ExtractedText {
  readonly pages: readonly ExtractedPage[];
  /** The limits cut something off. */
  readonly truncated: boolean;
  readonly reason: TextReason | null;
}
