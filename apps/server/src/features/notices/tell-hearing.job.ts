import { z } from 'zod';
import { type JobContext, registerJob } from '../../platform/jobs/jobs.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import { pageOfRoundUnits, requireRound, type Round } from '../rounds/rounds.read-model.ts';
import { pairsOf } from './hearing-people.ts';
import { notify, notifyEach } from './notify.read-model.ts';
import { appraisersWithAreas, peopleOfUnits } from './recipients.queries.ts';

/** Units whose people are told in one transaction. */
const BATCH = 200;

/** Tells the step of the hearing that a round has come to, once to each person, however often it runs. */
export const tellHearing = registerJob(
  'notices.tell-hearing',
  z.object({ roundId: z.string() }),
  async (context, { roundId }) => {
    const round = await requireRound(context.db, roundId, context.now);
    // A round that has moved on in between has nothing of this to tell any more.
    if (round.state === 'explanation' && round.shownToUnits.includes('explanation'))
      await tellUnits(context, round);
    if (round.state === 'reappraisal') await tellAppraisers(context, round);
  },
  { expireSeconds: 1800 },
);

/** Coming to the same state again is told again. */
const onceKeyOf = (kind: string, { id, movedAt }: Round): string =>
  `${kind} ${id} ${movedAt?.toISOString() ?? ''}`;

async function tellUnits(context: JobContext, round: Round): Promise<void> {
  const { db, now } = context;
  const kind = 'preliminary-result';
  let after: readonly [string, string] | null = null;
  for (;;) {
    // Thrown, so that the job is done again by the next process.
    context.stopping.throwIfAborted();
    const units = await pageOfRoundUnits(db, round.id, { after, limit: BATCH });
    const names = new Map(units.map(({ id, name }) => [id, name]));
    const people = await peopleOfUnits(
      db,
      [...names.keys()],
      ['focal-point', 'contributor', 'unit-leader'],
      now,
    );
    await notifyEach(
      context,
      people.map((recipient) => {
        const { unitId } = recipient;
        const unitName = names.get(unitId ?? '') ?? '';
        const facts = { roundTitle: round.title, unitName, closesAt: round.repliesCloseAt };
        const onceKey = onceKeyOf(kind, round);
        return { recipient, notice: { kind, roundId: round.id, unitId, facts, onceKey } };
      }),
    );
    const last = units.at(-1);
    if (units.length < BATCH || last === undefined) return;
    after = [last.name, last.id];
  }
}

/** Each with the number of items that they have to decide again. */
async function tellAppraisers(context: JobContext, round: Round): Promise<void> {
  const { db, now } = context;
  const { items } = await requirePlan(db, round.setVersionId);
  const open = (await openItems(db, { roundId: round.id })).flatMap(({ unitId, itemId }) => {
    const areaId = items.get(itemId)?.areaId;
    return areaId === undefined ? [] : [{ unitId, areaId }];
  });
  for (const person of await appraisersWithAreas(db, now)) {
    const own = await pairsOf(context, round, person, open);
    if (own.length === 0) continue;
    const facts = { roundTitle: round.title, items: own.length };
    const onceKey = onceKeyOf('second-appraisal', round);
    const notice = { kind: 'second-appraisal', roundId: round.id, unitId: null, facts, onceKey } as const;
    await notify(context, [person], notice);
  }
}
