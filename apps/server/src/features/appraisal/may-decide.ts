import { may, stageOf } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { appraisesArea, relationToUnit } from '../../platform/permissions.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import type { CardStanding } from '../sign-off/card-standing.read-model.ts';
import { type Hearing, isOpenAgain } from './hearing.ts';

/** Whether the person may decide on the item of the unit now; the deadline of the appraisal acts when it passes. */
export function mayDecide(
  { person, now }: Context,
  round: Round,
  indexed: IndexedItem,
  unitId: string,
  standing: CardStanding | undefined,
  heard: Hearing,
): boolean {
  const stage = stageOf(round.phase);
  const open =
    stage === 'second'
      ? isOpenAgain(heard, unitId, indexed.item.id)
      : round.appraisalClosesAt === null || now < round.appraisalClosesAt;
  const relation = {
    ...relationToUnit(person, unitId),
    ownArea: appraisesArea(person, indexed.areaId),
    phase: round.phase,
    ...(standing && { window: standing.window, card: standing.state }),
  };
  return open && indexed.item.pointsFrom === 'appraisal' && may(person.roles, 'appraisal.edit', relation);
}
