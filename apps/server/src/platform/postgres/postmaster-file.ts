import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A server process that uses (or used) a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  /** Part of the socket's name, and where it listens if it listens to a network. */
  readonly port: number;
}

/** What `postmaster.pid` says, if it is there and complete. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const [pid, , , port, socketFolder] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const number = Number(pid);
    return Number.isInteger(number) && number > 0 && socketFolder
      ? { pid: number, socketFolder, port: Number(port) }
      : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** Whether that process is a server on this data directory, and not another program that got the same pid. */
export function isServerOn(data: string, pid: number): boolean {
  return isProcessAlive(pid) && commandOf(pid).includes(data);
}

/** Removes the lock file of a dead server: a reused pid would make PostgreSQL refuse to start. */
export function removeStaleLock(data: string): void {
  rmSync(join(data, 'postmaster.pid'), { force: true });
}
