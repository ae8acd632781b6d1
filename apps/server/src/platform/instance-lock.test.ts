import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireInstanceLock, findInstance } from './instance-lock.mjs';

const moduleUrl = new URL('instance-lock.mjs', import.meta.url).href;
const address = 'http://127.0.0.1:3000';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parix-lock-'));
  file = join(folder, 'instance.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const script = `
  import { acquireInstanceLock } from ${JSON.stringify(moduleUrl)};
  const { acquired, pid } = acquireInstanceLock(process.argv[1], 'http://child');
  console.log(JSON.stringify({ acquired, pid }));
  if (process.argv[2] === 'stay') setInterval(() => {}, 1000);
`;
const nodeArguments = ['--input-type=module', '-e', script, '--'];

/** A process whose parent is not this one, so that our own lock does not pass to it. */
function acquireInGrandchild(): unknown {
  const relay =
    'process.stdout.write(require("child_process").execFileSync(process.execPath, process.argv.slice(1)))';
  const result = spawnSync(process.execPath, ['-e', relay, '--', ...nodeArguments, folder], {
    encoding: 'utf8',
  });
  return JSON.parse(result.stdout);
}

async function startHolder() {
  const child = spawn(process.execPath, [...nodeArguments, folder, 'stay'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a data folder', () => {
  it('is refused to a second process, which learns who holds it', () => {
    expect(acquireInstanceLock(folder, address).acquired).toBe(true);
    expect(acquireInGrandchild()).toEqual({ acquired: false, pid: process.pid });
  });

  it('is free again after release and leaves nothing behind', () => {
    const lock = acquireInstanceLock(folder, address);
    if (lock.acquired) lock.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(acquireInGrandchild()).toMatchObject({ acquired: true });
  });

  it('passes from the starter to its child, and back to nobody when the starter releases', async () => {
    const lock = acquireInstanceLock(folder, address);
    const child = await startHolder();
    try {
      expect(findInstance(folder)).toEqual({ pid: child.pid, address: 'http://child' });
      if (lock.acquired) lock.release();
      expect(existsSync(file)).toBe(true);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('is not held by a killed process', async () => {
    const child = await startHolder();
    expect(findInstance(folder)?.pid).toBe(child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(findInstance(folder)).toBeUndefined();
    expect(acquireInstanceLock(folder, address).acquired).toBe(true);
  });

  it.runIf(existsSync('/proc/self/stat'))('is not held by another program that got the same pid', () => {
    writeFileSync(file, JSON.stringify({ pid: 1, startTime: 'long ago', address }));
    expect(findInstance(folder)).toBeUndefined();
    expect(acquireInstanceLock(folder, address).acquired).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is not held by a file that is no lock', () => {
    writeFileSync(file, 'half a li');
    expect(acquireInstanceLock(folder, address).acquired).toBe(true);
  });
});
