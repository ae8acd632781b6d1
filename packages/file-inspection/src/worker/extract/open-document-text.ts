import type { Archive } from '../archive.ts';
import { visitPart } from './main-parts.ts';
import type { PageWriter } from './page-writer.ts';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['s', ' '],
  ['line-break', '\n'],
]);

/**
 * Text of an OpenDocument file; `pageElement` (a table, a slide) starts a new page. Cells of a sheet are kept apart by
 * tabs. Tracked deletions are left out.
 */
export async function writeOpenDocumentText(
  archive: Archive,
  writer: PageWriter,
  pageElement: 'table' | 'page' | null,
): Promise<void> {
  let [paragraphs, deleted, page] = [0, 0, 0];
  await visitPart(archive, 'content.xml', (event) => {
    if (event.kind === 'text') {
      if (paragraphs > 0 && deleted === 0) writer.add(event.text);
      return !writer.isFull();
    }
    const step = event.kind === 'open' ? 1 : -1;
    if (event.name === 'tracked-changes') deleted += step;
    if (event.name === 'p' || event.name === 'h') {
      paragraphs += step;
      if (step < 0 && deleted === 0) writer.add(pageElement === 'table' ? '\t' : '\n');
    }
    if (event.name === 'table-row' && step < 0 && pageElement === 'table') writer.add('\n');
    if (event.kind === 'open' && paragraphs > 0) writer.add(SIGNS.get(event.name) ?? '');
    if (event.kind === 'open' && event.name === pageElement) writer.startPage((page += 1));
    return !writer.isFull();
  });
}
