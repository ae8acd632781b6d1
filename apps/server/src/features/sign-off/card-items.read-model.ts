import type { Assignee, CardItem } from '@parix/api-contract';
import { may, type Relation } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { cardAssignees } from '../assignments/card-assignees.read-model.ts';
import type { CardKey, MarkRow } from './item-marks.queries.ts';
import { latestMarks } from './item-marks.queries.ts';

/** Who fills the items of a card and what they say is ready. */
export interface CardPeople {
  readonly assignees: ReadonlyMap<string, readonly Assignee[]>;
  readonly marks: ReadonlyMap<string, MarkRow>;
  /** Items that count as the person's own. */
  readonly own: ReadonlySet<string>;
}

/** How a unit works inside is shown to that unit, to those above it and to the standing body. */
export function seesInside({ person }: Context, { ownUnit, belowMe }: Relation): boolean {
  const inside = { ownUnit: ownUnit ?? false, belowMe: belowMe ?? false };
  return may(person.roles, 'scorecard.read', inside);
}

/** All items of the card, or those named; empty for whoever does not see inside the unit. */
export async function loadCardPeople(
  context: Context,
  card: CardKey,
  relation: Relation,
  own: ReadonlySet<string>,
  itemIds?: readonly string[],
): Promise<CardPeople> {
  if (!seesInside(context, relation)) return { assignees: new Map(), marks: new Map(), own };
  const marks = await latestMarks(context.db, card, itemIds);
  return {
    assignees: await cardAssignees(context.db, card, context.now, itemIds),
    marks: new Map(marks.map((mark) => [mark.itemId, mark])),
    own,
  };
}

/** What a card shows of the people behind one item whose entry stands at the version. */
export function peopleOf(
  { assignees, marks, own }: CardPeople,
  itemId: string,
  version: number,
): Pick<CardItem, 'assignees' | 'mine' | 'ready'> {
  return {
    assignees: [...(assignees.get(itemId) ?? [])],
    mine: own.has(itemId),
    ready: readyAt(marks.get(itemId), version),
  };
}

/** The mark that holds: one put on an older entry was about other content. */
export function readyAt(mark: MarkRow | undefined, version: number): CardItem['ready'] {
  if (!mark?.ready || mark.entryVersion !== version) return null;
  return { by: mark.actorName, at: mark.at.toISOString() };
}
