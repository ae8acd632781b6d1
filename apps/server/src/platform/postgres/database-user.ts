import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';

/** System user under which PostgreSQL runs; undefined where the server is our own user's. */
export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const preferred = ['postgres', 'nobody', 'daemon', 'www-data'];

function parsePasswd(text: string): readonly DatabaseUser[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    const user = { name: name ?? '', uid: Number(uid), gid: Number(gid) };
    return user.name !== '' && user.uid > 0 && user.gid > 0 ? [user] : [];
  });
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}

/**
 * PostgreSQL refuses to run as root: root gets the owner of the existing database files, or else an unprivileged
 * user that every system has. A number without a name would be refused, hence the passwd file.
 * @throws OperatorError `POSTGRES_NO_USER`
 */
export function chooseDatabaseUser(dataDirectory: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(readFileSync('/etc/passwd', 'utf8'));
  const owner = ownerOf(dataDirectory);
  const user =
    users.find(({ uid }) => uid === owner) ??
    preferred.flatMap((name) => users.filter((candidate) => candidate.name === name))[0];
  if (user !== undefined) return user;
  throw new OperatorError('POSTGRES_NO_USER', {
    vi: `PostgreSQL không chạy dưới quyền root và máy không có người dùng nào trong ${preferred.join(', ')}. Hãy chạy Parix bằng người dùng thường, hoặc đặt DATABASE_URL.`,
    en: `PostgreSQL does not run as root and this machine has none of the users ${preferred.join(', ')}. Run Parix as an ordinary user, or set DATABASE_URL.`,
  });
}

/** Options that make a child process run as that user, with nothing of our environment. */
export function processOptions(user: DatabaseUser | undefined, home: string) {
  return {
    // A server that inherits HOME=/root fails on /root/.postgresql; PG* variables would change its settings.
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' },
    cwd: '/',
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  };
}

/** Whether the user can enter the folder; asked of the system, so that ACLs and mounts count too. */
export function canEnter(user: DatabaseUser | undefined, folder: string): boolean {
  if (user === undefined) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...processOptions(user, '/'),
    stdio: 'ignore',
  });
  return status === 0;
}
