import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOCUMENT_LIMITS } from '../docx/limits.ts';
import { packDocx, readDocxParts } from '../docx/read-parts.ts';
import { RenderFailure } from '../render-failure.ts';
import { fontsConf, officeSettings } from './office-profile.ts';

export interface ConversionOptions {
  /** Path of LibreOffice's `soffice`, set by the operator. */
  readonly sofficePath: string;
  /** Default 90 s; the first conversion after a start is the slow one. */
  readonly milliseconds?: number;
  /** Where the passing files go; the system's temporary folder by default. */
  readonly folder?: string;
}

const EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}';
const MAX_PDF = 100 * 1024 * 1024;

/** One conversion at a time: each takes a core and some 250 MB. */
let last: Promise<unknown> = Promise.resolve();
let asked = 0;
const MAX_ASKED = 50;

/**
 * The PDF of an edited .docx by LibreOffice, as the document looks, not as our layout draws it. The file is judged
 * like a template first, so that nothing in it is run or fetched; LibreOffice gets a profile and a folder of its own,
 * no shell and a limit of time, and is ended with everything it started. Rejects with `DocxRefusal` or
 * `RenderFailure`.
 */
export async function convertDocx(docx: Uint8Array, options: ConversionOptions): Promise<Uint8Array> {
  if (asked >= MAX_ASKED) throw new RenderFailure('busy');
  const safe = packDocx(readDocxParts(docx, DOCUMENT_LIMITS));
  asked += 1;
  const mine = last.then(() => convert(safe, options));
  last = mine.catch(() => undefined).finally(() => (asked -= 1));
  return mine;
}

async function convert(docx: Uint8Array, options: ConversionOptions): Promise<Uint8Array> {
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'parix-convert-'));
  try {
    const settings = join(folder, 'profile', 'user');
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'registrymodifications.xcu'), officeSettings());
    await writeFile(join(folder, 'fonts.conf'), fontsConf(join(folder, 'font-cache')));
    await writeFile(join(folder, 'document.docx'), docx);
    const log = await runOffice(folder, options);
    return await result(join(folder, 'document.pdf'), log);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function argumentsFor(folder: string): readonly string[] {
  return [
    '--headless',
    '--norestore',
    '--nologo',
    '--nodefault',
    '--nofirststartwizard',
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    '--convert-to',
    EXPORT,
    '--outdir',
    folder,
    join(folder, 'document.docx'),
  ];
}

/** Runs the program in a process group of its own, so that ending it also ends the processes it starts. */
function runOffice(folder: string, options: ConversionOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.sofficePath, argumentsFor(folder), {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: '/usr/bin:/bin',
        HOME: folder,
        LANG: 'C.UTF-8',
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      },
    });
    let log = '';
    const hear = (chunk: Buffer): void => {
      if (log.length < 4_000) log += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const timer = setTimeout(() => {
      endGroup(child.pid);
      reject(new RenderFailure('too-slow', log));
    }, options.milliseconds ?? 90_000);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new RenderFailure('failed', error.message));
    });
    child.on('close', () => {
      clearTimeout(timer);
      endGroup(child.pid);
      resolve(log);
    });
  });
}

/** A group that is already gone is what was wanted. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** LibreOffice ends with 0 whether or not it wrote anything: only the file tells. */
async function result(path: string, log: string): Promise<Uint8Array> {
  const pdf = await readFile(path).catch(() => null);
  if (pdf === null || !pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new RenderFailure('failed', log);
  if (pdf.length > MAX_PDF) throw new RenderFailure('too-large', `${pdf.length} bytes`);
  return new Uint8Array(pdf);
}
