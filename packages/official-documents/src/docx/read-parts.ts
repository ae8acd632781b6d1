import { unzipSync, zipSync } from 'fflate';
import { docxProblem, DocxRefusal, refuseDocx } from './docx-problems.ts';
import type { DocxLimits } from './limits.ts';
import { partProblem } from './part-problem.ts';

export type DocxParts = ReadonlyMap<string, Uint8Array>;

/** Names Office gives its parts; anything else (backslashes, "..", drive letters, control characters) is refused. */
const PART_NAME = /^(?!.*(^|\/)\.\.?(\/|$))[\p{L}\p{N}_\-.[\]%~+= ()]+(\/[\p{L}\p{N}_\-.[\]%~+= ()]+)*\/?$/u;
const MAIN_PART = 'word/document.xml';

/**
 * Unpacks an untrusted .docx in memory: sizes and names are judged from the directory before anything is inflated,
 * and no entry may inflate beyond what the directory says. Then every part is judged for what could run or be
 * fetched when an office program opens the file. Throws `DocxRefusal`.
 */
export function readDocxParts(bytes: Uint8Array, limits: DocxLimits): DocxParts {
  if (bytes.length > limits.bytes) {
    throw refuseDocx('too-many-bytes', { found: String(bytes.length), limit: String(limits.bytes) });
  }
  judgeMagic(bytes);
  const parts = unpack(bytes, limits);
  if (!parts.has(MAIN_PART) || !parts.has('[Content_Types].xml')) throw refuseDocx('not-a-docx');
  const problems = [...parts].flatMap(([name, content]) => {
    const problem = partProblem(name, content, limits.xmlDepth);
    return problem === null ? [] : [docxProblem(problem.code, { part: name, ...problem.detail })];
  });
  if (problems.length > 0) throw new DocxRefusal(problems);
  return parts;
}

/** Packs parts so that equal parts give equal bytes: content types first, then by name, no real times. */
export function packDocx(parts: DocxParts): Uint8Array {
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const entries = names.map((name) => [name, parts.get(name) ?? new Uint8Array()] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1), level: 6 });
}

const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2);

function judgeMagic(bytes: Uint8Array): void {
  const magic = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('latin1');
  if (magic.startsWith('\xd0\xcf\x11\xe0')) throw refuseDocx('old-or-encrypted');
  if (!magic.startsWith('PK\x03\x04')) throw refuseDocx('not-a-docx');
}

function unpack(bytes: Uint8Array, limits: DocxLimits): DocxParts {
  const seen = new Set<string>();
  let total = 0;
  const judge = (entry: { readonly name: string; readonly originalSize: number }): boolean => {
    if (seen.size >= limits.entries) {
      throw refuseDocx('zip-too-many-entries', {
        found: `${limits.entries}+`,
        limit: String(limits.entries),
      });
    }
    if (!PART_NAME.test(entry.name)) throw refuseDocx('zip-unsafe-name', { part: entry.name.slice(0, 80) });
    // Two entries of one name: programs differ in which one they read.
    if (seen.has(entry.name.toLowerCase())) throw refuseDocx('zip-damaged', { reason: entry.name });
    seen.add(entry.name.toLowerCase());
    total += entry.originalSize;
    if (total > limits.unpackedBytes) throw refuseDocx('zip-bomb', { limit: String(limits.unpackedBytes) });
    return !entry.name.endsWith('/');
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: judge })));
  } catch (error) {
    if (error instanceof DocxRefusal) throw error;
    throw refuseDocx('zip-damaged', { reason: error instanceof Error ? error.message.slice(0, 80) : 'zip' });
  }
}
