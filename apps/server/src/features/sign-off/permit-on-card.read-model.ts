import { type Action, CARD_STATES, may, type Relation } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { type CardStanding, relationToCard } from './card-standing.read-model.ts';
import { instantWords } from './instant-words.ts';

/**
 * Refuses an act of the unit on its card unless the table of rights allows it now. Whoever comes too late is told when
 * the server received the request and when the window shut; that, and no clock of theirs, decides.
 */
export function permitOnCard(
  context: Context,
  action: Action,
  round: Round,
  unitId: string,
  standing: CardStanding,
  more: Pick<Relation, 'ownItem'> = {},
): void {
  const relation = { ...relationToCard(context.person, round, unitId, standing), ...more };
  const { closesAt } = standing;
  const shut = closesAt !== null && context.now >= closesAt && standing.state === 'not-submitted';
  const { roles } = context.person;
  if (shut && CARD_STATES.some((card) => may(roles, action, { ...relation, window: 'open', card })))
    refuse('deadline-passed', { errors: sidesOf(context, closesAt) });
  context.permit(action, relation);
}

function sidesOf({ now, locale }: Context, closesAt: Date): readonly PlacedError[] {
  const [received, deadline] = [instantWords(now, locale), instantWords(closesAt, locale)];
  const en = locale === 'en';
  return [
    {
      place: 'received',
      code: 'received-at',
      message: en ? `Received by the server at ${received}.` : `Máy chủ nhận lúc ${received}.`,
      value: now.toISOString(),
    },
    {
      place: 'deadline',
      code: 'closed-at',
      message: en ? `The deadline was ${deadline}.` : `Hạn là ${deadline}.`,
      value: closesAt.toISOString(),
    },
  ];
}
