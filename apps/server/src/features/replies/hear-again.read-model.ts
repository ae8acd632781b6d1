import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { ANSWERABLE_DECISION, newestDecisions, newestEvents } from './answerable-decisions.ts';

const CHANGED =
  'Kết luận thẩm định đã thay đổi sau khi đơn vị giải trình. / The appraisal was changed after the unit had answered.';

/**
 * Opens again the approved replies of every unit about which something answerable was decided since: told a result, it
 * may answer that result. The caller moves the round and holds its cards. @returns how many units are heard again
 */
export async function hearAgain(
  { db, now, person, requestId }: Pick<Context, 'db' | 'now' | 'person' | 'requestId'>,
  roundId: string,
  reason: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into reply_event (unit_id, round_id, sequence, kind, reason, actor_id, at, request_id)
    select last.unit_id, ${roundId}, last.sequence + 1, 'reopened', ${reason.trim() || CHANGED},
      ${person.accountId}, ${now}, ${requestId}
    from (${newestEvents({ roundId })}) last
    where last.kind = 'approved' and exists (
      select from (${newestDecisions({ roundId })}) d
      where d.unit_id = last.unit_id and d.recorded_at > last.at and ${ANSWERABLE_DECISION}
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
