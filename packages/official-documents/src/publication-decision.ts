import type { IssuedFrame } from './document-frame.ts';
import type { ResultBlock } from './result-block.ts';

/** Dự thảo Quyết định công bố the index: grounds, articles, and one annex for each block. */
export interface PublicationDecision {
  readonly kind: 'publication-decision';
  readonly frame: IssuedFrame;
  /** After "Về việc": "công bố Chỉ số cải cách hành chính năm 2026 của các sở, ban, ngành". */
  readonly subject: string;
  /** Who decides, above the grounds: "Chủ tịch Ủy ban nhân dân tỉnh Mẫu". */
  readonly authority: string;
  /** What is judged, after "Chỉ số cải cách hành chính": "năm 2026". */
  readonly period: string;
  /** "Căn cứ Luật …", the last one usually "Theo đề nghị của …"; without the final mark. */
  readonly grounds: readonly string[];
  /** Text of Điều 1, 2, 3… without "Điều 1."; may hold several lines. */
  readonly articles: readonly string[];
  /** At least one. Points by area are printed where they fit across a landscape page. */
  readonly blocks: readonly ResultBlock[];
}
