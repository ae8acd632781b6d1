import type { EvidenceKindId } from '../../evidence-kinds.ts';
import type { Archive } from '../archive.ts';

/** What a ZIP container is, by the parts it must have. */
export type PackageKind = 'office' | 'open-document' | 'program' | 'archive';

const OPEN_DOCUMENTS: ReadonlyMap<string, EvidenceKindId> = new Map([
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['application/vnd.oasis.opendocument.presentation', 'odp'],
]);

/** Parts that say what the others are; they are read before them. */
const CONTENT_TYPES = '[Content_Types].xml';
const MANIFEST = 'META-INF/manifest.xml';

export function inReadingOrder(names: readonly string[]): readonly string[] {
  const first = (name: string): boolean => name === CONTENT_TYPES || name === MANIFEST;
  return [...names.filter(first), ...names.filter((name) => !first(name))];
}

export function packageKind(archive: Archive): PackageKind {
  if (archive.has(CONTENT_TYPES)) return 'office';
  if (archive.has('mimetype') && archive.has(MANIFEST)) return 'open-document';
  const program = archive.has('META-INF/MANIFEST.MF') || archive.has('AndroidManifest.xml');
  return program || archive.names.some((name) => name.endsWith('.class')) ? 'program' : 'archive';
}

/** The kind that the `mimetype` entry names, or null. */
export async function openDocumentKind(archive: Archive): Promise<EvidenceKindId | null> {
  let type = '';
  for await (const piece of archive.stream('mimetype')) {
    type += piece.toString('latin1');
    if (type.length > 200) break;
  }
  return OPEN_DOCUMENTS.get(type.trim()) ?? null;
}
