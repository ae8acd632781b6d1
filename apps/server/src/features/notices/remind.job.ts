import { type DeadlineStep, DEADLINE_STEPS, dueStep } from '@parix/workflow';
import { z } from 'zod';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { pageOfRoundUnits } from '../rounds/rounds.read-model.ts';
import { notifyEach } from './notify.read-model.ts';
import { peopleOfUnits } from './recipients.queries.ts';
import {
  type ExtendedUnit,
  extendedUnits,
  insertRuns,
  roundsWithDeadline,
  stepsRun,
} from './schedule.queries.ts';

/** Units whose people are told in one transaction. */
const BATCH = 200;

/**
 * Tells deadlines: that of the round to every unit that has no later one of its own, and each extension to its unit.
 * Only people of cards that are not submitted are told. Nothing depends on it: the card locks by the clock.
 */
export const remind = registerJob('notices.remind', z.object({}), remindAll, { expireSeconds: 1800 });
schedule(remind, { everySeconds: 300 });

async function remindAll(context: JobContext): Promise<void> {
  for (const round of await roundsWithDeadline(context.db, context.now)) {
    await remindRound(context, round);
    await remindExtended(context, round);
  }
}

/** Names a step of a deadline; who moves the date starts a new series. */
const keyOf = (closesAt: Date, step: DeadlineStep, unitId?: string): string =>
  `${unitId === undefined ? '' : `${unitId} `}${closesAt.toISOString()} ${step}`;

const toldOf = (run: ReadonlySet<string>, closesAt: Date, unitId?: string): readonly DeadlineStep[] =>
  DEADLINE_STEPS.filter((step) => run.has(keyOf(closesAt, step, unitId)));

async function remindRound(context: JobContext, round: Round): Promise<void> {
  const { db, now } = context;
  const closesAt = round.selfScoringClosesAt;
  if (closesAt === null) return;
  const told = toldOf(await stepsRun(db, round.id), closesAt);
  const step = dueStep({ closesAt: closesAt.getTime(), now: now.getTime(), told, knownSince: null });
  if (step === null || (round.state !== 'self-scoring' && step !== 'expired')) return;
  let after: readonly [string, string] | null = null;
  for (;;) {
    const units = await pageOfRoundUnits(db, round.id, { after, limit: BATCH });
    if (context.stopping.aborted) return;
    await remindUnits(context, round, units, { closesAt, step });
    const last = units.at(-1);
    if (units.length < BATCH || last === undefined) break;
    after = [last.name, last.id];
  }
  // Only when all were told: what is cut off is made up, and those told already are not told twice.
  await insertRuns(db, round.id, [keyOf(closesAt, step)], now);
}

async function remindExtended(context: JobContext, round: Round): Promise<void> {
  const { db, now } = context;
  const units = await extendedUnits(db, round.id, now);
  if (units.length === 0) return;
  for (const { units: due, ...deadline } of dueTogether(units, await stepsRun(db, round.id), now)) {
    for (let at = 0; at < due.length; at += BATCH) {
      if (context.stopping.aborted) return;
      const batch = due.slice(at, at + BATCH);
      await remindUnits(context, round, batch, deadline);
      await insertRuns(
        db,
        round.id,
        batch.map(({ id }) => keyOf(deadline.closesAt, deadline.step, id)),
        now,
      );
    }
  }
}

interface DueTogether {
  readonly closesAt: Date;
  readonly step: DeadlineStep;
  readonly units: ExtendedUnit[];
}

/** Units with the same date and the same step to tell: one extension is often given to many. */
function dueTogether(
  units: readonly ExtendedUnit[],
  run: ReadonlySet<string>,
  now: Date,
): readonly DueTogether[] {
  const found = new Map<string, DueTogether>();
  for (const unit of units) {
    const { id, closesAt, since } = unit;
    const told = toldOf(run, closesAt, id);
    const clock = { closesAt: closesAt.getTime(), now: now.getTime(), knownSince: since.getTime() };
    const step = dueStep({ ...clock, told });
    if (step === null) continue;
    const key = keyOf(closesAt, step);
    const together = found.get(key) ?? { closesAt, step, units: [] };
    found.set(key, together);
    together.units.push(unit);
  }
  return [...found.values()];
}

async function remindUnits(
  context: JobContext,
  round: Round,
  units: readonly { readonly id: string; readonly name: string }[],
  { closesAt, step }: { readonly closesAt: Date; readonly step: DeadlineStep },
): Promise<void> {
  const { db, now } = context;
  const ids = units.map(({ id }) => id);
  const standings = await cardStandings(db, round, ids, now);
  const open = units.filter(({ id }) => {
    const standing = standings.get(id);
    return standing?.state !== 'submitted' && standing?.closesAt?.getTime() === closesAt.getTime();
  });
  const names = new Map(open.map(({ id, name }) => [id, name]));
  const people = await peopleOfUnits(
    db,
    [...names.keys()],
    ['contributor', 'focal-point', 'unit-leader'],
    now,
  );
  await notifyEach(
    context,
    people.map((recipient) => {
      const unitId = recipient.unitId;
      const unitName = names.get(unitId ?? '') ?? '';
      const facts = { roundTitle: round.title, unitName, closesAt, step };
      const onceKey = `deadline ${round.id} ${keyOf(closesAt, step)}`;
      return { recipient, notice: { kind: 'deadline', roundId: round.id, unitId, facts, onceKey } };
    }),
  );
}
