import type { ExtractedPage, ExtractedText, TextReason } from '../../text-result.ts';

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
    const text = tidy(pieces.join(''));
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

const LONE_SURROGATE = /\p{Cs}/gu;

/** NFC without control characters; blank lines run together. */
function tidy(text: string): string {
  return text
    .replace(LONE_SURROGATE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\ufeff]/g, '')
    .replace(/[ \u00a0]*\n(?:[ \t\u00a0]*\n)+/g, '\n')
    .normalize('NFC')
    .trim();
}
