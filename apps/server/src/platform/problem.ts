import { ERROR_CODES, type ErrorCode, type Problem } from '@parix/api-contract';
import type { Locale } from './locale.ts';
import type { RefusalDetail } from './refusal.ts';

/** The answer to a refused request (RFC 9457): the code's words in the person's language, places, nothing internal. */
export function problemOf(
  code: ErrorCode,
  detail: RefusalDetail,
  locale: Locale,
  requestId: string,
): Problem {
  const [status, vi, en] = ERROR_CODES[code];
  const words = locale === 'en' ? en : vi;
  const said = detail.because === undefined ? words : `${words} ${detail.because}`;
  return {
    type: `urn:parix:problem:${code}`,
    title: titleOf(words),
    status,
    code,
    detail: said,
    requestId,
    ...(detail.errors && { errors: [...detail.errors] }),
    ...(detail.current !== undefined && { current: detail.current }),
  };
}

/** The first sentence says what happened; the rest is the next step. */
const titleOf = (words: string): string => /^.*?[.;](?=\s|$)/.exec(words)?.[0] ?? words;
