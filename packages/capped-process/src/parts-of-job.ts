import type { CappedProcess, End } from './capped-process.ts';
import type { Said, Told } from './messages.ts';

type Heard<Part> = Said<Part, unknown> | End;
export type LastWord<Part> = Exclude<Heard<Part>, { type: 'part' }> | { readonly type: 'silent' };

/** A job whose parts are asked for one after the other. */
export interface PartsOfJob<Part> {
  /** The next part, or how it ended; `silent`: for so many milliseconds neither came. */
  readonly next: () => Promise<Extract<Heard<Part>, { type: 'part' }> | LastWord<Part>>;
  /** Nobody wants more. @returns how it ended */
  readonly leave: () => Promise<LastWord<Part>>;
}

/** Gives the job to the process, which makes up to `ahead` parts that nobody has asked for yet. */
export function partsOfJob<Job extends object, Part>(
  process: CappedProcess<Told<Job>, Part, unknown>,
  job: Job,
  ahead: number,
  milliseconds: number,
): PartsOfJob<Part> {
  const heard: Heard<Part>[] = [];
  let wake: () => void = () => undefined;
  process.give({ type: 'job', job, ahead }, (said) => {
    heard.push(said);
    wake();
  });
  const next = async (): Promise<Heard<Part> | { readonly type: 'silent' }> => {
    if (heard.length === 0) await soon((resolve) => (wake = resolve), milliseconds);
    return heard.shift() ?? { type: 'silent' };
  };
  return {
    next: async () => {
      const said = await next();
      if (said.type === 'part') process.tell({ type: 'more' } satisfies Told<Job>);
      return said;
    },
    leave: async () => {
      process.tell({ type: 'leave' } satisfies Told<Job>);
      for (;;) {
        const said = await next();
        if (said.type !== 'part') return said;
      }
    },
  };
}

/** Waits for what calls back, but no longer than the time. */
function soon(listen: (resolve: () => void) => void, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
