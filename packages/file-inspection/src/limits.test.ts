import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from './extract-text.ts';
import { inspectFile, type Inspection } from './inspect-file.ts';
import type { InspectionLimits } from './limits.ts';
import { packsWell } from './testing/hostile-containers.ts';
import { body, office } from './testing/office-bytes.ts';
import { flateStream, pdf } from './testing/pdf-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-limits-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const codesOf = (found: Inspection): readonly string[] => found.findings.map((finding) => finding.code);

/** Inspects in a process of its own with a heap of 128 MiB. */
async function measured(
  limits: Partial<InspectionLimits>,
  ...paths: readonly string[]
): Promise<{ readonly codes: readonly string[]; readonly grownMegabytes: number }> {
  const script = fileURLToPath(new URL('./testing/measure-inspection.ts', import.meta.url));
  const options = ['--max-old-space-size=128', '--import', 'tsx', script, JSON.stringify(limits), ...paths];
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  return JSON.parse((await promisify(execFile)(process.execPath, options, { cwd })).stdout);
}

describe('memory', () => {
  /** 24 parts of 16 MiB, more than 400 : 1. */
  const bomb = (): Buffer => {
    const part = packsWell(16);
    const parts = Array.from({ length: 24 }, (_, index) => ({ name: `word/media/${index}.bmp`, data: part }));
    return office('docx', { parts });
  };

  it('a bomb of 400 : 1 is seen in the directory and leaves the process small', async () => {
    const found = await measured({}, await saved('bom.docx', bomb()));
    expect(found.codes).toEqual(['zip-bomb']);
    expect(found.grownMegabytes).toBeLessThan(200);
  });

  it('400 MB unpacked to the end, for want of a limit on the ratio, leave the process small too', async () => {
    const bytes = bomb();
    expect((24 * 16 * 1024 * 1024) / bytes.length).toBeGreaterThan(400);
    const found = await measured({ ratio: 10_000 }, await saved('bom-het.docx', bytes));
    expect(found.codes).toEqual(['']);
    expect(found.grownMegabytes).toBeLessThan(200);
  });

  it('bombs inside PDFs leave the process small', async () => {
    const content = pdf({ content: flateStream(Buffer.alloc(300 * 1024 * 1024, ' ')) });
    const found = await measured({}, await saved('bom.pdf', content));
    expect(found.codes).toEqual(['pdf-bomb']);
    expect(found.grownMegabytes).toBeLessThan(200);
  });
});

describe('caps', () => {
  /** Ten thousand pages take pdf.js far longer than any cap below. */
  const long = (): Buffer => pdf({ pages: 10_000 });

  it('a file that takes too long is refused, and the next one is inspected', async () => {
    const slow = await inspectFile({
      path: await saved('cham.pdf', long()),
      fileName: 'cham.pdf',
      limits: { milliseconds: 1 },
    });
    expect([slow.verdict, codesOf(slow)]).toEqual(['refused', ['too-slow']]);
    const small = await saved('nhanh.docx', office('docx'));
    expect(codesOf(await inspectFile({ path: small, fileName: 'nhanh.docx' }))).toEqual([]);
  });

  it('a file that takes too much memory is refused, and the next one is inspected', async () => {
    const fields = '/A << /B [1 2 3] >> '.repeat(400_000);
    const path = await saved('nang.pdf', pdf({ more: [`<< ${fields} >>`] }));
    const heavy = await inspectFile({ path, fileName: 'nang.pdf', limits: { heapMegabytes: 48 } });
    expect([heavy.verdict, codesOf(heavy)]).toEqual(['refused', ['too-much-memory']]);
    const small = await saved('nhe.pdf', pdf());
    expect(codesOf(await inspectFile({ path: small, fileName: 'nhe.pdf' }))).toEqual([]);
  });

  it('a file for which the process grows too much is refused', async () => {
    const path = await saved('phinh.pdf', long());
    const grown = await inspectFile({ path, fileName: 'phinh.pdf', limits: { processMegabytes: 50 } });
    expect(codesOf(grown)).toEqual(['too-much-memory']);
  });

  it('twenty files at once get each its own answer', async () => {
    const paths = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        saved(`nhieu-${index}`, index % 2 === 0 ? pdf({ pages: index + 1 }) : office('docx')),
      ),
    );
    const found = await Promise.all(paths.map((path) => inspectFile({ path, fileName: 'a' })));
    expect(found.map(({ extension, pages }) => [extension, pages])).toEqual(
      paths.map((_, index) => (index % 2 === 0 ? ['pdf', index + 1] : ['docx', undefined])),
    );
  });

  it('500 MB are refused by their size alone, without being read', async () => {
    const path = join(folder, 'lon.pdf');
    const file = await open(path, 'w');
    await file.truncate(500 * 1024 * 1024);
    await file.close();
    expect(codesOf(await inspectFile({ path, fileName: 'lon.pdf' }))).toEqual(['too-large']);
  });

  it('a file that is gone and a folder are answered', async () => {
    const gone = await inspectFile({ path: join(folder, 'none'), fileName: 'a.pdf' });
    expect(gone.findings).toMatchObject([{ code: 'not-readable', detail: { reason: 'ENOENT' } }]);
    expect(codesOf(await inspectFile({ path: folder, fileName: 'a.pdf' }))).toEqual(['not-readable']);
    expect(await extractText({ path: folder, mediaType: 'application/pdf' })).toMatchObject({
      reason: 'not-readable',
    });
  });

  it('text is cut at the length asked for, and says so', async () => {
    const parts = [{ name: 'word/document.xml', data: body('một hai ba bốn', 'năm sáu') }];
    const path = await saved('dai.docx', office('docx', { parts }));
    const { mediaType } = await inspectFile({ path, fileName: 'dai.docx' });
    const text = await extractText({ path, mediaType, limits: { textLength: 7 } });
    expect(text).toEqual({ pages: [{ page: 1, text: 'một hai' }], truncated: true, reason: null });
  });
});
