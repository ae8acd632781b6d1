import type { DocxProblemCode } from './docx-problems.ts';
import { markupProblem, startTags, type MarkupProblem } from './markup.ts';

export interface PartProblem {
  readonly code: DocxProblemCode;
  readonly detail: Readonly<Record<string, string>>;
}

const XML_PART = /\.(xml|rels)$/i;
const PICTURE = /^word\/media\//i;
const SAFE_PICTURE = /\.(png|jpe?g|gif|bmp|tiff?)$/i;
/** Fields that read files, run programs or query data when the document is opened or updated. */
const ACTIVE_FIELD =
  /\0\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DDEAUTO|DDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD)(?![A-Z])/;

/** Why one part may not be in a document from outside; null when it may. */
export function partProblem(name: string, content: Uint8Array, depth: number): PartProblem | null {
  if (/vba(project|data)/i.test(name)) return { code: 'macros', detail: {} };
  if (/(^|\/)(embeddings|activeX|afchunk[^/]*)(\/|$)/i.test(name))
    return { code: 'embedded-file', detail: {} };
  if (PICTURE.test(name) && !SAFE_PICTURE.test(name)) return { code: 'unsafe-picture', detail: {} };
  return XML_PART.test(name) ? xmlProblem(name, content, depth) : foreignProblem(name);
}

/** Parts that are neither XML nor pictures: fonts and thumbnails are known, the rest has no business here. */
function foreignProblem(name: string): PartProblem | null {
  return /\.(png|jpe?g|gif|bmp|tiff?|odttf)$/i.test(name) ? null : { code: 'embedded-file', detail: {} };
}

function xmlProblem(name: string, content: Uint8Array, depth: number): PartProblem | null {
  const text = decode(content);
  if (text === null) return { code: 'xml-damaged', detail: { reason: 'UTF-8' } };
  const markup = markupProblem(text, depth);
  if (markup !== null)
    return { code: MARKUP_CODES[markup], detail: { reason: markup, limit: String(depth) } };
  if (name.toLowerCase().endsWith('.rels')) return relationProblem(text);
  if (name === '[Content_Types].xml') return contentTypeProblem(text);
  return fieldProblem(text);
}

const MARKUP_CODES: Readonly<Record<MarkupProblem, DocxProblemCode>> = {
  doctype: 'xml-doctype',
  depth: 'xml-too-deep',
  nesting: 'xml-damaged',
  tag: 'xml-damaged',
};

function decode(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1] ?? 'utf-8';
    return /^utf-?8$/i.test(declared) ? text : null;
  } catch {
    return null;
  }
}

/** Links a reader clicks are harmless; everything else that points outside is fetched without asking. */
function relationProblem(text: string): PartProblem | null {
  for (const tag of startTags(text)) {
    if (tag.name !== 'Relationship') continue;
    const type = tag.attributes.get('Type') ?? '';
    const target = tag.attributes.get('Target') ?? '';
    if (/\/(aFChunk|oleObject|package|control|vbaProject|subDocument|frame)$/i.test(type)) {
      return { code: 'embedded-file', detail: {} };
    }
    const outside = (tag.attributes.get('TargetMode') ?? '').trim().toLowerCase() === 'external';
    const link = /\/hyperlink$/i.test(type) && /^(https?:|mailto:)/i.test(target);
    if ((outside && !link) || (!outside && /^[a-z][a-z0-9+.-]*:|^\\\\|^\/\//i.test(target))) {
      return { code: 'external-link', detail: { target: target.slice(0, 200) } };
    }
  }
  return null;
}

function contentTypeProblem(text: string): PartProblem | null {
  for (const tag of startTags(text)) {
    if (/macroEnabled|vbaProject/i.test(tag.attributes.get('ContentType') ?? ''))
      return { code: 'macros', detail: {} };
  }
  return null;
}

/** Instructions may be cut into runs anywhere, so they are judged joined; a zero stands where a field begins. */
function fieldProblem(text: string): PartProblem | null {
  let instructions = '';
  for (const tag of startTags(text)) {
    if (tag.name === 'instrText' || tag.name === 'delInstrText') instructions += tag.text;
    if (tag.name === 'fldSimple') instructions += `\0${tag.attributes.get('instr') ?? ''}`;
    if (tag.name === 'fldChar') instructions += tag.attributes.get('fldCharType') === 'begin' ? '\0' : '';
    if (tag.name === 'altChunk' || tag.name === 'object' || tag.name === 'subDoc') {
      return { code: 'embedded-file', detail: {} };
    }
  }
  const field = ACTIVE_FIELD.exec(instructions.toUpperCase());
  return field === null ? null : { code: 'active-field', detail: { field: field[1] ?? '' } };
}
