import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type TotalRow = Row<'dossierTotal'>;
export type TotalKey = Pick<TotalRow, 'unitId' | 'firstDay' | 'lastDay' | 'label'>;

/** The standing row (highest revision) of each key. */
export async function standingTotals(
  db: Db,
  sourceId: string,
  keys: readonly TotalKey[],
): Promise<TotalRow[]> {
  const { rows } = await sql<TotalRow>`
    select distinct on (t.unit_id, t.first_day, t.last_day, t.label) t.*
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k ("unitId" uuid, "firstDay" date, "lastDay" date, label text)
    join dossier_total t on t.unit_id = k."unitId" and t.source_id = ${sourceId} and t.first_day = k."firstDay"
      and t.last_day = k."lastDay" and t.label = k.label
    order by t.unit_id, t.first_day, t.last_day, t.label, t.revision desc`.execute(db);
  return rows;
}

export async function insertTotals(db: Db, rows: readonly NewRow<'dossierTotal'>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('dossierTotal').values(rows).execute();
}

export type TotalPlace = readonly [
  lastDay: string,
  unitId: string,
  sourceId: string,
  firstDay: string,
  label: string,
];
export interface TotalFilter {
  readonly sourceId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Standing rows whose period lies within the days asked for, latest period first. */
export async function listTotalRows(
  db: Db,
  { sourceId, unitId, from, to }: TotalFilter,
  after: TotalPlace | null,
  limit: number,
): Promise<(TotalRow & { readonly unitName: string; readonly sourceName: string })[]> {
  const wanted = [
    sql`not exists (select from dossier_total later where later.unit_id = t.unit_id and later.source_id = t.source_id
      and later.first_day = t.first_day and later.last_day = t.last_day and later.label = t.label
      and later.revision > t.revision)`,
    ...(sourceId === undefined ? [] : [sql`t.source_id = ${sourceId}`]),
    ...(unitId === undefined ? [] : [sql`t.unit_id = ${unitId}`]),
    ...(from === undefined ? [] : [sql`t.first_day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`t.last_day <= ${to}::date`]),
    ...(after === null
      ? []
      : [
          sql`(-(t.last_day - date '2000-01-01'), t.unit_id, t.source_id, t.first_day, t.label)
            > (-(${after[0]}::date - date '2000-01-01'), ${after[1]}::uuid, ${after[2]}::uuid, ${after[3]}::date, ${after[4]})`,
        ]),
  ];
  const { rows } = await sql<TotalRow & { unitName: string; sourceName: string }>`
    select t.*, u.name as unit_name, s.name as source_name from dossier_total t
    join unit u on u.id = t.unit_id join dossier_source s on s.id = t.source_id
    where ${sql.join(wanted, sql` and `)}
    order by t.last_day desc, t.unit_id, t.source_id, t.first_day, t.label limit ${limit}`.execute(db);
  return rows;
}
