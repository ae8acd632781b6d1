import { chmod, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { latestPublishedFiles, publishAsOperator } from './features/publication/operator-publish.service.ts';
import { withDatabase } from './operator-database.ts';
import { systemClock } from './platform/clock.ts';
import type { Locale } from './platform/locale.ts';
import { OperatorError } from './platform/operator-error.ts';

export interface PublishToFolder {
  readonly roundId: string;
  /** Folder to write to: absent or empty. */
  readonly out: string;
  readonly decision?: { readonly number: string; readonly date: string };
  readonly locale?: Locale;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Publishes an approved round, as the operator of the installation, and writes its files to a folder. A round that
 * is published already is written as it was published. Works beside a running server.
 * @returns what was done, in words of the language.
 * @throws OperatorError `OUT_NOT_EMPTY`, `ROUND_NOT_FOUND`, `ROUND_NOT_READY`, and those of opening the database.
 */
export async function publishRoundToDirectory(what: PublishToFolder): Promise<string> {
  const { roundId, out, decision, locale = 'vi', env = process.env } = what;
  const folder = resolve(out);
  await refuseUsedFolder(folder);
  return withDatabase(env, async (db, config) => {
    const context = { db, config, now: systemClock.now(), locale: 'vi', requestId: null } as const;
    const before = await latestPublishedFiles(context, roundId);
    if (!before) await publishAsOperator(context, roundId, decision ?? null);
    const published = before ?? (await latestPublishedFiles(context, roundId));
    if (!published) throw new Error('the publication was not stored');
    await writeWhole(folder, published.files());
    const { id, manifestHash, fileCount: count } = published.publication;
    const now = before === undefined;
    return locale === 'en'
      ? `${now ? 'Published' : 'Already published as'} ${id}: ${count} files in ${folder}, manifest SHA-256 ${manifestHash}.`
      : `${now ? 'Đã công bố' : 'Đã công bố từ trước,'} ${id}: ${count} tệp trong ${folder}, SHA-256 của manifest ${manifestHash}.`;
  });
}

async function refuseUsedFolder(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new OperatorError('OUT_NOT_USABLE', {
      vi: `Không dùng được thư mục ${folder} (${error.code ?? ''}). Chọn thư mục khác.`,
      en: `The folder ${folder} cannot be used (${error.code ?? ''}). Choose another.`,
    });
  });
  if (found.length === 0) return;
  throw new OperatorError('OUT_NOT_EMPTY', {
    vi: `Thư mục ${folder} đã có tệp. Chọn thư mục trống để bản công bố không lẫn với tệp khác.`,
    en: `The folder ${folder} is not empty. Choose an empty one, so that the publication is not mixed with other files.`,
  });
}

type PublishedFileStream = AsyncIterable<{ readonly path: string; readonly bytes: Uint8Array }>;

/** Writes beside the folder and moves it there in one step, so that a kill or a full disk leaves no half of it. */
async function writeWhole(folder: string, files: PublishedFileStream): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const stage = await mkdtemp(`${folder}.dang-ghi-`);
  try {
    for await (const { path, bytes } of files) await writeInto(stage, path, bytes);
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    // A staging folder is private; what is published is there to be read.
    await chmod(stage, 0o755);
    await rename(stage, folder);
  } catch (error) {
    await rm(stage, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    throw new OperatorError('OUT_NOT_WRITTEN', {
      vi: `Chưa ghi được thư mục ${folder} (${code}); không có gì dở dang để lại. Kiểm tra chỗ trống và quyền ghi rồi chạy lại.`,
      en: `The folder ${folder} could not be written (${code}); nothing half-written is left. Check space and rights and run again.`,
    });
  }
}

async function writeInto(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
}
