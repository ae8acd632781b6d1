import { may, stageOf } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { appraisesArea, relationToUnit } from '../../platform/permissions.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';
import type { CardStanding } from '../sign-off/card-standing.read-model.ts';
import { isJudgedFor } from './decided-pairs.read-model.ts';
import { type Hearing, isOpenAgain } from './hearing.ts';

/** Whether the person may decide on the item of the unit now; the deadline of the appraisal acts when it passes. */
export function mayDecide(
  { person, now }: Context,
  round: Round,
  indexed: IndexedItem,
  unit: RoundUnit,
  standing: CardStanding | undefined,
  heard: Hearing,
): boolean {
  const stage = stageOf(round.phase);
  const open =
    stage === 'second'
      ? isOpenAgain(heard, unit.id, indexed.item.id)
      : round.appraisalClosesAt === null || now < round.appraisalClosesAt;
  const relation = {
    ...relationToUnit(person, unit.id),
    ownArea: appraisesArea(person, indexed.areaId),
    phase: round.phase,
    ...(standing && { window: standing.window, card: standing.state }),
  };
  return open && isJudgedFor(indexed, unit.kind) && may(person.roles, 'appraisal.edit', relation);
}
