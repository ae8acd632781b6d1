import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killTree } from '../deadline-hour/server-process.ts';
import { etcdArguments, NODES, patroniConfiguration, PORTS, proxyConfiguration } from './configuration.ts';
import type { Programs } from './programs.ts';

/** Three databases, each with its agent, behind a proxy. */
export interface PatroniCluster {
  /** Waits until there is a primary, a synchronous standby and one more standby. */
  readonly untilWhole: () => Promise<void>;
  /** Kills the primary and its agent, -9. @returns its number */
  readonly killPrimary: () => Promise<number>;
  /** Hands over to the synchronous standby, as before maintenance. */
  readonly switchOver: () => Promise<void>;
  readonly startAgain: (node: number) => void;
  readonly stop: () => Promise<void>;
}

interface Member {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

export function startCluster(programs: Programs): PatroniCluster {
  const folder = mkdtempSync(join(tmpdir(), 'parix-failover-'));
  const { uid, gid } = programs.user;
  const own = (path: string): void => chownSync(path, uid, gid);
  own(folder);
  const started = new Map<string, ChildProcess>();
  const run = (name: string, program: string, args: readonly string[]): void => {
    const log = openSync(join(folder, `${name}.log`), 'a');
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, LANG: 'C.UTF-8' };
    const stdio: SpawnOptions['stdio'] = ['ignore', log, log];
    started.set(name, spawn(program, [...args], { uid, gid, env, cwd: folder, stdio }));
  };
  const startNode = (node: number): void => run(`n${node}`, programs.patroni, [join(folder, `n${node}.yml`)]);
  for (const node of NODES) {
    run(`etcd-${node}`, programs.etcd, etcdArguments(node, folder));
    mkdirSync(join(folder, `n${node}`), { mode: 0o700 });
    own(join(folder, `n${node}`));
    writeFileSync(join(folder, `n${node}.yml`), patroniConfiguration(node, folder, programs.postgres));
    startNode(node);
  }
  writeFileSync(join(folder, 'haproxy.cfg'), proxyConfiguration());
  run('haproxy', programs.haproxy, ['-db', '-f', join(folder, 'haproxy.cfg')]);
  const postmaster = (node: number): number | undefined => postmasterOf(join(folder, `n${node}`, 'data'));
  return {
    untilWhole,
    killPrimary: async () => {
      const node = Number((await members()).find(({ role }) => role === 'leader')?.name.slice(1));
      started.get(`n${node}`)?.kill('SIGKILL');
      killTree(postmaster(node));
      return node;
    },
    switchOver,
    startAgain: startNode,
    stop: async () => {
      for (const child of started.values()) child.kill('SIGTERM');
      await Promise.all([...started.values()].map(ended));
      for (const node of NODES) killTree(postmaster(node));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await sleep(100);
  }
  child.kill('SIGKILL');
}

function postmasterOf(data: string): number | undefined {
  try {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** What any agent that answers says of all; an agent that was just killed does not. */
async function members(): Promise<readonly Member[]> {
  for (const node of NODES) {
    const answer = await fetch(`http://127.0.0.1:${PORTS.patroni(node)}/cluster`).catch(() => undefined);
    if (answer?.ok) return ((await answer.json()) as { readonly members: readonly Member[] }).members;
  }
  return [];
}

async function switchOver(): Promise<void> {
  const leader = (await members()).find(({ role }) => role === 'leader')?.name ?? '';
  const answer = await fetch(`http://127.0.0.1:${PORTS.patroni(Number(leader.slice(1)))}/switchover`, {
    method: 'POST',
    body: JSON.stringify({ leader }),
  });
  if (!answer.ok) throw new Error(`no switchover: ${answer.status} ${await answer.text()}`);
}

async function untilWhole(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const all = await members();
    const roles = all
      .filter(({ state }) => state === 'running' || state === 'streaming')
      .map(({ role }) => role);
    const has = (role: string): boolean => roles.includes(role);
    if (roles.length === NODES.length && has('leader') && has('sync_standby')) return;
    await sleep(200);
  }
  throw new Error(`the cluster did not become whole: ${JSON.stringify(await members())}`);
}
