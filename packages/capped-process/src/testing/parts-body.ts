import { serveParts } from '../serve-parts.ts';

/** What the test of parts has its processes do: count, and then come to some end. */
export interface TestCount {
  readonly to: number;
  readonly then: 'end' | 'throw' | 'exit' | 'wait';
}
export interface TestPart {
  readonly pid: number;
  readonly number: number;
  /** Parts that the process had passed on by then, of all its jobs. */
  readonly made: number;
  readonly bytes: Buffer;
}

let made = 0;

serveParts<TestCount, TestPart>(async function* ({ to, then }) {
  for (let number = 1; number <= to; number += 1) {
    yield { pid: process.pid, number, made, bytes: Buffer.from([number]) };
    made += 1;
  }
  if (then === 'throw') throw Object.assign(new Error(`after ${made}`), { code: 'E_TEST' });
  if (then === 'exit') process.exit(3);
  if (then === 'wait') await new Promise(() => undefined);
});
