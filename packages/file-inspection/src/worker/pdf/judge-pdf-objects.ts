import type { InspectionLimits } from '../../limits.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import type { PdfObject } from './pdf-objects.ts';
import { isDictionary, namesIn, type PdfDictionary, type PdfValue } from './pdf-values.ts';
import { judgeStream } from './pdf-streams.ts';

type Code = Parameters<Notes['add']>[0];

/** Keys that a file without the thing does not have; lists of scripts and of files may well be empty. */
const TELLING_KEYS: ReadonlyMap<string, Code> = new Map([
  ['JS', 'pdf-javascript'],
  ['EF', 'pdf-embedded-files'],
  ['RichMediaContent', 'pdf-embedded-files'],
  ['XFA', 'pdf-dynamic-form'],
]);
/** Kinds of action and of annotation. */
const TELLING_KINDS: ReadonlyMap<string, Code> = new Map([
  ['JavaScript', 'pdf-javascript'],
  ['Launch', 'launches-program'],
  ['SubmitForm', 'launches-program'],
  ['ImportData', 'launches-program'],
  ['RichMediaExecute', 'launches-program'],
  ['GoToE', 'pdf-embedded-files'],
  ['EmbeddedFile', 'pdf-embedded-files'],
  ['FileAttachment', 'pdf-embedded-files'],
  ['RichMedia', 'pdf-embedded-files'],
  ['GoToR', 'external-link'],
]);
const PAGE_BOXES = ['MediaBox', 'CropBox'];
/** Streams that text is read from; one that calls itself an image would escape the bound on its size. */
const READ_AS_TEXT = ['Contents', 'ToUnicode', 'FontFile', 'FontFile2', 'FontFile3', 'Encoding'];

export interface PdfJudge {
  readonly take: (object: PdfObject) => Promise<void>;
  /** Call after the last object. */
  readonly finish: () => void;
  readonly isEncrypted: () => boolean;
}

/** Judges the objects of a file one by one. */
export function pdfJudge(limits: InspectionLimits, notes: Notes): PdfJudge {
  const images = new Set<number>();
  const lists = new Map<number, readonly PdfValue[]>();
  const texts = new Set<number>();
  let encrypted = false;
  return {
    isEncrypted: () => encrypted,
    async take({ value, id, stream }) {
      judgeValue(value, limits, notes, texts);
      encrypted ||= isDictionary(value) && value.has('Encrypt');
      if (!isDictionary(value)) {
        if (id !== null && Array.isArray(value)) lists.set(id, value as readonly PdfValue[]);
        return;
      }
      if (stream === null) return;
      const isImage = namesIn(value.get('Subtype')).includes('Image');
      if (isImage) judgeImage(value, limits);
      if (isImage && id === null) throw new FileRefusal('pdf-hidden-content', { reason: 'Image' });
      if (isImage && id !== null) images.add(id);
      await judgeStream(value, stream, isImage, limits);
    },
    finish() {
      const read = [...texts].flatMap((id) => [id, ...(lists.get(id) ?? []).flatMap(refsIn)]);
      if (read.some((id) => images.has(id))) throw new FileRefusal('pdf-hidden-content', { reason: 'Image' });
    },
  };
}

function judgeValue(value: PdfValue, limits: InspectionLimits, notes: Notes, texts: Set<number>): void {
  if (Array.isArray(value)) {
    for (const inner of value as readonly PdfValue[]) judgeValue(inner, limits, notes, texts);
  }
  if (!isDictionary(value)) return;
  const dictionary = value;
  for (const [key, inner] of dictionary) {
    const code = TELLING_KEYS.get(key);
    if (code !== undefined) notes.add(code, { part: key });
    if (PAGE_BOXES.includes(key)) judgeBox(inner, dictionary.get('UserUnit'), limits);
    if (READ_AS_TEXT.includes(key)) for (const ref of refsIn(inner)) texts.add(ref);
    judgeValue(inner, limits, notes, texts);
  }
  for (const key of ['S', 'Subtype', 'Type']) {
    for (const kind of namesIn(dictionary.get(key))) {
      const code = TELLING_KINDS.get(kind);
      if (code !== undefined) notes.add(code, { part: kind, target: kind });
    }
  }
}

function refsIn(value: PdfValue): readonly number[] {
  if (Array.isArray(value)) return (value as readonly PdfValue[]).flatMap(refsIn);
  return typeof value === 'object' && value !== null && 'ref' in value ? [value.ref] : [];
}

function judgeBox(box: PdfValue, unit: PdfValue | undefined, limits: InspectionLimits): void {
  const numbers = Array.isArray(box)
    ? (box as readonly PdfValue[]).filter((one) => typeof one === 'number')
    : [];
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
  const side =
    Math.max(Math.abs(right - left), Math.abs(top - bottom)) * (typeof unit === 'number' ? unit : 1);
  if (side > limits.pageSide) {
    throw new FileRefusal('page-too-large', {
      found: String(Math.round(side)),
      limit: String(limits.pageSide),
    });
  }
}

function judgeImage(dictionary: PdfDictionary, limits: InspectionLimits): void {
  const [width, height] = [
    dictionary.get('Width') ?? dictionary.get('W'),
    dictionary.get('Height') ?? dictionary.get('H'),
  ];
  if (typeof width !== 'number' || typeof height !== 'number' || width * height <= limits.pixels) return;
  const detail = { width: String(width), height: String(height), limit: String(limits.pixels) };
  throw new FileRefusal('image-too-large', detail);
}
