import { gunzipSync } from 'node:zlib';
import type { EvidenceKindId } from '../../evidence-kinds.ts';
import type { InspectionLimits } from '../../limits.ts';
import { openArchive, type Archive, type ArchiveBudget } from '../archive.ts';
import { readCompoundFile } from '../compound-file.ts';
import { fileBytesOf, type FileBytes } from '../file-bytes.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { SIGNATURE_BYTES, signatureOf } from '../signature.ts';
import { inspectCompound, judgeStreams } from './inspect-compound.ts';
import { inReadingOrder, openDocumentKind, packageKind } from './package-kind.ts';
import { contentTypes, type ContentTypes } from './watch-content-types.ts';
import { watchFields } from './watch-fields.ts';
import { watchOpenDocument } from './watch-open-document.ts';
import { watchRelationships, type Watch } from './watch-relationships.ts';
import { watchSheets } from './watch-sheets.ts';
import { watchSlides } from './watch-slides.ts';
import { xmlEvents } from './xml-events.ts';

/** What one inspection of a container shares with those of the documents inside it. */
interface Context {
  readonly limits: InspectionLimits;
  readonly budget: ArchiveBudget;
  readonly notes: Notes;
  /** 0 for the file itself, 1 for a document inside it; there is no 2. */
  readonly depth: number;
}

/** Documents inside documents are read into memory, so they are smaller. */
const INSIDE_BYTES = 32 * 1024 * 1024;
const XML_PART = /\.(?:xml|rels|vml|rdf)$/i;
const CODE_PART = /(?:^|\/)(?:vbaProject|vbaData|attachedToolbars)[^/]*$|^xl\/macrosheets\//i;

/** Judges every part of an office document by streaming it. Answers its kind; null when it is none accepted. */
export async function inspectPackage(bytes: FileBytes, context: Context): Promise<EvidenceKindId | null> {
  const archive = await openArchive(bytes, context.limits, context.budget);
  try {
    const kind = packageKind(archive);
    if (kind === 'program') throw new FileRefusal('executable');
    if (kind === 'archive')
      throw new FileRefusal(context.depth === 0 ? 'archive' : 'zip-nested', { part: '' });
    const types = contentTypes(context.notes);
    for (const name of inReadingOrder(archive.names)) {
      judgePartName(name, kind === 'open-document', context.notes);
      await inspectPart(
        archive,
        name,
        watchOf(name, kind === 'office' ? types : null, context.notes),
        context,
      );
    }
    return kind === 'office' ? types.evidence() : await openDocumentKind(archive);
  } finally {
    archive.close();
  }
}

function judgePartName(part: string, openDocument: boolean, notes: Notes): void {
  if (CODE_PART.test(part)) notes.add('macros', { part });
  if (/(?:^|\/)activeX\//i.test(part)) notes.add('active-x', { part });
  // Lists of empty libraries (script-lc.xml, script-lb.xml) are written without any macro.
  const basic = /^Basic\/.*\.xml$/i.test(part) && !/(?:script|dialog)-l[bc]\.xml$/i.test(part);
  if (openDocument && (basic || /^Scripts\//i.test(part))) notes.add('macros', { part });
}

function watchOf(part: string, types: ContentTypes | null, notes: Notes): readonly Watch[] {
  if (types === null) return [watchOpenDocument(part, notes)];
  if (part === '[Content_Types].xml') return [types.watch];
  if (part.endsWith('.rels')) return [watchRelationships(part, notes)];
  if (part.startsWith('word/')) return [watchFields(part, notes)];
  if (part.startsWith('xl/')) return [watchSheets(part, notes)];
  return part.startsWith('ppt/') ? [watchSlides(part, notes)] : [];
}

async function inspectPart(
  archive: Archive,
  part: string,
  watches: readonly Watch[],
  context: Context,
): Promise<void> {
  if (XML_PART.test(part)) {
    for await (const events of xmlEvents(part, archive.stream(part))) {
      for (const event of events) for (const watch of watches) watch(event);
    }
    return;
  }
  const inside = await readInside(archive, part);
  if (inside !== null) await inspectInside(part, inside, context);
}

/** Unpacks a part to its end. Only a document inside the document is kept and answered. */
async function readInside(archive: Archive, part: string): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let [length, kept] = [0, true];
  for await (const piece of archive.stream(part)) {
    if (length === 0) kept = judgeStart(part, piece);
    length += piece.length;
    if (!kept) continue;
    if (length > INSIDE_BYTES) throw new FileRefusal('embedded-file', { part });
    pieces.push(piece);
  }
  return kept && length > 0 ? Buffer.concat(pieces) : null;
}

/** Whether the part is a container to be judged itself; programs, archives and pages are refused. */
function judgeStart(part: string, head: Buffer): boolean {
  const signature = signatureOf(head.subarray(0, SIGNATURE_BYTES));
  const packedDrawing = /\.(?:emz|wmz)$/i.test(part) && head[0] === 0x1f;
  if (signature === 'archive' && !packedDrawing) throw new FileRefusal('zip-nested', { part });
  if (signature === 'executable') throw new FileRefusal('executable', { part });
  if (signature === 'pdf') throw new FileRefusal('embedded-file', { part });
  if (signature === 'active-content' && !/\.svg$/i.test(part))
    throw new FileRefusal('active-content', { part });
  return signature === 'zip' || signature === 'cfb' || packedDrawing;
}

async function inspectInside(part: string, bytes: Buffer, context: Context): Promise<void> {
  const signature = signatureOf(bytes);
  if (signature === 'archive') {
    unpackDrawing(part, bytes);
  } else if (signature === 'zip') {
    if (context.depth > 0) throw new FileRefusal('zip-nested', { part });
    const kind = await inspectPackage(fileBytesOf(bytes), { ...context, depth: context.depth + 1 });
    if (kind === null) throw new FileRefusal('embedded-file', { part });
    if (!/\/embeddings\/Microsoft_Excel/i.test(part)) context.notes.add('embedded-object', { part });
  } else await inspectObject(part, bytes, context);
}

/** An object of another program: an old office document, an equation, or a whole package in a stream. */
async function inspectObject(part: string, bytes: Buffer, context: Context): Promise<void> {
  const file = readCompoundFile(bytes);
  const known = ['WordDocument', 'Workbook', 'Book'].some((name) => file.find(name) !== undefined);
  if (known) inspectCompound(file, context.notes);
  else judgeStreams(file, context.notes);
  const inner = file.find('Package');
  if (inner !== undefined) await inspectInside(part, file.read(inner, INSIDE_BYTES), context);
  context.notes.add('embedded-object', { part });
}

/** Drawings of Word are packed with gzip; what unpacks to more than a drawing is a bomb. */
function unpackDrawing(part: string, bytes: Buffer): void {
  try {
    gunzipSync(bytes, { maxOutputLength: INSIDE_BYTES });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    if (tooLarge) throw new FileRefusal('zip-bomb', { part, found: `> ${INSIDE_BYTES}` });
    throw new FileRefusal('zip-damaged', { part, reason: 'gzip' });
  }
}
