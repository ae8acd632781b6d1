import { FileRefusal } from '../file-refusal.ts';

/** What the headers of an image say; the pixels are never decoded. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  /** Where the image ends; what follows belongs to nobody. Null when the format has no such place. */
  readonly end: number | null;
  readonly images: number;
  /** Comments and other bytes that are not shown. */
  readonly unseen: Buffer;
}

export function imageDamaged(reason: string): FileRefusal {
  return new FileRefusal('image-damaged', { reason });
}
