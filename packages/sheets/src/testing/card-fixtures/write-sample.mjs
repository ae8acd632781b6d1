import { writeFile } from 'node:fs/promises';
import { writeCardWorkbook } from '../../card-workbook/write-card-workbook.ts';
import { SAMPLE_CARD } from '../sample-card.ts';

/** Writes the sample card's workbook to the path given: the start of every fixture here. */
const path = process.argv[2];
if (path === undefined) throw new Error('write-sample.mjs PATH');
await writeFile(path, await writeCardWorkbook(SAMPLE_CARD));
