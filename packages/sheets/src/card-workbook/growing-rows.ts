import { DEFAULT_LIMITS } from '../limits.ts';
import { byteSource } from '../worker/source.ts';
import { openParts } from '../worker/zip.ts';
import { zipParts } from '../zip-parts.ts';

const WORKSHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/**
 * The workbook with row heights that are a first measure only: the writer marks each height as set by hand, after
 * which a spreadsheet program no longer lets the row grow with what is typed into it.
 */
export async function growingRows(workbook: Uint8Array): Promise<Uint8Array> {
  const parts = await openParts(await byteSource({ bytes: workbook }), {
    ...DEFAULT_LIMITS,
    ratio: Number.POSITIVE_INFINITY,
  });
  try {
    const files = new Map<string, Uint8Array>();
    for (const name of parts.names) {
      const bytes = await parts.readBytes(name);
      files.set(name, WORKSHEET.test(name) ? withoutFixedHeights(bytes) : bytes);
    }
    return zipParts(files);
  } finally {
    parts.close();
  }
}

/** In text `<` is escaped, in attributes `>` is: what begins with `<row ` is a row and ends at the next `>`. */
function withoutFixedHeights(sheet: Uint8Array): Uint8Array {
  const xml = new TextDecoder().decode(sheet);
  return new TextEncoder().encode(xml.replace(/(<row [^>]*?) customHeight="1"/g, '$1'));
}
