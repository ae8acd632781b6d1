import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';
import { canEnter, chooseDatabaseUser, type DatabaseUser } from './database-user.ts';

/** Where root keeps what the database's user must reach and the data folder cannot hold. */
export const SYSTEM_FOLDER = '/var/lib/parix';

/** Where one embedded server keeps its files, and as whom it runs. */
export interface ClusterFiles {
  /** Folder of all that follows. */
  readonly root: string;
  /** PGDATA. */
  readonly data: string;
  readonly log: string;
  readonly user: DatabaseUser | undefined;
  readonly secrets: ClusterSecrets;
}

const secretsSchema = z.object({ owner: z.string().min(32), app: z.string().min(32) });

/** Passwords of the owner's and the application's role. */
export type ClusterSecrets = z.infer<typeof secretsSchema>;

/** Writes a file whole or not at all, readable by nobody else. */
function writePrivately(path: string, content: string): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function readOrCreateSecrets(root: string): ClusterSecrets {
  const path = join(root, 'secrets.json');
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (existsSync(join(root, 'data'))) {
    throw new OperatorError('POSTGRES_SECRETS_LOST', {
      vi: `Thiếu tệp mật khẩu ${path} của cơ sở dữ liệu đã có. Hãy chép lại tệp này từ bản sao lưu.`,
      en: `The password file ${path} of the existing database is missing. Restore it from a backup.`,
    });
  }
  const secrets = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
  writePrivately(path, JSON.stringify(secrets));
  return secrets;
}

/**
 * A data folder below a closed home (such as /root) cannot be entered by the database's user: the database then
 * lives in /var/lib/parix, and a file in the data folder says where.
 */
function placeOutside(dataFolder: string): string {
  const pointer = join(dataFolder, 'postgres-location');
  if (!existsSync(pointer)) {
    writePrivately(pointer, join(SYSTEM_FOLDER, randomBytes(8).toString('hex')));
  }
  const root = readFileSync(pointer, 'utf8').trim();
  makePassable(root);
  return root;
}

/** The database's user passes through this folder; what must stay secret in it has closed rights of its own. */
function makePassable(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  // Whatever the umask is.
  chmodSync(folder, 0o755);
}

/** Lets the database's group, and nobody else, pass through a data folder that is closed to others. */
function openFor(user: DatabaseUser | undefined, dataFolder: string): void {
  if (user === undefined || !canEnter(user, dirname(dataFolder))) return;
  const { uid, mode } = statSync(dataFolder);
  chownSync(dataFolder, uid, user.gid);
  chmodSync(dataFolder, (mode & 0o777) | 0o010);
}

/** Finds or makes the place of the database that belongs to a data folder (absolute path). */
export function prepareClusterFiles(dataFolder: string): ClusterFiles {
  const inside = join(dataFolder, 'postgres');
  try {
    makePassable(inside);
    const user = chooseDatabaseUser(join(inside, 'data'));
    if (!canEnter(user, inside)) openFor(user, dataFolder);
    const root = canEnter(user, inside) ? inside : placeOutside(dataFolder);
    const log = join(root, 'server.log');
    return { root, data: join(root, 'data'), log, user, secrets: readOrCreateSecrets(root) };
  } catch (error) {
    throw explain(error, dataFolder);
  }
}

/** What to say when there is no room left on the disk of that path. */
export function diskFull(path: string): OperatorError {
  return new OperatorError('DISK_FULL', {
    vi: `Ổ đĩa chứa ${path} đã đầy. Hãy giải phóng chỗ rồi chạy lại.`,
    en: `The disk that holds ${path} is full. Free some space and start again.`,
  });
}

function explain(error: unknown, dataFolder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new OperatorError('DATA_FOLDER_REFUSED', {
      vi: `Không đọc hoặc ghi được thư mục dữ liệu ${dataFolder}. Hãy chạy bằng người dùng đã tạo ra nó, hoặc đặt PARIX_DATA tới thư mục khác.`,
      en: `The data folder ${dataFolder} cannot be read or written. Run as the user who made it, or set PARIX_DATA to another folder.`,
    });
  }
  if (code === 'ENOSPC') return diskFull(dataFolder);
  return error;
}

/** Makes a folder that only the database's user can enter. */
export function makePrivateFolder(path: string, user: DatabaseUser | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
