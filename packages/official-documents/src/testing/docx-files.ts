import { strToU8, unzipSync, zipSync } from 'fflate';
import { shippedTemplate } from '../render.ts';

/** The parts of a .docx as text, for looking at and for making odd ones. */
export function partsOf(docx: Uint8Array): Map<string, string> {
  const parts = Object.entries(unzipSync(docx));
  return new Map(parts.map(([name, bytes]) => [name, new TextDecoder('latin1').decode(bytes)]));
}

export const textOfPart = (docx: Uint8Array, name: string): string => {
  const bytes = unzipSync(docx)[name];
  if (bytes === undefined) throw new Error(`no part ${name}`);
  return new TextDecoder().decode(bytes);
};

/** The shipped template with some parts changed, added or (null) left out. */
export async function templateWith(
  changes: Readonly<Record<string, string | Uint8Array | null | ((source: string) => string)>>,
): Promise<Uint8Array> {
  const parts = unzipSync(await shippedTemplate('self-assessment-report'));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) {
      parts[name] = new Uint8Array();
      Reflect.deleteProperty(parts, name);
    } else if (typeof change === 'function') {
      parts[name] = strToU8(change(new TextDecoder().decode(parts[name])));
    } else parts[name] = typeof change === 'string' ? strToU8(change) : Uint8Array.from(change);
  }
  return zipSync(parts);
}

/** The shipped template with paragraphs put before its first one. */
export const templateWithText = (...paragraphs: readonly string[]): Promise<Uint8Array> =>
  templateWith({
    'word/document.xml': (source) =>
      source.replace(
        '<w:body>',
        `<w:body>${paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('')}`,
      ),
  });

/** The words a reader sees, one line a paragraph. */
export function shownText(xml: string): string {
  return xml
    .replace(/<w:br\/>/g, '\n')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
