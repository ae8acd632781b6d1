import {
  ImagePlugin,
  LoopPlugin,
  TagOptionsParseError,
  TemplateHandler,
  TemplateSyntaxError,
  type ImageContent,
  type Tag,
  type TemplateData,
} from 'easy-template-x';
import type { FieldRecord, FieldTree, FieldValue } from '../fields/field-tree.ts';
import { qrPng } from '../qr-png.ts';
import { braceProblems } from './check-braces.ts';
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

/**
 * Judges an untrusted template by its tags and by filling it once with made-up fields, which also shows tags that do
 * not stand together. Throws `DocxRefusal` with every problem found.
 */
export async function checkTemplate(template: Uint8Array, tree: FieldTree): Promise<void> {
  await fillTemplate(template, tree, trialFields(tree));
}

/** Every list with one entry, every condition true, every text its own name. */
function trialFields(tree: FieldTree): FieldRecord {
  return Object.fromEntries(
    Object.entries(tree).map(([name, field]): [string, FieldValue] => {
      if (field.type === 'list') return [name, [trialFields(field.fields)]];
      if (field.type === 'condition') return [name, true];
      return [name, field.type === 'qr' ? { qr: name } : name];
    }),
  );
}

/** The template packed anew, when its parts and tags are in order. */
async function safeTemplate(template: Uint8Array, tree: FieldTree): Promise<Buffer> {
  const parts = readDocxParts(template, TEMPLATE_LIMITS);
  const unpaired = braceProblems(parts);
  if (unpaired.length > 0) throw new DocxRefusal(unpaired);
  const packed = Buffer.from(packDocx(parts));
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
  const checked = await safeTemplate(template, tree);
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
