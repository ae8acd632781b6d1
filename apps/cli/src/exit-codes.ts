/** Exit codes, the same for every command; documented in docs/cli.md and in `parix help`. */
export const EXIT = {
  ok: 0,
  /** The command did its work and found something: faults in a set, differences, a publication that does not verify. */
  findings: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** A file that was given cannot be used. Nothing was written. */
  badInput: 3,
  /** The machine: no permission to write, the server or database cannot be reached. */
  environment: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
