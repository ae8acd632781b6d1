import { dayInVietnam, instantInVietnam, isoDay } from '@parix/workflow';
import { z } from 'zod';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { notifyRoles } from './notify.read-model.ts';
import { progressOf } from './progress.read-model.ts';
import { insertRuns, roundsWithDeadline, stepsRun } from './schedule.queries.ts';

/** Hour in Vietnam from which the day's list goes out. */
const MORNING = 8;
/** Units named in the list; the board has them all. */
const NAMED = 50;

/** Once a day, while units may still enter: which units lack what, to the standing body. */
export const missingDigest = registerJob('notices.missing-digest', z.object({}), tellMissing, {
  expireSeconds: 1800,
});
schedule(missingDigest, { everySeconds: 600 });

async function tellMissing(context: JobContext): Promise<void> {
  const { db, now } = context;
  const day = dayInVietnam(now.getTime());
  if (now.getTime() < instantInVietnam(day, MORNING)) return;
  const key = `missing ${isoDay(day)}`;
  for (const round of await roundsWithDeadline(db, now)) {
    if (round.phase !== 'self-scoring' || (await stepsRun(db, round.id)).has(key)) continue;
    await tellOf(context, round, key);
    await insertRuns(db, round.id, [key], now);
  }
}

async function tellOf(context: JobContext, round: Round, onceKey: string): Promise<void> {
  const rows = await progressOf(context.db, round, context.now);
  const open = rows
    .filter(({ state, missing }) => state !== 'submitted' && missing > 0)
    .sort((left, right) => right.missing - left.missing);
  await notifyRoles(context, ['standing-body'], {
    kind: 'missing-digest',
    roundId: round.id,
    unitId: null,
    onceKey: `${onceKey} ${round.id}`,
    facts: {
      roundTitle: round.title,
      units: rows.length,
      submitted: rows.filter(({ state }) => state === 'submitted').length,
      atRisk: rows.filter(({ forecast }) => forecast === 'at-risk').length,
      rows: open.slice(0, NAMED).map(({ unitName, missing, items }) => ({ unitName, missing, items })),
      more: Math.max(0, open.length - NAMED),
    },
  });
}
