import { cellText, type Cell } from '../table.ts';

/** Signs that no workbook can hold: control characters, halves of a pair, non-characters. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

/** A spreadsheet cell holds 32 767 characters; some room is left for signs that must be escaped. */
export const LONGEST_CELL = 32_000;

/**
 * Text as a workbook can hold it: NFC, LF line ends, no tabs (OpenDocument loses them), no outer spaces, nothing
 * unwritable.
 */
export function canonicalText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return lines.replace(UNWRITABLE, '').normalize('NFC').trim();
}

/**
 * Text as it is compared with what was written, so that a program's own way of storing it is never taken for a
 * change: of a text such as `_x005F_x000D_` LibreOffice leaves out an escape, and `_x000D_` comes back.
 */
export function comparableText(text: string): string {
  let known = canonicalText(text);
  while (known.includes('_x005F_')) known = known.replaceAll('_x005F_', '_');
  return known;
}

export function sameText(a: string, b: string): boolean {
  return a === b || comparableText(a) === comparableText(b);
}

/**
 * An identifier in letters that every program leaves alone, so that it needs no comparing but letter by letter.
 * Half a surrogate pair, which no identifier has, could not be encoded.
 */
export function keyOfId(id: string): string {
  return encodeURIComponent(id.replace(/[\ud800-\udfff]/gu, '\ufffd')).replaceAll('_', '%5F');
}

/** The identifier again; the key itself where somebody made it up. */
export function idOfKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

export function canonicalCell(cell: Cell): string {
  return canonicalText(cellText(cell));
}

/**
 * Canonical text in which an apostrophe before a sign that begins a formula is doubled: the reader of tables takes
 * one away there. The signs themselves need no guard, because the cell is of type text and has the format Text: a
 * spreadsheet program neither computes it when the file is opened nor when it is edited.
 */
export function guardedText(text: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** Guarded text as the writer of workbooks takes it, where `_x0041_` would else be read as an escape. */
export function writableText(text: string): string {
  return guardedText(text).replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x');
}

/** What is written for a text: its canonical form, or a notice where one cell cannot hold it. */
export function exportable(text: string | null, notice: string): string {
  const canonical = canonicalText(text ?? '');
  return canonical.length > LONGEST_CELL ? notice : canonical;
}
