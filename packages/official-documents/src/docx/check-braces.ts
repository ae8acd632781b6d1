import type { DocxPlace, DocxProblem } from './docx-problems.ts';
import { startTags } from './markup.ts';
import type { DocxParts } from './read-parts.ts';
import { shorten } from './tag-places.ts';

const CONTENT = /^word\/(document|header|footer)\d*\.xml$/;
const PARTS: Readonly<Record<string, DocxPlace['part']>> = {
  document: 'body',
  header: 'header',
  footer: 'footer',
};

/**
 * Braces that do not pair up, paragraph by paragraph: a tag must begin and end in one paragraph, and a brace left
 * alone would be printed or swallow the text up to the next.
 */
export function braceProblems(parts: DocxParts): readonly DocxProblem[] {
  return [...parts].flatMap(([name, content]) => {
    const part = PARTS[CONTENT.exec(name)?.[1] ?? ''];
    return part === undefined ? [] : problemsIn(part, new TextDecoder().decode(content));
  });
}

function problemsIn(part: DocxPlace['part'], xml: string): readonly DocxProblem[] {
  const paragraphs: string[] = [''];
  for (const tag of startTags(xml)) {
    if (tag.name === 'p') paragraphs.push('');
    if (tag.name === 't') paragraphs.push(`${paragraphs.pop() ?? ''}${tag.text}`);
  }
  return paragraphs.flatMap((text, paragraph) =>
    isPaired(text)
      ? []
      : [
          {
            code: 'tag-broken' as const,
            tag: null,
            place: { part, paragraph, text: shorten(text) },
            detail: { text: shorten(text) },
          },
        ],
  );
}

/** "{" and "}" take turns, beginning with the first and ending with the second. */
const isPaired = (text: string): boolean => /^(\{\})*$/.test(text.replace(/[^{}]/g, ''));
