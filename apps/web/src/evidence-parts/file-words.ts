import { showNumber } from '../format/numbers.ts';
import type { Language } from '../i18n/current-language.ts';

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** Bytes as people say them: "812 B", "1,4 MB", "10,0 GB". */
export function sizeWords(bytes: number, language: Language): string {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  const value = bytes / 1024 ** step;
  return `${showNumber(step === 0 ? String(value) : value.toFixed(1), language)} ${UNITS[step] ?? ''}`;
}

export type Preview = 'pdf' | 'image' | 'none';

/** What the workspace can show of a file itself; everything else is downloaded. */
export function previewOf(mediaType: string): Preview {
  if (mediaType === 'application/pdf') return 'pdf';
  return ['image/jpeg', 'image/png', 'image/webp'].includes(mediaType) ? 'image' : 'none';
}
