import type { Browser } from 'playwright-core';

/** Pages of a PDF as the browser prints them: real fonts, text that can be read out of it. */
export interface PrintedPages {
  readonly title: string;
  /** One entry for each page. */
  readonly pages: readonly string[];
  /** Pixels along an edge of a picture of noise on each page, which no packing makes smaller. 0: none. */
  readonly noise?: number;
}

/** A PDF printed by the browser. */
export async function printPdf(browser: Browser, { title, pages, noise = 0 }: PrintedPages): Promise<Buffer> {
  const page = await browser.newPage();
  await page.setContent(
    `<html lang="vi"><title>${title}</title><style>
      @page { size: A4; margin: 2cm }
      body { font: 13pt serif } section { break-after: page } section:last-child { break-after: auto }
      img { width: 100% }
    </style>${pages.map((text, at) => `<section><h1>${title}</h1><p>Trang ${at + 1}</p><p>${text}</p></section>`).join('')}`,
  );
  if (noise > 0) await page.evaluate(addNoise, noise);
  const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  return printed;
}

/** Runs in the page. */
async function addNoise(edge: number): Promise<void> {
  for (const section of Array.from(document.querySelectorAll('section'))) {
    const canvas = document.createElement('canvas');
    canvas.width = edge;
    canvas.height = edge;
    const inside = canvas.getContext('2d');
    if (!inside) throw new Error('no canvas');
    const image = inside.createImageData(edge, edge);
    for (let at = 0; at < image.data.length; at += 65_536)
      crypto.getRandomValues(image.data.subarray(at, at + 65_536));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    inside.putImageData(image, 0, 0);
    const picture = new Image();
    picture.src = canvas.toDataURL('image/png');
    await picture.decode();
    section.append(picture);
  }
}

/** A picture of what a page shows, as people make them of their screen. */
export async function screenshotOf(browser: Browser, words: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  await page.setContent(`<html lang="vi"><title>Ảnh</title><h1>${words}</h1>`);
  const picture = await page.screenshot({ type: 'png' });
  await page.close();
  return picture;
}
