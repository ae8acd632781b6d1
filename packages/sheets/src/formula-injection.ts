/**
 * Text that a spreadsheet program would take for a formula when the file is opened: it begins with
 * = + - @ TAB CR or a full-width twin. Such text gets an apostrophe in front when written and loses it when
 * read; text that already has apostrophes before such a sign gets one more, so writing and reading is lossless.
 */
const DANGEROUS = /^'*[=+\-@\t\r＝＋－＠]/;
const ESCAPED = /^'+[=+\-@\t\r＝＋－＠]/;

export function escapeFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
