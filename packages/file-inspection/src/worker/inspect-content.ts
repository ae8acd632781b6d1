import { fileTypeFromBuffer, type FileTypeResult } from 'file-type';
import { kindByExtension, kindById, type EvidenceKindId } from '../evidence-kinds.ts';
import type { InspectionLimits } from '../limits.ts';
import { mentionsStateSecret } from '../state-secret.ts';
import { newBudget } from './archive.ts';
import { readCompoundFile } from './compound-file.ts';
import { isPackage, packageText } from './extract/package-text.ts';
import { openFileBytes, type FileBytes } from './file-bytes.ts';
import { FileRefusal } from './file-refusal.ts';
import { inspectImage } from './images/inspect-image.ts';
import { newNotes, type Notes } from './notes.ts';
import { inspectCompound } from './office/inspect-compound.ts';
import { inspectPackage } from './office/inspect-package.ts';
import { inspectPdf } from './pdf/inspect-pdf.ts';
import { SIGNATURE_BYTES, holdsZipDirectory, signatureOf, type Signature } from './signature.ts';
import type { ContentReport, Task } from './task.ts';
import { decodeText } from './text/decode-text.ts';
import { inspectText } from './text/inspect-text.ts';

type InspectTask = Extract<Task, { readonly kind: 'inspect' }>;

interface Found {
  readonly evidence: EvidenceKindId | null;
  readonly pages: number | null;
}

/** As far as the head of a document goes, characters. */
const FIRST_PAGE = 4_000;
const ZIP_TAIL = 66 * 1024;
const PDF_HEADER = '%PDF-';

/** Judges the content of one file. What it finds is in the notes; only faults of our own are thrown. */
export async function inspectContent({ path, extension, limits }: InspectTask): Promise<ContentReport> {
  const notes = newNotes();
  let head: Buffer = Buffer.alloc(0);
  let found: Found = { evidence: null, pages: null };
  try {
    const bytes = await openFileBytes(path);
    try {
      head = await bytes.read(0, SIGNATURE_BYTES);
      found = await judge(bytes, head, extension, limits, notes);
    } finally {
      await bytes.close();
    }
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    notes.add(error.code, error.detail);
  }
  return { ...found, ...(await typeOf(found.evidence, head)), notes: notes.list() };
}

async function judge(
  bytes: FileBytes,
  head: Buffer,
  extension: string,
  limits: InspectionLimits,
  notes: Notes,
): Promise<Found> {
  const signature = signatureOf(head);
  if (signature !== 'zip') await judgeSecondFormat(bytes, head, signature);
  switch (signature) {
    case 'executable':
    case 'archive':
    case 'active-content':
      throw new FileRefusal(signature);
    case 'pdf':
      return { evidence: 'pdf', pages: await inspectPdf(await whole(bytes), limits, notes) };
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'tiff':
      return { evidence: signature, pages: await inspectImage(signature, bytes, limits, notes) };
    case 'zip':
      return { evidence: await office(bytes, limits, notes), pages: null };
    case 'cfb':
      return { evidence: oldOffice(await whole(bytes), notes), pages: null };
    case null:
      return { evidence: await textOrNothing(bytes, head, extension, notes), pages: null };
  }
}

const whole = (bytes: FileBytes): Promise<Buffer> => bytes.read(0, bytes.size);

/** A second format hides in the end of a file (ZIP is read from there) or behind a few bytes (PDF headers are). */
async function judgeSecondFormat(bytes: FileBytes, head: Buffer, signature: Signature): Promise<void> {
  const tail = await bytes.read(Math.max(0, bytes.size - ZIP_TAIL), ZIP_TAIL);
  // Documents may hold a packed one inside, so there only a directory at the very end counts.
  const holdsOthers = signature === 'pdf' || signature === 'cfb';
  if (signature !== 'archive' && holdsZipDirectory(tail, holdsOthers)) {
    throw new FileRefusal('polyglot', { found: 'zip' });
  }
  if (signature !== 'pdf' && head.subarray(0, 1024).includes(PDF_HEADER)) {
    throw new FileRefusal('polyglot', { found: 'pdf' });
  }
}

async function office(
  bytes: FileBytes,
  limits: InspectionLimits,
  notes: Notes,
): Promise<EvidenceKindId | null> {
  const kind = await inspectPackage(bytes, { limits, budget: newBudget(limits), notes, depth: 0 });
  if (kind === null) throw new FileRefusal('kind-not-accepted', { found: 'Office' });
  if (!isPackage(kind)) return kind;
  const { pages } = await packageText(bytes, kind, limits, FIRST_PAGE);
  const text = pages[0]?.text ?? '';
  // "Mật" in one column of a register is about the documents in it, not about the register.
  const isTable = kind === 'xlsx' || kind === 'ods';
  if (mentionsStateSecret(isTable ? text.replaceAll('\t', '; ') : text)) notes.add('state-secret-mark');
  return kind;
}

function oldOffice(bytes: Buffer, notes: Notes): EvidenceKindId {
  try {
    const kind = inspectCompound(readCompoundFile(bytes), notes);
    if (kind === null) throw new FileRefusal('kind-not-accepted', { found: 'OLE' });
    notes.add('old-office-format', { found: kind });
    return kind;
  } catch (error) {
    // A number that lies beyond the end of the bytes.
    throw error instanceof RangeError ? new FileRefusal('office-damaged', { reason: 'range' }) : error;
  }
}

/** Text has no signature: what is named as text and reads as text is text, even if it begins like a picture ("BM"). */
async function textOrNothing(
  bytes: FileBytes,
  head: Buffer,
  extension: string,
  notes: Notes,
): Promise<EvidenceKindId> {
  const content = await whole(bytes);
  const named = kindByExtension(extension)?.preview === 'text' && decodeText(content, FIRST_PAGE) !== null;
  const type = named ? undefined : await typeByHead(head);
  if (type !== undefined) throw new FileRefusal('kind-not-accepted', { found: type.ext });
  return inspectText(content, extension, notes);
}

async function typeOf(
  evidence: EvidenceKindId | null,
  head: Buffer,
): Promise<{ readonly mediaType: string; readonly extension: string }> {
  if (evidence !== null) {
    const { mediaType, extension } = kindById(evidence);
    return { mediaType, extension };
  }
  const type = await typeByHead(head);
  return { mediaType: type?.mime ?? 'application/octet-stream', extension: type?.ext ?? '' };
}

/** A name for what is not accepted, from a table of some hundred formats. */
async function typeByHead(head: Buffer): Promise<FileTypeResult | undefined> {
  return fileTypeFromBuffer(head.subarray(0, 4100)).catch(() => undefined);
}
