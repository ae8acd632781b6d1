import jsQR from 'jsqr';
import type { Browser, Locator } from 'playwright-core';

/** Text of the QR code as it is painted on the page, read as a phone would: from the pixels of a picture. */
export async function readQr(browser: Browser, code: Locator): Promise<string | null> {
  const picture = (await code.screenshot()).toString('base64');
  // A page without a policy of its own turns the picture into pixels.
  const page = await browser.newPage();
  const { data, width, height } = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height);
    return { data: [...pixels.data], width: image.width, height: image.height };
  }, picture);
  await page.close();
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? null;
}
