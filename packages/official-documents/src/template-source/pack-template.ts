import { Packer, type Document } from 'docx';
import { TEMPLATE_LIMITS } from '../docx/limits.ts';
import { packDocx, readDocxParts } from '../docx/read-parts.ts';

/** The file of a template: the same definition always gives the same bytes, so no times are kept in it. */
export async function packTemplate(document: Document): Promise<Uint8Array> {
  const parts = new Map(readDocxParts(await Packer.toBuffer(document), TEMPLATE_LIMITS));
  const core = parts.get('docProps/core.xml');
  if (core === undefined) throw new Error('the document has no core properties');
  const timeless = new TextDecoder()
    .decode(core)
    .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$12026-01-01T00:00:00Z');
  parts.set('docProps/core.xml', new TextEncoder().encode(timeless));
  return packDocx(parts);
}
