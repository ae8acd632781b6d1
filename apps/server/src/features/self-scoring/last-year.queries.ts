import type { Db } from '../../platform/context.ts';
import type { Round } from '../rounds/rounds.read-model.ts';

/** Id of the unit's last published round of an earlier year on a version of the same set; undefined: there is none. */
export async function findRoundBefore(db: Db, round: Round, unitId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('round as r')
    .innerJoin('roundUnit as ru', 'ru.roundId', 'r.id')
    .innerJoin('criteriaSetVersion as s', 's.id', 'r.setVersionId')
    .select('r.id')
    .where('ru.unitId', '=', unitId)
    .where('r.state', '=', 'published')
    .where('r.indexYear', '<', round.indexYear)
    .where('s.setId', '=', (query) =>
      query.selectFrom('criteriaSetVersion').select('setId').where('id', '=', round.setVersionId),
    )
    .orderBy('r.indexYear', 'desc')
    .orderBy('r.id')
    .executeTakeFirst();
  return row?.id;
}
