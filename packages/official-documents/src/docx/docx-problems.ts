/** Why a .docx was refused, as a template or for conversion. */
export const DOCX_PROBLEM_CODES = [
  'too-many-bytes',
  'not-a-docx',
  'old-or-encrypted',
  'zip-damaged',
  'zip-too-many-entries',
  'zip-bomb',
  'zip-unsafe-name',
  'xml-damaged',
  'xml-doctype',
  'xml-too-deep',
  'macros',
  'embedded-file',
  'external-link',
  'active-field',
  'unsafe-picture',
  'unknown-tag',
  'missing-tag',
  'misplaced-tag',
  'tag-kind',
  'tag-unclosed',
  'tag-unopened',
  'tag-crossed',
  'tag-broken',
  'tag-in-picture',
  'tag-placement',
] as const;
export type DocxProblemCode = (typeof DOCX_PROBLEM_CODES)[number];

export interface DocxProblem {
  readonly code: DocxProblemCode;
  /** The tag to blame, without braces; null when it is not about a tag. */
  readonly tag: string | null;
  readonly place: DocxPlace | null;
  readonly detail: Readonly<Record<string, string>>;
}

/** Where in the file, as a person finds it: the part, and the text of the paragraph. */
export interface DocxPlace {
  readonly part: 'body' | 'header' | 'footer';
  /** Counted from 1 within the part. */
  readonly paragraph: number;
  /** The paragraph's text, shortened. */
  readonly text: string;
}

/** Thrown when a .docx cannot be used; every problem found is listed. */
export class DocxRefusal extends Error {
  readonly problems: readonly DocxProblem[];

  constructor(problems: readonly DocxProblem[]) {
    super(problems.map((problem) => problem.code).join(', '));
    this.problems = problems;
  }
}

export function docxProblem(code: DocxProblemCode, detail: DocxProblem['detail'] = {}): DocxProblem {
  return { code, tag: null, place: null, detail };
}

export const refuseDocx = (code: DocxProblemCode, detail: DocxProblem['detail'] = {}): DocxRefusal =>
  new DocxRefusal([docxProblem(code, detail)]);
