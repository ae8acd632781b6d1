import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractText } from './extract-text.ts';
import { FINDING_CODES } from './findings.ts';
import { inspectFile, type Inspection } from './inspect-file.ts';
import { TEXT_REASONS } from './text-result.ts';
import { HOSTILE_FILES } from './testing/hostile-files.ts';
import { mutated, seededRandom } from './testing/mutations.ts';

const FILES = 2_000;
const LARGEST = 40_000;

interface Tried {
  readonly file: string;
  readonly found: Inspection;
}

/** Inspects a file and takes the text of it as of every kind, for a mutation may turn one into another. */
async function tryFile(folder: string, number: number, name: string, bytes: Uint8Array): Promise<Tried> {
  const path = join(folder, String(number));
  await writeFile(path, bytes);
  const found = await inspectFile({ path, fileName: name });
  const { reason } = await extractText({ path, mediaType: found.mediaType });
  if (reason !== null) expect(TEXT_REASONS).toContain(reason);
  await rm(path);
  return { file: `${number} ${name}`, found };
}

it(`${FILES} broken files get an answer each, and the process goes on`, { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parix-fuzz-'));
  const random = seededRandom(20_250_301);
  const sources = HOSTILE_FILES.map(({ name, bytes }) => ({ name, bytes: bytes() })).filter(
    ({ bytes }) => bytes.length >= 8 && bytes.length <= LARGEST,
  );
  const source = (): (typeof sources)[number] =>
    sources[Math.floor(random() * sources.length)] ?? { name: '', bytes: new Uint8Array(8) };
  const tried: Tried[] = [];
  for (let at = 0; at < FILES; at += 50) {
    const batch = Array.from({ length: 50 }, (_, index) => {
      const { name, bytes } = source();
      return tryFile(folder, at + index, name, mutated(bytes, source().bytes, random));
    });
    tried.push(...(await Promise.all(batch)));
  }
  await rm(folder, { recursive: true });
  expect(tried).toHaveLength(FILES);
  const withCodes = (codes: readonly string[]): readonly string[] =>
    tried
      .filter(({ found }) => found.findings.some(({ code }) => codes.includes(code)))
      .map(({ file, found }) => `${file} ${JSON.stringify(found.findings)}`);
  // A fault of ours, or a file that gets past the bounds on time and memory.
  expect(withCodes(['inspection-failed', 'too-slow', 'too-much-memory'])).toEqual([]);
  for (const { found } of tried) {
    for (const { code } of found.findings) expect(FINDING_CODES).toContain(code);
    expect(Buffer.byteLength(found.fileName)).toBeLessThanOrEqual(255);
  }
  expect(new Set(tried.map(({ found }) => found.verdict))).toEqual(new Set(['accepted', 'refused']));
});
