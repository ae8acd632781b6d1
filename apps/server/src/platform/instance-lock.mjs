/*
 * One running Parix per data folder. Plain JavaScript with nothing but Node, because the starter in tools/ uses it
 * before any package is installed. The lock is a file that names its holder; a holder that is dead (kill -9, power
 * cut) holds nothing.
 */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Start time of a process in clock ticks since boot, so that a reused pid is not taken for the holder; undefined for
 * a process that is gone (or a zombie nobody collects, as in containers without an init); null where the system does
 * not tell.
 */
function startTimeOf(pid) {
  if (!existsSync('/proc/self/stat')) return isAlive(pid) ? null : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses; the fields after it start with the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readHolder(path) {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    return Number.isInteger(holder?.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function holds(holder) {
  if (holder === undefined || holder.pid === process.pid) return false;
  const startTime = startTimeOf(holder.pid);
  return startTime !== undefined && startTime === holder.startTime;
}

const lockPath = (dataDir) => join(dataDir, 'instance.lock');

/** The live process that uses the data folder, if there is one. */
export function findInstance(dataDir) {
  const holder = readHolder(lockPath(dataDir));
  return holds(holder) ? { pid: holder.pid, address: holder.address } : undefined;
}

/** Moves a dead holder's file away; puts it back when another process was quicker and it is a live one. */
function removeStale(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (holds(readHolder(aside))) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

/** Creates the file whole or not at all: nobody can read half of it. */
function tryCreate(path, content) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes the data folder for this process, or tells who has it. The lock of the parent process (the starter) passes
 * to the child, so that it stays held when the parent alone is killed.
 */
export function acquireInstanceLock(dataDir, address) {
  mkdirSync(dataDir, { recursive: true });
  const path = lockPath(dataDir);
  const content = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid), address });
  const release = () => {
    if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
  };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (tryCreate(path, content)) return { acquired: true, release };
    const holder = readHolder(path);
    if (holder?.pid === process.ppid && holds(holder)) {
      writeFileSync(`${path}.${process.pid}.new`, content);
      renameSync(`${path}.${process.pid}.new`, path);
      return { acquired: true, release };
    }
    if (holds(holder)) return { acquired: false, pid: holder.pid, address: holder.address };
    removeStale(path);
  }
  throw new Error(`cannot settle the lock file ${path}`);
}
