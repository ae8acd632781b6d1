import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What Debian's packages install, and as whom it runs. */
export interface Programs {
  readonly etcd: string;
  readonly patroni: string;
  readonly haproxy: string;
  /** Folder of PostgreSQL's programs. */
  readonly postgres: string;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly versions: string;
}

const NEXT_STEP =
  'apt-get update && apt-get install --no-install-recommends patroni etcd-server haproxy postgresql-15';

/** @throws Error that says which package is missing and what to run. */
export function findPrograms(): Programs {
  const programs = { etcd: '/usr/bin/etcd', patroni: '/usr/bin/patroni', haproxy: '/usr/sbin/haproxy' };
  const missing = Object.entries(programs).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  const postgres = postgresFolder();
  if (missing.length > 0 || postgres === undefined)
    throw new Error(`missing: ${[...missing, ...(postgres ? [] : ['postgresql'])].join(', ')}. ${NEXT_STEP}`);
  if (process.getuid?.() !== 0)
    throw new Error('run this as root: the databases run as the user postgres of the packages');
  return { ...programs, postgres, user: postgresUser(), versions: versionsOf({ ...programs, postgres }) };
}

/** The newest one that Parix takes and that is installed. */
function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql';
  const found = existsSync(root) ? readdirSync(root).map(Number).filter(Boolean) : [];
  const newest = found.sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : `${root}/${newest}/bin`;
}

function postgresUser(): Programs['user'] {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`there is no user postgres. ${NEXT_STEP}`);
  return { uid: Number(uid), gid: Number(gid) };
}

function versionsOf({ etcd, patroni, haproxy, postgres }: Omit<Programs, 'user' | 'versions'>): string {
  const of = (program: string, option: string): string =>
    execFileSync(program, [option], { encoding: 'utf8' }).split('\n')[0] ?? '?';
  return [
    of(patroni, '--version'),
    of(etcd, '--version'),
    of(haproxy, '-v'),
    of(`${postgres}/postgres`, '--version'),
  ].join('; ');
}
