import type { Archive } from '../archive.ts';
import { attributeOf } from '../office/xml-events.ts';
import { visitPart } from './main-parts.ts';
import type { PageWriter } from './page-writer.ts';

/** Text of a workbook: a page per sheet, a line per row, cells kept apart by tabs; formulas give their last value. */
export async function writeSheetsText(
  sheets: readonly string[],
  archive: Archive,
  writer: PageWriter,
  most: number,
): Promise<void> {
  const strings = await readStrings(archive, most);
  for (const [index, part] of sheets.entries()) {
    writer.startPage(index + 1);
    await writeSheet(archive, part, strings, writer);
  }
}

/** Shared strings, as far as text is taken at all. */
async function readStrings(archive: Archive, most: number): Promise<readonly string[]> {
  const strings: string[] = [];
  let [current, length, inText, phonetic] = ['', 0, false, false];
  await visitPart(archive, 'xl/sharedStrings.xml', (event) => {
    if (event.kind === 'text') {
      if (inText && !phonetic) current += event.text;
    } else if (event.name === 't') inText = event.kind === 'open';
    else if (event.name === 'rPh') phonetic = event.kind === 'open';
    else if (event.name === 'si' && event.kind === 'close') {
      strings.push(current);
      length += current.length + 1;
      current = '';
    }
    return length <= most;
  });
  return strings;
}

async function writeSheet(
  archive: Archive,
  part: string,
  strings: readonly string[],
  writer: PageWriter,
): Promise<void> {
  let [shared, value, inValue] = [false, '', false];
  await visitPart(archive, part, (event) => {
    if (event.kind === 'text') {
      if (inValue) value += event.text;
    } else if (event.name === 'c' && event.kind === 'open') {
      shared = attributeOf(event.attributes, 't') === 's';
      value = '';
    } else if (event.name === 'v' || event.name === 't') inValue = event.kind === 'open';
    else if (event.name === 'c') {
      const text = shared ? (strings[Number(value)] ?? '') : value;
      if (text !== '') writer.add(`${text}\t`);
    } else if (event.name === 'row' && event.kind === 'close') writer.add('\n');
    return !writer.isFull();
  });
}
