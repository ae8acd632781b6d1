import { DEADLINE_STEPS, dueStep } from '@parix/workflow';
import { z } from 'zod';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { unitsWithoutAnswer } from '../replies/replies.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { notifyEach } from './notify.read-model.ts';
import { peopleOfUnits } from './recipients.queries.ts';
import { insertRuns, roundsInHearing, stepsRun } from './schedule.queries.ts';

/** Units whose people are told in one transaction. */
const BATCH = 200;

/**
 * Tells units that may still answer their preliminary result how long they have. Nothing depends on it: the window ends
 * by the clock, and who has not answered agrees.
 */
export const remindReplies = registerJob(
  'notices.remind-replies',
  z.object({}),
  async (context) => {
    for (const round of await roundsInHearing(context.db, context.now)) await remind(context, round);
  },
  { expireSeconds: 1800 },
);
schedule(remindReplies, { everySeconds: 300 });

/** Moving the end starts a new series. */
const keyOf = (closesAt: Date, step: string): string => `replies ${closesAt.toISOString()} ${step}`;

async function remind(context: JobContext, round: Round): Promise<void> {
  const { db, now } = context;
  const closesAt = round.repliesCloseAt;
  if (closesAt === null) return;
  const run = await stepsRun(db, round.id);
  const told = DEADLINE_STEPS.filter((step) => run.has(keyOf(closesAt, step)));
  const clock = { closesAt: closesAt.getTime(), now: now.getTime(), told };
  // The notice of the result said the date.
  const step = dueStep({ ...clock, knownSince: round.movedAt?.getTime() ?? null });
  if (step === null || step === 'expired') return;
  const waiting = await unitsWithoutAnswer(db, round.id);
  for (let at = 0; at < waiting.length; at += BATCH) {
    if (context.stopping.aborted) return;
    await tell(context, round, closesAt, step, waiting.slice(at, at + BATCH));
  }
  await insertRuns(db, round.id, [keyOf(closesAt, step)], now);
}

async function tell(
  context: JobContext,
  round: Round,
  closesAt: Date,
  step: string,
  units: Awaited<ReturnType<typeof unitsWithoutAnswer>>,
): Promise<void> {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const people = await peopleOfUnits(
    context.db,
    [...known.keys()],
    ['focal-point', 'unit-leader'],
    context.now,
  );
  await notifyEach(
    context,
    people.map((recipient) => {
      const { name: unitName = '', items = 0 } = known.get(recipient.unitId ?? '') ?? {};
      const facts = { roundTitle: round.title, unitName, closesAt, items };
      const onceKey = `reply-deadline ${round.id} ${keyOf(closesAt, step)}`;
      const about = { roundId: round.id, unitId: recipient.unitId };
      return { recipient, notice: { kind: 'reply-deadline', ...about, facts, onceKey } };
    }),
  );
}
