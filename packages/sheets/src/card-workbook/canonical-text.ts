import { cellText, type Cell } from '../table.ts';

/** Signs that no workbook can hold: control characters, halves of a pair, non-characters. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

/** A spreadsheet cell holds 32 767 characters; some room is left for signs that must be escaped. */
export const LONGEST_CELL = 32_000;

/**
 * Text as it comes back from a workbook: NFC, LF line ends, no outer spaces, nothing unwritable. What a person
 * typed is compared in this form only, so that a program's own way of storing text is never taken for a change.
 */
export function canonicalText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '').normalize('NFC').trim();
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
