import { z } from 'zod';
import { registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { phaseAt } from '../rounds/rounds.read-model.ts';
import { isTaken, roundsInSelfScoring } from './counted-figures.queries.ts';
import { type Occasion, take } from './take-figures.service.ts';

type Due = Extract<Occasion, { readonly dueAt: Date }>;
type Dates = Pick<
  Awaited<ReturnType<typeof roundsInSelfScoring>>[number],
  'selfScoringOpensAt' | 'selfScoringClosesAt' | 'movedAt' | 'createdAt'
>;

/**
 * Takes the figures of every round at the opening of self-scoring and once more at its close, from whoever has not
 * handed in. Made up for as long as the round stays in self-scoring; the standing body can take them at any time.
 */
const takeFigures = registerJob(
  'counted-figures.take',
  z.object({}),
  async ({ db, now, requestId, log, stopping }) => {
    for (const row of await roundsInSelfScoring(db)) {
      if (stopping.aborted) return;
      const due = dueOf(phaseAt(row, now), row);
      if (due === null || (await isTaken(db, row.id, due.kind, due.dueAt))) continue;
      const taken = await take({ db, now, requestId, person: null }, row.id, due, () => undefined);
      if (taken) log.info({ round: row.id, ...taken }, 'figures were taken from measures');
    }
  },
  { expireSeconds: 1800 },
);
schedule(takeFigures, { everySeconds: 300 });

function dueOf(phase: ReturnType<typeof phaseAt>, dates: Dates): Due | null {
  const { selfScoringOpensAt, selfScoringClosesAt, movedAt, createdAt } = dates;
  if (phase === 'self-scoring') return { kind: 'opening', dueAt: selfScoringOpensAt ?? movedAt ?? createdAt };
  if (phase === 'self-closed' && selfScoringClosesAt) return { kind: 'closing', dueAt: selfScoringClosesAt };
  return null;
}
