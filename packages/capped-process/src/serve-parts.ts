import type { Said, Told } from './messages.ts';
import { bodyOf, reasonOf } from './process-body.ts';

/**
 * Body of a process of a pool whose answer is a row of parts: makes them ahead of their use, as many as there is room
 * for, and stops where nobody wants more. What `make` throws is told as `failed`.
 */
export function serveParts<Job, Part>(make: (job: Job) => AsyncGenerator<Part, void>): void {
  const say = bodyOf<Said<Part, null>>();
  let room = 0;
  let left = false;
  let wake: () => void = () => undefined;
  const answerTo = async (job: Job): Promise<Said<Part, null>> => {
    try {
      for await (const part of make(job)) {
        while (room === 0 && !left) await new Promise<void>((resolve) => (wake = resolve));
        if (left) break;
        room -= 1;
        say({ type: 'part', part });
      }
      return { type: 'answer', answer: null };
    } catch (error) {
      return { type: 'failed', reason: reasonOf(error) };
    }
  };
  process.on('message', (told: Told<Job>) => {
    if (told.type === 'job') {
      room = told.ahead;
      left = false;
      void answerTo(told.job).then(say);
      return;
    }
    if (told.type === 'more') room += 1;
    else left = true;
    wake();
  });
}
