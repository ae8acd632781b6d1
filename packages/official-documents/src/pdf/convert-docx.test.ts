import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocx, shippedTemplate } from '../render.ts';
import { templateWith } from '../testing/docx-files.ts';
import { fontsOf, readPdf } from '../testing/pdf-text.ts';
import { HARD_LETTERS, sampleReport } from '../samples/sample-report.ts';
import { convertDocx } from './convert-docx.ts';

let folder: string;
let docx: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-convert-test-'));
  await mkdir(join(folder, 'work'));
  docx = await renderDocx(await shippedTemplate('self-assessment-report'), sampleReport(10));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that stands in for LibreOffice: what it does, as a shell script. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
const left = async (): Promise<readonly string[]> => readdir(join(folder, 'work'));
const options = (sofficePath: string) => ({ sofficePath, folder: join(folder, 'work') });

describe('converting by an office program', () => {
  it('passes the file, not a command line, and no surroundings of the server', async () => {
    const sofficePath = await program(
      'echo',
      `printf '%s\\n' "$@" > '${folder}/arguments'; env > '${folder}/env'; cp -r profile '${folder}/profile'\nprintf '%%PDF-1.7 made' > document.pdf`,
    );
    process.env['PARIX_SECRET'] = 'secret';
    const pdf = await convertDocx(docx, options(sofficePath));
    Reflect.deleteProperty(process.env, 'PARIX_SECRET');
    expect(Buffer.from(pdf).toString()).toBe('%PDF-1.7 made');
    const words = (await readFile(join(folder, 'arguments'), 'utf8')).trim().split('\n');
    expect(words).toContain('--headless');
    expect(words.at(-1)).toMatch(/\/parix-convert-[^/]+\/document\.docx$/);
    expect(words.find((word) => word.startsWith('-env:UserInstallation=file://'))).toMatch(/\/profile$/);
    expect(await readFile(join(folder, 'env'), 'utf8')).not.toContain('secret');
    const settings = await readFile(join(folder, 'profile/user/registrymodifications.xcu'), 'utf8');
    expect(settings).toContain('DisableMacrosExecution" oor:op="fuse"><value>true<');
    expect(await left()).toEqual([]);
  });

  it('ends the program and what it started when it takes too long', async () => {
    const sofficePath = await program('slow', `sleep 600 &\necho $! > '${folder}/pid'\nwait`);
    const converting = convertDocx(docx, { ...options(sofficePath), milliseconds: 1_500 });
    await expect(converting).rejects.toMatchObject({ code: 'too-slow' });
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(await left()).toEqual([]);
  });

  it('fails when there is no program, no result, or a result that is no PDF', async () => {
    const missing = options(join(folder, 'missing'));
    await expect(convertDocx(docx, missing)).rejects.toMatchObject({ code: 'failed' });
    const silent = options(await program('silent', 'exit 0'));
    await expect(convertDocx(docx, silent)).rejects.toMatchObject({ code: 'failed' });
    const wrong = options(await program('wrong', 'echo hello > document.pdf'));
    await expect(convertDocx(docx, wrong)).rejects.toMatchObject({ code: 'failed' });
    expect(await left()).toEqual([]);
  });

  it('never shows the program a file that would fetch or run something', async () => {
    const sofficePath = await program('touched', `touch '${folder}/mark'`);
    const relation =
      '<Relationships><Relationship Id="r" Type="x/image" Target="http://127.0.0.1/x.png" TargetMode="External"/></Relationships>';
    const linked = await templateWith({ 'word/_rels/footer9.xml.rels': relation });
    await expect(convertDocx(linked, options(sofficePath))).rejects.toMatchObject({
      problems: [{ code: 'external-link' }],
    });
    expect(existsSync(join(folder, 'mark'))).toBe(false);
  });

  it('does one conversion at a time', async () => {
    const sofficePath = await program(
      'alone',
      `mkdir '${folder}/lock' || exit 1\nsleep 0.2\nrmdir '${folder}/lock'\nprintf '%%PDF-' > document.pdf`,
    );
    const all = await Promise.all([1, 2, 3].map(() => convertDocx(docx, options(sofficePath))));
    expect(all.map((pdf) => pdf.length)).toEqual([5, 5, 5]);
  });
});

/** A process that ended but that nobody asked about keeps its number: where /proc tells, it counts as ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}

const SOFFICE = '/usr/bin/soffice';
const WRITER = '/usr/lib/libreoffice/program/libswlo.so';
describe.skipIf(!existsSync(SOFFICE) || !existsSync(WRITER))('by LibreOffice, where it is installed', () => {
  it('gives a tagged PDF with the same words and embedded fonts', async () => {
    const pdf = await convertDocx(docx, { sofficePath: SOFFICE });
    const { pages, tagged } = await readPdf(pdf);
    const text = pages.join(' ').replace(/\s+/g, ' ');
    expect(tagged).toBe(true);
    expect(text).toContain(HARD_LETTERS);
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    const fonts = fontsOf(pdf);
    expect(fonts.described).toBeGreaterThan(0);
    expect(fonts.embedded).toBe(fonts.described);
    expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/\/FontName\/[A-Z]{6}\+(?!Tinos)/);
  });
});
