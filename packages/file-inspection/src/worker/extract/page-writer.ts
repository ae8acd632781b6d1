import type { ExtractedPage, ExtractedText, TextReason } from '../../text-result.ts';
import { readableText } from './readable-text.ts';

/** Gathers text page by page up to a length. */
export interface PageWriter {
  readonly startPage: (page: number) => void;
  readonly add: (text: string) => void;
  /** Nothing more is taken; reading on is in vain. */
  readonly isFull: () => boolean;
  readonly result: (reason?: TextReason | null) => ExtractedText;
}

export function pageWriter(most: number): PageWriter {
  const pages: ExtractedPage[] = [];
  let pieces: string[] = [];
  let [page, left] = [1, most];
  let full = false;
  const finishPage = (): void => {
    const text = readableText(pieces.join(''));
    if (text !== '') pages.push({ page, text });
    pieces = [];
  };
  return {
    startPage(next) {
      finishPage();
      page = next;
    },
    add(text) {
      if (text.length > left) full = true;
      if (left > 0) pieces.push(text.slice(0, left));
      left -= text.length;
    },
    isFull: () => full,
    result(reason) {
      finishPage();
      return { pages: [...pages], truncated: full, reason: reason ?? (pages.length === 0 ? 'empty' : null) };
    },
  };
}
