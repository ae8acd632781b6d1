import { refuse } from './refusal.ts';

/** Versions of rows travel as strong ETags: `"3"`. */
export const etagOf = (version: number): string => `"${version}"`;

/** The version that the client edits. 428 without If-Match; a tag that was never given out matches nothing (412). */
export function parseIfMatch(header: string | undefined): number {
  if (header === undefined || header === '') refuse('precondition-required');
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  return version === undefined ? refuse('edit-conflict') : Number(version);
}
