import { DEFAULT_LIMITS } from '../limits.ts';
import { byteSource } from '../worker/source.ts';
import { openParts } from '../worker/zip.ts';
import { zipOf } from './zip-writer.ts';

/** What is put into a cell, in the forms in which spreadsheet programs store it; null clears the cell. */
export type CellContent =
  | null
  | { readonly text: string }
  | { readonly number: string }
  /** ISO day, stored as a day number in a date format if the cell has one. */
  | { readonly day: string }
  | { readonly boolean: boolean }
  | { readonly formula: string; readonly cached: string };

export interface CellEdit {
  /** Part of the sheet: 1 card, 2 evidence, 3 guide, 4 keys. */
  readonly sheet: number;
  readonly cell: string;
  readonly content: CellContent;
}

/** The parts of a container, for rewriting. */
export async function partsOf(workbook: Uint8Array): Promise<Map<string, Uint8Array>> {
  const parts = await openParts(await byteSource({ bytes: workbook }), DEFAULT_LIMITS);
  const files = new Map<string, Uint8Array>();
  for (const name of parts.names) files.set(name, await parts.readBytes(name));
  parts.close();
  return files;
}

/** Rewrites parts as text; a part that stays the same is no edit, so that a test cannot pass for nothing. */
export async function rewriteParts(
  workbook: Uint8Array,
  rewrite: (xml: string, path: string) => string,
): Promise<Uint8Array> {
  const files = await partsOf(workbook);
  let touched = 0;
  const entries = [...files].map(([name, bytes]) => {
    const before = Buffer.from(bytes).toString('utf8');
    const data = rewrite(before, name);
    if (data !== before) touched += 1;
    return { name, data };
  });
  if (touched === 0) throw new Error('nothing was rewritten');
  return zipOf(entries);
}

export function sheetPart(sheet: number): string {
  return `xl/worksheets/sheet${sheet}.xml`;
}

/** Puts contents into cells that the workbook has, keeping their styles. */
export async function editCells(workbook: Uint8Array, edits: readonly CellEdit[]): Promise<Uint8Array> {
  const bySheet = new Map<string, Map<string, CellContent>>();
  for (const { sheet, cell, content } of edits) {
    const cells = bySheet.get(sheetPart(sheet)) ?? new Map<string, CellContent>();
    bySheet.set(sheetPart(sheet), cells.set(cell, content));
  }
  return rewriteParts(workbook, (xml, path) => {
    const cells = bySheet.get(path);
    return cells === undefined ? xml : withCells(xml, cells);
  });
}

function withCells(xml: string, cells: ReadonlyMap<string, CellContent>): string {
  const left = new Set(cells.keys());
  const done = xml.replace(
    /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>.*?<\/c>)/gs,
    (whole, cell: string, rest: string) => {
      const content = cells.get(cell);
      if (content === undefined) return whole;
      left.delete(cell);
      return cellXml(cell, / s="\d+"/.exec(rest)?.[0] ?? '', content);
    },
  );
  if (left.size > 0) throw new Error(`no such cells: ${[...left].join(', ')}`);
  return done;
}

function cellXml(cell: string, style: string, content: CellContent): string {
  const open = `<c r="${cell}"${style}`;
  if (content === null) return `${open}/>`;
  if ('text' in content)
    return `${open} t="inlineStr"><is><t xml:space="preserve">${escapeXml(content.text)}</t></is></c>`;
  if ('number' in content) return `${open}><v>${content.number}</v></c>`;
  if ('boolean' in content) return `${open} t="b"><v>${content.boolean ? 1 : 0}</v></c>`;
  if ('day' in content) return `${open}><v>${dayNumber(content.day)}</v></c>`;
  return `${open} t="str"><f>${escapeXml(content.formula)}</f><v>${escapeXml(content.cached)}</v></c>`;
}

function dayNumber(iso: string): number {
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** As a spreadsheet program writes text: markup escaped, and `_x0041_` so that it stays itself. */
function escapeXml(text: string): string {
  return text
    .replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
