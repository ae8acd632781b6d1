/**
 * Engine against plain walks on the same generated work: each peer in a process of its own, rounds interleaved in
 * changing order, medians of processor time, ratios within this one run. `node --import tsx bench/compare.ts [rounds]`
 */
import { spawnSync } from 'node:child_process';
import { cpus, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { median } from './clock.ts';

const MATCHES: readonly (readonly [work: string, peers: readonly string[]])[] = [
  ['W1', ['parix', 'doubles', 'decimal.js', 'bigint-ratios']],
  ['W2', ['parix', 'doubles', 'decimal.js', 'bigint-ratios']],
  ['W3', ['parix', 'doubles', 'decimal.js', 'bigint-ratios', 'fraction.js']],
  ['W4', ['parix']],
  ['W5', ['parix']],
  ['W6', ['parix']],
];
const rounds = Number(process.argv[2] ?? 5);
const peerFile = fileURLToPath(new URL('./peer.ts', import.meta.url));
const times = new Map<string, number[]>();

for (let round = 0; round < rounds; round++) {
  const jobs = MATCHES.flatMap(([work, peers]) => peers.map((peer) => [peer, work] as const));
  for (const [peer, work] of rotated(jobs, round * 5)) {
    const key = `${work} ${peer}`;
    times.set(key, [...(times.get(key) ?? []), runPeer(peer, work)]);
  }
}
report();

function runPeer(peer: string, work: string): number {
  const child = spawnSync(process.execPath, ['--import', 'tsx', peerFile, peer, work], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${peer} ${work}: ${child.stderr}`);
  const answer: unknown = JSON.parse(child.stdout);
  if (typeof answer !== 'object' || answer === null || !('ms' in answer) || typeof answer.ms !== 'number')
    throw new Error(`${peer} ${work}: no figure`);
  return answer.ms;
}

function report(): void {
  console.log(
    `Node ${process.version}, Linux ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}; ${rounds} interleaved rounds`,
  );
  console.log('| work | peer | processor ms, median [min–max] | × parix |');
  console.log('| --- | --- | --- | --- |');
  for (const [work, peers] of MATCHES)
    for (const peer of peers) {
      const all = times.get(`${work} ${peer}`) ?? [];
      const own = median(times.get(`${work} parix`) ?? []);
      const digits = own < 0.1 ? 5 : 2;
      const range = `${Math.min(...all).toFixed(digits)}–${Math.max(...all).toFixed(digits)}`;
      console.log(
        `| ${work} | ${peer} | ${median(all).toFixed(digits)} [${range}] | ${(median(all) / own).toFixed(1)} |`,
      );
    }
}

function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
