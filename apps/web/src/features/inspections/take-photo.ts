/** Longer side of a kept photo, pixels: enough to read a notice on a wall, small enough for a phone's network. */
const LONGEST = 1600;
const QUALITY = 0.82;

/** The photo as a JPEG of at most 1 600 pixels; without what the camera wrote beside it (place, device). */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('the photo cannot be made smaller'))),
      'image/jpeg',
      QUALITY,
    );
  });
}

/** As an address that the page's policy lets an image have. */
export function addressOfPhoto(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => failed(reader.error ?? new Error('the photo cannot be read'));
    reader.readAsDataURL(blob);
  });
}
