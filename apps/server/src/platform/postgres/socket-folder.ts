import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makePrivateFolder, type ClusterFiles } from './cluster-files.ts';

/** Part of the name of the socket file, unless the server listens to a network too and has a port of its own. */
export const socketPort = 5432;
const socketName = '/.s.PGSQL.65535.lock';

/** Longest socket path that every supported system takes (macOS 103 bytes, Linux 107). */
const longestPath = 103;

const temporaryPrefix = 'parix-pg-';

function fits(folder: string): boolean {
  return Buffer.byteLength(folder + socketName) <= longestPath;
}

/** A folder for the socket: inside the cluster's folder, or a short temporary one where that path is too long. */
export function makeSocketFolder({ root, user }: ClusterFiles): string {
  const inside = join(root, 'socket');
  if (fits(inside)) {
    makePrivateFolder(inside, user);
    return inside;
  }
  const parent = fits(join(tmpdir(), `${temporaryPrefix}xxxxxx`)) ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, temporaryPrefix));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Removes a temporary socket folder; one inside the cluster's folder stays for the next start. */
export function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith(temporaryPrefix)) rmSync(folder, { recursive: true, force: true });
}
