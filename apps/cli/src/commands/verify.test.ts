import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildPublication, logEntry, newSigner, publicationFiles, zipFiles } from '@parix/publication';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFactsDocument } from '../facts/facts-document.ts';
import { FIXTURES, runHere, runParix, type Run } from '../testing/run-parix.ts';

const signer = newSigner(new Uint8Array(32).fill(7), 'parix.example/log');
let folder = '';
let files: ReadonlyMap<string, Uint8Array> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-verify-'));
  files = await publication();
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, 'whole', path)), { recursive: true });
    await writeFile(join(folder, 'whole', path), bytes);
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function publication(): Promise<ReadonlyMap<string, Uint8Array>> {
  const [setDocument, facts] = await Promise.all(
    ['set.yaml', 'facts.yaml'].map((name) => readFile(join(FIXTURES, name), 'utf8')),
  );
  const built = buildPublication({
    round: {
      id: 'thu-2021',
      title: 'Đợt thử 2021',
      indexYear: 2021,
      blockName: 'Khối thử',
      publishedAt: '2022-01-31T08:00:00+07:00',
      sequence: 1,
      decision: null,
      sample: true,
    },
    setDocument: setDocument ?? '',
    amendmentDocuments: [],
    facts: readFactsDocument(facts ?? '', 'facts.yaml').units,
    layers: [],
    evidence: [],
    previous: null,
    correction: null,
  });
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const entries = [logEntry(built.manifest, built.manifestHash)];
  return publicationFiles(built, { entries, signer, origin: 'parix.example/log' });
}

const verify = (path: string, ...more: readonly string[]): Promise<Run> =>
  runHere(['verify', join(folder, path), ...more]);

async function changed(name: string, change: (root: string) => Promise<void>): Promise<Run> {
  await cp(join(folder, 'whole'), join(folder, name), { recursive: true });
  await change(join(folder, name));
  return verify(name);
}

describe('parix verify', () => {
  it('recomputes a folder, as a process, and trusts the key it is given', async () => {
    const run = await runParix(['verify', join(folder, 'whole'), '--key', signer.vkey]);
    expect([run.code, run.err]).toEqual([0, '']);
    expect(run.out).toMatch(/ĐÚNG/);
    expect(run.out).not.toMatch(/✗/);
  });

  it('says when the key comes from the folder itself', async () => {
    const run = await verify('whole', '--lang', 'en');
    expect([run.code, run.out, run.err]).toEqual([
      0,
      expect.stringContaining('VERIFIED'),
      expect.stringContaining('--key'),
    ]);
  });

  it('refuses another key', async () => {
    const other = newSigner(new Uint8Array(32).fill(8), 'parix.example/log');
    expect((await verify('whole', '--key', other.vkey)).code).toBe(1);
  });

  it('reads a zip of the files, and one of the folder', async () => {
    await writeFile(join(folder, 'a.zip'), zipFiles(files));
    await writeFile(
      join(folder, 'b.zip'),
      zipFiles(new Map([...files].map(([path, bytes]) => [`cong-bo/${path}`, bytes]))),
    );
    expect([(await verify('a.zip')).code, (await verify('b.zip')).code]).toEqual([0, 0]);
  });

  it('names the file in which one byte was changed', async () => {
    const run = await changed('byte', async (root) => {
      const path = join(root, 'data/results.json');
      const bytes = await readFile(path);
      const at = bytes.indexOf('5');
      bytes[at] = '6'.charCodeAt(0);
      await writeFile(path, bytes);
    });
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/✗ data\/results\.json/);
  });

  it('names a file that was added, and does not follow links', async () => {
    const added = await changed('added', (root) => writeFile(join(root, 'units/more.html'), 'x'));
    expect([added.code, added.out]).toEqual([1, expect.stringMatching(/✗ units\/more\.html/)]);
    const [unit = ''] = await readdir(join(folder, 'whole/units'));
    const linked = await changed('linked', async (root) => {
      await rm(join(root, 'units', unit));
      await symlink(join(folder, 'whole/units', unit), join(root, 'units', unit));
    });
    expect([linked.code, linked.out]).toEqual([1, expect.stringContaining(`✗ units/${unit}`)]);
  });

  it('refuses a damaged zip as input', async () => {
    await writeFile(join(folder, 'cut.zip'), zipFiles(files).subarray(0, 2000));
    expect((await verify('cut.zip')).code).toBe(3);
  });
});
