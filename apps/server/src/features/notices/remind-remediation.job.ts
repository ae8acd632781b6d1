import {
  dayInVietnam,
  instantInVietnam,
  isoDay,
  REMIND_BEFORE_DAYS,
  REMIND_EVERY_DAYS,
  remindersBy,
} from '@parix/workflow';
import { z } from 'zod';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import {
  type DueTask,
  openTasksOf,
  type RoundWithTasks,
  roundsWithOpenTasks,
  unitsWithOpenTasks,
} from '../remediation/due-tasks.read-model.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { notifyEach } from './notify.read-model.ts';
import { type DivisionRecipient, peopleWithDivisions } from './recipients.queries.ts';
import { insertRuns, stepsRun } from './schedule.queries.ts';

/** Hour in Vietnam from which people are told. */
const MORNING = 8;
/** Units whose people are told in one transaction. */
const BATCH = 200;
/** Tasks named in a notice; the page has them all. */
const NAMED = 10;
const KEY = 'remediation ';

/**
 * Once a day: tells whoever was given a remediation task, and the focal point of the unit, what is due soon or late.
 * Nothing depends on it; lateness follows from the clock.
 */
export const remindRemediation = registerJob('notices.remind-remediation', z.object({}), remindAll, {
  expireSeconds: 1800,
});
schedule(remindRemediation, { everySeconds: 600 });

async function remindAll(context: JobContext): Promise<void> {
  const { db, now } = context;
  const today = dayInVietnam(now.getTime());
  if (now.getTime() < instantInVietnam(today, MORNING)) return;
  const until = isoDay(today + REMIND_BEFORE_DAYS);
  for (const round of await roundsWithOpenTasks(db, until)) {
    const last = lastRun(await stepsRun(db, round.id));
    if (last === isoDay(today)) continue;
    // What fell due while nobody looked is told now, once; of longer ago the next reminder comes by itself.
    const before = isoDay(today - REMIND_EVERY_DAYS);
    const span = { since: last === null || last < before ? before : last, today: isoDay(today), until };
    if (!(await remindRound(context, round, span))) return;
    await insertRuns(db, round.id, [`${KEY}${span.today}`], now);
  }
}

const lastRun = (keys: ReadonlySet<string>): string | null =>
  [...keys]
    .flatMap((key) => (key.startsWith(KEY) ? [key.slice(KEY.length)] : []))
    .toSorted()
    .at(-1) ?? null;

/** Days as `YYYY-MM-DD`: the last one that was told of, today, and the last one that is soon. */
interface Span {
  readonly since: string;
  readonly today: string;
  readonly until: string;
}

/** False when it was cut off; then the day is not told to an end. */
async function remindRound(context: JobContext, round: RoundWithTasks, span: Span): Promise<boolean> {
  const unitIds = await unitsWithOpenTasks(context.db, round.id, span.until);
  for (let at = 0; at < unitIds.length; at += BATCH) {
    if (context.stopping.aborted) return false;
    await remindUnits(context, round, unitIds.slice(at, at + BATCH), span);
  }
  return true;
}

async function remindUnits(
  context: JobContext,
  round: RoundWithTasks,
  unitIds: readonly string[],
  { since, today, until }: Span,
): Promise<void> {
  const { db, now } = context;
  const tasks = await openTasksOf(db, round.id, unitIds, until);
  const fell = ({ dueOn }: DueTask): boolean => remindersBy(dueOn, today) > remindersBy(dueOn, since);
  const people = await peopleWithDivisions(db, unitIds, now);
  await notifyEach(
    context,
    people.flatMap((recipient) => {
      const own = tasks.filter((task) => task.unitId === recipient.unitId && concerns(task, recipient));
      if (!own.some(fell)) return [];
      const onceKey = `${KEY}${round.id} ${today}`;
      const about = { roundId: round.id, unitId: recipient.unitId };
      const facts = factsOf(round, own, today);
      return [{ recipient, notice: { kind: 'remediation-due', ...about, facts, onceKey } as const }];
    }),
  );
}

const concerns = (task: DueTask, { accountId, divisionId, roles }: DivisionRecipient): boolean =>
  task.ownerAccountId === accountId ||
  (task.ownerDivisionId !== null && task.ownerDivisionId === divisionId) ||
  roles.includes('focal-point');

function factsOf(
  { title }: RoundWithTasks,
  tasks: readonly DueTask[],
  today: string,
): NoticeFacts['remediation-due'] {
  const overdue = tasks.filter(({ dueOn }) => dueOn < today).length;
  return {
    roundTitle: title,
    unitName: tasks[0]?.unitName ?? '',
    overdue,
    soon: tasks.length - overdue,
    rows: tasks.slice(0, NAMED).map(({ shortcoming, dueOn }) => ({ shortcoming, dueOn })),
    more: Math.max(0, tasks.length - NAMED),
  };
}
