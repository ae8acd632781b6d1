/** The process that uses a data folder; `address` is where it serves, as an `http://` address. */
export interface Instance {
  readonly pid: number;
  readonly address: string;
}

export type LockAttempt =
  { readonly acquired: true; readonly release: () => void } | ({ readonly acquired: false } & Instance);

/** The live process that uses the data folder, if there is one; a dead holder counts as none. */
export function findInstance(dataDir: string): Instance | undefined;

/** Takes the data folder for this process, or tells who has it; the starter's lock passes to its child. */
export function acquireInstanceLock(dataDir: string, address: string): LockAttempt;
