import type { Archive } from '../archive.ts';
import type { XmlEvent } from '../office/xml-events.ts';
import { visitPart } from './main-parts.ts';
import type { PageWriter } from './page-writer.ts';

/** What an element puts into running text besides its own text. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);
const AROUND = /^word\/(?:header|footnotes|endnotes)\d*\.xml$/;

/** Text of a Word document: headers first (stamps stand there), then the body, then notes. Deleted text is left out. */
export async function writeWordText(archive: Archive, writer: PageWriter): Promise<void> {
  const around = archive.names.filter((name) => AROUND.test(name)).sort();
  const headers = around.filter((name) => name.startsWith('word/header'));
  const notes = around.filter((name) => !headers.includes(name));
  for (const part of [...headers, 'word/document.xml', ...notes]) {
    await visitPart(archive, part, drawingText(writer));
  }
}

/** Text of slides is built the same way. */
export async function writeSlidesText(
  slides: readonly string[],
  archive: Archive,
  writer: PageWriter,
): Promise<void> {
  for (const [index, part] of slides.entries()) {
    writer.startPage(index + 1);
    await visitPart(archive, part, drawingText(writer));
  }
}

function drawingText(writer: PageWriter): (event: XmlEvent) => boolean {
  let inText = false;
  // A text box is stored twice, the second time for old versions of Word.
  let fallback = 0;
  return (event) => {
    if (event.kind === 'text') {
      if (inText && fallback === 0) writer.add(event.text);
      return !writer.isFull();
    }
    if (event.name === 'Fallback') fallback += event.kind === 'open' ? 1 : -1;
    if (event.name === 't') inText = event.kind === 'open';
    if (event.kind === 'open') writer.add(SIGNS.get(event.name) ?? '');
    else if (event.name === 'p') writer.add('\n');
    return !writer.isFull();
  };
}
