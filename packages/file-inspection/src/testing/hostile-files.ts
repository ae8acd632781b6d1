import { HOSTILE_CONTAINERS } from './hostile-containers.ts';
import type { HostileFile } from './hostile-file.ts';
import { HOSTILE_IMAGES } from './hostile-images.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';
import { HOSTILE_OFFICE } from './hostile-office.ts';
import { HOSTILE_OLD_OFFICE } from './hostile-old-office.ts';
import { HOSTILE_PDFS } from './hostile-pdfs.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** The corpus by chapter; docs/evidence-files.md lists the same rows. */
export const HOSTILE_CHAPTERS: readonly (readonly [title: string, files: readonly HostileFile[]])[] = [
  ['PDF', HOSTILE_PDFS],
  ['Word, Excel, PowerPoint, OpenDocument', HOSTILE_OFFICE],
  ['Word and Excel 97–2003', HOSTILE_OLD_OFFICE],
  ['Containers', HOSTILE_CONTAINERS],
  ['Images', HOSTILE_IMAGES],
  ['Text', HOSTILE_TEXTS],
  ['Names', HOSTILE_NAMES],
];

export const HOSTILE_FILES: readonly HostileFile[] = HOSTILE_CHAPTERS.flatMap(([, files]) => files);
