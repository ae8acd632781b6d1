/** Processor time (user + system) of this process, in milliseconds. Wall time on a shared machine says little. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

/** Runs until both counts are met; one figure per run. The first runs warm up the JIT and are dropped. */
export function measure(work: () => void, options: { warm: number; runs: number }): number {
  for (let i = 0; i < options.warm; i++) work();
  const times = Array.from({ length: options.runs }, () => processorMs(work));
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
