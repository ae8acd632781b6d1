import type { AppraisalRow as ApiRow } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import type { RowFilter } from '../ranking/round-rows.read-model.ts';
import {
  approvedReplies,
  openItems,
  type OpenFor,
  type RepliesOfItems,
  toItemReply,
} from '../replies/replies.read-model.ts';
import { latestOfStages, type StagesOfItems, toJudgement } from './stages.read-model.ts';

/** What was decided at each stage and what units answered, for the lines of a grid. */
export interface Hearing {
  readonly stages: StagesOfItems;
  readonly replies: RepliesOfItems;
  /** `<unit id> <item id>` -> why it waits for a second decision. */
  readonly open: ReadonlyMap<string, OpenFor>;
}

export async function loadHearing(db: Db, filter: RowFilter): Promise<Hearing> {
  const stages = await latestOfStages(db, filter);
  const replies = await approvedReplies(db, filter);
  const open = await openItems(db, filter);
  return {
    stages,
    replies,
    open: new Map(open.map(({ unitId, itemId, openFor }) => [`${unitId} ${itemId}`, openFor])),
  };
}

/** True when the item may be decided at the second stage: it waits for that, or has had it already. */
export const isOpenAgain = ({ open, stages }: Hearing, unitId: string, itemId: string): boolean =>
  open.has(`${unitId} ${itemId}`) ||
  (stages.get(unitId)?.get(itemId) ?? []).some(({ stage }) => stage === 'second');

export function describeHearing(
  { open, stages, replies }: Hearing,
  unitId: string,
  itemId: string,
): Pick<ApiRow, 'stages' | 'reply' | 'openFor'> {
  const reply = replies.get(unitId)?.get(itemId);
  return {
    stages: (stages.get(unitId)?.get(itemId) ?? []).map(toJudgement),
    reply: reply ? toItemReply(reply) : null,
    openFor: open.get(`${unitId} ${itemId}`) ?? null,
  };
}
