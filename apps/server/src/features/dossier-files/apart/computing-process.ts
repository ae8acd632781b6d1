import { serveParts } from '@parix/capped-process';
import { computeFile } from './compute-file.ts';
import type { FileJob, FilePart } from './messages.ts';

serveParts<FileJob, FilePart>(computeFile);
