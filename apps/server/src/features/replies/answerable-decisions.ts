import { type AppraisalStage, DECISIONS, mayReply } from '@parix/workflow';
import { type RawBuilder, sql } from 'kysely';
import type { AppraisalDecision } from '../../db/schema.ts';
import type { RowFilter } from '../ranking/round-rows.read-model.ts';

/** Whether a unit may answer a decision. Points from before rounds had stages were set without asking anybody. */
export const isAnswerableDecision = (decision: AppraisalDecision): boolean =>
  decision !== 'set' && mayReply(decision);

/** The same of the column `d.decision`. */
export const ANSWERABLE_DECISION: RawBuilder<boolean> = sql`d.decision = any(${sql.val(
  DECISIONS.filter(isAnswerableDecision),
)}::text[])`;

type Narrowing = Pick<RowFilter, 'unitIds' | 'itemId' | 'itemIds'>;

/** Units and items of the filter, on columns `unit_id` and `item_id`; begins with `and`. */
const narrowed = ({ unitIds, itemId, itemIds }: Narrowing) => sql`
  ${unitIds ? sql`and unit_id = any(${sql.val([...unitIds])}::uuid[])` : sql``}
  ${itemId === undefined ? sql`` : sql`and item_id = ${itemId}`}
  ${itemIds ? sql`and item_id = any(${sql.val([...itemIds])}::text[])` : sql``}`;

/** The newest decision of each pair of unit and item; of one stage, where it is named. */
export const newestDecisions = (filter: RowFilter, stage?: AppraisalStage) => sql`
  select distinct on (unit_id, item_id) unit_id, item_id, version, decision, recorded_at
  from item_appraisal where round_id = ${filter.roundId} ${narrowed(filter)}
    ${stage === undefined ? sql`` : sql`and stage = ${stage}`}
  order by unit_id, item_id, version desc`;

/** The last approval of each unit that has one. */
const lastApprovals = ({ roundId, unitIds }: Pick<RowFilter, 'roundId' | 'unitIds'>) => sql`
  select unit_id, max(sequence) as sequence from reply_event
  where round_id = ${roundId} and kind = 'approved' ${narrowed({ unitIds })} group by unit_id`;

/**
 * The reply in force of each pair of unit and item: the newest that the unit's leader has approved, whatever was
 * drafted after it. Of the unit whose drafts are named the newest of all.
 */
export const repliesInForce = (filter: RowFilter, draftsOf: string | null = null) => sql`
  select distinct on (unit_id, item_id) unit_id, item_id, version, appraisal_version, stance
  from item_reply r left join (${lastApprovals(filter)}) a using (unit_id)
  where round_id = ${filter.roundId} ${narrowed(filter)}
    and (r.after_event < a.sequence or unit_id = ${draftsOf}::uuid)
  order by unit_id, item_id, version desc`;

/** The newest event of each unit. */
export const newestEvents = (filter: Pick<RowFilter, 'roundId' | 'unitIds'>) => sql`
  select distinct on (unit_id) unit_id, sequence, kind, at
  from reply_event where round_id = ${filter.roundId} ${narrowed({ unitIds: filter.unitIds })}
  order by unit_id, sequence desc`;
