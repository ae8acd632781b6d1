import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough, strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { officeParts } from './testing/office-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-writers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const parts = officeParts('docx').map(({ name, data }) => ({ name, data: strToU8(String(data)) }));

/** Sizes and sums behind the bytes of each part, as writers do that cannot go back. */
function streamed(): Uint8Array {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_error, piece) => pieces.push(piece));
  parts.forEach(({ name, data }, index) => {
    const file = index % 2 === 0 ? new ZipDeflate(name) : new ZipPassThrough(name);
    zip.add(file);
    file.push(data, true);
  });
  zip.end();
  return Buffer.concat(pieces);
}

const asMap = Object.fromEntries(parts.map(({ name, data }) => [name, data]));

it.each([
  ['sizes in front', (): Uint8Array => zipSync(asMap)],
  ['nothing packed', (): Uint8Array => zipSync(asMap, { level: 0 })],
  ['sizes behind', streamed],
  ['folders as entries of their own', (): Uint8Array => zipSync({ 'word/': new Uint8Array(), ...asMap })],
])('a container of another writer is accepted: %s', async (title, bytes) => {
  const path = join(folder, title);
  await writeFile(path, bytes());
  const found = await inspectFile({ path, fileName: 'a.docx' });
  expect(found).toMatchObject({ verdict: 'accepted', extension: 'docx', findings: [] });
});
