import { z } from 'zod';
import { type JobContext, registerJob } from '../../platform/jobs/jobs.ts';
import { pageOfRoundUnits, requireRound } from '../rounds/rounds.read-model.ts';
import { notify } from './notify.read-model.ts';
import { peopleOfUnits, peopleWithRoles } from './recipients.queries.ts';

/** Units whose people are told in one transaction. */
const BATCH = 200;

/** Tells a publication to the people of the round's units and to those who watch; once each, however often it runs. */
export const tellPublished = registerJob(
  'notices.tell-published',
  z.object({ roundId: z.string(), sequence: z.int() }),
  tell,
  { expireSeconds: 1800 },
);

async function tell(
  context: JobContext,
  { roundId, sequence }: { readonly roundId: string; readonly sequence: number },
): Promise<void> {
  const { db, now } = context;
  const round = await requireRound(db, roundId, now);
  const facts = { roundTitle: round.title };
  const onceKey = `published ${roundId} ${sequence}`;
  const notice = { kind: 'published', roundId, unitId: null, facts, onceKey } as const;
  await notify(context, await peopleWithRoles(db, ['council', 'approver', 'viewer'], now), notice);
  let after: readonly [string, string] | null = null;
  for (;;) {
    // Thrown, so that the job is done again by the next process.
    context.stopping.throwIfAborted();
    const units = await pageOfRoundUnits(db, roundId, { after, limit: BATCH });
    const ids = units.map(({ id }) => id);
    await notify(
      context,
      await peopleOfUnits(db, ids, ['focal-point', 'contributor', 'unit-leader'], now),
      notice,
    );
    const last = units.at(-1);
    if (units.length < BATCH || last === undefined) return;
    after = [last.name, last.id];
  }
}
