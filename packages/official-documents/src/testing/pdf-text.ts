import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** The text of each page, in reading order, lines joined by spaces. */
  readonly pages: readonly string[];
  /** Width and height of each page, points. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly title: string;
  readonly language: string;
  readonly tagged: boolean;
}

/** What another PDF reader makes of a file. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({
    data: Uint8Array.from(pdf),
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  });
  const document = await task.promise;
  const pages: string[] = [];
  const sizes: [number, number][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''));
    const [, , width = 0, height = 0] = page.view;
    sizes.push([width, height]);
  }
  const { info } = await document.getMetadata();
  const mark = await document.getMarkInfo();
  const title: unknown = Reflect.get(info, 'Title');
  const language: unknown = Reflect.get(info, 'Language');
  await task.destroy();
  return {
    pages,
    sizes,
    title: typeof title === 'string' ? title : '',
    language: typeof language === 'string' ? language : '',
    tagged: mark?.Marked === true,
  };
}

/** Whether each font of the file comes with its outlines. */
export function fontsOf(pdf: Uint8Array): { readonly described: number; readonly embedded: number } {
  const text = Buffer.from(pdf).toString('latin1');
  return {
    described: text.match(/\/Type\s*\/FontDescriptor/g)?.length ?? 0,
    embedded: text.match(/\/FontFile[23]?\s/g)?.length ?? 0,
  };
}
