import { outcomeOf, type TaskOutcome, taskStateOf } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { allPredecessors } from '../units/units.read-model.ts';
import { type DueTask, dueTasks } from './count-outcomes.queries.ts';

/** What the plans of one unit come to. */
export interface UnitOutcome {
  readonly tasks: readonly { readonly id: string; readonly outcome: TaskOutcome }[];
  /** Names of earlier units of which only a part is in this one: nobody can say which of their tasks are its own. */
  readonly dividedFrom: readonly string[];
}

/**
 * Tasks after the earlier round that were due between the days, by unit of the later round. Tasks of units that went
 * into another one whole are that one's.
 */
export async function countOutcomes(
  db: Db,
  later: Round,
  source: Round,
  {
    from,
    to,
    unitIds,
    now,
  }: {
    readonly from: string;
    readonly to: string;
    readonly unitIds: readonly string[];
    readonly now: Date;
  },
): Promise<ReadonlyMap<string, UnitOutcome>> {
  const tasks = new Map<string, DueTask[]>();
  for (const task of await dueTasks(db, { roundId: source.id, from, to }))
    tasks.set(task.unitId, [...(tasks.get(task.unitId) ?? []), task]);
  const origins = await allPredecessors(db, unitIds, dayOf(source), dayOf(later));
  const of = (id: string) => tasks.get(id) ?? [];
  return new Map(
    unitIds.map((unitId) => {
      const parts = origins.get(unitId) ?? [];
      const whole = new Set([unitId, ...parts.filter(({ share }) => share === '1').map(({ id }) => id)]);
      const divided = parts.filter(({ id, share }) => share !== '1' && id !== unitId && of(id).length > 0);
      const counted = [...whole].flatMap(of).map((task) => ({
        id: task.id,
        outcome: outcomeOf(
          {
            state: taskStateOf(task.last),
            dueOn: task.dueOn,
            claimedAt: task.claimedAt?.getTime() ?? null,
          },
          now.getTime(),
        ),
      }));
      return [unitId, { tasks: counted, dividedFrom: divided.map(({ name }) => name) }];
    }),
  );
}

const dayOf = ({ nameAnchorDate, indexYear }: Round): string => nameAnchorDate ?? `${indexYear}-12-31`;
