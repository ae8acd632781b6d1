import type { Db } from '../../platform/context.ts';
import { appraisersOfUnit } from './hearing-people.ts';
import { notify, type NotifyContext } from './notify.read-model.ts';
import { tellHearing } from './tell-hearing.job.ts';
import type { Round } from '../rounds/rounds.read-model.ts';

/** Tells a step of the hearing in the background: a round may have ten thousand units. */
export async function tellHearingStep(db: Db, roundId: string): Promise<void> {
  await tellHearing.enqueue(db, { roundId });
}

/** An answer that the unit's leader has approved, as it is told. */
interface Answer {
  readonly unitId: string;
  readonly unitName: string;
  readonly items: readonly { readonly areaId: string }[];
}

/** Tells those who judge the answered items of the unit that it has answered. @returns how many were told. */
export async function tellAnswered(
  context: NotifyContext,
  round: Round,
  { unitId, unitName, items }: Answer,
): Promise<number> {
  const areas = new Set(items.map(({ areaId }) => areaId));
  const people = await appraisersOfUnit(context, round, unitId, areas);
  const facts = { roundTitle: round.title, unitName, items: items.length };
  return notify(context, people, { kind: 'answered', roundId: round.id, unitId, facts });
}
