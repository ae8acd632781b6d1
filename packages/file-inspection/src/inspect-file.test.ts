import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { HOSTILE_CHAPTERS, HOSTILE_FILES } from './testing/hostile-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-evidence-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(HOSTILE_CHAPTERS.map(([chapter, files]) => ({ chapter, files })))('$chapter', ({ files }) => {
  it.each(files.map((file) => ({ ...file, codes: file.expect.join() || 'accepted' })))(
    '$title: $codes',
    async ({ name, bytes, limits = {}, expect: codes, fileName, nameWas }) => {
      const path = join(folder, String(HOSTILE_FILES.findIndex((file) => file.bytes === bytes)));
      await writeFile(path, bytes());
      const found = await inspectFile({ path, fileName: name, limits });
      expect(found.findings.map((finding) => finding.code)).toEqual(codes);
      const refused = found.findings.some((finding) => finding.severity === 'refuse');
      expect(found.verdict).toBe(refused ? 'refused' : 'accepted');
      if (fileName !== undefined) expect(found.fileName).toBe(fileName);
      if (nameWas !== undefined) expect(found.nameWas).toBe(nameWas);
      expect(Buffer.byteLength(found.fileName)).toBeLessThanOrEqual(255);
    },
  );
});
