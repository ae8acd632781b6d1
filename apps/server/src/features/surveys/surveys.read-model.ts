import { sql } from 'kysely';
import type { SurveyBasis } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';

/**
 * Guard of the approval: no survey round of the round is still being prepared, answered or counted. True as well when
 * the round has none, and every survey figure came by import.
 */
export async function surveysFrozen(db: Db, roundId: string): Promise<boolean> {
  const waiting = await db
    .selectFrom('survey')
    .select('id')
    .where('roundId', '=', roundId)
    .where('state', 'not in', ['frozen', 'cancelled'])
    .limit(1)
    .executeTakeFirst();
  return waiting === undefined;
}

/** Where the survey figures of a unit's items come from, by item: of the version of the entry that stands. */
export async function surveyBases(
  db: Db,
  roundId: string,
  unitId: string,
): Promise<ReadonlyMap<string, SurveyBasis>> {
  const rows = await db
    .selectFrom('surveyFigure as f')
    .leftJoin('survey as s', 's.id', 'f.surveyId')
    .leftJoin('surveyImport as i', (join) =>
      join.onRef('i.roundId', '=', 'f.roundId').onRef('i.id', '=', 'f.importId'),
    )
    .select(['f.itemId', 'f.surveyId', 'f.answers', 'f.population', 'f.margin', 'f.belowQuota'])
    .select(['s.title', 's.opensAt', 's.closesAt'])
    .select(['i.conductedBy', 'i.conductedFrom', 'i.conductedTo', 'i.sampleSize', 'i.note'])
    .select(['i.margin as statedMargin', 'i.fileName', 'i.fileSha256'])
    .where('f.unitId', '=', unitId)
    .where('f.roundId', '=', roundId)
    .where(
      sql<boolean>`f.entry_version = (select max(e.version) from item_entry e
        where e.unit_id = f.unit_id and e.round_id = f.round_id and e.item_id = f.item_id)`,
    )
    .execute();
  return new Map(rows.map((row) => [row.itemId, basisOf(row)]));
}

interface BasisRow {
  readonly surveyId: string | null;
  readonly answers: number | null;
  readonly population: number | null;
  readonly margin: string | null;
  readonly belowQuota: boolean;
  readonly title: string | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly conductedBy: string | null;
  readonly conductedFrom: string | null;
  readonly conductedTo: string | null;
  readonly sampleSize: number | null;
  readonly note: string | null;
  readonly statedMargin: string | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
}

const basisOf = (row: BasisRow): SurveyBasis =>
  row.surveyId === null
    ? {
        source: 'import',
        conductedBy: row.conductedBy,
        from: row.conductedFrom,
        to: row.conductedTo,
        answers: row.sampleSize,
        population: null,
        margin: row.statedMargin,
        belowQuota: false,
        fileName: row.fileName,
        fileHash: row.fileSha256,
        note: row.note,
      }
    : {
        source: 'survey',
        conductedBy: row.title,
        from: row.opensAt?.toISOString() ?? null,
        to: row.closesAt?.toISOString() ?? null,
        answers: row.answers,
        population: row.population,
        margin: row.margin,
        belowQuota: row.belowQuota,
        fileName: null,
        fileHash: null,
        note: null,
      };
