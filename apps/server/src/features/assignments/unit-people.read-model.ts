import type { UnitRole } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

/** Units of the round in which nobody holds the role now, by code. */
export async function unitsWithout(
  db: Db,
  roundId: string,
  role: UnitRole,
  now: Date,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select u.code, ru.unit_name as name
    from round_unit ru join unit u on u.id = ru.unit_id
    where ru.round_id = ${roundId} and not exists (
      select from account a join role_grant g on g.account_id = a.id
      where a.unit_id = ru.unit_id and a.disabled_at is null and g.role = ${role}
        and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))
    order by u.code`.execute(db);
  return rows;
}
