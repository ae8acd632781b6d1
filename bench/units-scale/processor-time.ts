import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processor time of this process and of the database, in ms: on a busy machine it says more than the clock. */
export function processorTime(dataDir: string): number {
  const { user, system } = process.cpuUsage();
  const postmaster = Number(
    readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  return (user + system) / 1000 + ticksOf(postmaster) * 10;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Hundredths of a second, those of ended children included. */
  readonly ticks: number;
}

const ticksOf = (postmaster: number): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)))
    .filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
    .reduce((sum, { ticks }) => sum + ticks, 0);

function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return [{ pid, parent: Number(fields[1]), ticks }];
  } catch {
    // It has ended since the folder was listed.
    return [];
  }
}
