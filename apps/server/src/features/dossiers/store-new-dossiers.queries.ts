import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from '../../platform/context.ts';
import { copyIn } from '../../db/copy-in.ts';
import type { NewColumns } from './new-columns.ts';
import { DOSSIER_COLUMNS, type NewRows, RECORD_COLUMNS } from './new-rows.ts';
import type { RecordHead } from './said-of-dossier.ts';

/** Stores records of dossiers that are not here yet: nothing is read back. */
export async function insertRecords(
  db: Db,
  sourceId: string,
  head: RecordHead,
  { unitIds, codes, procedureCodes, data }: NewColumns,
  received: { readonly now: Date; readonly requestId: string | null },
): Promise<void> {
  await sql`
    insert into dossier_event (unit_id, source_id, dossier_code, event_id, revision, voided, kind, at,
      procedure_code, data, recorded_at, request_id)
    select unit_id, ${sourceId}::uuid, code, ${head.eventId}, ${head.revision}, false, 'reported', ${new Date(head.at)},
      procedure, data, ${received.now}, ${received.requestId}
    from unnest(${unitIds}::uuid[], ${codes}::text[], ${procedureCodes}::text[], ${data}::jsonb[])
      as r (unit_id, code, procedure, data)`.execute(db);
}

const COPY_DOSSIERS = `copy dossier (${DOSSIER_COLUMNS.join(', ')}) from stdin (format binary)`;
const COPY_RECORDS = `copy dossier_event (${RECORD_COLUMNS.join(', ')}) from stdin (format binary)`;
const ONE_IS_HERE = '23505';

/** A dossier that was taken for new is here already: the transaction is lost, its dossiers are to be looked for by name. */
export class SomeAreHere extends Error {}

/**
 * Stores dossiers that the source has not spoken of before, and their records, without asking for each of them whether
 * that is so.
 * @throws SomeAreHere
 */
export async function copyNewRows(db: Db, { dossiers, records }: NewRows): Promise<void> {
  try {
    await copyIn(db, COPY_DOSSIERS, dossiers);
    await copyIn(db, COPY_RECORDS, records);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === ONE_IS_HERE) throw new SomeAreHere();
    throw error;
  }
}

/**
 * Stores dossiers of which some may be here; those stay as they are. Which these are is found by the key itself, row by
 * row, whatever the planner believes of the table.
 * @returns names (unit, line break, code) of those that were not here
 */
export async function insertDossiersByName(
  db: Db,
  sourceId: string,
  columns: NewColumns,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ unitId: string; code: string }>`
  insert into dossier (unit_id, source_id, code, procedure_code, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, counts, hours, warnings, changed_at)
  select unit_id, ${sourceId}::uuid, code, procedure, state, received_at, due_at, ended_at, ending, channel,
    overdue_from, near_due_from, (${columns.counts}::int[])[first_count : last_count], hours, warnings, ${now}
  from unnest(${columns.unitIds}::uuid[], ${columns.codes}::text[], ${columns.procedureCodes}::text[],
    ${columns.states}::text[], ${columns.receivedAt}::timestamptz[], ${columns.dueAt}::timestamptz[],
    ${columns.endedAt}::timestamptz[], ${columns.endings}::text[], ${columns.channels}::text[],
    ${columns.overdueFrom}::date[], ${columns.nearDueFrom}::date[], ${columns.firstCounts}::int[],
    ${columns.lastCounts}::int[], ${columns.hours}::int[], ${columns.warnings}::jsonb[])
    as r (unit_id, code, procedure, state, received_at, due_at, ended_at, ending, channel, overdue_from, near_due_from,
      first_count, last_count, hours, warnings)
  on conflict do nothing returning unit_id, code`.execute(db);
  return new Set(rows.map(({ unitId, code }) => `${unitId}\n${code}`));
}
