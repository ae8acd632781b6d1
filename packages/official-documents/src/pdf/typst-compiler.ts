import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as typst from '@myriaddreamin/typst-ts-web-compiler';
import type { FieldRecord, FieldValue } from '../fields/field-tree.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../official-document.ts';
import { qrSvg } from '../qr-svg.ts';
import { softBreaks } from './soft-breaks.ts';
import { TINOS_FONTS } from './tinos-fonts.ts';
import { withMemoryCap } from './wasm-memory.ts';

/*
 * Typst as WebAssembly, for a process of its own. It has no access model and no package registry, so a layout reads
 * the files mapped here and nothing else; fonts are ours alone, so what a reader's machine has makes no difference.
 */

const require = createRequire(import.meta.url);
const LAYOUTS = new URL('../../layouts/', import.meta.url);
const PAGE = 65_536;
const PDF = 'pdf';
const ALL_DIAGNOSTICS = 3;

export interface TypstCompiler {
  readonly compile: (kind: DocumentKind, fields: FieldRecord) => Uint8Array;
  readonly memoryBytes: () => number;
}

/** `memoryBytes` bounds what the compiler may ever hold; growing past it fails the compilation. */
export async function createTypstCompiler(memoryBytes: number): Promise<TypstCompiler> {
  const wasm = await readFile(require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm'));
  const capped = withMemoryCap(wasm, Math.floor(memoryBytes / PAGE));
  const instance: unknown = typst.initSync({ module: capped });
  const builder = new typst.TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const font of TINOS_FONTS) await builder.add_raw_font(await readFile(font));
  const compiler = await builder.build();
  const layouts = new Map<string, string>();
  for (const name of ['official-document', 'results', ...DOCUMENT_KINDS]) {
    layouts.set(`/${name}.typ`, await readFile(new URL(`${name}.typ`, LAYOUTS), 'utf8'));
  }
  return {
    compile: (kind, fields) => compile(compiler, layouts, kind, fields),
    memoryBytes: () => memoryOf(instance),
  };
}

/** The memory is a new buffer each time it grew, so it is asked for anew. */
function memoryOf(instance: unknown): number {
  const memory: unknown = Reflect.get(Object(instance) as object, 'memory');
  const buffer: unknown = Reflect.get(Object(memory) as object, 'buffer');
  return buffer instanceof ArrayBuffer ? buffer.byteLength : 0;
}

function compile(
  compiler: typst.TypstCompiler,
  layouts: ReadonlyMap<string, string>,
  kind: DocumentKind,
  fields: FieldRecord,
): Uint8Array {
  const encoder = new TextEncoder();
  try {
    for (const [path, source] of layouts) compiler.add_source(path, source);
    const qrText = qrTextOf(fields);
    if (qrText !== null) compiler.map_shadow('/qr.svg', encoder.encode(qrSvg(qrText)));
    compiler.map_shadow('/data.json', encoder.encode(JSON.stringify(printable(fields))));
    return bytesOf(compiler.compile(`/${kind}.typ`, null, PDF, ALL_DIAGNOSTICS));
  } finally {
    compiler.reset_shadow();
    compiler.reset();
  }
}

function bytesOf(answer: unknown): Uint8Array {
  const result: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'result') : null;
  if (result instanceof Uint8Array) return result;
  throw new Error(`the layout does not compile: ${JSON.stringify(answer).slice(0, 2_000)}`);
}

/** The fields as the layout reads them: QR codes become pictures, long words get places to break. */
function printable(value: FieldValue | FieldRecord): unknown {
  if (typeof value === 'string') return softBreaks(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: FieldRecord) => printable(one));
  return Object.fromEntries(
    Object.entries(value as FieldRecord).map(([name, one]) => [
      name,
      name === 'ma_bam' ? one : printable(one),
    ]),
  );
}

function qrTextOf(fields: FieldRecord): string | null {
  const field = fields['ma_qr'];
  const qr: unknown = typeof field === 'object' && 'qr' in field ? field.qr : '';
  return typeof qr === 'string' && qr !== '' ? qr : null;
}
