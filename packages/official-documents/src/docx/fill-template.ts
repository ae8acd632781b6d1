import {
  ImagePlugin,
  LoopPlugin,
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  TagOptionsParseError,
  TemplateHandler,
  TemplateSyntaxError,
  type ImageContent,
  type Tag,
  type TemplateData,
} from 'easy-template-x';
import type { FieldRecord, FieldTree, FieldValue } from '../fields/field-tree.ts';
import { qrPng } from '../qr-png.ts';
import { checkTags } from './check-tags.ts';
import { DocxRefusal, refuseDocx } from './docx-problems.ts';
import { LinesPlugin, resolveField } from './field-plugins.ts';
import { DOCUMENT_LIMITS, TEMPLATE_LIMITS } from './limits.ts';
import { packDocx, readDocxParts } from './read-parts.ts';

/** Side of a QR code in a document: 15 mm at 96 pixels an inch. */
const QR_SIDE = 57;

/** Only text, loops and pictures made here: no plug-in that would take markup, links or charts. */
function templateHandler(): TemplateHandler {
  return new TemplateHandler({
    plugins: [new LoopPlugin(), new LinesPlugin(), new ImagePlugin()],
    scopeDataResolver: resolveField,
    // Loops nest the parts they repeat once more.
    maxXmlDepth: 4 * TEMPLATE_LIMITS.xmlDepth,
  });
}

/** Judges an untrusted template. Throws `DocxRefusal` with every problem found; returns the file packed anew. */
export async function checkTemplate(template: Uint8Array, tree: FieldTree): Promise<Buffer> {
  const packed = Buffer.from(packDocx(readDocxParts(template, TEMPLATE_LIMITS)));
  const problems = checkTags(await tagsOf(packed), tree);
  if (problems.length > 0) throw new DocxRefusal(problems);
  return packed;
}

/** Fills a template with fields. Equal input gives equal bytes. Throws `DocxRefusal`. */
export async function fillTemplate(
  template: Uint8Array,
  tree: FieldTree,
  fields: FieldRecord,
): Promise<Uint8Array> {
  const checked = await checkTemplate(template, tree);
  const data = (await contentOf(fields)) as TemplateData;
  const filled = await placed(() => templateHandler().process(checked, data));
  return packDocx(readDocxParts(filled, { ...DOCUMENT_LIMITS, xmlDepth: 2 * DOCUMENT_LIMITS.xmlDepth }));
}

const tagsOf = (template: Buffer): Promise<readonly Tag[]> =>
  placed(() => templateHandler().parseTags(template));

/** The engine's own complaints in our words. Anything else is a fault of ours and is passed on. */
async function placed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MissingCloseDelimiterError) throw broken(error.openDelimiterText);
    if (error instanceof MissingStartDelimiterError) throw broken(error.closeDelimiterText);
    if (error instanceof TagOptionsParseError) throw broken(error.tagRawText);
    if (error instanceof TemplateSyntaxError) throw misplaced(error.message);
    throw error;
  }
}

const broken = (text: string): DocxRefusal => refuseDocx('tag-broken', { text: text.slice(0, 80) });

function misplaced(message: string): DocxRefusal {
  const tag = /\{([^}]{1,80})\}/.exec(message)?.[1] ?? null;
  return new DocxRefusal([
    { code: 'tag-placement', tag, place: null, detail: { reason: message.slice(0, 160) } },
  ]);
}

/** Fields as the engine takes them: QR codes become pictures. */
async function contentOf(value: FieldValue | FieldRecord): Promise<unknown> {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return Promise.all(value.map((one: FieldRecord) => contentOf(one)));
  if ('qr' in value && typeof value.qr === 'string') return qrPicture(value.qr);
  const entries = await Promise.all(
    Object.entries(value as FieldRecord).map(async ([name, one]) => [name, await contentOf(one)] as const),
  );
  return Object.fromEntries(entries);
}

async function qrPicture(content: string): Promise<ImageContent | string> {
  if (content === '') return '';
  return {
    _type: 'image',
    source: await qrPng(content),
    format: 'image/png',
    width: QR_SIDE,
    height: QR_SIDE,
    altText: 'Mã QR kiểm tra biên nhận',
  };
}
