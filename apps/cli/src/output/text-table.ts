import { visible } from '../text.ts';

export type Align = 'left' | 'right';

/** A table of text aligned in columns, with a rule under the header. Widths count letters, not bytes. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[],
): string {
  const all = [header, ...rows].map((row) => row.map((cell) => visible(cell.normalize('NFC'))));
  const widths = header.map((_, column) =>
    all.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((size, column) => pad(row[column] ?? '', size, align[column] ?? 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((size) => '-'.repeat(size)).join('  ');
  const [head = [], ...body] = all;
  return `${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}

function width(text: string): number {
  return [...text].length;
}

function pad(text: string, size: number, align: Align): string {
  const space = ' '.repeat(size - width(text));
  return align === 'right' ? space + text : text + space;
}
